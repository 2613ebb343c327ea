"""Making a transition, and every transition that it brings with it, in one draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casework.engine import facts as facts_
from casework.engine.accepting import accept, met
from casework.engine.attempt import Accepted, Attempt, refuse
from casework.engine.consequences import entry_for
from casework.engine.draft import Draft
from casework.engine.from_scheme import breach_facts, named_breach, parts_of
from casework.engine.order import marked, unmet
from casework.engine.permits import refusals
from casework.errors import InvalidFacts, Refused, Text, reason
from casework.model.actor import SYSTEM
from casework.model.record import Change, Entry, change
from casework.model.rows import Deadline, Proceeding
from casework.model.workflow import Transition, Workflow
from casework.rules.report import stands

MAXIMUM_DEPTH = 25

#: How many entries one step may bring with it, so that a loop that also branches ends too.
MAXIMUM_ENTRIES = 300

_ENDLESS = Text(
    "overgangene utløser hverandre uten ende",
    "overgangane utløyser kvarandre utan ende",
    "the transitions cause each other without end",
)


def perform(draft: Draft, proceeding_id: str, name: str, given: Mapping[str, Any]) -> Entry:
    """A transition by the actor of the draft. Raises Refused with every reason."""
    return _take(draft, _attempt(draft, proceeding_id, name, given))


def _attempt(draft: Draft, proceeding_id: str, name: str, given: Mapping[str, Any]) -> Attempt:
    proceeding = draft.record.proceeding(proceeding_id)
    workflow = draft.around.workflow_of(proceeding)
    return Attempt(draft.around, draft.record, proceeding, workflow, name, draft.actor, draft.now, draft.today, given)


def _take(draft: Draft, attempt: Attempt) -> Entry:
    accepted = accept(attempt)
    entry = draft.enter(entry_for(draft, attempt, accepted, "caused" if attempt.caused else "performed"))
    _follow(draft, attempt.proceeding.id, accepted.transition, accepted.facts)
    return entry


def _follow(draft: Draft, proceeding_id: str, transition: Transition, facts: Mapping[str, Any]) -> None:
    """What opens, moves along or listens."""
    if draft.depth >= MAXIMUM_DEPTH or len(draft.entries) >= MAXIMUM_ENTRIES:
        raise Refused(transition.name, [reason("endless", "regl/14", _ENDLESS)])
    draft.depth += 1
    # What a decision opens is about that decision.
    decision = f"{draft.entries[-1].id}.1" if transition.decides else None
    for workflow in transition.opens:
        source, scheme = draft.record.proceeding(proceeding_id), draft.around.scheme_of(draft.record)
        given = {**facts, **breach_facts(scheme, source, transition.name, facts)}
        open_proceeding(draft, workflow, parent=proceeding_id, about=decision, given=given, caused=True)
    if transition.opens_duties:
        _open_duties(draft, proceeding_id)
    _move_family(draft, proceeding_id, transition, facts)
    _tell(draft, proceeding_id, transition, facts)
    draft.depth -= 1


def _move_family(draft: Draft, proceeding_id: str, transition: Transition, facts: Mapping[str, Any]) -> None:
    parent = draft.record.proceeding(proceeding_id).parent
    if transition.moves.parent and parent:
        _move(draft, parent, transition.moves.parent, facts, proceeding_id)
    if transition.moves.children:
        for child in [p for p in draft.record.proceedings() if p.parent == proceeding_id and p.closed_at is None]:
            _move(draft, child.id, transition.moves.children, facts, proceeding_id)


def _move(draft: Draft, proceeding_id: str, name: str, facts: Mapping[str, Any], cause_id: str) -> None:
    """Make the transition `NAME` or `WORKFLOW.NAME`, where the workflow of the proceeding is meant and has it."""
    proceeding = draft.record.proceeding(proceeding_id)
    meant, _, step = name.rpartition(".")
    has_it = any(t.name == step for t in draft.around.workflow_of(proceeding).transitions)
    if has_it and meant in ("", proceeding.workflow):
        _cause(draft, proceeding_id, step, facts, _Cause(draft.record.proceeding(cause_id)))


def _tell(draft: Draft, proceeding_id: str, transition: Transition, facts: Mapping[str, Any]) -> None:
    source = draft.record.proceeding(proceeding_id)
    cause = _Cause(source, f"event:{source.workflow}.{transition.name}")
    for listener in draft.record.proceedings():
        # It may have been moved by one that was told before it.
        names = _answering(draft, draft.record.proceeding(listener.id), facts, cause)
        if names:
            current = _Cause(draft.record.proceeding(proceeding_id), cause.event)
            _cause(draft, listener.id, names[0], facts, current)


def _answering(draft: Draft, listener: Proceeding, facts: Mapping[str, Any], cause: _Cause) -> list[str]:
    """The transitions of the listener that answer the event from where it stands."""
    workflow = draft.around.workflow_of(listener)
    here = [t for t in workflow.listening(cause.event or "") if listener.state in t.sources]
    return [t.name for t in here if not unmet(_caused(draft, listener, t.name, facts, cause), t)]


@dataclass(frozen=True, slots=True)
class _Cause:
    """What brings a transition about: the proceeding whose transition it follows, and the event that it answers."""

    proceeding: Proceeding | None = None
    event: str | None = None


def _caused(draft: Draft, proceeding: Proceeding, name: str, given: Mapping[str, Any], cause: _Cause) -> Attempt:
    return Attempt(
        draft.around,
        draft.record,
        proceeding,
        draft.around.workflow_of(proceeding),
        name,
        draft.actor,
        draft.now,
        draft.today,
        given,
        cause.proceeding,
        caused=True,
        event=cause.event,
    )


def _cause(draft: Draft, proceeding_id: str, name: str, facts: Mapping[str, Any], cause: _Cause) -> Entry:
    proceeding = draft.record.proceeding(proceeding_id)
    given = _expected(draft.around.workflow_of(proceeding), name, facts, cause.event)
    return _take(draft, _caused(draft, proceeding, name, given, cause))


def _expected(workflow: Workflow, name: str, facts: Mapping[str, Any], event: str | None) -> dict[str, Any]:
    """Of the facts that the cause was given, those that the caused transition expects."""
    steps = [t for t in workflow.named(name) if event is None or t.on == event]
    names = {fact for t in steps for fact in facts_.expected(workflow, t)}
    return {fact: value for fact, value in facts.items() if fact in names}


def open_proceeding(
    draft: Draft,
    name: str,
    *,
    parent: str | None = None,
    about: str | None = None,
    given: Mapping[str, Any] | None = None,
    caused: bool = False,
    first: tuple[Change, ...] = (),
) -> Entry:
    """Open a proceeding of the newest version in force. Raises Refused as a transition does.

    `first` are changes that belong to the same entry, such as the case that it opens.
    """
    workflow = draft.around.definitions.workflow(name, on=draft.today)
    proceeding = _unopened(draft, workflow, parent, about)
    facts = _expected_at_opening(workflow, given or {}) if caused else given or {}
    facts = {**named_breach(draft.around.scheme_of(draft.record), workflow, about, facts), **facts}
    attempt = Attempt(
        draft.around,
        draft.record,
        proceeding,
        workflow,
        "open",
        draft.actor,
        draft.now,
        draft.today,
        facts,
        caused=caused,
    )
    accepted = _accept_opening(attempt)
    entry = draft.enter(entry_for(draft, attempt, accepted, "opened", (*first, *_made(draft, proceeding))))
    _follow(draft, proceeding.id, workflow.opening, accepted.facts)
    return entry


def _unopened(draft: Draft, workflow: Workflow, parent: str | None, about: str | None) -> Proceeding:
    case = draft.record.case
    return Proceeding(
        id=f"{case.id}-{case.proceedings_opened + 1}",
        case_id=case.id,
        workflow=workflow.name,
        version=workflow.version,
        digest=workflow.digest,
        state=workflow.initial,
        parent=parent,
        about=about or parent,
        opened_at=draft.now,
    )


def _expected_at_opening(workflow: Workflow, facts: Mapping[str, Any]) -> dict[str, Any]:
    names = facts_.expected(workflow, workflow.opening)
    return {name: value for name, value in facts.items() if name in names}


def _accept_opening(attempt: Attempt) -> Accepted:
    opening = attempt.workflow.opening
    refuse(attempt, marked(attempt, opening))
    if not attempt.caused:
        refuse(attempt, refusals(attempt.record, attempt.proceeding, opening, attempt.actor))
    values, faults = facts_.checked(attempt.workflow, opening, attempt.given, attempt.today)
    if faults:
        raise InvalidFacts(attempt.name, faults)
    return Accepted(opening, attempt.workflow.initial, met(attempt, opening, values))


def _made(draft: Draft, proceeding: Proceeding) -> tuple[Change, Change]:
    case = draft.record.case
    made = change(
        "proceedings",
        proceeding.id,
        case_id=case.id,
        workflow=proceeding.workflow,
        version=proceeding.version,
        digest=proceeding.digest,
        parent=proceeding.parent,
        about=proceeding.about,
        opened_at=proceeding.opened_at,
    )
    return change("cases", case.id, proceedings_opened=case.proceedings_opened + 1), made


def _open_duties(draft: Draft, grant_id: str) -> None:
    """One proceeding for each duty of the scheme that this award brings and that is not open yet (A35, A36, B18)."""
    grant, scheme = draft.record.proceeding(grant_id), draft.around.scheme_of(draft.record)
    opened = {p.facts.get("kind") for p in draft.record.proceedings() if p.parent == grant_id and stands(p)}
    for duty in scheme.duties_at(draft.record.ledger.awarded, draft.record.awarded_elsewhere):
        if duty.kind not in opened:
            due, parts = duty.due(scheme.year, grant.facts), parts_of(scheme, duty, grant.facts)
            facts = {"kind": duty.kind, "parts": parts, "due_day": due.isoformat() if due else None}
            open_proceeding(draft, duty.workflow, parent=grant_id, given=facts, caused=True)


def pass_deadline(draft: Draft, deadline: Deadline) -> Refused | None:
    """Record that the day has passed, at the legal instant and at the moment it was noticed, and what follows.

    Where a requirement keeps what should follow from happening, the passing stands and the refusal is returned.
    """
    facts = {"last_day": str(deadline.last_day), "ended_at": deadline.ends_at.isoformat() if deadline.ends_at else None}
    noticed = change("deadlines", deadline.id, passed_at=draft.now)
    event = f"deadline_passed:{deadline.name}"
    entry = draft.entry(
        "passed",
        event,
        proceeding_id=deadline.proceeding_id,
        facts=facts,
        law=deadline.law,
        actor=SYSTEM,
        changes=(noticed,),
    )
    draft.enter(entry)
    record, count, contents = draft.record, len(draft.entries), dict(draft.contents)
    try:
        proceeding = draft.record.proceeding(deadline.proceeding_id)
        cause = _Cause(event=event)
        for name in _answering(draft, proceeding, facts, cause)[:1]:
            _cause(draft, proceeding.id, name, facts, cause)
    except Refused as refused:
        draft.record, draft.entries, draft.contents = record, draft.entries[:count], contents
        return refused
    return None
