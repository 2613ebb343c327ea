"""The money that a transition moves: what is posted, and why it cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from casework.engine.attempt import Accepted, Attempt
from casework.errors import Reason, Refused
from casework.model.ledger import posted
from casework.model.reckoned import AMOUNTS, Reckoning
from casework.model.record import Change, Record, change
from casework.model.rows import Ledger, Proceeding
from casework.model.workflow import Transition


def amounts(record: Record, proceeding: Proceeding, transition: Transition, facts: Mapping[str, Any]) -> dict[str, int]:
    """What is posted, in øre: an amount that the transition asks for is the one given now, others were given before.

    What is reckoned is reckoned before anything is posted; where it comes to nothing, nothing is.
    """
    if not transition.ledger:
        return {}
    known = {name: value for name, value in proceeding.facts.items() if name not in transition.facts}
    held = {**known, **facts}
    given = {p.kind: held[p.fact] for p in transition.ledger if p.fact and held.get(p.fact) is not None}
    named = ((p.kind, AMOUNTS[p.amount]) for p in transition.ledger if p.amount)
    reckoned = {kind: amount(Reckoning(record, proceeding, facts)) for kind, amount in named}
    posted_now = given | {kind: amount for kind, amount in reckoned.items() if amount > 0}
    return {p.kind: posted_now[p.kind] for p in transition.ledger if p.kind in posted_now}


def money_refusals(
    record: Record, proceeding: Proceeding, transition: Transition, facts: Mapping[str, Any]
) -> list[Reason]:
    """Why the ledger cannot take the postings of the transition."""
    moved = amounts(record, proceeding, transition, facts)
    try:
        if moved:
            posted(record.ledger, moved)
    except Refused as refused:
        return list(refused.reasons)
    return []


def money_changes(attempt: Attempt, accepted: Accepted, entry_id: str) -> list[Change]:
    """The ledger after the transition, and a posting for each amount. What a registration cannot post is not posted."""
    record, proceeding, transition = attempt.record, attempt.proceeding, accepted.transition
    moved = amounts(record, proceeding, transition, accepted.facts)
    if not moved or (transition.registers and money_refusals(record, proceeding, transition, accepted.facts)):
        return []
    before, after = record.ledger, posted(record.ledger, moved)
    names = [f.name for f in fields(Ledger) if getattr(after, f.name) != getattr(before, f.name)]
    case = record.case
    postings = [
        change(
            "ledger_postings",
            f"{entry_id}.{n}",
            case_id=case.id,
            proceeding_id=proceeding.id,
            kind=kind,
            amount=amount,
            at=attempt.now,
        )
        for n, (kind, amount) in enumerate(moved.items(), 1)
    ]
    return [change("ledgers", case.id, **{name: getattr(after, name) for name in names}), *postings]
