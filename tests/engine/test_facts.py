"""Facts are known, given, typed and bounded; every fault is told at once, in three languages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.definitions.workflow_file import read_workflow
from casework.engine.facts import checked
from casework.errors import LANGUAGES, Reason
from casework.model.workflow import FACT_TYPES
from tests.engine.every_fact import TEXT
from tests.engine.trial import KARI, Trial, trial

WORKFLOW = read_workflow(TEXT)
TODAY = date(2026, 2, 2)


def faults(today: date = TODAY, known: dict[str, Any] | None = None, **given: Any) -> list[Reason]:
    return checked(WORKFLOW, WORKFLOW.transitions[0], given, today, known)[1]


def stored(**given: Any) -> dict[str, Any]:
    values, reasons = checked(WORKFLOW, WORKFLOW.transitions[0], given, TODAY)
    assert reasons == []
    return values


@pytest.mark.parametrize(
    ("name", "value", "kept"),
    [
        ("text", "  hei\n", "hei"),
        ("text", "Æ 🎉", "Æ 🎉"),
        ("integer", "-5", -5),
        ("integer", 5, 5),
        ("money", 0, 0),
        ("money", "1000", 1000),
        ("boolean", "ja", True),
        ("boolean", False, False),
        ("date", date(2026, 3, 15), "2026-03-15"),
        ("date", " 2026-03-15 ", "2026-03-15"),
        ("moment", "2026-02-02T23:59:59+01:00", "2026-02-02T22:59:59.000000Z"),
        ("moment", datetime(2026, 1, 1, tzinfo=UTC), "2026-01-01T00:00:00.000000Z"),
        ("choice", "a", "a"),
        ("choices", "b, a, b", ["b", "a"]),
        ("list", ["x", " y "], ["x", "y"]),
        ("sheet", {"rad": {"sum": 1, "ok": True}, "n": [" m "]}, {"rad": {"sum": 1, "ok": True}, "n": ["m"]}),
        ("person", "kari", "kari"),
        ("org", "889 640 782", "889640782"),
        ("document", "doc-1", "doc-1"),
    ],
)
def test_a_valid_fact_is_kept_in_one_form(name: str, value: Any, kept: Any) -> None:
    """Each type accepts what people write, and stores one form of it."""
    assert stored(**{name: value}) == {name: kept}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", 1),
        ("text", "x" * 10_000_000),
        ("text", "a\x00b"),
        ("text", "a\x1bb"),
        ("text", "a\x85b"),
        ("text", "\ud800"),
        ("short", "x"),
        ("short", "xxxxx"),
        ("integer", 6),
        ("integer", -6),
        ("integer", "--5"),
        ("integer", "5-"),
        ("integer", "٣"),
        ("integer", 1.0),
        ("integer", True),
        ("integer", 10**30),
        ("integer", "9" * 5000),
        ("money", -1),
        ("money", "-1"),
        ("money", "1.50"),
        ("money", 0.5),
        ("money", 1001),
        ("boolean", 1),
        ("boolean", "kanskje"),
        ("date", "2026-02-30"),
        ("date", "20260315"),
        ("date", "2026-W10-1"),
        ("date", "15.03.2026"),
        ("date", "2019-12-31"),
        ("date", "0001-01-01"),
        ("date", datetime(2026, 1, 1, tzinfo=UTC)),
        ("date", 20260315),
        ("past", "2026-02-03"),
        ("past", "2999-01-01"),
        ("moment", "2026-02-02"),
        ("moment", "2026-02-02T10:00:00"),
        ("moment", "2026-02-03T00:00:00+01:00"),
        ("moment", "0001-01-01T00:00:00+23:59"),
        ("moment", "9999-12-31T23:59:59-23:59"),
        ("moment", "nå"),
        ("choice", "c"),
        ("choice", ["a"]),
        ("choices", "a,c"),
        ("list", []),
        ("list", "a,b,c"),
        ("list", ["a", 1]),
        ("list", "a,,b"),
        ("list", ["x"] * 2001),
        ("sheet", "a=1"),
        ("sheet", {"a": {"b": {"c": 1}}}),
        ("sheet", {"a": 1.5}),
        ("sheet", {"a\x00": 1}),
        ("sheet", {1: 1}),
        ("org", "000000000"),
        ("org", "889640783"),
        ("org", "88964078"),
        ("org", 889640782),
        ("person", "\x00"),
    ],
)
def test_a_fact_that_is_not_valid_is_told(name: str, value: Any) -> None:
    """One refusal for each wrong fact, which names it, and never another error."""
    found = faults(**{name: value})
    assert [(r.code, r.fact) for r in found] == [("fact_invalid", name)]
    assert all(found[0].in_language(language) for language in LANGUAGES)
    assert len(found[0].message) < 300


def test_all_faults_are_told_at_once() -> None:
    """Who fills in a form is told everything that is wrong with it, not one thing at a time."""
    found = faults(money=-1, past="2026-02-03", org="1", nonsense=1)
    assert {(r.code, r.fact) for r in found} == {
        ("fact_invalid", "money"),
        ("fact_invalid", "past"),
        ("fact_invalid", "org"),
        ("fact_unknown", "nonsense"),
    }


def test_an_unknown_fact_tells_what_was_probably_meant() -> None:
    """A misspelt name is not silently lost."""
    (found,) = faults(mony=1)
    assert "mente du «money»?" in found.message
    assert "did you mean “money”?" in found.in_language("en")
    (other,) = faults(zzzzzzzz=1)
    assert "text, short" in other.message


def test_what_is_told_is_told_in_three_languages() -> None:
    """The messages are written in bokmål, nynorsk and English."""
    (found,) = faults(money=-1)
    assert [found.in_language(language) for language in LANGUAGES] == [
        "«money» må være 0 øre eller mer",
        "«money» må vere 0 øre eller meir",
        "“money” must be 0 øre or more",
    ]


def test_today_is_the_day_in_oslo(tmp_path: Path) -> None:
    """`max = "today"`: at 23:30 UTC in winter the next day has begun in Oslo, for days and for instants."""
    desk = trial(tmp_path, TEXT)
    grant = desk.open().grant.id
    desk.clock.move_to("2026-02-03T22:59:59Z")
    assert desk.codes(grant, "tell", KARI, past="2026-02-04") == ["fact_invalid"]
    assert desk.codes(grant, "tell", KARI, moment="2026-02-03T23:00:00Z") == ["fact_invalid"]
    desk.clock.move_to("2026-02-03T23:00:00Z")
    entry = desk.do(grant, "tell", KARI, past="2026-02-04", moment="2026-02-03T23:00:00Z")
    assert entry.facts == {"past": "2026-02-04", "moment": "2026-02-03T23:00:00.000000Z"}


def test_a_bound_can_be_another_fact() -> None:
    """The other fact is the one given now, in its own type, or the one given before; not given, it binds nothing."""
    assert faults(first=date(2026, 2, 1), last="2026-01-31")[0].fact == "last"
    assert faults(first="2026-02-01", last=date(2026, 2, 1)) == []
    assert faults(last="1990-01-01") == []
    assert faults(high=5) == []
    assert faults(low="10", high="9")[0].fact == "high"
    assert faults(known={"low": 10}, high=9)[0].fact == "high"
    assert faults(first="2026-02-01", arrived="2026-01-31T23:00:00Z") == []
    assert faults(first="2026-02-01", arrived="2026-01-31T22:59:59Z")[0].fact == "arrived"


@pytest.fixture
def desk(tmp_path: Path) -> Trial:
    return trial(tmp_path, TEXT)


def test_a_sheet_keeps_its_other_lines(desk: Trial) -> None:
    """What is given later is added to the sheet, line by line; other facts are replaced."""
    grant = desk.open().grant.id
    desk.do(grant, "tell", sheet={"a": 1, "b": 1}, list=["x"], text="en")
    desk.do(grant, "tell", sheet={"b": 2, "c": 3}, list=["y"])
    facts = desk.office.case("2026-00001").grant.facts
    assert facts == {"sheet": {"a": 1, "b": 2, "c": 3}, "list": ["y"], "text": "en"}


_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.datetimes() | st.binary(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text() | st.integers(), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from([*WORKFLOW.facts]), _ANYTHING)
@settings(max_examples=300)
def test_no_value_breaks_the_check(name: str, value: Any) -> None:
    """Whatever is given is either stored in a form that JSON has, or told as a fault."""
    values, reasons = checked(WORKFLOW, WORKFLOW.transitions[0], {name: value}, TODAY)
    assert not (values and reasons)
    again, none = checked(WORKFLOW, WORKFLOW.transitions[0], values, TODAY)
    assert (again, none) == (values, [])


def test_every_type_has_its_test() -> None:
    """A type added to the format is tested here."""
    assert set(FACT_TYPES) == {fact.type for fact in WORKFLOW.facts.values()}
