"""`python -m casework.simulation.demo`: two grant schemes through a whole year each, and what came of it, in bokmål."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path

from casework.clock.frozen import FrozenClock
from casework.office import Office
from casework.simulation import demo_pages as pages
from casework.simulation.grant_year import Progress, run
from casework.simulation.summary import Summary
from casework.store import upgrade
from casework.store.database import Database

SCHEMES = (("voluntary_organisations", 2022), ("resource_environments", 2025))
BEGINS = "2021-10-01T06:00:00Z"
SEED = 2022


def main() -> int:
    """Play both years and show them. Returns 0, or 1 where something does not hold."""
    url = f"sqlite:///{Path(tempfile.mkdtemp(prefix='casework-demo-')) / 'demo.db'}"
    print(pages.WELCOME.format(url=url))
    office, clock = simulation_office(url)
    summaries = [_played(office, clock, scheme, year) for scheme, year in SCHEMES]
    for page in pages.pages(office, summaries):
        print(page)
    faults = pages.faults(office, summaries)
    print(pages.verdict(faults))
    print(pages.next_steps(url, summaries))
    office.close()
    return 1 if faults else 0


def simulation_office(url: str) -> tuple[Office, FrozenClock]:
    """An office over a new database whose clock may be set by hand, and that clock."""
    database = Database(url)
    upgrade.upgrade(database, simulation=True)
    database.close()
    clock = FrozenClock(BEGINS)
    return Office(url, clock=clock), clock


def _played(office: Office, clock: FrozenClock, scheme: str, year: int) -> Summary:
    title = office.surroundings.definitions.scheme(scheme, year).title.nb
    with _bar(f"{title} {year}") as progress:
        return run(office, clock, scheme, year, seed=SEED, progress=progress)


@contextmanager
def _bar(title: str) -> Iterator[Progress | None]:
    """A bar where somebody is looking, else one line."""
    with _rich_bar(title) if sys.stdout.isatty() else _line(title) as progress:
        yield progress


@contextmanager
def _line(title: str) -> Iterator[Progress | None]:
    print(f"  {title} …", flush=True)
    yield None


@contextmanager
def _rich_bar(title: str) -> Iterator[Progress | None]:
    try:
        from rich.progress import Progress as Bar
    except ImportError:
        print(f"  {title} …", flush=True)
        yield None
        return
    with Bar() as bar:
        task = bar.add_task(f"  {title}", total=None)
        lived: Callable[[int, int], None] = lambda days, of_all: bar.update(task, completed=days, total=of_all)  # noqa: E731
        yield lived


def guarded() -> int:
    """`main`, without a traceback where somebody interrupts it or stops reading."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    try:
        code = main()
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # What is still buffered goes nowhere, so that Python does not complain of it at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    return code


if __name__ == "__main__":
    sys.exit(guarded())
