"""`python -m casework.simulation.demo [FOLDER]`: two grant schemes through a year each, and what came of it, in bokmål.

The mail of the second year goes into FOLDER, or into one beside the database.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from io import TextIOWrapper
from pathlib import Path

from casework.clock.frozen import FrozenClock
from casework.clock.wall import WallClock
from casework.office import Office
from casework.simulation import demo_pages as pages
from casework.simulation import letterbox
from casework.simulation.grant_year import Progress, run
from casework.simulation.summary import Summary
from casework.store import upgrade
from casework.store.database import Database

SCHEMES = (("voluntary_organisations", 2022), ("resource_environments", 2025))
BEGINS = "2021-10-01T06:00:00Z"
SEED = 2022
#: What the demo leaves to look at is called so, and is kept for so long.
PREFIX, KEPT = "casework-demo-", timedelta(days=1)


def main(arguments: Sequence[str] = ()) -> int:
    """Play both years and show them. Returns 0, or 1 where something does not hold, 2 for wrong arguments.

    `arguments` may name the folder for the year's mail; otherwise it lies beside the database.
    """
    if len(arguments) > 1 or any(argument.startswith("-") for argument in arguments):
        print(pages.USAGE)
        return 2
    forget_old_demos()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    url, post = f"sqlite:///{folder / 'demo.db'}", Path(*arguments).resolve() if arguments else folder / "mail"
    print(pages.WELCOME.format(url=url))
    office, clock = simulation_office(url)
    summaries = [_played(office, clock, *SCHEMES[0])]
    letterbox.opened(office, post)
    summaries += [_played(office, clock, *SCHEMES[1])]
    for page in pages.pages(office, summaries):
        print(page)
    print(pages.ladder(office, summaries))
    print(pages.mail(letterbox.named(post), post))
    faults = pages.faults(office, summaries)
    print(pages.verdict(faults))
    print(pages.next_steps(url, summaries))
    office.close()
    return 1 if faults else 0


def forget_old_demos() -> None:
    """Take away what demos of earlier days left in the folder for temporary files."""
    too_old = WallClock().now() - KEPT
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError):
            if datetime.fromtimestamp(folder.stat().st_mtime, UTC) < too_old:
                shutil.rmtree(folder)


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
        code = main(sys.argv[1:])
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
