"""From forms to facts, and back."""

from __future__ import annotations

from typing import Any

import pytest

from casework.errors import Text, reason
from casework.faces.web.fields import facts, fields
from casework.model.workflow import FactSpec


def read(kind: str, *values: str) -> Any:
    return facts([FactSpec("it", kind, choices=("a", "b"))], {"it": list(values)}).get("it")


@pytest.mark.parametrize(
    ("written", "øre"),
    [
        ("1 250 000", 125_000_000),
        ("1\u00a0250\u00a0000 kr", 125_000_000),
        ("12,5", 1_250),
        ("0,05", 5),
        ("100.25", 10_025),
        ("100,-", 10_000),
        ("mange", "mange"),
        ("1,234", "1,234"),
    ],
)
def test_amounts_are_read_as_norwegians_write_them(written: str, øre: int | str) -> None:
    """In kroner; what cannot be read goes on as it is, for the office to refuse."""
    assert read("money", written) == øre


def test_what_is_left_empty_is_not_a_fact() -> None:
    """An empty field says nothing."""
    assert read("text", "  ") is None and read("choices") is None and read("boolean", "") is None


def test_a_time_is_read_as_norwegian_time() -> None:
    """An input for date and time has no zone; the office is in Oslo."""
    assert read("instant", "2026-04-21T10:30") == "2026-04-21T10:30:00+02:00"


def test_lines_become_a_list_and_rows_a_sheet() -> None:
    """One point on each line; rows without a name do not count."""
    assert read("list", "en\r\n\r\nto ") == ["en", "to"]
    form = {"it.name": ["a", "", "b", "c"], "it.value": ["ja", "x", "12", "tekst"]}
    assert facts([FactSpec("it", "sheet")], form) == {"it": {"a": True, "b": 12, "c": "tekst"}}


def test_a_form_shows_what_was_written_and_what_is_wrong_with_it() -> None:
    """The error stands at its field."""
    wrong = reason("fact_invalid", "fvl/17-1", Text("feil", "feil", "wrong"), "amount")
    specs = [FactSpec("amount", "money"), FactSpec("note")]
    amount, note = fields(specs, {"amount": 125_000_050, "note": "<b>"}, [wrong])
    assert (amount.value, amount.errors, amount.input) == ("1 250 000,50", (wrong,), "money")
    assert (note.value, note.errors, note.input) == ("<b>", (), "area")


@pytest.mark.parametrize("kind", ["money", "list", "instant", "sheet", "boolean", "choices"])
def test_a_form_survives_being_shown_and_sent_again(kind: str) -> None:
    """What is saved for later comes back as it was."""
    values: dict[str, Any] = {
        "money": 125_050, "list": ["en", "to"], "instant": "2026-04-21T10:30:00+02:00", "sheet": {"a": "b"},
        "boolean": True, "choices": ["a"],
    }  # fmt: skip
    spec = FactSpec("it", kind, choices=("a", "b"))
    (field,) = fields([spec], {"it": values[kind]})
    if kind == "sheet":
        form = {"it.name": [n for n, _ in field.value], "it.value": [v for _, v in field.value]}
    else:
        form = {"it": field.value if isinstance(field.value, list) else [field.value]}
    expected = "true" if kind == "boolean" else values[kind]
    assert facts([spec], form) == {"it": expected}
