"""What brings a proceeding on from where it stands, by the workflow alone: for whom it waits."""

from __future__ import annotations

from casework.faces.web.visit import Visit
from casework.model.case import Option
from casework.model.workflow import SAME_STATE, Transition, Workflow


def waits_for(workflow: Workflow, state: str) -> frozenset[str]:
    """The roles that can bring it on by hand. What was decided waits for nobody to decide it again."""
    key = (workflow.name, workflow.version, workflow.digest, state)
    if key not in _WAITS:
        _WAITS[key] = frozenset(role for step in onwards(workflow, state) for role in _awaited(step))
    return _WAITS[key]


_WAITS: dict[tuple[str, int, str, str], frozenset[str]] = {}


def _awaited(step: Transition) -> tuple[str, ...]:
    """For whom it waits: what comes in is awaited from outside, whoever may register it."""
    return tuple(role for role in step.by if role == "grantee") if step.registers else step.by


def onwards(workflow: Workflow, state: str) -> list[Transition]:
    """The steps by hand to another state, but for those that only take back or give up."""
    decided = state in _behind_decisions(workflow)
    steps = (s for s in workflow.leaving(state) if _leads_on(s, state) and not _gives_up(workflow, s))
    return [step for step in steps if not step.contested and not (step.decides and decided)]


def _leads_on(step: Transition, state: str) -> bool:
    return not step.reason and any(target not in (SAME_STATE, state) for target in step.targets)


def _gives_up(workflow: Workflow, step: Transition) -> bool:
    """Whether the party ends the proceeding by it, as by a withdrawal, also where the office enters that."""
    return "grantee" in step.by and all(workflow.states[name].final for name in step.targets if name != SAME_STATE)


def _behind_decisions(workflow: Workflow) -> set[str]:
    steps = workflow.transitions
    found = {target for step in steps if step.decides for target in step.targets} - {SAME_STATE}
    while more := {t for s in steps if found & set(s.sources) for t in s.targets} - found - {SAME_STATE}:
        found |= more
    return found


def first_step(visit: Visit, proceeding_id: str, workflow: Workflow, state: str) -> Option | None:
    """What the visitor may do now that brings it on; None where nothing does."""
    mine = [step.name for step in onwards(workflow, state) if visit.actor.role in _awaited(step)]
    allowed = {option.name: option for option in visit.counter.available(proceeding_id, mine) if option.allowed}
    return next((allowed[name] for name in mine if name in allowed), None)
