"""From the facts that a step asks for to a form, and from what was filled in to facts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from casework.errors import LANGUAGES, Reason, Text
from casework.faces.web.naming import fact_title
from casework.law.calendar import OSLO
from casework.model.workflow import FactSpec

#: Rows of a sheet beyond those that are filled in.
EMPTY_ROWS = 3
#: A text with a bound this low is one line.
ONE_LINE = 200

#: How each type of fact is filled in.
INPUTS: Mapping[str, str] = {
    "text": "area",
    "integer": "number",
    "money": "money",
    "boolean": "yes_no",
    "date": "date",
    "instant": "instant",
    "choice": "choice",
    "choices": "choices",
    "list": "lines",
    "sheet": "sheet",
    "person": "person",
    "org_number": "line",
    "document": "document",
}

_AMOUNT = re.compile(r"(-?[0-9]+)(?:[.,]([0-9]{1,2}))?(?:,?-)?")
_NUMBER = re.compile(r"-?[0-9]+")


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form: how it is filled in, with what, and what is wrong with that."""

    name: str
    title: Text
    input: str
    required: bool
    value: Any = ""
    choices: tuple[str, ...] = ()
    low: int | str | None = None
    high: int | str | None = None
    errors: tuple[Reason, ...] = ()
    offered: tuple[tuple[str, str], ...] = ()


Offered = Mapping[str, Sequence[tuple[str, str]]]


def fields(
    specs: Sequence[FactSpec], given: Mapping[str, Any], reasons: Sequence[Reason] = (), offered: Offered | None = None
) -> list[Field]:
    """A field for each fact, filled in with what was given, and beside it what is wrong with that.

    `offered` is what can be chosen among for a fact that names something in the case, each with what it is called.
    """
    return [
        replace(
            _offering(_field(spec, given.get(spec.name)), given.get(spec.name), (offered or {}).get(spec.name, ())),
            errors=tuple(_readable(r, spec) for r in reasons if r.fact == spec.name),
        )
        for spec in specs
    ]


def _readable(reason: Reason, spec: FactSpec) -> Reason:
    """The same reason, which calls the fact what its field is called."""
    title = spec.title or fact_title(None, spec.name)
    told = reason.text or Text(reason.message, reason.message, reason.message)
    pairs = ((told.in_language(language), title.in_language(language)) for language in LANGUAGES)
    return replace(reason, text=Text(*(re.sub(f"[«“]{spec.name}[»”]", f"«{named}»", text) for text, named in pairs)))


def _offering(field: Field, value: Any, offered: Sequence[tuple[str, str]]) -> Field:
    """The same field as something to choose, where there is something to choose among."""
    if not offered:
        return field
    several = field.input == "lines"
    return replace(
        field,
        input="several" if several else "one_of",
        value=_members(value) if several else field.value,
        offered=tuple(offered),
    )


def _field(spec: FactSpec, value: Any) -> Field:
    kind = INPUTS[spec.type]
    if spec.type == "text" and isinstance(spec.maximum, int) and spec.maximum <= ONE_LINE:
        kind = "line"
    title = spec.title or fact_title(None, spec.name)
    filled = WRITTEN.get(spec.type, _as_text)(value)
    return Field(spec.name, title, kind, spec.required, filled, spec.choices, spec.minimum, spec.maximum)


def _as_text(value: Any) -> str:
    return "" if value is None else str(value)


def _kroner(value: Any) -> str:
    """`1 250 000` or `0,50`, from øre; what could not be read as it was written."""
    if not isinstance(value, int):
        return _as_text(value)
    whole, rest = divmod(value, 100)
    return f"{whole:,}".replace(",", " ") + (f",{rest:02d}" if rest else "")


def _lines(value: Any) -> str:
    return "\n".join(value) if isinstance(value, (list, tuple)) else _as_text(value)


def _oslo(value: Any) -> str:
    """As an input for date and time has it, in Oslo."""
    try:
        instant = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return _as_text(value)
    return f"{instant.astimezone(OSLO):%Y-%m-%dT%H:%M}" if isinstance(instant, datetime) and instant.tzinfo else ""


def _rows(value: Any) -> list[tuple[str, str]]:
    filled = [(str(k), _as_text(v)) for k, v in value.items()] if isinstance(value, Mapping) else []
    return [*filled, *[("", "")] * EMPTY_ROWS]


def _yes_no(value: Any) -> str:
    return {True: "true", False: "false"}.get(value, _as_text(value)) if isinstance(value, bool) else _as_text(value)


def _members(value: Any) -> list[str]:
    return list(value) if isinstance(value, (list, tuple)) else []


WRITTEN: Mapping[str, Any] = {
    "money": _kroner,
    "list": _lines,
    "instant": _oslo,
    "sheet": _rows,
    "boolean": _yes_no,
    "choices": _members,
}


def facts(specs: Sequence[FactSpec], form: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """The facts as filled in, those left empty not at all; what cannot be read is handed on for the office to judge."""
    read = {spec.name: _read(spec, form) for spec in specs}
    return {name: value for name, value in read.items() if value not in (None, "", [], {})}


def _read(spec: FactSpec, form: Mapping[str, Sequence[Any]]) -> Any:
    values = [value for value in form.get(spec.name, ()) if isinstance(value, str)]
    if spec.type == "choices":
        return values
    if spec.type == "list":
        return [line.strip() for value in values for line in value.splitlines() if line.strip()]
    if spec.type == "sheet":
        return _sheet(spec.name, form)
    text = values[0].replace("\r\n", "\n").strip() if values else ""
    return READ.get(spec.type, str)(text) if text else None


def _money(text: str) -> int | str:
    found = _AMOUNT.fullmatch(re.sub(r"[\s\u00a0\u202f]|kr\.?", "", text))
    if found is None:
        return text
    whole, rest = int(found[1]), int((found[2] or "0").ljust(2, "0"))
    return whole * 100 + (rest if whole >= 0 else -rest)


def _sheet(name: str, form: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    rows = zip(form.get(f"{name}.name", ()), form.get(f"{name}.value", ()), strict=False)
    return {key.strip(): _cell(value.strip()) for key, value in rows if key.strip() and value.strip()}


def _cell(value: str) -> Any:
    words = {"ja": True, "yes": True, "nei": False, "no": False}
    if value.lower() in words:
        return words[value.lower()]
    return int(value) if _NUMBER.fullmatch(value) and len(value) < 16 else value


def _instant(text: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return (moment if moment.tzinfo else moment.replace(tzinfo=OSLO)).isoformat()


READ: Mapping[str, Any] = {
    "money": _money,
    "instant": _instant,
}
