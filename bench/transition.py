"""The durable transition and the reading of a case, on both databases, with one client and with eight."""

from __future__ import annotations

import multiprocessing
import random
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from bench import floor
from bench.measured import Result, compare
from bench.prepared import CASEWORKER, filled, office
from casework import Office
from casework.errors import Stale

CLIENTS = 8


def sqlite(folder: Path, cases: int, steps: int) -> Iterator[Result]:
    """SQLite, FULL durability: one client, eight threads against eight raw processes, and reading."""
    product, ids = filled(f"sqlite:///{folder / 'product.db'}", folder, cases)
    _, floor_ids = filled(f"sqlite:///{folder / 'floor.db'}", folder, cases)
    file = str(folder / "floor.db")
    raw = floor.sqlite_connection(file)
    one = _raw(raw, floor.sqlite_step, floor_ids, steps)
    yield compare("transition, SQLite FULL, 1 client", one, _steps(product, ids, steps), 0.40)
    eight = _processes(_sqlite_client, file, floor_ids, steps * 2)
    yield compare("transition, SQLite FULL, 8 threads", eight, _threads(product, ids, steps * 2), 1.0, rounds=5)
    reader = floor.sqlite_connection(str(folder / "product.db"))
    yield compare("read case with 30 entries, SQLite", *_reading(reader, "?", product, ids, steps), 0.5)


def postgresql(url: str, floor_url: str, folder: Path, cases: int, steps: int) -> Iterator[Result]:
    """PostgreSQL, synchronous commit: one client, eight clients, and reading."""
    product, ids = filled(url, folder, cases)
    _, floor_ids = filled(floor_url, folder, cases)
    raw = floor.postgresql_connection(floor_url)
    one = _raw(raw, floor.postgresql_step, floor_ids, steps)
    yield compare("transition, PostgreSQL, 1 client", one, _steps(product, ids, steps), 0.45)
    eight = _processes(_postgresql_client, floor_url, floor_ids, steps * 2)
    processes = _processes(_product_client, (url, str(folder)), ids, steps * 2)
    yield compare("transition, PostgreSQL, 8 clients", eight, processes, 0.45, rounds=5)
    reader = floor.postgresql_connection(url)
    yield compare("read case with 30 entries, PostgreSQL", *_reading(reader, "%s", product, ids, steps), 0.5)


def _raw(connection: Any, step: Callable[[Any, str], None], ids: Sequence[str], steps: int) -> Callable[[], int]:
    def work() -> int:
        for case_id in random.choices(ids, k=steps):
            step(connection, case_id)
        return steps

    return work


def perform(product: Office, case_id: str) -> None:
    """One transition of the product, everything switched on; a lost race is tried again."""
    while True:
        try:
            product.perform(f"{case_id}-1", "step", by=CASEWORKER, facts={"note": "neste"})
            return
        except Stale:
            continue


def _steps(office: Office, ids: Sequence[str], steps: int) -> Callable[[], int]:
    def work() -> int:
        for case_id in random.choices(ids, k=steps):
            perform(office, case_id)
        return steps

    return work


def _threads(office: Office, ids: Sequence[str], steps: int) -> Callable[[], int]:
    def work() -> int:
        with ThreadPoolExecutor(CLIENTS) as pool:
            list(pool.map(lambda case_id: perform(office, case_id), random.choices(ids, k=steps)))
        return steps

    return work


def _processes(client: Callable[..., None], where: Any, ids: Sequence[str], steps: int) -> Callable[[], int]:
    """Eight processes that stay alive between rounds, so that starting them is not measured."""
    context = multiprocessing.get_context("spawn")
    pool = context.Pool(CLIENTS, initializer=client, initargs=(where,))

    def work() -> int:
        chosen = random.choices(ids, k=steps)
        pool.map(_one_step, chosen, chunksize=max(1, steps // CLIENTS // 4))
        return steps

    return work


class _Client:
    """What one of the eight processes does; set when the process starts."""

    step: Callable[[str], None]


def _one_step(case_id: str) -> None:
    _Client.step(case_id)


def _sqlite_client(file: str) -> None:
    _Client.step = partial(floor.sqlite_step, floor.sqlite_connection(file))


def _postgresql_client(url: str) -> None:
    _Client.step = partial(floor.postgresql_step, floor.postgresql_connection(url))


def _product_client(where: tuple[str, str]) -> None:
    _Client.step = partial(perform, office(where[0], Path(where[1])))


def _reading(
    raw: Any, sign: str, office: Office, ids: Sequence[str], steps: int
) -> tuple[Callable[[], int], Callable[[], int]]:
    """The same cases, each with some 30 entries, read by the floor and by the product."""
    long = random.sample(list(ids), 20)
    for case_id in long:
        for _ in range(max(0, 30 - office.case(case_id).revision)):
            perform(office, case_id)

    def theirs() -> int:
        for case_id in random.choices(long, k=steps):
            floor.read_case(raw, case_id, sign)
        return steps

    def ours() -> int:
        for case_id in random.choices(long, k=steps):
            office.case(case_id)
            office.history(case_id)
        return steps

    return theirs, ours
