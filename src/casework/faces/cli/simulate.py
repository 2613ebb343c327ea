"""`casework simulate`: a year of a scheme in a minute."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from casework.clock.frozen import FrozenClock
from casework.errors import BadInput, Text
from casework.faces import words
from casework.faces.cli.paper import Paper, kroner, tell
from casework.faces.cli.settings import Settings
from casework.faces.cli.shared import Command, pass_settings
from casework.simulation import Summary, run
from casework.simulation.behaviour import BY_NAME

WALKED = Text(
    "{cases} saker, {entries} føringer, {first}–{last}",
    "{cases} saker, {entries} føringar, {first}–{last}",
    "{cases} cases, {entries} entries, {first}–{last}",
)
STAGES = Text("Sakene ved slutten", "Sakene ved slutten", "The cases at the end")
BEHAVIOURS = Text("Slik oppførte søkerne seg", "Slik oppførte søkjarane seg", "How the applicants behaved")
REMINDERS = Text("Purringer etter trinn", "Purringar etter steg", "Reminders by rung")
LATE = Text("Ikke kommet i tide", "Ikkje komne i tide", "Not in on time")
REFUSED = Text("Nektet av reglene", "Nekta av reglane", "Refused by the rules")
MONEY = Text("Penger", "Pengar", "Money")
NOT_HELD = Text(
    "Regnskapet for en sak går ikke opp.", "Rekneskapen for ei sak går ikkje opp.", "A ledger does not add up."
)
NEVER = Text("kom aldri", "kom aldri", "never came")
KEPT = Text("Databasen ligger i {url}", "Databasen ligg i {url}", "The database is {url}")


@click.command(cls=Command)
@click.argument("scheme")
@click.argument("year", type=int)
@click.option("--seed", type=int, default=2022, show_default=True, help="The same seed gives the same year.")
@click.option("--cases", type=click.IntRange(min=1), help="How many cases to open; otherwise one portfolio.")
@pass_settings
@click.pass_context
def simulate(context: click.Context, settings: Settings, scheme: str, year: int, seed: int, cases: int | None) -> None:
    """Walk a whole year of SCHEME with made-up applicants, in a database made for simulation or a temporary one."""
    with _office(settings) as (office, clock), _bar(settings) as progress:
        summary = run(office, clock, scheme, year, cases=cases, seed=seed, progress=progress)
    tell(settings, summary.as_json(), lambda paper: told(paper, summary))
    if not summary.ledger_holds or summary.failed_ticks:
        context.exit(1)


@contextmanager
def _office(settings: Settings) -> Iterator[tuple[Any, FrozenClock]]:
    """An office over the database that was named, which must be one for simulations, or over a temporary one."""
    from casework.office import Office

    named = settings.url or os.environ.get("CASEWORK_DATABASE_URL")
    clock = FrozenClock("2000-01-01T12:00:00Z")
    if named:
        _refuse_real_time(settings)
        yield Office(named, clock=clock, **settings.definitions), clock
        return
    with tempfile.TemporaryDirectory(prefix="casework-") as folder:
        office = Office(f"sqlite:///{Path(folder) / 'simulation.db'}", clock=clock, **settings.definitions)
        try:
            yield office, clock
        finally:
            office.close()


def _refuse_real_time(settings: Settings) -> None:
    """Raises BadInput for a database that lives in real time, and for one that is not there."""
    from casework.store.engines import sqlite_file
    from casework.store.upgrade import is_simulation, version

    file = sqlite_file(settings.database.url)
    there = (file is None or file.exists()) and version(settings.database) is not None
    if not there or not is_simulation(settings.database):
        raise BadInput(
            f"{settings.database_url} was not made for simulation; "
            "make a new one with: casework db upgrade --simulation --database URL"
        )


@contextmanager
def _bar(settings: Settings) -> Iterator[Any]:
    """A bar on standard error, where somebody is looking."""
    if settings.as_json or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=1, file=sys.stderr) as bar:

        def lived(days: int, of_all: int) -> None:
            bar.length = of_all
            bar.update(days - bar.pos)

        yield lived


def told(paper: Paper, summary: Summary) -> None:
    """The summary, for people."""
    first, last = paper.cell(summary.first_day), paper.cell(summary.last_day)
    paper.line(WALKED.format(cases=summary.cases, entries=summary.entries, first=first, last=last))
    paper.heading(STAGES)
    _counts(paper, summary.stages, words.STAGES)
    paper.heading(BEHAVIOURS)
    _counts(paper, summary.behaviours, {name: found.title for name, found in BY_NAME.items()})
    if summary.reminders:
        paper.heading(REMINDERS)
        _reminders(paper, summary)
    if summary.late:
        paper.heading(LATE)
        rows = [(x.case, x.party, _kind(paper, x.kind), x.due, x.received or NEVER, x.days) for x in summary.late]
        paper.table(("case", "party", "kind", "due_day", "when", "days_late"), rows, right=("days_late",))
    if summary.refused:
        paper.heading(REFUSED)
        _refusals(paper, summary)
    paper.heading(MONEY)
    _counts(
        paper,
        {name: kroner(ore) for name, ore in summary.ledger.items() if ore and name in words.ACCOUNTS},
        words.ACCOUNTS,
    )
    if not summary.ledger_holds:
        paper.line(NOT_HELD)


def _reminders(paper: Paper, summary: Summary) -> None:
    counts = [(_kind(paper, c.kind), c.rung, c.staged, c.skipped) for c in summary.reminders]
    paper.table(("kind", "rung", "reminders", "skipped"), counts, right=("rung", "reminders", "skipped"))


def _kind(paper: Paper, kind: str) -> str:
    return words.word(words.DUTIES, kind, paper.language)


def _counts(paper: Paper, counts: Mapping[str, Any], titles: Mapping[str, Text]) -> None:
    for name, value in counts.items():
        paper.line(f"{words.word(titles, name, paper.language)}: {value}", indent=1)


def _refusals(paper: Paper, summary: Summary) -> None:
    for refused in summary.refused:
        paper.line(f"{refused.case} {refused.party}: {refused.step}", indent=1)
        for message, law in refused.reasons:
            paper.line(f"- {message} ({law})", indent=2)
