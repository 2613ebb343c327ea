"""`casework case document`: file a document in a case, and take one out again."""

from __future__ import annotations

from pathlib import Path
from typing import Any, BinaryIO

import click

from casework.errors import NotFound
from casework.faces.cli import access_texts as texts
from casework.faces.cli.given import acting, actor
from casework.faces.cli.paper import tell
from casework.faces.cli.settings import Settings
from casework.faces.cli.shared import Group, pass_settings
from casework.model.rows import Document
from casework.store.pieces import PIECE


@click.group(cls=Group)
def document() -> None:
    """File documents in a case, and take them out again."""


@document.command()
@click.argument("case_id", metavar="CASE")
@click.argument("file", type=click.File("rb"))
@click.option("--title", help="What it is called [the name of the file].")
@click.option("--kind", default="received", help="What it is; `internal` is not for the party [received].")
@click.option("--proceeding", "proceeding_id", metavar="PROCEEDING", help="The proceeding that it belongs to.")
@click.option("--key", help="The same key again returns the first result and writes nothing.")
@acting()
@pass_settings
def add(settings: Settings, /, case_id: str, file: BinaryIO, title: str | None, **given: Any) -> None:
    """File FILE in CASE; - reads standard input. What it is, is told by its bytes and not by its name."""
    by = actor(given.pop("by"), given.pop("role"), given.pop("agency"))
    name = title or Path(file.name).name
    entry = settings.office.add_document(case_id, iter(lambda: file.read(PIECE), b""), by=by, title=name, **given)
    made = _document(settings, str(entry.facts["document"]))
    told = texts.FILED.format(id=made.id, title=made.title, media_type=made.media_type)
    tell(settings, made, lambda paper: paper.line(told))


@document.command()
@click.argument("document_id", metavar="DOCUMENT")
@click.option("--to", "file", type=click.File("wb"), default="-", help="Where to write it [standard output].")
@pass_settings
def get(settings: Settings, document_id: str, file: BinaryIO) -> None:
    """Write the bytes of DOCUMENT, as they were handed in."""
    file.writelines(settings.office.document_content(document_id))


def _document(settings: Settings, document_id: str) -> Document:
    case = settings.office.case(document_id.partition(":")[0])
    for found in case.documents:
        if found.id == document_id:
            return found
    raise NotFound("document", document_id)
