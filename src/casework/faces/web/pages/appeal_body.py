"""For the appeal body: what was handed over to it, and one page per appeal with both sides' points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from casework.errors import NotFound, Text
from casework.faces.web.naming import fact_title, same, workflow_of
from casework.faces.web.pages.case import Doable, state_of, steps
from casework.faces.web.visit import Answer, Page, Visit
from casework.model.ids import case_id_of
from casework.model.rows import Proceeding
from casework.store import worklist

APPEALS = ("appeal", "appeal_review")
REVIEW = "appeal_review"


def rows_of(visit: Visit, workflows: Sequence[str], *, ended: bool = False) -> list[dict[str, Any]]:
    """The proceedings of those workflows that are under way, with the name of their state."""
    reach = visit.counter.door.reach("tasks_read")
    found = worklist.under_way(visit.office.database, reach, workflows, ended=ended)
    return [{**row, **_told(visit, row)} for row in found]


def _told(visit: Visit, row: dict[str, Any]) -> dict[str, Any]:
    workflow = workflow_of(visit.around, row)
    title = workflow.states[row["state"]].title or same(row["state"])
    return {"state_title": title, "title": workflow.title or same(workflow.name)}


def inbox(visit: Visit) -> Answer:
    """The appeals that were handed over, those under way first."""
    rows = rows_of(visit, (REVIEW,), ended=True)
    open_ = [row for row in rows if row["closed_at"] is None]
    return Page("inbox.html", {"open": open_, "closed": [row for row in rows if row["closed_at"] is not None][::-1]})


def appeal(visit: Visit, proceeding_id: str) -> Answer:
    """One appeal: what the appellant says, what the first instance answers, the decision, and what may be done."""
    case = visit.counter.case(case_id_of(proceeding_id))
    asked = next((p for p in case.proceedings if p.id == proceeding_id and p.workflow in APPEALS), None)
    if asked is None:
        raise NotFound("appeal", proceeding_id)
    lodged = _lodged(case.proceedings, asked)
    own = {asked.id, lodged.id}
    values = {
        "case": case,
        "asked": asked,
        "lodged": lodged,
        "state": state_of(visit, asked),
        "decision": next((d for d in case.decisions if d.id == (lodged.about or lodged.facts.get("decision"))), None),
        "points": _points(lodged),
        "letters": [x for x in case.letters if x.proceeding_id in own],
        "allowed": _allowed(visit, case, asked),
        "deadlines": [d for d in case.deadlines if d.proceeding_id in own],
        "titles": _fact_titles(visit, lodged),
    }
    return Page("appeal.html", values)


def _lodged(proceedings: Sequence[Proceeding], asked: Proceeding) -> Proceeding:
    """The appeal as it was lodged, which the review was opened by."""
    return next((p for p in proceedings if p.id == asked.parent and p.workflow == "appeal"), asked)


def _points(lodged: Proceeding) -> list[tuple[str, str]]:
    """Each point of the appellant with the answer of the first instance, where there is one."""
    answers = lodged.facts.get("answers") or {}
    raised = [str(point) for point in lodged.facts.get("points") or []]
    more = [name for name in answers if name not in raised]
    return [(point, str(answers.get(point, ""))) for point in [*raised, *more]]


def _allowed(visit: Visit, case: Any, asked: Proceeding) -> list[Doable]:
    if not visit.may("step"):
        return []
    return [d for d in steps(visit, case) if d.proceeding.id == asked.id and not d.reasons]


def _fact_titles(visit: Visit, lodged: Proceeding) -> dict[str, Text]:
    workflow = visit.around.workflow_of(lodged)
    return {name: fact_title(workflow, name) for name in lodged.facts}
