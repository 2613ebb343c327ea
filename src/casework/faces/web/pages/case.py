"""One case: what is the matter with it, what may be done now, what may not and why, and all that lies on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from casework.definitions.svg import Walk, svg
from casework.errors import BadInput, Reason, Text
from casework.faces.web.naming import entry_titles, named, same, step_title, titled
from casework.faces.web.next_steps import onwards
from casework.faces.web.pages import acts
from casework.faces.web.visit import Answer, Page, Visit
from casework.law import time_limits
from casework.law.provisions import provisions
from casework.model.case import Case, Moment
from casework.model.record import Entry
from casework.model.rows import Deadline, Proceeding
from casework.model.workflow import Workflow

#: Refusals that say that something is for others, or comes by itself: no news to somebody who asks what they may do.
_OF_OTHERS = ("role_may_not", "not_by_hand")
_EFFECTIVE = ("reclaimed", "withheld", "appealed")


@dataclass(frozen=True, slots=True)
class Doable:
    """A step in one of the proceedings: what it is called, whether it may be made, and whether it leads on."""

    proceeding: Proceeding
    name: str
    title: Text
    about: Text
    reasons: tuple[Reason, ...]
    onwards: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A proceeding as it is shown: what it is called, where it stands, and its drawing."""

    proceeding: Proceeding
    title: Text
    state: Text
    drawing: str
    path: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A deadline with how it was counted."""

    deadline: Deadline
    title: Text
    reasoning: tuple[str, ...]
    late: bool


def case(visit: Visit, case_id: str) -> Answer:
    """The page of a case."""
    found = visit.counter.case(case_id)
    return Page("case.html", {**seen(visit, found), "acts": acts.names(visit, found)})


def seen(visit: Visit, found: Case) -> dict[str, Any]:
    """Everything that the page of a case shows."""
    history = visit.counter.history(found.id) if visit.may("record_read") else []
    doable = list(steps(visit, found)) if visit.may("step") else []
    return {
        "case": found,
        "scheme": visit.definitions.scheme(found.scheme, found.year),
        "allowed": groups([d for d in doable if not d.reasons]),
        "refused": [d for d in doable if d.reasons and not _for_others(d.reasons)],
        "openings": list(openings(visit)) if visit.may("step") else [],
        "acts": [],
        "moments": visit.counter.timeline(found.id),
        "shown": [shown(visit, p, history) for p in sorted(found.proceedings, key=lambda p: p.closed_at is not None)],
        "counted": [counted(visit, found, d) for d in sorted(found.deadlines, key=_by_day)],
        "entries": history,
        "refusals": visit.counter.refusals(found.id) if visit.may("record_read") else [],
        "next": upcoming(visit, found),
        "entry_titles": entry_titles(visit, found, history),
    }


def groups(doable: Sequence[Doable]) -> list[tuple[Text, list[Doable]]]:
    """The steps by proceeding, those that lead on first."""
    together: dict[str, list[Doable]] = {}
    for step in sorted(doable, key=lambda step: not step.onwards):
        together.setdefault(step.proceeding.id, []).append(step)
    return [(found[0].about, found) for found in together.values()]


def _by_day(deadline: Deadline) -> tuple[bool, str]:
    return deadline.status != "open", str(deadline.last_day or "")


def steps(visit: Visit, found: Case) -> Iterator[Doable]:
    """Every step of every open proceeding, those of one proceeding together."""
    followed = visit.counter.followed(found.id)
    for proceeding in found.proceedings:
        open_here = proceeding.closed_at is None and "registered_in_error" not in proceeding.marks
        if open_here and (followed is None or proceeding.id in followed):
            workflow = visit.around.workflow_of(proceeding)
            leading = {step.name for step in onwards(workflow, proceeding.state)}
            about = titled(workflow, proceeding, visit.around)
            for option in visit.counter.available(proceeding.id):
                title = step_title(visit, option.name, option.text)
                yield Doable(proceeding, option.name, title, about, option.reasons, option.name in leading)


def _for_others(reasons: Sequence[Reason]) -> bool:
    return any(reason.code in _OF_OTHERS for reason in reasons)


def openings(visit: Visit) -> Iterator[Workflow]:
    """The workflows that the visitor's role may open beside the others; a report or notice opens by itself."""
    definitions = visit.definitions
    for name in definitions.workflow_names():
        workflow = definitions.workflow(name, on=visit.today)
        if visit.actor.role in workflow.opening.by and name not in ("grant", "notice", "report", "appeal_review"):
            yield workflow


def shown(visit: Visit, proceeding: Proceeding, history: Sequence[Entry], *, drawn: bool | None = None) -> Shown:
    """A proceeding with its drawing: the state lit, and the path that the record tells.

    One that is over is drawn on its own page only, or where `drawn` says so.
    """
    workflow = visit.around.workflow_of(proceeding)
    own = [e for e in history if e.proceeding_id == proceeding.id and e.to_state]
    walk = Walk(proceeding.state, tuple((e.from_state or "", e.name, e.to_state or "") for e in own))
    wanted = proceeding.closed_at is None if drawn is None else drawn
    drawing = svg(workflow, visit.language, walk=walk, id=f"drawing-{proceeding.id}") if wanted else ""
    came = [name for name in walk.states if name in workflow.states]
    path = tuple(workflow.states[name].title or same(name) for name in came)
    return Shown(proceeding, titled(workflow, proceeding, visit.around), state_of(visit, proceeding), drawing, path)


def state_of(visit: Visit, proceeding: Proceeding) -> Text:
    """Where a proceeding stands, as people within the agency read it, or as those outside do."""
    state = visit.around.workflow_of(proceeding).states.get(proceeding.state)
    if state is None:
        return same(proceeding.state)
    return (state.public if visit.counter.as_party else None) or state.title or same(state.name)


def counted(visit: Visit, found: Case, deadline: Deadline) -> Counted:
    """A deadline with the computation of its day."""
    late = deadline.status == "open" and deadline.ends_at is not None and deadline.ends_at <= visit.now
    return Counted(deadline, named(visit.around, found, deadline), tuple(_reasoning(deadline, visit.language)), late)


def _reasoning(deadline: Deadline, language: str) -> Sequence[str]:
    known = provisions().get(deadline.law)
    if known is None or known.limit is None or deadline.start_day is None:
        return ()
    try:
        limit = time_limits.limit(known, deadline.start_day, language=language)
    except BadInput:
        return ()
    # Where the scheme or an answer set another length, the law's own count would mislead.
    return limit.reasoning if limit.nominal_day == deadline.nominal_day else ()


def upcoming(visit: Visit, found: Case) -> Moment | None:
    """The next day that comes in the case, of the open deadlines."""
    ahead = [m for m in visit.counter.timeline(found.id) if m.future and m.kind == "deadline" and m.status == "open"]
    return min(ahead, key=lambda m: m.at, default=None)
