"""What is done with a case itself and not by a step: who is on it, impartiality, marks, and undoing a mistake."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from casework.engine.corrections import STEPS, undone
from casework.engine.marks import HOLD_REASONS
from casework.engine.permits import INTERNAL_CONTROL
from casework.engine.standing import MARKS
from casework.errors import NotFound
from casework.faces import words
from casework.faces.web.fields import Offered
from casework.faces.web.forms import Form, sent, shown
from casework.faces.web.naming import entry_titles, titled
from casework.faces.web.texts import texts
from casework.faces.web.visit import Answer, Elsewhere, Visit
from casework.law.impartiality import GROUNDS, OBVIOUSLY_NO_INFLUENCE, PROVISIONAL
from casework.model.case import Case
from casework.model.record import Entry
from casework.model.workflow import FactSpec

#: The roles that somebody can have in a case.
ON_CASE = ("caseworker", "decision_maker", "budget_authority", "attester", "supervisor")
#: How many of the latest steps can be chosen among to be undone.
LATEST = 15

Given = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Act:
    """One act: the right that it needs, what it asks for, its law, and how it is done; `offered` as in a form."""

    right: str
    law: str
    done: Callable[[Visit, Case, Given], Entry]
    specs: Callable[[Visit], tuple[FactSpec, ...]]
    offered: Callable[[Visit, Case], Offered] = field(default=lambda _, __: {})
    given: Callable[[Visit], Given] = field(default=lambda _: {})


def form(visit: Visit, case_id: str, name: str) -> Answer:
    """The form of an act."""
    act, case = _asked(visit, case_id, name)
    return shown(visit, _form(visit, case, name, act), act.given(visit))


def do(visit: Visit, case_id: str, name: str) -> Answer:
    """Do it, and look at the case."""
    act, case = _asked(visit, case_id, name)

    def done(given: Given) -> Answer:
        entry = act.done(visit, case, given)
        return Elsewhere(visit.url("cases", case.id, done=entry.seq))

    return sent(visit, _form(visit, case, name, act), done)


def names(visit: Visit, case: Case) -> list[str]:
    """The acts that the visitor has the right to, where there is something to do them with."""
    found = [name for name, act in ACTS.items() if visit.may(act.right)]
    return [name for name in found if name not in CHOOSING or any(ACTS[name].offered(visit, case).values())]


def _asked(visit: Visit, case_id: str, name: str) -> tuple[Act, Case]:
    if name not in ACTS:
        raise NotFound("page", name)
    act = ACTS[name]
    visit.counter.door.case(act.right, case_id)
    return act, visit.counter.case(case_id)


def _form(visit: Visit, case: Case, name: str, act: Act) -> Form:
    back = (visit.url("cases", case.id), f"{case.number} {case.party_name}")
    return Form(texts()[f"act.{name}"], act.specs(visit), act.law, back, "", act.offered(visit, case))


def _spec(name: str, kind: str = "text", *, choices: tuple[str, ...] = (), required: bool = True) -> FactSpec:
    return FactSpec(name, kind, choices=choices, required=required, title=texts()[f"act.{name}"])


REASON = FactSpec("reason", "text", minimum=1, title=texts()["fact.reason"])


def _person_and_role(_: Visit) -> tuple[FactSpec, ...]:
    return _spec("person", "person"), _spec("role", "choice", choices=ON_CASE)


def _on_case(visit: Visit, case: Case) -> Offered:
    on = [a for a in case.assignments if not a.until]
    return {"assignment": [(f"{a.role} {a.person}", f"{visit.name(a.person)}, {_role(visit, a.role)}") for a in on]}


def _role(visit: Visit, role: str) -> str:
    found = texts().get(f"role.{role}")
    return found.in_language(visit.language) if found else role


def _unassign(visit: Visit, case: Case, given: Given) -> Entry:
    role, _, person = given["assignment"].partition(" ")
    return visit.counter.unassign(case.id, person, role)


def _impartiality(_: Visit) -> tuple[FactSpec, ...]:
    return (
        _spec("person", "person"),
        _spec("impartial", "boolean"),
        _spec("ground", "choice", choices=GROUNDS, required=False),
        _spec("exception", "choice", choices=(OBVIOUSLY_NO_INFLUENCE, PROVISIONAL), required=False),
    )


def _declare(visit: Visit, case: Case, given: Given) -> Entry:
    wanted = {name: given.get(name) for name in ("ground", "exception")}
    return visit.counter.declare_impartiality(case.id, given["person"], impartial=given["impartial"], **wanted)


def _targets(visit: Visit, case: Case) -> Offered:
    """The case, and each of its proceedings by what it is called."""
    parts = [(p.id, f"{_titled(visit, p)} ({p.id})") for p in case.proceedings]
    return {"target": [(case.id, visit.t("act.whole")), *parts]}


def _titled(visit: Visit, proceeding: Any) -> str:
    return titled(visit.around.workflow_of(proceeding), proceeding, visit.around).in_language(visit.language)


def _hold(visit: Visit) -> tuple[FactSpec, ...]:
    tomorrow = (visit.today + timedelta(days=1)).isoformat()
    until = FactSpec("until", "date", minimum=tomorrow, title=texts()["act.until"])
    return _spec("target"), _spec("code", "choice", choices=HOLD_REASONS), until, REASON


def _put_on_hold(visit: Visit, _: Case, given: Given) -> Entry:
    until = date.fromisoformat(given["until"])
    return visit.counter.mark(given["target"], "on_hold", reason=given["reason"], code=given["code"], until=until)


def _mark_specs(_: Visit) -> tuple[FactSpec, ...]:
    return _spec("target"), _spec("mark_name"), REASON


def _markable(visit: Visit, case: Case) -> Offered:
    marks = [(mark, words.word(words.MARKS, mark, visit.language)) for mark in MARKS if mark != "on_hold"]
    return {**_targets(visit, case), "mark_name": marks}


def _set(visit: Visit, case: Case) -> Iterator[tuple[str, str]]:
    for target, text in _targets(visit, case)["target"]:
        row = case if target == case.id else next(p for p in case.proceedings if p.id == target)
        for mark in row.marks:
            if mark != "registered_in_error":
                yield f"{mark} {target}", f"{words.word(words.MARKS, mark, visit.language)}: {text}"


def _unmark(visit: Visit, _: Case, given: Given) -> Entry:
    mark, _, target = given["marked"].partition(" ")
    return visit.counter.unmark(target, mark, reason=given["reason"])


def _undoable(visit: Visit, case: Case) -> Offered:
    """The latest steps that stand; whether one can be undone is for the office to say."""
    history = visit.counter.history(case.id) if visit.may("record_read") else []
    gone, told = undone(history), entry_titles(visit, case, history)
    steps = [e for e in history[1:] if e.kind in STEPS and e.kind != "caused" and e.seq not in gone]
    return {"step": [(str(e.seq), f"{e.seq}. {told[e.seq].in_language(visit.language)}") for e in steps[::-1][:LATEST]]}


def _undo(visit: Visit, case: Case, given: Given) -> Entry:
    seq = int(given["step"]) if given["step"].isdecimal() else 0
    return visit.counter.undo(case.id, seq, reason=given["reason"])


ACTS: Mapping[str, Act] = {
    "assign": Act(
        "assign", INTERNAL_CONTROL, lambda v, c, g: v.counter.assign(c.id, g["person"], g["role"]), _person_and_role
    ),
    "unassign": Act("assign", INTERNAL_CONTROL, _unassign, lambda _: (_spec("assignment"),), _on_case),
    "impartiality": Act(
        "declare_impartiality", "fvl/8", _declare, _impartiality, given=lambda v: {"person": v.actor.person}
    ),
    "hold": Act("mark", MARKS["on_hold"], _put_on_hold, _hold, _targets),
    "mark": Act("mark", "arkf/11", lambda v, _, g: v.counter.mark(g["target"], g["mark_name"], reason=g["reason"]),
                _mark_specs, _markable),
    "unmark": Act("mark", "arkf/11", _unmark, lambda _: (_spec("marked"), REASON),
                  lambda v, c: {"marked": list(_set(v, c))}),
    "undo": Act("undo", "arkf/11", _undo, lambda _: (_spec("step"), REASON), _undoable),
}  # fmt: skip
#: Acts about something that is there already: without it there is nothing to do.
CHOOSING = ("unassign", "unmark", "undo")
