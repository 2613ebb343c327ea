"""Documents: judged by their bytes, and kept in one transaction with the entry that tells of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casework.desk import Desk
from casework.engine.draft import Draft
from casework.engine.filing import Received, file_document
from casework.errors import Refused
from casework.intake.documents import LARGEST, Spooled, spooled
from casework.model.actor import Actor
from casework.model.ids import known
from casework.model.record import Entry
from casework.store import lists, pieces
from casework.store.database import Database
from casework.store.refusals import record_refusal

__all__ = ["LARGEST", "Paper", "content_of", "file_in", "size_of"]

STEP = "add_document"


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as it is handed in. Its bytes may come piece by piece; `largest` is how many there may be."""

    content: bytes | Iterable[bytes]
    title: str
    kind: str = "received"
    proceeding_id: str | None = None
    largest: int = LARGEST


def file_in(desk: Desk, case_id: str, paper: Paper, by: Actor, key: str | None) -> Entry:
    """Keep the bytes and enter the document, both or neither."""
    chunks = [paper.content] if isinstance(paper.content, bytes) else paper.content
    with spooled(chunks, paper.largest) as read:
        try:
            with desk.database.transaction():
                pieces.save(desk.database, read.digest, read.content)
                return _entered(desk, case_id, paper, read, by, key)
        except Refused as refused:
            # What was recorded in the transaction has gone with it.
            record_refusal(desk.database, case_id.replace("/", "-", 1), (None, STEP), by, desk.clock.now(), refused)
            raise


def _entered(desk: Desk, case_id: str, paper: Paper, read: Spooled, by: Actor, key: str | None) -> Entry:
    def deed(draft: Draft) -> Entry:
        about = known(draft.record, paper.proceeding_id)
        return file_document(draft, Received(paper.kind, paper.title, read.media_type, read.digest, about))

    request = [paper.title, paper.kind, paper.proceeding_id, read.digest]
    return desk.change(case_id, by, deed, key=key, request=request, attempted=(None, STEP))


def content_of(database: Database, digest: str) -> Iterator[bytes]:
    """The bytes of a document, piece by piece: as they were handed in, or the text that it is. Raises NotFound."""
    if pieces.size(database, digest) is not None:
        return pieces.read(database, digest)
    return iter([lists.content(database, digest).encode()])


def size_of(database: Database, digest: str) -> int:
    """How many bytes a document has. Raises NotFound."""
    found = pieces.size(database, digest)
    return found if found is not None else len(lists.content(database, digest).encode())
