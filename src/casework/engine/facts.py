"""Are the facts valid: known, given, typed and bounded. Every fault is reported at once."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from stdnum.exceptions import ValidationError
from stdnum.no import orgnr

from casework.errors import Reason
from casework.model.record import INSTANT_FORMAT
from casework.model.workflow import FactSpec, Transition, Workflow

MAXIMUM_TEXT = 20_000
MAXIMUM_MEMBERS = 2_000
MAXIMUM_INTEGER = 10**15
REASON = FactSpec("reason", "text", minimum=1)


class Invalid(ValueError):
    """Why one fact is not valid."""


def checked(
    workflow: Workflow, transition: Transition, given: Mapping[str, Any], today: date
) -> tuple[dict[str, Any], list[Reason]]:
    """The facts as they are stored, and every reason why they cannot be."""
    specs = expected(workflow, transition)
    values, reasons = dict[str, Any](), _unknown(given, specs, _law(workflow, transition))
    for spec in specs.values():
        value = given.get(spec.name)
        try:
            if value is not None and value != "":
                values[spec.name] = bounded(spec, TYPES[spec.type](value, spec), given, today)
            elif spec.required:
                code = "reason_required" if spec.name == "reason" else "fact_missing"
                reasons.append(Reason(code, _law(workflow, transition), f"«{spec.name}» mangler", spec.name))
        except Invalid as invalid:
            reasons.append(Reason("fact_invalid", _law(workflow, transition), f"«{spec.name}» {invalid}", spec.name))
    return values, reasons


def expected(workflow: Workflow, transition: Transition) -> dict[str, FactSpec]:
    """What the transition may be given, by name."""
    specs = {name: workflow.facts.get(name, FactSpec(name)) for name in transition.facts}
    return specs | ({"reason": REASON} if transition.reason else {})


def _law(workflow: Workflow, transition: Transition) -> str:
    return transition.law or f"{workflow.name}@{workflow.version}#{transition.name}"


def _unknown(given: Mapping[str, Any], specs: Mapping[str, FactSpec], law: str) -> list[Reason]:
    reasons = []
    for name in given.keys() - specs.keys():
        near = difflib.get_close_matches(str(name), list(specs), 1)
        hint = f"; mente du «{near[0]}»?" if near else f"; her kan gis: {', '.join(specs) or 'ingenting'}"
        reasons.append(Reason("fact_unknown", law, f"«{name}» hører ikke til her{hint}", str(name)))
    return reasons


def _text(value: Any, spec: FactSpec) -> str:
    if not isinstance(value, str):
        raise Invalid("må være tekst")
    if len(value) > MAXIMUM_TEXT:
        raise Invalid(f"er på {len(value)} tegn; høyst {MAXIMUM_TEXT} er lov")
    if any(c < " " and c not in "\n\r\t" or "\ud800" <= c <= "\udfff" for c in value):
        raise Invalid("har et styretegn eller et ugyldig tegn; skriv ren tekst")
    if not value.strip():
        raise Invalid("er tom")
    return value.strip()


def _integer(value: Any, spec: FactSpec) -> int:
    if isinstance(value, str) and value.strip().lstrip("-").isdecimal() and len(value) <= 20:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise Invalid("må være et helt tall")
    if abs(value) > MAXIMUM_INTEGER:
        raise Invalid("er utenfor grensene")
    return value


def _money(value: Any, spec: FactSpec) -> int:
    amount = _integer(value, spec)
    if amount < 0:
        raise Invalid("må være 0 øre eller mer")
    return amount


def _boolean(value: Any, spec: FactSpec) -> bool:
    words = {"true": True, "ja": True, "yes": True, "false": False, "nei": False, "no": False}
    value = words.get(value.lower(), value) if isinstance(value, str) else value
    if not isinstance(value, bool):
        raise Invalid("må være true eller false")
    return value


def _date(value: Any, spec: FactSpec) -> str:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError as error:
        raise Invalid("må være en dag som finnes, skrevet ÅÅÅÅ-MM-DD") from error
    if not isinstance(day, date) or isinstance(day, datetime):
        raise Invalid("må være en dag, skrevet ÅÅÅÅ-MM-DD")
    if not 1900 <= day.year <= 2200:
        raise Invalid("må ligge mellom 1900 og 2200")
    return day.isoformat()


def _instant(value: Any, spec: FactSpec) -> str:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError as error:
        raise Invalid("må være et tidspunkt med tidssone, som 2026-03-15T09:30:00+01:00") from error
    if not isinstance(moment, datetime) or moment.tzinfo is None or not 1900 <= moment.year <= 2200:
        raise Invalid("må være et tidspunkt med tidssone, som 2026-03-15T09:30:00+01:00")
    return moment.astimezone(UTC).strftime(INSTANT_FORMAT)


def _choice(value: Any, spec: FactSpec) -> str:
    if value not in spec.choices:
        raise Invalid(f"må være en av: {', '.join(spec.choices)}")
    return str(value)


def _list(value: Any, spec: FactSpec) -> list[str]:
    members = [m.strip() for m in value.split(",")] if isinstance(value, str) else value
    if not isinstance(members, (list, tuple)) or len(members) > MAXIMUM_MEMBERS:
        raise Invalid(f"må være en liste med høyst {MAXIMUM_MEMBERS} ledd")
    return [_text(member, spec) for member in members]


def _choices(value: Any, spec: FactSpec) -> list[str]:
    members = list(dict.fromkeys(_list(value, spec)))
    for member in members:
        _choice(member, spec)
    return members


def _sheet(value: Any, spec: FactSpec, depth: int = 0) -> dict[str, Any]:
    if not isinstance(value, Mapping) or len(value) > MAXIMUM_MEMBERS:
        raise Invalid("må være en tabell av navn og verdier")
    return {_text(name, spec): _cell(cell, spec, depth) for name, cell in value.items()}


def _cell(value: Any, spec: FactSpec, depth: int) -> Any:
    if isinstance(value, Mapping) and depth == 0:
        return _sheet(value, spec, depth + 1)
    if isinstance(value, list):
        return _list(value, spec)
    if isinstance(value, str):
        return _text(value, spec)
    return value if isinstance(value, bool) else _integer(value, spec)


def _org_number(value: Any, spec: FactSpec) -> str:
    try:
        number = str(orgnr.validate(_text(value, spec)))
    except ValidationError as error:
        raise Invalid("er ikke et gyldig organisasjonsnummer") from error
    if set(number) == {"0"}:
        raise Invalid("er ikke et gyldig organisasjonsnummer: bare nuller")
    return number


TYPES: Mapping[str, Callable[[Any, FactSpec], Any]] = {
    "text": _text,
    "integer": _integer,
    "money": _money,
    "boolean": _boolean,
    "date": _date,
    "instant": _instant,
    "choice": _choice,
    "choices": _choices,
    "list": _list,
    "sheet": _sheet,
    "person": _text,
    "org_number": _org_number,
    "document": _text,
}


def bounded(spec: FactSpec, value: Any, given: Mapping[str, Any], today: date) -> Any:
    """The value, if it lies within the bounds of its spec. Raises Invalid."""
    size = len(value) if isinstance(value, (list, dict)) or spec.type == "text" else value
    low, high = _bound(spec.minimum, given, today), _bound(spec.maximum, given, today)
    if low is not None and size < low:
        raise Invalid(f"må være minst {low}" if spec.type != "date" else f"må være {low} eller senere")
    if high is not None and size > high:
        raise Invalid(f"kan være høyst {high}" if spec.type != "date" else f"må være {high} eller tidligere")
    return value


def _bound(bound: int | str | None, given: Mapping[str, Any], today: date) -> Any:
    if bound == "today":
        return today.isoformat()
    if isinstance(bound, str) and bound in given:
        return given[bound]
    return bound


def org_number(value: str) -> str:
    """The organisation number without blanks. Raises Invalid where its check digit is wrong or it is all zeros."""
    return _org_number(value, FactSpec("party", "org_number"))
