"""What may be done from here, and why the rest may not."""

from __future__ import annotations

from collections.abc import Collection

from casework.engine import facts as facts_
from casework.engine import permits
from casework.engine.accepting import requirements
from casework.engine.attempt import Attempt
from casework.engine.draft import Draft
from casework.engine.machine import machine_for
from casework.engine.order import candidates, in_order
from casework.errors import Reason, Refused
from casework.model.case import Option
from casework.model.workflow import Transition


def options(draft: Draft, proceeding_id: str, only: Collection[str] | None = None) -> list[Option]:
    """Every transition from the state of the proceeding, or `only` some, for the actor of the draft, at its instant."""
    proceeding = draft.record.proceeding(proceeding_id)
    workflow = draft.around.workflow_of(proceeding)
    around, record, actor, now, today = draft.around, draft.record, draft.actor, draft.now, draft.today
    names = [n for n in machine_for(workflow).names(proceeding.state) if only is None or n in only]
    attempts = (
        Attempt(around, record, proceeding, workflow, name, actor, now, today, {}, asking=True) for name in names
    )
    return [_option(attempt) for attempt in attempts]


def _option(attempt: Attempt) -> Option:
    transition, reasons = _judged(attempt)
    specs = tuple(facts_.expected(attempt.workflow, transition).values())
    title = transition.title.nb if transition.title else transition.name
    return Option(attempt.name, title, not reasons, tuple(attempt.cited(reasons)), specs, transition.title)


def _judged(attempt: Attempt) -> tuple[Transition, list[Reason]]:
    """The transition and all that stands against it, leaving out what hangs on facts that are yet to be given."""
    try:
        transition, _ = in_order(attempt)
        reasons = list[Reason]()
    except Refused as refused:
        transition, reasons = candidates(attempt)[0], list(refused.reasons)
    reasons += permits.refusals(attempt.record, attempt.proceeding, transition, attempt.actor)
    if not transition.registers:
        unmet = requirements(attempt, transition, {})
        reasons += [r for r in unmet if not attempt.is_yet_to_be_given(transition, r.fact)]
    return transition, list(dict.fromkeys(reasons))
