"""For the one who decides: what is proposed and by whom, what weighs, the facts and the rule, point by point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casework.errors import Text
from casework.faces.web.naming import fact_title, told
from casework.faces.web.visit import Visit
from casework.model.case import Option
from casework.model.rows import Proceeding
from casework.model.workflow import Workflow

#: The step that proposes, and the one that sends a proposal back.
PROPOSE, SEND_BACK = "propose", "return_proposal"
#: Who is shown a proposal: those who decide on it.
DECIDERS = ("decision_maker", "budget_authority")
#: The facts that say why, apart from those that say what.
WEIGHING = ("main_considerations", "proposed_reasons", "proportionality", "assessment", "assessment_again")
#: The points that are sent back, and the assessment of each.
RETURNED, ASSESSED = "returned_points", "assessed_points"

Told = list[tuple[Text, str]]
#: What is shown by itself, and not among the other facts.
_APART = (*WEIGHING, "points", "answers")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal that waits for a decision. `points` are the appellant's, each with what is answered to it so far."""

    by: tuple[str, ...]
    proposed: Told
    weighing: Told
    facts: Told
    points: tuple[tuple[str, str], ...]
    send_back: Option | None


def of(visit: Visit, proceeding: Proceeding) -> Proposal | None:
    """What is proposed in a proceeding, for those who decide; None where nothing is."""
    workflow, given = visit.around.workflow_of(proceeding), proceeding.facts
    by = proceeding.acts.get(PROPOSE, ())
    if visit.actor.role not in DECIDERS or not (by or given.get("points")):
        return None
    proposed = _proposed(workflow, given)
    rest = {name: value for name, value in given.items() if value and name not in _APART + tuple(proposed)}
    returns = (option for option in visit.counter.available(proceeding.id, [SEND_BACK]) if option.allowed)
    return Proposal(
        tuple(visit.name(person) for person in by),
        told(workflow, proposed, visit.language),
        told(workflow, {name: given[name] for name in WEIGHING if given.get(name)}, visit.language),
        told(workflow, rest, visit.language),
        _points(given),
        next(returns, None),
    )


def _proposed(workflow: Workflow, given: Mapping[str, Any]) -> dict[str, Any]:
    """The facts that the proposal is made of."""
    asked = dict.fromkeys(name for step in workflow.named(PROPOSE) for name in step.facts)
    return {name: given[name] for name in asked if given.get(name) is not None and name not in WEIGHING}


def _points(given: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    answers = given.get("answers") or {}
    return tuple((str(point), str(answers.get(point, ""))) for point in given.get("points") or ())


def points_offered(visit: Visit, proceeding: Proceeding) -> list[tuple[str, str]]:
    """The points of a proposal that can be sent back each by itself: what it is made of, and why."""
    workflow, given = visit.around.workflow_of(proceeding), proceeding.facts
    names = [*_proposed(workflow, given), *(name for name in WEIGHING if given.get(name))]
    titles = [fact_title(workflow, name).in_language(visit.language) for name in names]
    return [(title, title) for title in dict.fromkeys(titles)]
