"""Whole rows: what makes one loadable, what is noted, and what contradicts another row."""

from __future__ import annotations

from datetime import UTC, date, datetime
from string import Formatter

import pytest

from casework.errors import LANGUAGES, BadInput
from casework.intake import read_applications
from casework.intake.wording import TEXTS
from tests.intake.portal_export import GOOD, cells, codes_at, export, export_of


def test_a_good_row_is_read_whole_and_without_remark() -> None:
    """Amounts in øre, the instant in UTC, days in Oslo, kind in lower case."""
    reading = read_applications(export_of(kind="Broad_Reach"))
    (row,) = reading.rows
    assert (reading.faults, reading.notes, row.notes) == ((), (), ())
    assert (row.line, row.application_id, row.org_number, row.kind) == (2, "S-1", "222421241", "broad_reach")
    assert (row.sub_goals, row.annual_budget_ore, row.applied_amount_ore) == (("A", "B"), 60_000_000, 50_000_000)
    assert row.received_at == datetime(2022, 3, 15, 10, 59, 30, tzinfo=UTC)
    assert (row.received_day, row.received_time_known) == (date(2022, 3, 15), True)
    assert (row.awarded_amount_ore, row.decided_day, row.is_awarded) == (20_000_000, date(2022, 6, 1), True)


def test_an_application_may_still_be_undecided() -> None:
    """The last two columns may be empty."""
    reading = read_applications(export_of(awarded_amount="", decided_at=""))
    assert (reading.rows[0].awarded_amount_ore, reading.rows[0].decided_day) == (None, None)
    assert (reading.rows[0].is_awarded, reading.faults, reading.notes) == (False, (), ())


@pytest.mark.parametrize(
    ("changed", "column", "code"),
    [
        ({"org_number": ""}, "org_number", "org_number_missing"),
        ({"org_number": "000000000"}, "org_number", "org_number_missing"),
        ({"sub_goals": ""}, "sub_goals", "sub_goals_missing"),
        ({"annual_budget": ""}, "annual_budget", "annual_budget_missing"),
        ({"applied_amount": "500 000,50"}, "applied_amount", "ore_present"),
        ({"awarded_amount": "500 001"}, "awarded_amount", "award_above_applied"),
        ({"awarded_amount": "0"}, "awarded_amount", "award_of_nothing"),
        ({"decided_at": ""}, "decided_at", "award_without_day"),
        ({"received_at": "2022-03-15 00:00"}, "received_at", "clock_time_lost"),
        ({"received_at": "15.03.2022"}, "received_at", "clock_time_absent"),
        ({"received_at": "30.10.2021 02:30"}, "received_at", None),
        ({"received_at": "31.10.2021 02:30"}, "received_at", "doubled_time"),
        ({"decided_at": "2022-06-01 00:00"}, "decided_at", None),
        ({"decided_at": "2022-05-31T22:00:00Z"}, "decided_at", "other_day_in_oslo"),
        ({"org_name": " Solvær"}, "org_name", "blanks_trimmed"),
        ({"title": "Møte\nplassen"}, "title", "line_break_folded"),
    ],
)
def test_what_real_exports_hold_is_kept_and_noted(changed: dict[str, str], column: str, code: str | None) -> None:
    """What came in is registered; nothing is clipped, and each oddity is told with line and column."""
    reading = read_applications(export_of(**changed))
    assert len(reading.rows) == 1
    assert reading.faults == ()
    assert codes_at(reading.notes) == ([(2, column, code)] if code else [])
    assert reading.rows[0].notes == reading.notes


def test_an_award_above_the_sum_applied_for_is_not_clipped() -> None:
    """The amount awarded stands as decided, and the note names both."""
    reading = read_applications(export_of(awarded_amount="600 000,25"))
    assert reading.rows[0].awarded_amount_ore == 60_000_025
    told = next(note for note in reading.notes if note.code == "award_above_applied")
    assert "600 000,25" in told.message
    assert "500 000" in told.message


def test_nothing_applied_for_is_noted() -> None:
    """An application for 0 kr came in all the same."""
    reading = read_applications(export_of(applied_amount="0", awarded_amount=""))
    assert codes_at(reading.notes) == [(2, "applied_amount", "applied_nothing")]


def test_minutes_after_a_deadline_are_kept_to_the_second() -> None:
    """Whether it came too late is judged by the scheme, so the reading keeps the clock time exactly."""
    reading = read_applications(export_of(received_at="2022-03-15T12:03:07+01:00"))
    assert reading.rows[0].received_at == datetime(2022, 3, 15, 11, 3, 7, tzinfo=UTC)


TWENTY_FAULTS = [
    ({"application_id": ""}, "application_id", "missing"),
    ({"org_number": "222421242"}, "org_number", "wrong_check_digit"),
    ({"org_number": "12345"}, "org_number", "not_org_number"),
    ({"org_number": "01017000027"}, "org_number", "personal_number"),
    ({"org_number": "2,2E+08"}, "org_number", "scientific_number"),
    ({"org_name": " "}, "org_name", "missing"),
    ({"title": ""}, "title", "missing"),
    ({"title": "a\x01b"}, "title", "control_character"),
    ({"title": "x" * 10_001}, "title", "cell_too_long"),
    ({"kind": ""}, "kind", "missing"),
    ({"sub_goals": "A og B"}, "sub_goals", "not_codes"),
    ({"annual_budget": "1,000"}, "annual_budget", "amount_ambiguous"),
    ({"applied_amount": ""}, "applied_amount", "missing"),
    ({"applied_amount": "mye"}, "applied_amount", "not_an_amount"),
    ({"applied_amount": "0,001"}, "applied_amount", "fraction_of_ore"),
    ({"received_at": ""}, "received_at", "missing"),
    ({"received_at": "15/03/2022"}, "received_at", "not_a_time"),
    ({"received_at": "27.03.2022 02:15"}, "received_at", "skipped_time"),
    ({"awarded_amount": "-200 000"}, "awarded_amount", "amount_negative"),
    ({"decided_at": "14.03.2022"}, "decided_at", "decided_before_received"),
    ({"decided_at": "31.06.2022"}, "decided_at", "no_such_day"),
    ({"decided_at": "01.06.2222"}, "decided_at", "year_out_of_range"),
]


def faulty_export() -> bytes:
    rows = [cells(**({"application_id": f"S-{i}"} | changed)) for i, (changed, _, _) in enumerate(TWENTY_FAULTS)]
    return export(*rows, cells(application_id="S-good"))


def test_twenty_different_faults_are_all_told_with_line_and_column() -> None:
    """One pass tells everything; the good row is still there for whoever loads what can be loaded."""
    reading = read_applications(faulty_export())
    expected = [(line, column, code) for line, (_, column, code) in enumerate(TWENTY_FAULTS, 2)]
    assert codes_at(reading.faults) == expected
    assert [row.application_id for row in reading.rows] == ["S-good"]
    assert reading.faults[1].where == "line 3, column org_number"


def test_several_faults_in_one_row_are_all_told() -> None:
    """In the order of the columns, also where a cell cannot even be read as text."""
    reading = read_applications(export_of(org_number="1", title="\x01", applied_amount="x", received_at="y"))
    assert [fault.column for fault in reading.faults] == ["org_number", "title", "applied_amount", "received_at"]


def test_faults_can_be_raised_together() -> None:
    """They are faults like any other, so a caller may refuse the whole file with all of them."""
    bad = BadInput(*read_applications(faulty_export()).faults)
    assert len(bad.faults) == len(TWENTY_FAULTS)
    assert "line 3, column org_number" in str(bad)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_names_its_place_and_value_in_each_language(language: str) -> None:
    """What people read exists in bokmål, nynorsk and English."""
    told = read_applications(export_of(applied_amount="1,000")).faults[0].in_language(language)
    assert "1,000" in told
    assert told.startswith({"nb": "linje 2, kolonne", "nn": "linje 2, kolonne", "en": "line 2, column"}[language])


def test_every_text_has_the_same_placeholders_in_every_language() -> None:
    """A missing one would hide the value from some readers."""
    for code, text in TEXTS.items():
        found = {frozenset(name for _, name, _, _ in Formatter().parse(t) if name) for t in (text.nb, text.nn, text.en)}
        assert len(found) == 1, code


def test_the_same_row_twice_is_one_application() -> None:
    """Identity is application_id; an amount or number spelled otherwise is still the same."""
    same = cells(applied_amount="kr 500000,00", org_number="222 421 241", received_at="2022-03-15T11:59:30+01:00")
    reading = read_applications(export(cells(), same))
    assert len(reading.rows) == 1
    assert reading.faults == ()
    assert codes_at(reading.notes) == [(3, "application_id", "row_repeated")]


def test_two_rows_that_contradict_each_other_are_both_left_out() -> None:
    """Nobody can say which is right; the fault on the later row names the earlier line and the columns."""
    other = cells(awarded_amount="0", received_at="15.03.2022 12:01")
    reading = read_applications(export(cells(), cells(application_id="S-2"), other))
    assert [row.application_id for row in reading.rows] == ["S-2"]
    assert codes_at(reading.faults) == [(4, "application_id", "id_used_twice")]
    assert "line 2" in reading.faults[0].message
    assert "received_at, awarded_amount" in reading.faults[0].message


def test_a_faulty_row_still_contradicts_a_good_one_of_the_same_id() -> None:
    """The good row is not loaded as if it were alone."""
    reading = read_applications(export(cells(), cells(applied_amount="mye")))
    assert reading.rows == ()
    assert [fault.code for fault in reading.faults] == ["id_used_twice", "not_an_amount"]


def test_one_organisation_under_two_spellings_is_noted_with_both() -> None:
    """It counts once, by its number, and nobody's name is changed."""
    other = cells(application_id="S-2", org_name="FJORDGLØTT KVINNEFORENING")
    reading = read_applications(export(cells(), other, cells(application_id="S-3", org_number="")))
    assert codes_at(n for n in reading.notes if n.code == "two_spellings") == [(3, "org_name", "two_spellings")]
    told = next(n for n in reading.notes if n.code == "two_spellings").message
    assert GOOD["org_name"] in told
    assert "FJORDGLØTT KVINNEFORENING" in told
    assert {row.org_name for row in reading.rows} == {GOOD["org_name"], "FJORDGLØTT KVINNEFORENING"}


def test_reading_twice_gives_the_same() -> None:
    """Nothing depends on the clock or on what was read before."""
    assert read_applications(faulty_export()) == read_applications(faulty_export())
