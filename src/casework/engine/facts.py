"""Are the facts valid: known, given, typed and bounded. Every fault is reported at once."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from casework.engine import fact_texts as told
from casework.engine.fact_types import TYPES, Invalid, instant, text
from casework.errors import BadInput, Fault, Reason, Text, reason
from casework.law.calendar import oslo_day
from casework.model.workflow import FactSpec, Transition, Workflow

REASON = FactSpec("reason", "text", minimum=1)
#: What weighed most in a decision; the Act of 2025 demands it of every one that gives reasons (fvl2025/57-1-c).
CONSIDERATIONS = FactSpec("main_considerations", required=False, title=told.CONSIDERATIONS)
OF_TIME = ("date", "instant")

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def checked(
    workflow: Workflow,
    transition: Transition,
    given: Mapping[str, Any],
    today: date,
    known: Mapping[str, Any] | None = None,
) -> tuple[dict[str, Any], list[Reason]]:
    """The facts as they are stored, and every reason why they cannot be. `known` was given before, for the bounds."""
    return valid(expected(workflow, transition), given, _law(workflow, transition), today, known)


def valid(
    specs: Mapping[str, FactSpec],
    given: Mapping[str, Any],
    law: str,
    today: date,
    known: Mapping[str, Any] | None = None,
) -> tuple[dict[str, Any], list[Reason]]:
    """What is given as it is stored, and every reason why it is not what the specs ask for, citing the `law`."""
    values, reasons = dict[str, Any](), _unknown(given, specs, law)
    for spec in specs.values():
        try:
            if not _is_missing(given.get(spec.name)):
                values[spec.name] = TYPES[spec.type](given[spec.name], spec)
            elif spec.required:
                reasons.append(_missing(spec, law))
        except Invalid as invalid:
            reasons.append(_about("fact_invalid", law, spec.name, invalid.text))
    return _bounded(specs, values, {**(known or {}), **values}, today, law, reasons)


def _bounded(
    specs: Mapping[str, FactSpec],
    values: dict[str, Any],
    known: Mapping[str, Any],
    today: date,
    law: str,
    reasons: list[Reason],
) -> tuple[dict[str, Any], list[Reason]]:
    within = dict[str, Any]()
    for name, value in values.items():
        try:
            within[name] = bounded(specs[name], value, known, today)
        except Invalid as invalid:
            reasons.append(_about("fact_invalid", law, name, invalid.text))
    return within, reasons


def expected(workflow: Workflow, transition: Transition) -> dict[str, FactSpec]:
    """What the transition may be given, by name."""
    specs = {name: workflow.facts.get(name, FactSpec(name)) for name in transition.facts}
    if transition.decides and transition.reason:
        specs.setdefault(CONSIDERATIONS.name, CONSIDERATIONS)
    return specs | ({"reason": REASON} if transition.reason else {})


def _law(workflow: Workflow, transition: Transition) -> str:
    return transition.law or f"{workflow.name}@{workflow.version}#{transition.name}"


def _is_missing(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _missing(spec: FactSpec, law: str) -> Reason:
    if spec.name == "reason":
        return _about("reason_required", law, spec.name, told.REASON_MISSING)
    return _about("fact_missing", law, spec.name, told.MISSING)


def _about(code: str, law: str, name: str, what: Text) -> Reason:
    """What is told of one fact, with its name in front."""
    named = Text(f"«{name}» {what.nb}", f"«{name}» {what.nn}", f"“{name}” {what.en}")
    return reason(code, law, named, name)


def _unknown(given: Mapping[str, Any], specs: Mapping[str, FactSpec], law: str) -> list[Reason]:
    reasons = []
    for name in given:
        if name in specs:
            continue
        near = difflib.get_close_matches(str(name)[:100], list(specs), 1)
        hint = told.MEANT.format(near=near[0]) if near else told.EXPECTED.format(names=", ".join(specs) or "–")
        first = told.UNKNOWN
        hinted = Text(f"{first.nb}; {hint.nb}", f"{first.nn}; {hint.nn}", f"{first.en}; {hint.en}")
        reasons.append(_about("fact_unknown", law, str(name)[:100], hinted))
    return reasons


def written(value: str, what: str) -> str:
    """A text that goes on record beside the facts, such as the reason of a correction. Raises BadInput."""
    if _is_missing(value):
        raise BadInput(Fault(f"{what} needs a reason", "reason", "reason_required"))
    try:
        return text(value, REASON)
    except Invalid as invalid:
        raise BadInput(Fault(invalid.text.en, "reason", "fact_invalid")) from invalid


def bounded(spec: FactSpec, value: Any, known: Mapping[str, Any], today: date) -> Any:
    """The value, if it lies within the bounds of its spec; those that name a fact not given bind nothing.

    `today` is a legal day in Oslo; an instant is judged by its own legal day where the bound is one. Raises Invalid.
    """
    low, high = _bound(spec, spec.minimum, known, today), _bound(spec, spec.maximum, known, today)
    of_time = spec.type in OF_TIME
    if low is not None and _size(spec, value, low) < low:
        raise Invalid((told.NOT_BEFORE if of_time else told.AT_LEAST).format(bound=low))
    if high is not None and _size(spec, value, high) > high:
        raise Invalid((told.NOT_AFTER if of_time else told.AT_MOST).format(bound=high))
    return value


def _size(spec: FactSpec, value: Any, bound: int | str) -> Any:
    """What of the value is compared with the bound."""
    if spec.type == "instant" and "T" not in str(bound):
        return _day_of(value)
    return len(value) if isinstance(value, (list, dict)) or spec.type == "text" else value


def _bound(spec: FactSpec, bound: int | str | None, known: Mapping[str, Any], today: date) -> Any:
    if bound == "today":
        return today.isoformat()
    if isinstance(bound, str) and not _DAY.match(bound):
        bound = known.get(bound)
    if isinstance(bound, str) and "T" in bound:
        return _day_of(bound) if spec.type == "date" else instant(bound, spec)
    return bound


def _day_of(instant: str) -> str:
    return oslo_day(datetime.fromisoformat(instant)).isoformat()
