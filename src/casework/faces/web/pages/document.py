"""Documents: handed in with a form or by themselves, and read again. What they are is read from their bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import UploadFile

from casework.errors import BadInput, Fault
from casework.faces.web.visit import Answer, Download, Elsewhere, Visit

PIECE = 1 << 16


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document is filed: in which case, perhaps with a proceeding; `key` makes that happen once."""

    case_id: str
    proceeding_id: str | None = None
    key: str | None = None


def paper_of(form: Mapping[str, Sequence[Any]], name: str) -> UploadFile | None:
    """The file that was chosen in a field, if any."""
    chosen = next(iter(form.get(name, ())), None)
    return chosen if isinstance(chosen, UploadFile) and chosen.filename else None


def filed(visit: Visit, paper: UploadFile, place: Place) -> tuple[str, int]:
    """File it; its id, and the number of the entry that tells of it. Its name is a title and nothing more."""
    entry = visit.counter.add_document(
        place.case_id,
        _pieces(paper),
        title=paper.filename or "",
        proceeding_id=place.proceeding_id,
        key=place.key,
    )
    return next(c.id for c in entry.changes if c.collection == "documents"), entry.seq


def _pieces(paper: UploadFile) -> Iterator[bytes]:
    while piece := paper.file.read(PIECE):
        yield piece


def add(visit: Visit, case_id: str) -> Answer:
    """File a document in the case."""
    paper = paper_of(visit.form, "file")
    if paper is None:
        raise BadInput(Fault(visit.t("document.none"), "file"))
    _, seq = filed(visit, paper, Place(case_id, None, visit.given("key") or None))
    return Elsewhere(visit.url("own" if visit.counter.as_party else "cases", case_id, done=seq))


def document(visit: Visit, document_id: str) -> Answer:
    """The bytes of a document, to be saved; never shown as a page of ours."""
    found = visit.counter.document(document_id)
    name = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in found.title) or "document"
    return Download(name[-100:], b"".join(visit.counter.document_content(found.id)), found.media_type)
