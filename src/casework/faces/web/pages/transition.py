"""Doing a step: the form is made of the facts that it asks for, and shows the letter before it goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casework.engine.facts import expected
from casework.errors import BadDefinition, KeyReused, NotFound, Reason, Refused, Stale, Text
from casework.faces.web.fields import facts, fields
from casework.faces.web.forms import people
from casework.faces.web.naming import entry_titles, same, step_title, titled
from casework.faces.web.pages import proposal
from casework.faces.web.pages.case import state_of
from casework.faces.web.pages.document import Place, filed, paper_of
from casework.faces.web.pages.proposal import ASSESSED, RETURNED, points_offered
from casework.faces.web.visit import Answer, Elsewhere, Page, Visit
from casework.model.case import Case, Option
from casework.model.ids import case_id_of
from casework.model.rows import Proceeding
from casework.model.workflow import FactSpec, Transition

#: Facts of these kinds are of one day or one delivery, and are not filled in from the step before.
_NEW_EACH_TIME = ("date", "instant", "document")
#: What an appeal, a demand or a request says that it is about.
DECISION = "decision"
#: The parts of a report that it brings.
DELIVERED = "delivered"
#: What a reaction is to, among what the scheme counts as a breach.
BREACH = "breach"


@dataclass(frozen=True, slots=True)
class Step:
    """A step that somebody is about to make: in which case and proceeding (None: one is opened), with which facts."""

    case: Case
    name: str
    title: Text
    about: Text
    specs: tuple[FactSpec, ...]
    proceeding: Proceeding | None = None
    option: Option | None = None
    letters: bool = False
    decides: bool = False
    law: str = ""

    def offered(self, visit: Visit) -> dict[str, list[tuple[str, str]]]:
        """What can be chosen among for facts that name something: decisions, parts of a report, breaches."""
        scheme = visit.definitions.scheme(self.case.scheme, self.case.year)
        titles = {e.id: e.title.in_language(visit.language) for members in scheme.elements.values() for e in members}
        decided = [(d.id, f"{d.kind}: {d.outcome} ({d.id})") for d in reversed(self.case.decisions)]
        parts = self.proceeding.facts.get("parts") if self.proceeding else None
        breaches = [(e.id, titles[e.id]) for e in scheme.of(BREACH)]
        delivered = [(p, titles.get(p, p.replace("_", " "))) for p in parts or ()]
        points = points_offered(visit, self.proceeding) if self.proceeding and self.name == proposal.SEND_BACK else []
        return {DECISION: decided, DELIVERED: delivered, BREACH: breaches, RETURNED: points}


def transition(visit: Visit, proceeding_id: str, name: str) -> Answer:
    """The form of one step: what was half written, else what is known already."""
    step = _step(visit, proceeding_id, name)
    saved = visit.counter.saved_form(proceeding_id, name)
    given = dict(saved.facts) if saved else _known(step)
    changed = saved is not None and saved.revision != step.case.revision
    note = {"saved": saved, "note": "transition.saved_before_change" if changed else None}
    return _form(visit, step, given, extra=note, previewed=not saved)


def make(visit: Visit, proceeding_id: str, name: str) -> Answer:
    """Make the step, or save its form, or show its letter."""
    step = _step(visit, proceeding_id, name)
    given = facts(step.specs, visit.form)
    if visit.given("do") == "save":
        visit.counter.save_form(proceeding_id, name, given)
        return Elsewhere(visit.url("proceedings", proceeding_id, name, saved="1"))
    if visit.given("do") == "preview":
        return _form(visit, step, given, key=visit.given("key"), revision=visit.given("revision"))

    def done() -> Answer:
        revision = int(visit.given("revision")) if visit.given("revision").isdecimal() else None
        key = visit.given("key") or None
        # What was handed in with the form lies on the case before the step that names it.
        revision = _filed(visit, step, given, key, revision)
        entry = visit.counter.perform(proceeding_id, name, key=key, revision=revision, facts=given)
        return Elsewhere(visit.url(_home(visit), entry.case_id, done=entry.seq))

    return _tried(visit, step, given, done)


def opening(visit: Visit, case_id: str, workflow: str) -> Answer:
    """The form that opens a proceeding beside the others."""
    return _form(visit, _opening(visit, case_id, workflow), {})


def open_it(visit: Visit, case_id: str, workflow: str) -> Answer:
    """Open the proceeding."""
    step = _opening(visit, case_id, workflow)
    given = facts(step.specs, visit.form)
    decisions = [d.id for d in step.case.decisions]
    chosen = given.get(DECISION) or (decisions[-1] if decisions and _has(step, DECISION) else None)

    def done() -> Answer:
        about, key = (chosen if chosen in decisions else None), visit.given("key") or None
        opened = visit.counter.open(step.case.id, workflow, about=about, key=key, facts=given)
        return Elsewhere(visit.url(_home(visit), opened.case_id, opened=opened.id))

    return _tried(visit, step, given, done)


def drop(visit: Visit, proceeding_id: str, name: str) -> Answer:
    """Throw a half-written form away."""
    visit.counter.drop_form(proceeding_id, name)
    return Elsewhere(visit.url("proceedings", proceeding_id, name))


def _home(visit: Visit) -> str:
    return "own" if visit.counter.as_party else "cases"


def _filed(visit: Visit, step: Step, given: dict[str, Any], key: str | None, revision: int | None) -> int | None:
    """File each document that came with the form, name it in the facts, and tell the revision after that."""
    for spec in step.specs:
        paper = paper_of(visit.form, f"{spec.name}.file") if spec.type == "document" else None
        if paper is not None and step.proceeding is not None:
            place = Place(step.case.id, step.proceeding.id, f"{key}:{spec.name}" if key else None)
            given[spec.name], seq = filed(visit, paper, place)
            revision = seq if revision == seq - 1 else revision
    return revision


def _has(step: Step, fact: str) -> bool:
    return any(spec.name == fact for spec in step.specs)


def _step(visit: Visit, proceeding_id: str, name: str) -> Step:
    """The step as it may be made from where the proceeding stands; also one that was just made, for its key."""
    case = visit.counter.case(case_id_of(proceeding_id))
    proceeding = next((p for p in case.proceedings if p.id == proceeding_id), None)
    if proceeding is None:
        raise NotFound("proceeding", proceeding_id)
    workflow = visit.around.workflow_of(proceeding)
    option = next((o for o in visit.counter.available(proceeding_id) if o.name == name), None)
    steps = workflow.named(name)
    specs = option.facts if option else tuple(_expected(visit, proceeding, steps))
    title = step_title(visit, name, option.text if option else steps[0].title)
    about = titled(workflow, proceeding, visit.around)
    here = [s for s in steps if proceeding.state in s.sources] or steps
    letters, decides = any(s.letters for s in here), any(s.decides for s in here)
    law = next((s.law for s in here if s.law), "")
    return Step(case, name, title, about, specs, proceeding, option, letters, decides, law)


def _expected(visit: Visit, proceeding: Proceeding, steps: Sequence[Transition]) -> list[FactSpec]:
    workflow = visit.around.workflow_of(proceeding)
    return list({name: spec for step in steps for name, spec in expected(workflow, step).items()}.values())


def _opening(visit: Visit, case_id: str, name: str) -> Step:
    case = visit.counter.case(case_id)
    workflow = visit.around.definitions.workflow(name, on=visit.today)
    specs = tuple(expected(workflow, workflow.opening).values())
    title = workflow.opening.title or workflow.title or same(name)
    return Step(case, name, title, workflow.title or same(name), specs)


def _known(step: Step) -> dict[str, Any]:
    """What was told before in the same proceeding, such as the amount that was proposed."""
    known = step.proceeding.facts if step.proceeding else {}
    asked = (s for s in step.specs if s.type not in _NEW_EACH_TIME and not s.adds and s.name != "reason")
    points = dict.fromkeys(map(str, known.get("points") or ()), "")
    offered = {"answers": points, **known} if points else dict(known)
    offered[ASSESSED] = dict.fromkeys(map(str, known.get(RETURNED) or ()), "")
    return {spec.name: offered[spec.name] for spec in asked if offered.get(spec.name) is not None}


def _tried(visit: Visit, step: Step, given: dict[str, Any], done: Callable[[], Answer]) -> Answer:
    """What came of it: on, or the form again with what stands in the way."""
    try:
        return done()
    except Stale as stale:
        told = {"stale": stale.entries, "stale_titles": entry_titles(visit, step.case, stale.entries)}
        return _form(visit, step, given, extra=told, status=409)
    except KeyReused:
        return _form(visit, step, given, extra={"note": "transition.key_reused"}, status=409)
    except Refused as refused:
        return _form(visit, step, given, refused.reasons, status=422)


def _form(
    visit: Visit,
    step: Step,
    given: Mapping[str, Any],
    reasons: Sequence[Reason] = (),
    *,
    key: str = "",
    revision: str = "",
    extra: Mapping[str, Any] | None = None,
    status: int = 200,
    previewed: bool = True,
) -> Answer:
    asked = {spec.name for spec in step.specs}
    shown = fields(step.specs, given, reasons, step.offered(visit))
    standing = step.option.reasons if step.option and not reasons else ()
    values = {
        "step": step,
        "fields": shown,
        "reasons": [r for r in (*reasons, *standing) if r.fact not in asked],
        "wrong": [r for field in shown for r in field.errors],
        "key": key,
        "revision": revision or step.case.revision,
        "state": state_of(visit, step.proceeding) if step.proceeding else None,
        "preview": _preview(visit, step, given) if previewed and step.letters else None,
        "people": people(visit),
        "proposal": proposal.of(visit, step.proceeding) if step.proceeding and _is_about_it(step) else None,
        "note": None,
        "saved": None,
        "stale": (),
    }
    return Page("transition.html", {**values, **(extra or {})}, status)


def _is_about_it(step: Step) -> bool:
    """Whether the step decides on what is proposed, answers the points of an appeal, or sends the proposal back."""
    return step.decides or step.name == proposal.SEND_BACK or _has(step, "answers")


def _preview(visit: Visit, step: Step, given: Mapping[str, Any]) -> Any:
    """The letters as they would go with what is filled in; None where they cannot be written yet."""
    if step.proceeding is None or visit.counter.as_party:
        return None
    try:
        # The right to the step was asked for when its form was made.
        return visit.office.preview(step.proceeding.id, step.name, by=visit.actor, facts=dict(given))
    except (Refused, NotFound, BadDefinition):
        return None
