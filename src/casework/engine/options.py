"""What may be done from here, and why the rest may not."""

from __future__ import annotations

from casework.engine import facts as facts_
from casework.engine import permits
from casework.engine.attempt import Attempt, in_order, requirements
from casework.engine.draft import Draft
from casework.engine.machine import machine_for
from casework.errors import Reason, Refused
from casework.model.case import Option
from casework.model.workflow import Transition


def options(draft: Draft, proceeding_id: str) -> list[Option]:
    """Every transition from the state of the proceeding, for the actor of the draft, at its instant."""
    proceeding = draft.record.proceeding(proceeding_id)
    workflow = draft.around.workflow_of(proceeding)
    around, record, actor, now, today = draft.around, draft.record, draft.actor, draft.now, draft.today
    names = machine_for(workflow).names(proceeding.state)
    return [_option(Attempt(around, record, proceeding, workflow, name, actor, now, today, {})) for name in names]


def _option(attempt: Attempt) -> Option:
    transition, reasons = _judged(attempt)
    specs = tuple(facts_.expected(attempt.workflow, transition).values())
    title = transition.title.nb if transition.title else transition.name
    return Option(attempt.name, title, not reasons, tuple(reasons), specs)


def _judged(attempt: Attempt) -> tuple[Transition, list[Reason]]:
    """The transition and why it may not be made, leaving out what hangs on facts that are yet to be given."""
    try:
        transition, _ = in_order(attempt)
    except Refused as refused:
        here = [t for t in attempt.workflow.named(attempt.name) if attempt.proceeding.state in t.sources]
        return here[0], list(refused.reasons)
    reasons = permits.refusals(attempt.record, attempt.proceeding, transition, attempt.actor)
    yet_to_give = set(transition.facts)
    return transition, reasons + [r for r in requirements(attempt, transition, {}) if r.fact not in yet_to_give]
