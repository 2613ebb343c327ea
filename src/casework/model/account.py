"""What one proceeding has done to the money of a case, with what was later changed of its decision."""

from __future__ import annotations

from collections.abc import Iterator

from casework.model.contested import chain, contested, made_in
from casework.model.ledger import folded
from casework.model.record import Record
from casework.model.rows import Decision, Ledger, LedgerPosting, Proceeding


def account(record: Record, proceeding: Proceeding) -> Ledger:
    """The ledger as if there were no other proceeding; amounts in øre. What it took from elsewhere is below zero."""
    return folded(proceeding.id, _postings(record, proceeding))


def _postings(record: Record, proceeding: Proceeding) -> Iterator[LedgerPosting]:
    mine = {decision.id for decision in made_in(record, proceeding)}
    for posting in record.all("ledger_postings").values():
        if posting.proceeding_id == proceeding.id or not mine.isdisjoint(_changed(record, posting)):
            yield posting


def _changed(record: Record, posting: LedgerPosting) -> Iterator[str]:
    """The decisions that the posting changes the money of: that which posted it took their place, or carries it out."""
    decision: Decision | None = record.all("decisions").get(f"{posting.id.rpartition('.')[0]}.1")
    if decision is None:
        decision = _carried_out(record, record.proceeding(posting.proceeding_id))
    return (one.id for one in chain(record, decision)) if decision else iter(())


def _carried_out(record: Record, proceeding: Proceeding) -> Decision | None:
    """The decision that opened the proceeding."""
    decision: Decision | None = record.all("decisions").get(proceeding.about or "")
    return decision if decision and decision.proceeding_id == proceeding.parent else None


def root(record: Record, proceeding: Proceeding) -> Proceeding | None:
    """The proceeding that made the first decision of those that the proceeding is about."""
    decision = contested(record, proceeding)
    return record.proceeding([*chain(record, decision)][-1].proceeding_id) if decision else None
