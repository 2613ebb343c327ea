"""`casework case`: the words, and those that only look."""

from __future__ import annotations

from typing import Any

import click

from casework.faces.as_json import as_json, entry_json
from casework.faces.cli import case_page, case_steps, letter_page
from casework.faces.cli.document import document
from casework.faces.cli.given import acting, actor, facts_of, with_facts
from casework.faces.cli.paper import tell
from casework.faces.cli.settings import Settings
from casework.faces.cli.shared import Group, pass_settings


@click.group(cls=Group)
def case() -> None:
    """Open cases, look at them, and take them forward."""


for step in case_steps.STEPS:
    case.add_command(step)
case.add_command(document)


@case.command("list")
@click.option("--scheme", help="Only of this scheme.")
@click.option("--year", type=int, help="Only of this year.")
@click.option("--stage", help="Only at this stage, such as awarded.")
@click.option("--party", metavar="ORGNR", help="Only of this organisation.")
@click.option("--responsible", metavar="PERSON", help="Only this person's.")
@pass_settings
def list_(settings: Settings, /, **filters: Any) -> None:
    """List cases, the newest first."""
    rows = settings.office.cases(**{name: value for name, value in filters.items() if value is not None})
    tell(settings, rows, lambda paper: case_page.rows(paper, rows))


@case.command()
@click.argument("case_id", metavar="CASE")
@pass_settings
def show(settings: Settings, case_id: str) -> None:
    """Show a case with its proceedings, deadlines, decisions, letters and money."""
    case_page.show(settings, settings.office.case(case_id))


@case.command()
@click.argument("case_id", metavar="CASE")
@pass_settings
def history(settings: Settings, case_id: str) -> None:
    """Every entry of the record of a case, in order."""
    entries = settings.office.history(case_id)
    told = [entry_json(entry, settings.language) for entry in entries]
    tell(settings, told, lambda paper: case_page.entries(paper, entries))


@case.command()
@click.argument("case_id", metavar="CASE")
@pass_settings
def timeline(settings: Settings, case_id: str) -> None:
    """What has happened in a case and what will, in order of time."""
    moments = settings.office.timeline(case_id)
    tell(settings, moments, lambda paper: case_page.moments(paper, moments))


@case.command()
@click.argument("case_id", metavar="CASE")
@pass_settings
def refusals(settings: Settings, case_id: str) -> None:
    """What was tried in a case, and refused."""
    rows = settings.office.refusals(settings.office.case(case_id).id)
    tell(settings, rows, lambda paper: case_page.refusals(paper, as_json(rows)))


@case.command()
@click.argument("proceeding", metavar="PROCEEDING")
@acting()
@pass_settings
def available(settings: Settings, proceeding: str, by: str, role: str, agency: str | None) -> None:
    """What may be done from here, and for the rest every reason why not."""
    options = settings.office.available(proceeding, by=actor(by, role, agency))
    tell(settings, options, lambda paper: case_page.options(paper, options))


@case.command()
@click.argument("proceeding", metavar="PROCEEDING")
@click.argument("transition")
@acting()
@with_facts
@pass_settings
def preview(
    settings: Settings, /, proceeding: str, transition: str, by: str, role: str, agency: str | None, **given: Any
) -> None:
    """The letters that a transition would write, as they would go. Nothing is written."""
    facts = facts_of(given["fact"], given["facts_file"])
    shown = settings.office.preview(proceeding, transition, by=actor(by, role, agency), facts=facts)
    tell(settings, shown, lambda paper: letter_page.preview(paper, shown))
