"""Registering an application: by a caseworker, or by somebody of the organisation that applies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casework.engine.facts import expected
from casework.errors import BadInput, Fault, NotFound, Text
from casework.faces.web.forms import Form, sent, shown
from casework.faces.web.texts import texts
from casework.faces.web.visit import Answer, Elsewhere, Page, Visit
from casework.model.rows import Party
from casework.model.scheme import Scheme
from casework.model.workflow import FactSpec

#: The organisation, as a caseworker registers it; in the form they stand apart from the facts of the application.
NUMBER, NAME, EMAIL, LANGUAGE = "party_number", "party_name", "party_email", "party_language"


def choose(visit: Visit) -> Answer:
    """The schemes that can be applied under, the newest first."""
    visit.counter.door.reach("case_open")
    schemes = sorted(visit.counter.schemes(), key=lambda s: (-s.year, s.title.in_language(visit.language)))
    return Page("applications.html", {"schemes": schemes})


def form(visit: Visit, scheme: str, year: str) -> Answer:
    """The empty form of one scheme."""
    return shown(visit, _form(visit, _scheme(visit, scheme, year)), {"received_on": visit.today})


def register(visit: Visit, scheme: str, year: str) -> Answer:
    """Open the case."""
    found = _scheme(visit, scheme, year)

    def done(given: Mapping[str, Any]) -> Answer:
        told = {name: value for name, value in given.items() if not name.startswith("party_")}
        key = visit.given("key") or None
        case = visit.counter.open_case(
            scheme=found.id, year=found.year, party=_party(visit, given), key=key, facts=told
        )
        return Elsewhere(visit.url("own" if visit.counter.as_party else "cases", case.id, done=1))

    return sent(visit, _form(visit, found), done)


def _scheme(visit: Visit, scheme: str, year: str) -> Scheme:
    if not year.isdecimal():
        raise NotFound("scheme", f"{scheme} {year}")
    return visit.counter.scheme(scheme, int(year))


def _form(visit: Visit, scheme: Scheme) -> Form:
    workflow = visit.around.definitions.workflow(scheme.workflow, on=visit.today)
    asked = tuple(expected(workflow, workflow.opening).values())
    title: Text = texts()["application.apply" if visit.counter.as_party else "application.register"]
    about = f"{scheme.title.in_language(visit.language)} {scheme.year}"
    who = () if visit.counter.as_party else _organisation()
    law = workflow.opening.law or f"{workflow.name}@{workflow.version}#opening"
    back = (visit.url("applications"), visit.t("application.schemes"))
    return Form(title, (*who, *asked), law, back, about)


def _organisation() -> tuple[FactSpec, ...]:
    told = texts()
    return (
        FactSpec(NUMBER, "org_number", title=told["application.number"]),
        FactSpec(NAME, "text", 1, 200, required=False, title=told["application.name"]),
        FactSpec(EMAIL, "text", 3, 200, required=False, title=told["application.email"]),
        FactSpec(LANGUAGE, "choice", choices=("nb", "nn"), required=False, title=told["application.language"]),
    )


def _party(visit: Visit, given: Mapping[str, Any]) -> str | Party:
    """One's own organisation; or the one that was named, as it is known where nothing more is told of it."""
    if visit.counter.as_party:
        return visit.actor.agency or ""
    number, name, email, language = (given.get(field) for field in (NUMBER, NAME, EMAIL, LANGUAGE))
    if not (name or email or language):
        return str(number)
    if not name:
        raise BadInput(Fault(visit.t("application.name_too"), NAME))
    return Party(str(number).replace(" ", ""), name, language or "nb", "stated" if language else "default", email)
