"""For the grantee: its own cases only. What is due, what was decided, what it may send in."""

from __future__ import annotations

from casework.faces.web.pages.case import Counted, counted, groups, openings, seen, steps
from casework.faces.web.visit import Answer, Page, Visit
from casework.model.case import Case
from casework.model.rows import Deadline


def own_cases(visit: Visit) -> Answer:
    """The organisation's cases, with what is due first."""
    cases = [visit.counter.case(row["id"]) for row in visit.counter.cases()]
    due = [
        (case, counted(visit, case, d)) for case in cases for d in case.deadlines if d.status == "open" and _is_ours(d)
    ]
    schemes = {(c.scheme, c.year): visit.around.definitions.scheme(c.scheme, c.year) for c in cases}
    values = {"cases": cases, "due": sorted(due, key=_by_day), "schemes": schemes}
    return Page("own_cases.html", values)


def _by_day(found: tuple[Case, Counted]) -> str:
    return str(found[1].deadline.last_day or "")


def _is_ours(deadline: Deadline) -> bool:
    """Whether the grantee is to do something: a duty of the scheme, or a time limit that is a party's."""
    return "#" in deadline.law or deadline.name in ("statement", "correction", "documentation", "information", "appeal")


def own_case(visit: Visit, case_id: str) -> Answer:
    """One case as its party sees it."""
    found = visit.counter.case(case_id)
    doable = [step for step in steps(visit, found) if not step.reasons]
    values = {
        **seen(visit, found),
        "allowed": groups(doable),
        "openings": list(openings(visit)),
        "receipt": _receipt(visit, found),
        "appeal_by": next((d for d in found.deadlines if d.name == "appeal" and d.status == "open"), None),
    }
    return Page("own_case.html", values)


def _receipt(visit: Visit, found: Case) -> str | None:
    """The number under which what was just sent is recorded: of its entry, or of the proceeding that it opened."""
    done, opened = visit.query.get("done", ""), visit.query.get("opened", "")
    if done.isdecimal() and int(done) <= found.revision:
        return f"{found.number}#{done}"
    return next((p.id.replace("-", "/", 1) for p in found.proceedings if p.id == opened), None)
