"""Working days, their names, and how instants become Oslo days."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.errors import BadInput
from casework.law import calendar
from tests.law import almanac

YEARS = range(calendar.FIRST_YEAR, calendar.LAST_YEAR + 1)
DAYS = st.dates(date(1996, 1, 1), date(2060, 12, 31))
SECONDS = (date(2061, 1, 1) - date(1996, 1, 1)).days * 86_400
INSTANTS = st.integers(0, SECONDS - 7201).map(lambda n: datetime(1996, 1, 1, tzinfo=UTC) + timedelta(seconds=n))


def every_day() -> list[date]:
    first, after = date(YEARS[0], 1, 1), date(YEARS[-1] + 1, 1, 1)
    return [first + timedelta(days=n) for n in range((after - first).days)]


def test_every_day_of_every_year_counted_is_working_or_not_as_the_acts_say() -> None:
    """helligdag/2 and maidager/1, against an Easter of our own."""
    off = {year: almanac.holidays(year) for year in YEARS}
    wrong = [d for d in every_day() if calendar.is_working_day(d) != (d.isoweekday() < 6 and d not in off[d.year])]
    assert wrong == []


def test_a_day_has_reasons_to_be_off_exactly_when_it_is_off() -> None:
    """dl/149-1: a refusal to count a day must be able to say why."""
    wrong = [day for day in every_day() if bool(calendar.reasons_off(day)) == calendar.is_working_day(day)]
    assert wrong == []


@pytest.mark.parametrize(
    "day",
    ["2026-12-24", "2026-12-31", "2026-05-15", "2026-04-01", "2026-02-06", "2026-05-08", "2027-06-07", "2027-05-18"],
)
def test_eves_and_squeezed_days_are_working_days(day: str) -> None:
    """helligdag/3 gives eves peace after 16:00; no statute makes them days off."""
    assert calendar.is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("day", "nb", "nn", "en"),
    [
        ("2025-05-17", "lørdag, 17. mai", "laurdag, 17. mai", "Saturday, 17 May"),
        ("2027-05-17", "17. mai, andre pinsedag", "17. mai, andre pinsedag", "17 May, Whit Monday"),
        ("2008-05-01", "1. mai, Kristi himmelfartsdag", "1. mai, Kristi himmelfartsdag", "1 May, Ascension Day"),
        ("2026-04-02", "skjærtorsdag", "skjertorsdag", "Maundy Thursday"),
        ("2026-04-03", "langfredag", "langfredag", "Good Friday"),
        ("2026-04-05", "første påskedag, søndag", "første påskedag, søndag", "Easter Sunday, Sunday"),
        ("2026-05-24", "første pinsedag, søndag", "første pinsedag, søndag", "Sunday, Whit Sunday"),
        ("2026-01-01", "første nyttårsdag", "første nyttårsdag", "New Year's Day"),
        ("2026-12-26", "andre juledag, lørdag", "andre juledag, laurdag", "Saturday, the second day of Christmas"),
        ("2025-12-25", "første juledag", "første juledag", "Christmas Day"),
        ("2026-04-04", "lørdag", "laurdag", "Saturday"),
        ("2026-04-07", "", "", ""),
    ],
)
def test_a_day_off_is_told_by_every_name_it_has(day: str, nb: str, nn: str, en: str) -> None:
    """helligdag/2, maidager/1: two reasons on one day are both told, in the reader's language."""
    for language, expected in (("nb", nb), ("nn", nn), ("en", en)):
        assert set(calendar.reasons_off(date.fromisoformat(day), language)) == set(filter(None, expected.split(", ")))


def test_the_weekend_is_told_before_the_holiday() -> None:
    """The order is part of what people read."""
    assert calendar.reasons_off(date(2025, 5, 17)) == ("lørdag", "17. mai")


def test_every_holiday_has_a_name_in_three_languages() -> None:
    """Nothing that people read is left in the library's words."""
    names = {name for day in every_day() for name in calendar.reasons_off(day, "en")}
    assert names == {
        *("Saturday", "Sunday", "New Year's Day", "Maundy Thursday", "Good Friday", "Easter Sunday", "Easter Monday"),
        *("1 May", "17 May", "Ascension Day", "Whit Sunday", "Whit Monday", "Christmas Day"),
        "the second day of Christmas",
    }


@pytest.mark.parametrize(
    ("language", "written"),
    [("nb", "tirsdag 2. juni 2026"), ("nn", "tysdag 2. juni 2026"), ("en", "Tuesday 2 June 2026")],
)
def test_a_day_is_written_as_people_write_it(language: str, written: str) -> None:
    """House style for dates in letters."""
    assert calendar.written_day(date(2026, 6, 2), language) == written


def test_people_read_bokmal_unless_they_ask_for_another_language() -> None:
    """contract: the default language is nb."""
    assert calendar.written_day(date(2026, 6, 2)) == "tirsdag 2. juni 2026"


def test_a_holiday_we_have_no_name_for_still_is_one() -> None:
    """A later release of the holiday data may know a day that we do not."""
    new, known = calendar.names_of("Ny dag; Langfredag")
    assert (new.nb, new.nn, new.en) == ("Ny dag", "Ny dag", "Ny dag")
    assert (known.nb, known.nn, known.en) == ("langfredag", "langfredag", "Good Friday")


def test_weekdays_have_their_names() -> None:
    """dl/148-2 speaks of the day that corresponds by name."""
    week = [date(2026, 6, 1) + timedelta(days=n) for n in range(7)]
    assert " ".join(calendar.day_name(d, "nn") for d in week) == "måndag tysdag onsdag torsdag fredag laurdag søndag"
    assert " ".join(calendar.day_name(d) for d in week) == "mandag tirsdag onsdag torsdag fredag lørdag søndag"


@given(DAYS)
def test_the_next_and_the_previous_working_day_are_the_nearest(day: date) -> None:
    """Nothing between the day and its neighbour is a working day."""
    after, before = calendar.next_working_day(day), calendar.previous_working_day(day)
    assert before < day < after
    assert almanac.is_working_day(after)
    assert almanac.is_working_day(before)
    between = [before + timedelta(days=n) for n in range(1, (after - before).days)]
    assert [d for d in between if d != day and almanac.is_working_day(d)] == []


@given(DAYS)
def test_a_working_day_stays_and_another_goes_to_the_nearest(day: date) -> None:
    """dl/149-1: only a day off moves."""
    if almanac.is_working_day(day):
        assert calendar.working_day_from(day) == calendar.working_day_until(day) == day
    else:
        assert calendar.working_day_from(day) == calendar.next_working_day(day)
        assert calendar.working_day_until(day) == calendar.previous_working_day(day)


@given(DAYS, st.integers(0, 40))
def test_working_days_are_counted_without_the_first(day: date, number: int) -> None:
    """offl/31-2:answer: ten working days after receipt."""
    assert calendar.add_working_days(day, number) == (almanac.counted(day, f"{number} working days") if number else day)


def test_working_days_are_not_counted_backwards() -> None:
    """A negative allowance is a mistake in a scheme file."""
    with pytest.raises(BadInput, match="-1 working days"):
        calendar.add_working_days(date(2026, 1, 5), -1)


@given(INSTANTS)
def test_an_instant_belongs_to_the_date_on_the_wall_in_oslo(instant: datetime) -> None:
    """law: legal days are Oslo days, not UTC days."""
    assert calendar.oslo_day(instant) == almanac.oslo_day(instant)
    assert calendar.oslo_day(instant.astimezone(timezone(timedelta(hours=-9)))) == almanac.oslo_day(instant)


@given(DAYS)
def test_a_day_ends_exactly_where_the_next_begins(day: date) -> None:
    """Ends are exclusive: the last microsecond belongs to the day, the end itself to the next."""
    start, end = calendar.start_of_day(day), calendar.end_of_day(day)
    assert start.tzinfo is UTC
    assert end.tzinfo is UTC
    assert almanac.oslo_day(start) == day
    assert almanac.oslo_day(start - timedelta(microseconds=1)) < day
    assert almanac.oslo_day(end - timedelta(microseconds=1)) == day
    assert almanac.oslo_day(end) > day


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-06-01", 24)])
def test_the_days_of_clock_changes_are_as_long_as_they_are(day: str, hours: int) -> None:
    """A day is not always 24 hours."""
    moved = date.fromisoformat(day)
    assert calendar.end_of_day(moved) - calendar.start_of_day(moved) == timedelta(hours=hours)


def test_an_instant_without_a_time_zone_is_refused() -> None:
    """Nobody can say which Oslo day it is."""
    with pytest.raises(BadInput, match="2026-03-14T12:00:00 has no time zone; give its offset"):
        calendar.oslo_day(datetime.fromisoformat("2026-03-14T12:00:00"))


@pytest.mark.parametrize("year", [1947, 2101])
def test_years_that_are_not_counted_are_refused_clearly(year: int) -> None:
    """Better no answer than a wrong one."""
    for refuse in (calendar.is_working_day, calendar.start_of_day, calendar.end_of_day, calendar.next_working_day):
        with pytest.raises(BadInput, match=f"{year}-06-01 is outside the years 1948 to 2100"):
            refuse(date(year, 6, 1))


def test_the_first_and_the_last_year_are_counted() -> None:
    """The bounds themselves are inside."""
    assert calendar.reasons_off(date(1948, 1, 1), "en") == ("New Year's Day",)
    assert calendar.reasons_off(date(2100, 12, 31), "en") == ()
    assert calendar.end_of_day(date(2100, 12, 31)) == datetime(2100, 12, 31, 23, tzinfo=UTC)


def test_an_instant_is_not_taken_for_a_day() -> None:
    """A datetime is a date to Python and would miss every holiday."""
    with pytest.raises(BadInput, match="is an instant; a legal day is wanted"):
        calendar.is_working_day(datetime(2026, 12, 25, tzinfo=UTC))


def test_a_language_we_do_not_write_is_refused() -> None:
    """Three languages, and no silent fallback."""
    with pytest.raises(BadInput, match="'se' is none of the languages nb, nn, en"):
        calendar.day_name(date(2026, 1, 1), "se")


def test_importing_the_law_does_not_load_the_holiday_library() -> None:
    """It is slow to load, and most commands count no days."""
    modules = ["calendar", "time_limits", "provisions", "commencement", "arrival", "filing", "impartiality"]
    code = f"import sys; {'; '.join(f'import casework.law.{m}' for m in modules)}; sys.exit('holidays' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": ":".join(sys.path)}, check=False)
    assert done.returncode == 0
