"""What simulated people answer when the office asks for a fact: by its name, else by its type where it is required."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from casework.model.workflow import FactSpec
from casework.simulation.made_up import BY_NAME, Asked


def filled(specs: Iterable[FactSpec], asked: Asked) -> dict[str, Any]:
    """An answer to each fact that is known by name, and to every other that must be given."""
    answers = {spec.name: _answer(spec, asked) for spec in specs}
    return {name: value for name, value in answers.items() if value is not None}


def _answer(spec: FactSpec, asked: Asked) -> Any:
    if spec.name in BY_NAME:
        known = BY_NAME[spec.name]
        return known(asked) if callable(known) else known
    return _by_type(spec, asked) if spec.required else None


def _by_type(spec: FactSpec, asked: Asked) -> Any:
    if spec.choices:
        return [spec.choices[0]] if spec.type == "choices" else spec.choices[0]
    made: dict[str, Any] = {
        "integer": spec.minimum if isinstance(spec.minimum, int) else 1,
        "money": asked.applicant.awarded,
        "boolean": True,
        "date": asked.today.isoformat(),
        "instant": f"{asked.today.isoformat()}T10:00:00+01:00",
        "list": ["oppdiktet"],
        "sheet": {"oppdiktet": True},
        "org_number": asked.applicant.party.id,
    }
    return made.get(spec.type, "oppdiktet")
