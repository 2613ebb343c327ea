"""`casework case`: the words that change something."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import click

from casework.errors import BadInput, Fault
from casework.faces.cli import case_page, texts
from casework.faces.cli.given import acting, actor, facts_of, pairs_of, with_facts
from casework.faces.cli.paper import tell
from casework.faces.cli.settings import Settings
from casework.faces.cli.shared import Command, pass_settings
from casework.model.rows import Party

STEPS: list[click.Command] = []


def _step(name: str | None = None) -> Callable[[Callable[..., Any]], click.Command]:
    """A command of this module."""

    def made(function: Callable[..., Any]) -> click.Command:
        command = click.command(name, cls=Command)(function)
        STEPS.append(command)
        return command

    return made


def _key(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--key", help="The same key again returns the first result and writes nothing.")(function)


def _reason(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--reason", required=True, help="Why.")(function)


@_step("open")
@click.option("--scheme", required=True, help="The scheme that is applied under.")
@click.option("--year", required=True, type=int, help="The budget year.")
@click.option("--party", required=True, metavar="ORGNR", help="The organisation that applies.")
@click.option("--name", help="Its name, where it is new or has changed.")
@click.option("--email", help="Its e-mail address.")
@click.option("--language-form", type=click.Choice(["nb", "nn"]), help="The written form that it uses itself.")
@acting()
@_key
@with_facts
@pass_settings
def open_(settings: Settings, /, scheme: str, year: int, by: str, role: str, agency: str | None, **given: Any) -> None:
    """Register an application, and show the case that it opens."""
    opened = settings.office.open_case(
        scheme=scheme,
        year=year,
        party=_party(given),
        by=actor(by, role, agency),
        key=given["key"],
        facts=facts_of(given["fact"], given["facts_file"]),
    )
    case_page.show(settings, opened)


def _party(given: dict[str, Any]) -> str | Party:
    told = {name: given[name] for name in ("name", "email", "language_form") if given[name] is not None}
    if not told:
        return str(given["party"])
    source = {"language_source": "stated"} if "language_form" in told else {}
    return Party(given["party"], **{"name": "", **told, **source})


@_step("open-proceeding")
@click.argument("case_id", metavar="CASE")
@click.argument("workflow")
@click.option("--about", metavar="ID", help="The decision, report or proceeding that it concerns.")
@acting()
@_key
@with_facts
@pass_settings
def open_proceeding(
    settings: Settings, /, case_id: str, workflow: str, by: str, role: str, agency: str | None, **given: Any
) -> None:
    """Open a proceeding, such as an appeal, beside the others of a case."""
    opened = settings.office.open(
        case_id,
        workflow,
        by=actor(by, role, agency),
        about=given["about"],
        key=given["key"],
        facts=facts_of(given["fact"], given["facts_file"]),
    )
    tell(settings, opened, lambda paper: paper.line(f"{opened.id} {opened.workflow}: {opened.state}"))


@_step()
@click.argument("proceeding", metavar="PROCEEDING")
@click.argument("transition")
@acting()
@with_facts
@_key
@click.option("--revision", type=int, help="The revision of the case that you have seen; refused if it has moved on.")
@pass_settings
def perform(
    settings: Settings, /, proceeding: str, transition: str, by: str, role: str, agency: str | None, **given: Any
) -> None:
    """Make a transition, and show its entry in the record."""
    entry = settings.office.perform(
        proceeding,
        transition,
        by=actor(by, role, agency),
        key=given["key"],
        revision=given["revision"],
        facts=facts_of(given["fact"], given["facts_file"]),
    )
    case_page.show_entry(settings, entry)


@_step()
@click.option("--workflow", required=True, metavar="NAME", help="The workflow of the proceedings to move.")
@click.option("--to", "version", required=True, type=int, metavar="VERSION", help="The version to move them to.")
@click.option("--map", "mapping", multiple=True, metavar="OLD=NEW", help="A state and what it becomes.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be moved.")
@click.option("--only", multiple=True, metavar="PROCEEDING", help="Only this proceeding; may be repeated.")
@click.option("--reason", default="", help="Why, for the record.")
@acting(default="system")
@pass_settings
def migrate(settings: Settings, /, workflow: str, version: int, mapping: tuple[str, ...], **given: Any) -> None:
    """Move running proceedings to another version of their workflow; recorded, and revertible."""
    rows = settings.office.migrate(
        workflow=workflow,
        to=version,
        mapping=pairs_of(mapping, "--map"),
        dry_run=given["dry_run"],
        reason=given["reason"],
        only=given["only"] or None,
        by=actor(given["by"], given["role"], given["agency"]),
    )
    tell(settings, rows, lambda paper: _moved(paper, rows))


def _moved(paper: Any, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        paper.line("  ".join(paper.cell(value) for value in row.values()))
    paper.line(texts.MIGRATED.format(count=len(rows)))


@_step()
@click.argument("case_id", metavar="CASE")
@click.argument("person")
@click.argument("assigned_role", metavar="ASSIGNED_ROLE")
@click.option("--end", is_flag=True, help="End it instead.")
@acting()
@pass_settings
def assign(settings: Settings, /, case_id: str, person: str, assigned_role: str, end: bool, **who: Any) -> None:
    """Give a person a role in a case; a caseworker becomes responsible for it."""
    verb = settings.office.unassign if end else settings.office.assign
    case_page.show_entry(settings, verb(case_id, person, assigned_role, by=actor(**who)))


@_step()
@click.argument("case_id", metavar="CASE")
@click.argument("person")
@click.option("--impartial/--disqualified", required=True, default=None, help="What was declared, or decided (fvl/8).")
@click.option("--ground", metavar="PROVISION", help="The ground, such as fvl/6-1-e.")
@click.option("--exception", metavar="PROVISION", help="fvl/6-4 or fvl/7, where one lets the person act.")
@acting()
@pass_settings
def declare(
    settings: Settings,
    /,
    case_id: str,
    person: str,
    impartial: bool,
    ground: str | None,
    exception: str | None,
    **who: Any,
) -> None:
    """Record what a person declared about impartiality in a case; the last one counts."""
    entry = settings.office.declare_impartiality(
        case_id, person, by=actor(**who), impartial=impartial, ground=ground, exception=exception
    )
    case_page.show_entry(settings, entry)


@_step()
@click.argument("target", metavar="CASE|PROCEEDING")
@click.argument("mark")
@click.option("--code", help="The coded reason of a hold.")
@click.option("--until", metavar="DAY", help="The day that a hold ends, YYYY-MM-DD.")
@_reason
@acting()
@pass_settings
def mark(
    settings: Settings, /, target: str, mark: str, code: str | None, until: str | None, reason: str, **who: Any
) -> None:
    """Mark a case or proceeding: on_hold, registered_in_error, access_restricted or archived."""
    day = _day(until) if until else None
    entry = settings.office.mark(target, mark, by=actor(**who), reason=reason, code=code, until=day)
    case_page.show_entry(settings, entry)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise BadInput(Fault(f"{written!r} is not a day, written YYYY-MM-DD", "--until")) from error


@_step()
@click.argument("target", metavar="CASE|PROCEEDING")
@click.argument("mark")
@_reason
@acting()
@pass_settings
def unmark(settings: Settings, /, target: str, mark: str, reason: str, **who: Any) -> None:
    """Take a mark away again."""
    case_page.show_entry(settings, settings.office.unmark(target, mark, by=actor(**who), reason=reason))


@_step()
@click.argument("case_id", metavar="CASE")
@click.argument("seq", type=int)
@_reason
@acting()
@pass_settings
def undo(settings: Settings, /, case_id: str, seq: int, reason: str, **who: Any) -> None:
    """Undo the mistaken transition that is entry number SEQ, by a recorded correction."""
    case_page.show_entry(settings, settings.office.undo(case_id, seq, by=actor(**who), reason=reason))
