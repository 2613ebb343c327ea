"""`casework mail`: what is staged, sent and came back, and what a person can do about it."""

from __future__ import annotations

from itertools import groupby
from typing import Any, BinaryIO

import click

from casework.errors import BadInput
from casework.faces import words
from casework.faces.cli import mail_texts as texts
from casework.faces.cli.failures import REFUSED
from casework.faces.cli.paper import Paper, tell
from casework.faces.cli.settings import Settings
from casework.faces.cli.shared import Group, pass_settings
from casework.mail.ladder_view import LadderRung
from casework.mail.postroom import Postroom
from casework.model.mail import Dispatch
from casework.notices.mail_settings import mail_settings
from casework.notices.postman import ACCEPTED
from casework.store.bounces import Bounce

_STATUSES = ("staged", "sent", "returned", "failed", "withdrawn", "dropped")
_SHOWN = ("id", "case", "kind", "template", "recipient", "status", "rung", "created_at", "sent_at", "attempts", "error")


@click.group(cls=Group)
def mail() -> None:
    """Look at the mail, send it again, drop it, hand in what came back."""


def _postroom(settings: Settings) -> Postroom:
    room: Postroom = settings.office.mail
    room.settings = mail_settings()
    return room


def _row(message: Dispatch) -> dict[str, Any]:
    """A message as it is listed: never its text or address."""
    case = message.case_id.replace("-", "/", 1) if message.case_id else None
    shown = {"case": case, **{name: getattr(message, name) for name in _SHOWN if name != "case"}}
    return {name: shown[name] for name in _SHOWN} | {"not_before": message.not_before}


@mail.command("list")
@click.option("--status", type=click.Choice(_STATUSES), help="Only what stands so.")
@click.option("--case", "case_id", metavar="CASE", help="Only of this case.")
@click.option("--kind", type=click.Choice(["letter", "alert", "reminder", "digest"]), help="Only of this kind.")
@click.option("--to-look-at", is_flag=True, help="Only what waits for a person, with reports that nobody could judge.")
@pass_settings
def list_(settings: Settings, /, to_look_at: bool, **filters: Any) -> None:
    """The messages, the newest first."""
    room = _postroom(settings)
    found, unjudged = room.to_look_at() if to_look_at else (room.messages(**filters), [])
    rows = [_row(message) for message in found]
    told: Any = {"messages": rows, "reports": [_report(b) for b in unjudged]} if to_look_at else rows
    tell(settings, told, lambda paper: _listed(paper, rows, unjudged))


def _listed(paper: Paper, rows: list[dict[str, Any]], unjudged: list[Bounce]) -> None:
    columns = ("id", "case", "template", "recipient", "status", "created_at", "sent_at", "error")
    if rows:
        paper.table(columns, [[row[column] for column in columns] for row in rows])
    elif not unjudged:
        paper.line(texts.NO_MAIL)
    if unjudged:
        paper.heading(texts.UNJUDGED)
        paper.table(("received_at", "doubt", "dispatch"), [(b.received_at, b.doubt, b.dispatch) for b in unjudged])


def _report(bounce: Bounce) -> dict[str, Any]:
    names = ("digest", "received_at", "dispatch", "arrived", "status_code", "verdict", "doubt")
    return {name: getattr(bounce, name) for name in names} | {"address_dead": bool(bounce.address_dead)}


@mail.command()
@click.argument("message")
@pass_settings
def show(settings: Settings, message: str) -> None:
    """One message, whole: to whom, and what it says."""
    found = _postroom(settings).show(message)
    told = _row(found) | {"address": found.address, "message": found.message}
    tell(settings, told, lambda paper: _shown(paper, told))


def _shown(paper: Paper, told: dict[str, Any]) -> None:
    paper.fields({name: value for name, value in told.items() if name != "message"})
    if told["message"]:
        paper.line()
        for line in told["message"].splitlines():
            paper.line(line)


@mail.command()
@click.argument("case")
@pass_settings
def ladder(settings: Settings, case: str) -> None:
    """The reminders of each deadline of CASE: sent, skipped, not needed, and those to come."""
    rungs = _postroom(settings).ladders(case)
    tell(settings, rungs, lambda paper: _ladders(paper, rungs))


def _ladders(paper: Paper, rungs: list[LadderRung]) -> None:
    for _, group in groupby(rungs, lambda rung: rung.deadline):
        of_one = list(group)
        paper.heading(f"{paper.said(of_one[0].what)}, {paper.cell(of_one[-1].last_day)}")
        rows = [_rung(paper, rung) for rung in of_one]
        paper.table(("rung", "day", "template", "recipients", "status"), rows, right=("rung",))
    if rungs and rungs[0].since:
        paper.line(texts.FOLLOWS_SINCE.format(since=paper.cell(rungs[0].since)))


def _rung(paper: Paper, rung: LadderRung) -> tuple[Any, ...]:
    letter = words.word(words.NEXT_STEPS, rung.letter, paper.language)
    status = words.word(words.OUTCOMES, rung.status, paper.language)
    recipients = [words.word(words.RECIPIENTS, recipient, paper.language) for recipient in rung.recipients]
    return f"{rung.rung:+d}", rung.day, letter, recipients, status


@mail.command()
@click.argument("messages", nargs=-1, required=True, metavar="MESSAGE...")
@pass_settings
def retry(settings: Settings, messages: tuple[str, ...]) -> None:
    """Send them once more, to where their recipients are now."""
    _each(settings, [_postroom(settings).retry(message) for message in messages])


@mail.command()
@click.argument("messages", nargs=-1, required=True, metavar="MESSAGE...")
@pass_settings
def drop(settings: Settings, messages: tuple[str, ...]) -> None:
    """Do not send them."""
    _each(settings, [_postroom(settings).drop(message) for message in messages])


def _each(settings: Settings, found: list[Dispatch]) -> None:
    rows = [_row(message) for message in found]
    tell(settings, rows, lambda paper: _listed(paper, rows, []))


@mail.command()
@click.argument("address")
@pass_settings
@click.pass_context
def test(context: click.Context, settings: Settings, address: str) -> None:
    """Send a test message to ADDRESS at once."""
    room = _postroom(settings)
    if not room.settings.sends:
        raise BadInput(texts.NO_SERVER)
    answer = room.test(address)
    told = (
        texts.TESTED.format(address=address)
        if answer.outcome == ACCEPTED
        else texts.NOT_TESTED.format(code=answer.code)
    )
    tell(settings, {"outcome": answer.outcome, "code": answer.code}, lambda paper: paper.line(told))
    if answer.outcome != ACCEPTED:
        context.exit(REFUSED)


@mail.command()
@click.argument("file", type=click.File("rb"), default="-")
@pass_settings
def bounced(settings: Settings, file: BinaryIO) -> None:
    """Take in a message that says that ours did not arrive, from FILE or standard input, and judge it."""
    found = _postroom(settings).bounced(file.read())
    dead = bool(found.address_dead)
    told = texts.BOUNCED.format(arrived=found.arrived, dead=dead, verdict=found.doubt or found.verdict)
    tell(settings, _report(found), lambda paper: paper.line(told))


@mail.command()
@click.argument("person")
@click.option("--name", required=True, help="What the person is called.")
@click.option("--email", help="Where the person is written to.")
@click.option("--in", "language", type=click.Choice(["nb", "nn", "en"]), default="nb", help="In which language [nb].")
@pass_settings
def address(settings: Settings, person: str, name: str, email: str | None, language: str) -> None:
    """Say where PERSON is written to; an organisation number with --in en asks for reminders in English."""
    made = _postroom(settings).set_person(person, name=name, email=email, language=language)
    tell(settings, made, lambda paper: paper.line(texts.SAVED.format(person=person, name=name, email=email)))
