"""`casework stats`, `overdue` and `control-report`: what is asked across cases."""

from __future__ import annotations

from typing import Any

import click

from casework.control_report import as_page
from casework.faces import words
from casework.faces.cli import texts
from casework.faces.cli.paper import Paper, day_written, kroner, tell
from casework.faces.cli.settings import Settings
from casework.faces.cli.shared import Command, pass_settings


@click.command(cls=Command)
@click.argument("scheme")
@click.argument("year", type=int)
@pass_settings
def stats(settings: Settings, scheme: str, year: int) -> None:
    """The totals of SCHEME in YEAR as its public page shows them; in JSON, amounts are in øre."""
    found = settings.office.statistics(scheme, year)
    tell(settings, found, lambda paper: _totals(paper, found))


def _totals(paper: Paper, found: dict[str, Any]) -> None:
    amounts = {name: kroner(value) for name, value in found.items() if name.endswith("_ore")}
    share = found["awarded_share"]
    told = {**found, **amounts, "awarded_share": None if share is None else f"{share * 100:.1f} %".replace(".", ",")}
    paper.fields({name: value for name, value in told.items() if name in texts.FIELDS})


@click.command(cls=Command)
@click.option("--scheme", help="Only of this scheme.")
@click.option("--year", type=int, help="Only of this year.")
@click.option("--caseworker", metavar="PERSON", help="Only on this person's desk.")
@click.option("--kind", help="Only duties of this kind.")
@pass_settings
def overdue(settings: Settings, /, **filters: Any) -> None:
    """Every duty that is open after its last day, the latest first."""
    rows = settings.office.overdue(**{name: value for name, value in filters.items() if value is not None})
    tell(settings, rows, lambda paper: _late(paper, rows))


def _late(paper: Paper, rows: list[dict[str, Any]]) -> None:
    if not rows:
        paper.line(texts.NOTHING_OVERDUE)
        return
    columns = ("case", "kind", "party", "caseworker", "due_day", "days_late", "reminders_sent", "next_step")
    paper.table(columns, [_row(paper, row, columns) for row in rows], right=("days_late", "reminders_sent"))


def _row(paper: Paper, row: dict[str, Any], columns: tuple[str, ...]) -> list[Any]:
    shown = {
        **row,
        "kind": words.word(words.DUTIES, row["kind"], paper.language),
        "party": row.get("party_name") or row["party"],
        "due_day": day_written(row["due_day"]),
        "next_step": words.word(words.NEXT_STEPS, row["next_step"] or "", paper.language),
    }
    return [shown[column] for column in columns]


@click.command("control-report", cls=Command)
@click.argument("scheme")
@click.argument("year", type=int)
@pass_settings
def control_report(settings: Settings, scheme: str, year: int) -> None:
    """The yearly control summary of SCHEME in YEAR, as a page to send to the ministry."""
    found = settings.office.control_report(scheme, year)
    written = "nb" if settings.language == "en" else settings.language
    tell(settings, found, lambda paper: _page(paper, as_page(found, written)))


def _page(paper: Paper, written: str) -> None:
    for line in written.splitlines():
        paper.line(line)
