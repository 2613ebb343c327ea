"""`casework appeal`: appeals between two offices with a database each, as packages that somebody carries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from casework import handover
from casework.errors import BadInput, Fault
from casework.faces.cli import appeal_texts as texts
from casework.faces.cli.given import acting, actor, content
from casework.faces.cli.paper import Paper, tell
from casework.faces.cli.settings import Settings
from casework.faces.cli.shared import Group, pass_settings


@click.group(cls=Group)
def appeal() -> None:
    """Hand an appeal over to another office, and take in what came of it."""


_to_file = click.option("--out", metavar="FILE", help="Where to write the package [its own name, here].")


@appeal.command("hand-over")
@click.argument("appeal_id", metavar="APPEAL")
@click.option("--to", metavar="AGENCY", help="The appeal body [the scheme's].")
@_to_file
@acting()
@pass_settings
def hand_over(settings: Settings, /, appeal_id: str, to: str | None, out: str | None, **who: Any) -> None:
    """Forward APPEAL, where it is not yet, and write it as one package; asked again it is the same."""
    _written(settings, handover.hand_over(settings.office, appeal_id, by=actor(**who), to=to), out)


@appeal.command()
@click.argument("file", metavar="FILE.zip")
@click.option("--here", required=True, metavar="AGENCY", help="Which agency this office is.")
@acting(default="system")
@pass_settings
def receive(settings: Settings, /, file: str, here: str, **who: Any) -> None:
    """Take in a package: an appeal opens a case, a receipt or an outcome is entered. Twice is once."""
    received = handover.receive(settings.office, content(file), by=actor(**who), here=here)
    said = texts.RECEIVED[received.kind] if received.new else texts.RECEIVED_BEFORE
    told = {"id": received.message_id, "sender": received.sender, "review": received.review_id}
    tell(settings, received, lambda paper: paper.line(said.format(**told)))


@appeal.command()
@click.argument("review_id", metavar="REVIEW")
@_to_file
@pass_settings
def receipt(settings: Settings, review_id: str, out: str | None) -> None:
    """Write the package that tells the first instance that its appeal was received."""
    _written(settings, handover.receipt(settings.office, review_id), out)


@appeal.command()
@click.argument("review_id", metavar="REVIEW")
@_to_file
@pass_settings
def outcome(settings: Settings, review_id: str, out: str | None) -> None:
    """Write the package that tells the first instance what came of its appeal."""
    _written(settings, handover.outcome(settings.office, review_id), out)


@appeal.command()
@click.argument("file", metavar="FILE.zip")
@pass_settings
def show(settings: Settings, file: str) -> None:
    """Check a package and show its first page; nothing is written."""
    package = handover.read(content(file))
    told = {"header": package.header, "party": package.record.party, **package.index}
    tell(settings, told, lambda paper: _first_page(paper, package))


def _first_page(paper: Paper, package: handover.Package) -> None:
    names = ("kind", "message_id", "sender", "recipient", "answers")
    paper.fields({name: getattr(package.header, name) for name in names})
    paper.tree(package.index)


def _written(settings: Settings, message: handover.Message, out: str | None) -> None:
    """Write the package to its file, and tell which."""
    file = Path(out or message.file_name)
    try:
        file.write_bytes(message.data)
    except OSError as error:
        raise BadInput(Fault(f"cannot be written: {error.strerror or error}", str(file))) from error
    told = {"id": message.message_id, "kind": message.kind, "file": str(file), "digest": message.digest}
    tell(settings, told, lambda paper: paper.line(texts.WRITTEN.format(**told)))
