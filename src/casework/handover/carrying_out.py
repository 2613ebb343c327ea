"""What came of the appeal above, made so in the record below: the same step, by the same people, no second letter."""

from __future__ import annotations

from typing import Any

from casework.handover.faults import wrong
from casework.handover.package import Package
from casework.model.actor import Actor
from casework.model.contested import contested, standing
from casework.model.record import Entry, Record
from casework.model.rows import Proceeding
from casework.model.workflow import Transition
from casework.office import Office
from casework.rules.reconsideration import left_of
from casework.store import snapshot

#: The outcomes that undo what is left of the decision whole. How much that is, is counted below: money may have moved
#: since the case was sent.
WHOLE = ("change_in_favour", "annul")
_NOTIFIED = "Klageinstansen har selv underrettet partene."
_ASSESSED = "Se klageinstansens saksmappe."


def is_carried_out(review: Proceeding, package: Package) -> bool:
    """Whether the outcome in the package is in the record already. Raises BadInput for its id with other contents."""
    if review.facts.get("answer_id") != package.header.message_id:
        return False
    if review.facts.get("answer_digest") != package.digest:
        raise wrong("id_reused", message_id=package.header.message_id)
    return True


def carry_out(office: Office, review: Proceeding, package: Package) -> None:
    """Enter the outcome of the review above in the review below. Raises Refused where that one has ended otherwise."""
    outcome = _outcome(package)
    step = _step(office, review, outcome)
    if step.decides and review.closed_at is None:
        _people(office, review, package, outcome)
    actor = _there(package, outcome.actor)
    office.perform(review.id, outcome.name, by=actor, facts=_facts(office, review, package, outcome, step))
    if step.decides:
        _leave_notices_to_them(office, review, actor)


def _outcome(package: Package) -> Entry:
    """The entry above that ended the review."""
    above = package.record.proceeding(package.header.proceeding)
    entries = [e for e in package.entries if e.proceeding_id == above.id and e.kind == "performed"]
    if above.closed_at is None or not entries or entries[-1].to_state != above.state:
        raise wrong("contents", what="outcome")
    return entries[-1]


def _step(office: Office, review: Proceeding, outcome: Entry) -> Transition:
    """What the outcome is called where the appeal body has an office of its own."""
    for step in office.surroundings.workflow_of(review).named(outcome.name):
        if "elsewhere" in step.sources:
            return step
    raise wrong("contents", what=outcome.name)


def _facts(office: Office, review: Proceeding, package: Package, outcome: Entry, step: Transition) -> dict[str, Any]:
    told = {name: value for name, value in outcome.facts.items() if name in (*step.facts, "reason")}
    if outcome.name in WHOLE:
        told = {name: value for name, value in told.items() if name not in _UNDOING}
        told |= _left(snapshot.load(office.database, review.case_id), review)
    return {**told, "answer_id": package.header.message_id, "answer_digest": package.digest}


_UNDOING = ("reclaim_reversed_amount", "released_amount")


def _left(record: Record, review: Proceeding) -> dict[str, int]:
    """What is left of the decision to undo, in øre, by the fact that says so."""
    decision = contested(record, review)
    left = left_of(record, standing(record, decision)) if decision else {}
    return {f"{posting}_amount": amount for posting, amount in left.items()}


def _people(office: Office, review: Proceeding, package: Package, outcome: Entry) -> None:
    """Who assessed and who decided, with what they declared there (fvl/6)."""
    above = package.record.proceeding(package.header.proceeding)
    assessed = [e for e in package.entries if e.proceeding_id == above.id and e.name == "assess"]
    for entry in (*assessed[-1:], outcome):
        who = _there(package, entry.actor)
        office.declare_impartiality(review.case_id, who.person, by=who, **_declared(package.record, who.person))
        if entry is not outcome:
            told = {name: value for name, value in entry.facts.items() if name in ("founded", "lawfulness")}
            facts = {**told, "assessment": _ASSESSED}
            office.perform(review.id, "assess", by=who, facts=facts)


def _declared(record: Record, person: str) -> dict[str, Any]:
    said = [d for d in record.all("impartiality_declarations").values() if d.person == person]
    if not said:
        raise wrong("contents", what=f"impartiality of {person}")
    return {"impartial": bool(said[-1].impartial), "ground": said[-1].ground, "exception": said[-1].exception}


def _there(package: Package, actor: Actor) -> Actor:
    """The person, as one of the appeal body; a grantee is the same everywhere."""
    return actor if actor.role == "grantee" else Actor(actor.person, actor.role, package.header.sender)


def _leave_notices_to_them(office: Office, review: Proceeding, actor: Actor) -> None:
    """The appeal body notifies the parties of its own decision (fvl/27-1); here that is only noted."""
    for notice in office.case(review.case_id).proceedings:
        if notice.workflow == "notice" and notice.parent == review.id and notice.state == "prepared":
            office.perform(notice.id, "leave_out", by=actor, facts={"reason": _NOTIFIED})
