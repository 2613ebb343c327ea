"""Lengths of time, as provisions and scheme settings write them."""

from __future__ import annotations

import pytest

from casework.errors import BadInput
from casework.law.length import Length


@pytest.mark.parametrize(
    ("written", "count", "unit"),
    [
        ("1 day", 1, "days"),
        ("14 days", 14, "days"),
        ("10 working days", 10, "working days"),
        ("1 working day", 1, "working days"),
        ("2 weeks", 2, "weeks"),
        ("3 weeks", 3, "weeks"),
        ("1 month", 1, "months"),
        ("9999 years", 9999, "years"),
    ],
)
def test_a_length_reads_back_as_it_was_written(written: str, count: int, unit: str) -> None:
    """A setting is shown to people the way they wrote it."""
    parsed = Length.parse(written)
    assert parsed == Length(count, unit)
    assert str(parsed) == written


@pytest.mark.parametrize("written", ["", "0 days", "-1 days", "3", "3weeks", "3 uker", "1.5 days", "99999 days"])
def test_what_is_no_length_is_refused_with_how_to_write_it(written: str) -> None:
    """A mistyped setting must not become another limit."""
    with pytest.raises(BadInput) as refused:
        Length.parse(written)
    told = f"{written!r} is no length of time; write it as '3 weeks', '14 days' or '10 working days'"
    assert str(refused.value) == told


@pytest.mark.parametrize(("count", "unit"), [(0, "days"), (10000, "days"), (1, "hours"), (1, "day")])
def test_a_length_that_cannot_be_is_not_made(count: int, unit: str) -> None:
    """dl/149-2: limits in hours are not counted here."""
    with pytest.raises(BadInput, match=f"{count} {unit} is no length of time; units are days, working days"):
        Length(count, unit)


@pytest.mark.parametrize(
    ("written", "nb", "nn", "en"),
    [
        ("1 day", "én dag", "éin dag", "one day"),
        ("1 week", "én uke", "éi veke", "one week"),
        ("1 month", "én måned", "éin månad", "one month"),
        ("1 year", "ett år", "eitt år", "one year"),
        ("2 years", "to år", "to år", "two years"),
        ("3 weeks", "tre uker", "tre veker", "three weeks"),
        ("12 months", "tolv måneder", "tolv månader", "twelve months"),
        ("13 weeks", "13 uker", "13 veker", "13 weeks"),
        ("14 days", "14 dager", "14 dagar", "14 days"),
        ("1 working day", "én virkedag", "éin vyrkedag", "one working day"),
        ("10 working days", "ti virkedager", "ti vyrkedagar", "ten working days"),
    ],
)
def test_a_length_is_told_in_words(written: str, nb: str, nn: str, en: str) -> None:
    """Letters say "tre uker", and figures above twelve."""
    parsed = Length.parse(written)
    assert [parsed.in_language(language) for language in ("nb", "nn", "en")] == [nb, nn, en]
