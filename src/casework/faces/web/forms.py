"""A form of facts that is no step of a workflow, such as an application or an assignment: shown, read, refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from casework.engine.facts import valid
from casework.errors import BadInput, KeyReused, Reason, Refused, Text
from casework.faces.web.fields import Offered, facts, fields
from casework.faces.web.visit import Answer, Page, Visit
from casework.model.workflow import FactSpec


@dataclass(frozen=True, slots=True)
class Form:
    """What is asked for, under which title and law; `back` is where one came from, and what that is called."""

    title: Text
    specs: tuple[FactSpec, ...]
    law: str
    back: tuple[str, str]
    about: str = ""
    offered: Offered = field(default_factory=dict)


def shown(
    visit: Visit, form: Form, given: Mapping[str, Any], reasons: Sequence[Reason] = (), *, status: int = 200
) -> Answer:
    """The form, filled in with what was given, and what stands in the way beside its field or above them all."""
    asked = {spec.name for spec in form.specs}
    values = {
        "form": form,
        "fields": fields(form.specs, given, reasons, form.offered),
        "reasons": [r for r in reasons if r.fact not in asked],
        "wrong": [r for r in reasons if r.fact in asked],
        "key": visit.given("key"),
        "people": people(visit),
    }
    return Page("form.html", values, status)


def sent(visit: Visit, form: Form, done: Callable[[Mapping[str, Any]], Answer]) -> Answer:
    """What comes of the form: on, or the form again with all that stands in the way."""
    given = facts(form.specs, visit.form)
    values, faults = valid({spec.name: spec for spec in form.specs}, given, form.law, visit.today)
    if faults:
        return shown(visit, form, given, faults, status=422)
    try:
        return done(values)
    except Refused as refused:
        return shown(visit, form, given, refused.reasons, status=422)
    except KeyReused:
        again = Reason("key_reused", "", visit.t("transition.key_reused"))
        return shown(visit, form, given, [again], status=409)
    except BadInput as bad:
        told = [Reason(fault.code, "", fault.message, fault.where or None) for fault in bad.faults]
        return shown(visit, form, given, told, status=422)


def people(visit: Visit) -> list[tuple[str, str]]:
    """Everybody who is known, by name."""
    return sorted(visit.names.items(), key=lambda named: named[1])
