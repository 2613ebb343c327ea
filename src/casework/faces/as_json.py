"""Everything that callers see, as JSON: instants in UTC with `Z`, days as YYYY-MM-DD, amounts in whole øre."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from typing import Any

from casework.errors import Reason, Text


def as_json(value: Any, language: str = "nb") -> Any:
    """The value as JSON has it. A text in three languages stays in three; a reason is told in `language`."""
    match value:
        case Reason():
            return reason_json(value, language)
        case datetime():
            return instant_json(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {str(name): as_json(member, language) for name, member in value.items()}
        case str() | bytes():
            return value
        case _:
            return _members(value, language)


def _members(value: Any, language: str) -> Any:
    if is_dataclass(value):
        return {f.name: as_json(getattr(value, f.name), language) for f in fields(value)}
    if isinstance(value, Iterable):
        return [as_json(member, language) for member in _in_order(value)]
    return value


def _in_order(members: Iterable[Any]) -> Iterable[Any]:
    """A set has no order; its JSON has one, so that the same question gives the same bytes."""
    return sorted(members) if isinstance(members, set | frozenset) else members


def instant_json(value: datetime) -> str:
    """RFC 3339 in UTC: `2026-04-07T22:00:00Z`."""
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def reason_json(reason: Reason, language: str) -> dict[str, str | None]:
    """One reason of a refusal: its code, its provision, what to tell the person, and the fact that it judges."""
    return {"code": reason.code, "law": reason.law, "message": reason.in_language(language), "fact": reason.fact}


def text_json(text: Text) -> dict[str, str]:
    """A text in its three languages."""
    return {"nb": text.nb, "nn": text.nn, "en": text.en}


def entry_json(entry: Any, language: str = "nb") -> dict[str, Any]:
    """An entry of the record, with its id first."""
    return {"id": entry.id, **as_json(entry, language)}
