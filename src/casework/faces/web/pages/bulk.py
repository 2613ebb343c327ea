"""One step in many cases: choose where they stand and which, then the step and its facts; and what came of each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from casework.access.bulk import Outcome, perform_in_each
from casework.engine.facts import expected, valid
from casework.errors import BadInput, Fault, NotFound, Reason, Refused, Text
from casework.faces.web.fields import facts, fields
from casework.faces.web.forms import people
from casework.faces.web.naming import same
from casework.faces.web.visit import Answer, Elsewhere, Page, Visit
from casework.model.case import Option
from casework.model.chain import digest_of
from casework.model.ids import case_id_of
from casework.model.workflow import FactSpec, Transition, Workflow
from casework.store import answers, worklist

#: How many are chosen among at a time; as many can be done at once.
AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Place:
    """Where proceedings stand: the newest version of their workflow, and the state."""

    workflow: Workflow
    state: str

    @property
    def code(self) -> str:
        """As it stands in an address."""
        return f"{self.workflow.name}.{self.state}"

    @property
    def title(self) -> Text:
        """Workflow and state."""
        title, state = self.workflow.title or same(self.workflow.name), self.workflow.states[self.state]
        where = state.title or same(state.name)
        return Text(f"{title.nb}: {where.nb}", f"{title.nn}: {where.nn}", f"{title.en}: {where.en}")

    def steps(self, role: str) -> dict[str, Transition]:
        """The steps from here that the role makes by hand and that need no document of their own."""
        mine = (s for s in self.workflow.leaving(self.state) if role in s.by)
        return {step.name: step for step in mine if not self.asks_for_a_document(step)}

    def asks_for_a_document(self, step: Transition) -> bool:
        """Whether each case needs a file of its own."""
        return any(spec.type == "document" and spec.required for spec in expected(self.workflow, step).values())


def choose(visit: Visit) -> Answer:
    """The filters, the places where something stands, and in the chosen one the proceedings to choose among."""
    reach, chosen = visit.counter.door.reach("bulk"), _chosen(visit)
    found = worklist.places(visit.office.database, reach, chosen)
    places = [(place, row["count"]) for row in found if (place := _place(visit, row["workflow"], row["state"]))]
    places = [(place, count) for place, count in places if place.steps(visit.actor.role)]
    here = next((place for place, _ in places if place.code == visit.given("place")), None)
    start = int(visit.given("start")) if visit.given("start").isdecimal() else 0
    at = (here.workflow.name, here.state) if here else ("", "")
    rows = worklist.standing(visit.office.database, reach, at, chosen, AT_ONCE, start) if here else []
    values = {
        "places": places,
        "here": here,
        "rows": rows,
        "start": start,
        "total": next((count for place, count in places if place is here), 0),
        "at_once": AT_ONCE,
        "steps": sorted(here.steps(visit.actor.role).values(), key=_leads_on) if here else [],
        "picked": {name: visit.given(name) for name in ("scheme", "year", "caseworker", "late")},
        "choices": _choices(visit),
    }
    return Page("bulk.html", values)


def _leads_on(step: Transition) -> bool:
    """Those that lead on first."""
    return all(target == "=" for target in step.targets)


def _chosen(visit: Visit) -> worklist.Chosen:
    year, late = visit.given("year"), visit.given("late")
    before = visit.today - timedelta(days=max(int(late) - 1, 0)) if late.isdecimal() and len(late) < 5 else None
    return worklist.Chosen(
        visit.given("scheme") or None,
        int(year) if year.isdecimal() and len(year) == 4 else None,
        visit.given("caseworker") or None,
        before,
    )


def _choices(visit: Visit) -> dict[str, list[Any]]:
    schemes = visit.definitions.schemes()
    return {
        "scheme": sorted({scheme for scheme, _ in schemes}),
        "year": sorted({year for _, year in schemes}, reverse=True),
        "caseworker": [person for person, _ in people(visit)],
    }


def _place(visit: Visit, workflow: str, state: str) -> Place | None:
    try:
        found = visit.around.definitions.workflow(workflow, on=visit.today)
    except NotFound:
        return None
    return Place(found, state) if state in found.states else None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be done in which proceedings."""

    place: Place
    step: Transition
    specs: Mapping[str, FactSpec]
    proceedings: tuple[str, ...]

    @property
    def law(self) -> str:
        """What the step rests on."""
        workflow = self.place.workflow
        return self.step.law or f"{workflow.name}@{workflow.version}#{self.step.name}"


def form(visit: Visit) -> Answer:
    """The facts of the step, and beneath them for each case whether it can be made there."""
    return _form(visit, _asked(visit), {})


def _asked(visit: Visit) -> Asked:
    visit.counter.door.plain("bulk")
    workflow, _, state = visit.given("place").partition(".")
    place = _place(visit, workflow, state)
    step = place.steps(visit.actor.role).get(visit.given("step")) if place else None
    if place is None or step is None:
        raise NotFound("step", visit.given("step"))
    chosen = tuple(dict.fromkeys(str(value) for value in visit.form.get("p", ())))
    if not 0 < len(chosen) <= AT_ONCE:
        raise BadInput(Fault(visit.t("bulk.how_many", most=AT_ONCE), "p"))
    specs = {name: spec for name, spec in expected(place.workflow, step).items() if spec.type != "document"}
    return Asked(place, step, specs, chosen)


def _form(visit: Visit, asked: Asked, given: Mapping[str, Any], faults: list[Reason] | None = None) -> Answer:
    lines = [_line(visit, asked, proceeding_id) for proceeding_id in asked.proceedings]
    values = {
        "asked": asked,
        "fields": fields(tuple(asked.specs.values()), given, faults or ()),
        "reasons": [r for r in faults or () if r.fact not in asked.specs],
        "wrong": [r for r in faults or () if r.fact in asked.specs],
        "lines": lines,
        "can": sum(not line["reasons"] for line in lines),
        "key": visit.given("key") or uuid4().hex,
        "people": people(visit),
    }
    return Page("bulk_step.html", values, 422 if faults else 200)


def _line(visit: Visit, asked: Asked, proceeding_id: str) -> dict[str, Any]:
    """One case before it is done: what would stand in the way there, whatever the facts are."""
    case_id = case_id_of(proceeding_id)
    try:
        visit.counter.door.case("bulk", case_id)
        option = next(iter(visit.counter.available(proceeding_id, [asked.step.name])), None)
    except Refused as refused:
        return {"proceeding": proceeding_id, "case": case_id, "reasons": refused.reasons}
    return {"proceeding": proceeding_id, "case": case_id, "reasons": _standing_against(visit, option)}


def _standing_against(visit: Visit, option: Option | None) -> tuple[Reason, ...]:
    return option.reasons if option else (Reason("not_from_here", "", visit.t("bulk.not_from_here")),)


def make(visit: Visit) -> Answer:
    """Make the step in each. Broken off, and sent again, it goes on where it was."""
    asked = _asked(visit)
    given = facts(tuple(asked.specs.values()), visit.form)
    _, faults = valid(asked.specs, given, asked.law, visit.today)
    if faults:
        return _form(visit, asked, given, faults)
    key = visit.given("key") or uuid4().hex
    answer_id, wanted = _answer_id(visit, key), digest_of(json.dumps([*_what(asked), given], default=str))
    if answers.find(visit.office.database, answer_id, wanted, key) is None:
        body = json.dumps(_report(visit, asked, key, given), ensure_ascii=False)
        answers.keep(visit.office.database, answer_id, wanted, visit.now, body)
    return Elsewhere(visit.url("bulk", "reports", key))


def _what(asked: Asked) -> tuple[str, str, tuple[str, ...]]:
    return asked.place.code, asked.step.name, asked.proceedings


def _answer_id(visit: Visit, key: str) -> str:
    """One person's reports are not another's."""
    return digest_of(f"pages:{visit.actor.person}:{key}")


def _report(visit: Visit, asked: Asked, key: str, given: Mapping[str, Any]) -> dict[str, Any]:
    def key_of(proceeding_id: str) -> str:
        return digest_of(f"pages:{visit.actor.person}:{key}:{proceeding_id}")

    outcomes = perform_in_each(visit.counter, asked.proceedings, asked.step.name, key_of=key_of, facts=given)
    return {"place": asked.place.code, "step": asked.step.name, "results": [_result(outcome) for outcome in outcomes]}


def _result(outcome: Outcome) -> dict[str, Any]:
    return {
        "proceeding": outcome.proceeding_id,
        "case": case_id_of(outcome.proceeding_id),
        "entry": outcome.entry.id if outcome.entry else None,
        "reasons": list(_told(outcome)),
    }


def _told(outcome: Outcome) -> Iterator[dict[str, Any]]:
    if isinstance(outcome.error, Refused):
        for r in outcome.error.reasons:
            three = [r.in_language(language) for language in ("nb", "nn", "en")]
            yield {"code": r.code, "law": r.law, "text": three}
    elif outcome.error is not None:
        yield {"code": type(outcome.error).__name__, "law": "", "text": [str(outcome.error)] * 3}


def report(visit: Visit, key: str) -> Answer:
    """What came of it in each case, as it was told then."""
    visit.counter.door.plain("bulk")
    body = answers.body_of(visit.office.database, _answer_id(visit, key))
    if body is None:
        raise NotFound("report", key)
    told = json.loads(body)
    workflow, _, state = told["place"].partition(".")
    place = _place(visit, workflow, state)
    step = next(iter(place.workflow.named(told["step"])), None) if place else None
    lines = [{**line, "reasons": [_read(r) for r in line["reasons"]]} for line in told["results"]]
    values = {"lines": lines, "title": (step.title if step else None) or same(told["step"]), "place": place}
    return Page("bulk_report.html", {**values, "done": sum(line["entry"] is not None for line in lines)})


def _read(told: Mapping[str, Any]) -> Reason:
    return Reason(told["code"], told["law"], told["text"][0], None, Text(*told["text"]))
