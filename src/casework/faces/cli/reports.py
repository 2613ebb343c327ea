"""`casework stats`, `overdue` and `control-report`: what is asked across cases."""

from __future__ import annotations

from typing import Any

import click

from casework.control_report import as_page
from casework.faces.cli import texts
from casework.faces.cli.paper import Paper, kroner, tell
from casework.faces.cli.settings import Settings
from casework.faces.cli.shared import Command, pass_settings
from casework.faces.csv_text import csv_bytes
from casework.faces.overdue_table import COLUMNS, NUMBERS, cells
from casework.store.overdue import SORTS

_ON_PAPER = tuple(name for name in COLUMNS if name not in ("party", "scheme", "year", "last_reminder_on"))


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
@click.option("--caseworker", metavar="PERSON", help="Only on this person's desk; - for nobody's.")
@click.option("--kind", help="Only duties of this kind.")
@click.option("--days-late", type=click.IntRange(min=0), metavar="DAYS", help="Only what is so late, or more.")
@click.option("--sort", type=click.Choice(tuple(SORTS)), help="What to sort by; otherwise the latest first.")
@click.option("--csv", "file", is_flag=False, flag_value="-", metavar="[FILE]", help="Write CSV to FILE, or print it.")
@pass_settings
def overdue(settings: Settings, /, file: str | None, **filters: Any) -> None:
    """Every duty that is open after its last day, the latest first."""
    rows = settings.office.overdue(**filters)
    if file is None:
        tell(settings, rows, lambda paper: _late(paper, rows))
        return
    headings = [texts.field(column, settings.language) for column in COLUMNS]
    written = csv_bytes(headings, cells(rows, COLUMNS, settings.language), settings.language)
    with click.open_file(file, "wb") as opened:
        opened.write(written)


def _late(paper: Paper, rows: list[dict[str, Any]]) -> None:
    if not rows:
        paper.line(texts.NOTHING_OVERDUE)
        return
    late = [row["days_late"] for row in rows]
    week, month = sum(days <= 7 for days in late), sum(7 < days <= 30 for days in late)
    paper.line(texts.OVERDUE.format(count=len(rows), week=week, month=month, longer=len(rows) - week - month))
    paper.table(_ON_PAPER, cells(rows, _ON_PAPER, paper.language), right=NUMBERS)


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
