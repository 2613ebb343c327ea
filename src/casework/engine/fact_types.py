"""The types of facts: from what was given to what is stored, or why it cannot be."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from stdnum.exceptions import ValidationError
from stdnum.no import orgnr

from casework.engine import fact_texts as told
from casework.errors import Text
from casework.law.calendar import FIRST_YEAR, LAST_YEAR
from casework.model.record import INSTANT_FORMAT
from casework.model.workflow import FactSpec

MAXIMUM_TEXT = 20_000
MAXIMUM_MEMBERS = 2_000
MAXIMUM_INTEGER = 10**15

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,18}")
_LINE_BREAKS = "\n\r\t"


class Invalid(ValueError):
    """Why one fact is not valid."""

    def __init__(self, text: Text) -> None:
        self.text = text
        super().__init__(text.nb)


def text(value: Any, spec: FactSpec) -> str:
    if not isinstance(value, str):
        raise Invalid(told.NOT_TEXT)
    if len(value) > MAXIMUM_TEXT:
        raise Invalid(told.TOO_LONG.format(length=len(value), most=MAXIMUM_TEXT))
    if any((c < " " and c not in _LINE_BREAKS) or "\x7f" <= c <= "\x9f" or "\ud800" <= c <= "\udfff" for c in value):
        raise Invalid(told.BAD_CHARACTER)
    if not value.strip():
        raise Invalid(told.EMPTY)
    return value.strip()


def _integer(value: Any, spec: FactSpec) -> int:
    if isinstance(value, str) and _WHOLE_NUMBER.fullmatch(value.strip()):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise Invalid(told.NOT_INTEGER)
    if abs(value) > MAXIMUM_INTEGER:
        raise Invalid(told.OUT_OF_BOUNDS)
    return value


def _money(value: Any, spec: FactSpec) -> int:
    amount = _integer(value, spec)
    if amount < 0:
        raise Invalid(told.NEGATIVE)
    return amount


def _boolean(value: Any, spec: FactSpec) -> bool:
    words = {"true": True, "ja": True, "yes": True, "false": False, "nei": False, "no": False}
    value = words.get(value.strip().lower(), value) if isinstance(value, str) else value
    if not isinstance(value, bool):
        raise Invalid(told.NOT_BOOLEAN)
    return value


def _date(value: Any, spec: FactSpec) -> str:
    if isinstance(value, str):
        value = _day_written(value.strip())
    if not isinstance(value, date) or isinstance(value, datetime):
        raise Invalid(told.NOT_A_DAY)
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise Invalid(told.BAD_YEAR)
    return value.isoformat()


def _day_written(value: str) -> date:
    if not _DAY.fullmatch(value):
        raise Invalid(told.NOT_A_DAY)
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise Invalid(told.NOT_A_DAY) from error


def instant(value: Any, spec: FactSpec) -> str:
    try:
        moment = datetime.fromisoformat(value.strip()) if isinstance(value, str) else value
    except ValueError as error:
        raise Invalid(told.NOT_AN_INSTANT) from error
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise Invalid(told.NOT_AN_INSTANT)
    # A year at either end, as legal days are counted in Oslo.
    if not FIRST_YEAR < moment.year < LAST_YEAR:
        raise Invalid(told.BAD_YEAR)
    return moment.astimezone(UTC).strftime(INSTANT_FORMAT)


def _choice(value: Any, spec: FactSpec) -> str:
    if value not in spec.choices:
        raise Invalid(told.NOT_A_CHOICE.format(choices=", ".join(spec.choices)))
    return str(value)


def _list(value: Any, spec: FactSpec) -> list[str]:
    members = [m.strip() for m in value.split(",")] if isinstance(value, str) else value
    if not isinstance(members, (list, tuple)) or len(members) > MAXIMUM_MEMBERS:
        raise Invalid(told.NOT_A_LIST.format(most=MAXIMUM_MEMBERS))
    return [text(member, spec) for member in members]


def _choices(value: Any, spec: FactSpec) -> list[str]:
    members = list(dict.fromkeys(_list(value, spec)))
    for member in members:
        _choice(member, spec)
    return members


def _sheet(value: Any, spec: FactSpec, depth: int = 0) -> dict[str, Any]:
    if not isinstance(value, Mapping) or len(value) > MAXIMUM_MEMBERS:
        raise Invalid(told.NOT_A_SHEET)
    return {text(name, spec): _cell(cell, spec, depth) for name, cell in value.items()}


def _cell(value: Any, spec: FactSpec, depth: int) -> Any:
    if isinstance(value, Mapping) and depth == 0:
        return _sheet(value, spec, depth + 1)
    if isinstance(value, list):
        return _list(value, spec)
    if isinstance(value, str):
        return text(value, spec)
    return value if isinstance(value, bool) else _integer(value, spec)


def org_number_of(value: Any, spec: FactSpec) -> str:
    try:
        number = str(orgnr.validate(text(value, spec)))
    except ValidationError as error:
        raise Invalid(told.NOT_AN_ORG_NUMBER) from error
    # The check digit of nine zeros is right.
    if set(number) == {"0"}:
        raise Invalid(told.ALL_ZEROS)
    return number


TYPES: Mapping[str, Callable[[Any, FactSpec], Any]] = {
    "text": text,
    "integer": _integer,
    "money": _money,
    "boolean": _boolean,
    "date": _date,
    "instant": instant,
    "choice": _choice,
    "choices": _choices,
    "list": _list,
    "sheet": _sheet,
    "person": text,
    "org_number": org_number_of,
    "document": text,
}


def org_number(value: str) -> str:
    """The organisation number without blanks. Raises Invalid where its check digit is wrong or it is all zeros."""
    return org_number_of(value, FactSpec("party", "org_number"))
