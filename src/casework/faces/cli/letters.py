"""`casework letters`: what goes by post or by a channel of the host, and what a person records of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import click

from casework.errors import Text
from casework.faces.cli.given import acting, actor
from casework.faces.cli.paper import Paper, tell
from casework.faces.cli.settings import Settings
from casework.faces.cli.shared import Group, pass_settings
from casework.model.mail import EMAIL, Dispatch

_NONE = Text("Ingen brev venter.", "Ingen brev ventar.", "No letter waits.")
_SHOWN = ("id", "case", "template", "recipient", "channel", "status", "created_at", "sent_at", "error")


@click.group(cls=Group)
def letters() -> None:
    """Print and post letters, and record what became of them."""


def _row(letter: Dispatch) -> dict[str, Any]:
    """A letter as it is listed: never its text or address."""
    case = letter.case_id.replace("-", "/", 1) if letter.case_id else None
    return {name: case if name == "case" else getattr(letter, name) for name in _SHOWN}


def _tell(settings: Settings, found: list[Dispatch]) -> None:
    rows = [_row(letter) for letter in found]
    tell(settings, rows, lambda paper: _listed(paper, rows))


def _listed(paper: Paper, rows: list[dict[str, Any]]) -> None:
    if not rows:
        paper.line(_NONE)
        return
    paper.table(_SHOWN, [[row[column] for column in _SHOWN] for row in rows])


@letters.command("list")
@click.option("--all", "everything", is_flag=True, help="Also what is posted, carried, returned or failed.")
@pass_settings
def list_(settings: Settings, everything: bool) -> None:
    """The letters that wait to be posted, the newest first."""
    office = settings.office
    found = [d for d in office.mail.messages(kind="letter") if d.channel != EMAIL] if everything else None
    _tell(settings, office.letters.waiting() if found is None else found)


@letters.command("print")
@click.argument("folder", type=click.Path(file_okay=False))
@pass_settings
def print_(settings: Settings, folder: str) -> None:
    """Write every letter that waits as a page to print into FOLDER; printed again, a letter is the same file."""
    files = [str(file) for file in settings.office.letters.print(folder)]

    def told(paper: Paper) -> None:
        for file in files or [paper.said(_NONE)]:
            paper.line(file)

    tell(settings, files, told)


@letters.command()
@click.argument("ids", nargs=-1, required=True, metavar="LETTER...")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="The day it was posted [today].")
@acting()
@pass_settings
def posted(
    settings: Settings, ids: tuple[str, ...], day: datetime | None, by: str, role: str, agency: str | None
) -> None:
    """Record that letters were posted; from then they are presumed to arrive, as the scheme says."""
    who, on = actor(by, role, agency), _day(day)
    _tell(settings, [settings.office.letters.posted(id_, by=who, on=on) for id_ in ids])


@letters.command()
@click.argument("letter")
@click.option("--because", default="returned", help="Why it came back, in a word or two.")
@acting()
@pass_settings
def returned(settings: Settings, letter: str, because: str, by: str, role: str, agency: str | None) -> None:
    """Record that a posted letter came back: it has not arrived."""
    _tell(settings, [settings.office.letters.returned(letter, by=actor(by, role, agency), because=because)])


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None
