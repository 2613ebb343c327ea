"""What a person who opens a package finds on its first page: the case, the parties, the appeal, decisions, letters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from casework.model.contested import contested
from casework.model.record import Record, to_json
from casework.model.rows import Proceeding

#: What is told of the appeal, in the words of its facts.
_OF_THE_APPEAL = (
    "appellant",
    "represented_by",
    "wanted_change",
    "points",
    "channel",
    "posted_on",
    "received_at",
    "repeated_at",
    "counterparties",
    "told_counterparties",
    "statement_above",
    "file_list",
    "relief_ground",
    "withdrawn_on",
)
_OF_A_DECISION = (
    "id",
    "kind",
    "law",
    "outcome",
    "decided_at",
    "decided_by",
    "proposed_by",
    "status",
    "follows",
    "effect",
)
_OF_A_DEADLINE = ("id", "name", "law", "start_day", "last_day", "status")
_OF_A_LETTER = ("id", "template", "language", "subject", "digest", "created_at", "status", "sent_at")
_OF_A_DOCUMENT = ("id", "kind", "title", "source", "media_type", "digest", "received_at")
_OF_A_PROCEEDING = ("id", "workflow", "version", "state", "about", "opened_at", "closed_at")


def index(record: Record, proceeding_id: str) -> dict[str, Any]:
    """The first page of a package about that proceeding: an appeal, or the review of one."""
    case, proceeding = record.case, record.proceeding(proceeding_id)
    appeal = _appeal_of(record, proceeding)
    decision = contested(record, appeal)
    return {
        "case": {"number": case.number, "scheme": case.scheme, "year": case.year, "party": case.party},
        "party_name": case.party_name,
        "revision": case.revision,
        "head": case.head,
        "appeal": _told([appeal], ("id", "state"))[0] | {n: v for n, v in appeal.facts.items() if n in _OF_THE_APPEAL},
        "contested": decision.id if decision else None,
        "decisions": _told(record.all("decisions").values(), _OF_A_DECISION),
        "deadlines": _told(record.all("deadlines").values(), _OF_A_DEADLINE),
        "letters": _told(record.all("letters").values(), _OF_A_LETTER),
        "documents": _told(record.all("documents").values(), _OF_A_DOCUMENT),
        "proceedings": _told(record.all("proceedings").values(), _OF_A_PROCEEDING),
        "ledger": {f.name: getattr(record.ledger, f.name) for f in fields(record.ledger)},
    }


def _appeal_of(record: Record, proceeding: Proceeding) -> Proceeding:
    parent: Proceeding | None = record.all("proceedings").get(proceeding.parent or "")
    return parent if proceeding.workflow == "appeal_review" and parent else proceeding


def _told(rows: Iterable[Any], names: tuple[str, ...]) -> list[dict[str, Any]]:
    return [{name: to_json(getattr(row, name)) for name in names} for row in rows]
