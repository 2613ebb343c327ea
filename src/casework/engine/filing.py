"""Filing a document in a case: an entry that says what came in, from whom, and the digest of its bytes."""

from __future__ import annotations

from dataclasses import dataclass

from casework.engine.draft import Draft
from casework.engine.permits import role_refusals
from casework.engine.standing import MARKS
from casework.errors import BadInput, Fault, Refused, Text, reason
from casework.model.record import Entry, change
from casework.model.workflow import ROLES

#: That documents belonging to a case are kept with it.
ARCHIVE = "arkf/14"
_LOOKS_ONLY = ("auditor",)
_OTHERS_CASE = Text(
    "saken gjelder en annen organisasjon",
    "saka gjeld ein annan organisasjon",
    "the case belongs to another organisation",
)
_IN_ERROR = Text(
    "saken er feilregistrert; dokumentet hører til en annen",
    "saka er feilregistrert; dokumentet høyrer til ei anna",
    "the case is registered in error; the document belongs to another",
)


@dataclass(frozen=True, slots=True)
class Received:
    """A document as it was received: what it is, and the SHA-256 of its bytes. `internal` is not for the party."""

    kind: str
    title: str
    media_type: str
    digest: str
    proceeding_id: str | None = None


def file_document(draft: Draft, received: Received) -> Entry:
    """Enter the document in the record. What comes in is taken in also where a case is archived.

    Raises Refused for one who only looks, for another organisation, and in a case that was registered in error.
    """
    case, actor = draft.record.case, draft.actor
    refusals = role_refusals(actor, tuple(role for role in ROLES if role not in _LOOKS_ONLY))
    if actor.role == "grantee" and actor.agency and actor.agency != case.party:
        refusals.append(reason("not_own_case", "fvl/18", _OTHERS_CASE))
    if "registered_in_error" in case.marks:
        refusals.append(reason("marked", MARKS["registered_in_error"], _IN_ERROR))
    if refusals:
        raise Refused("add_document", refusals)
    number = 1 + len(draft.record.all("documents"))
    row = change(
        "documents",
        f"{case.id}:d{number}",
        case_id=case.id,
        proceeding_id=received.proceeding_id,
        kind=received.kind,
        title=_title(received.title),
        source=actor.role,
        media_type=received.media_type,
        digest=received.digest,
        received_at=draft.now,
    )
    facts = {"document": row.id, "kind": received.kind, "digest": received.digest}
    return draft.enter(
        draft.entry(
            "filed",
            "add_document",
            facts=facts,
            law=ARCHIVE,
            proceeding_id=received.proceeding_id,
            changes=(row,),
        )
    )


def _title(given: str) -> str:
    """What people read; never a path, and nothing that turns a line round."""
    title = "".join(c for c in given.replace("\\", "/").rpartition("/")[2] if c.isprintable() and c not in _TURNING)
    if not 1 <= len(title.strip()) <= 200:
        raise BadInput(Fault("a document has a title of 1 to 200 characters", "title"))
    return title.strip()


#: Marks that make text run the other way, by which one ending can look like another.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
