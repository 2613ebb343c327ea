"""Counting time: dl/148 and dl/149, the provisions that set limits, and what is told of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.errors import BadInput, NotFound
from casework.law.length import Length
from casework.law.provisions import provision, provisions
from casework.law.time_limits import count, fixed_day, honoured, limit, limit_of_length, roll, start_day
from tests.law import almanac

DAYS = st.dates(date(1996, 1, 1), date(2056, 12, 31))
LENGTHS = st.builds("{} {}".format, st.integers(1, 48), st.sampled_from(["days", "weeks", "months"])) | st.builds(
    "{} {}".format, st.integers(1, 4), st.sampled_from(["years", "working days"])
)

#: Every limit that a provision sets: its length, whose clock, from which event, and whether its end rolls.
LIMITS = {
    "fvl/11a-3": ("1 month", "authority", "receipt", False),
    "fvl/14": ("3 days", "party", "arrival", True),
    "fvl/15-4": ("3 days", "party", "arrival", True),
    "fvl/24-2": ("3 weeks", "party", "arrival", True),
    "fvl/27b": ("6 months", "party", "lodging", False),
    "fvl/29-1": ("3 weeks", "party", "arrival", True),
    "fvl/29-1-2": ("3 weeks", "party", "announcement", True),
    "fvl/29-2": ("3 weeks", "party", "knowledge", True),
    "fvl/29-2-2": ("3 months", "party", "decision", True),
    "fvl/29-3": ("3 weeks", "party", "reasons_arrival", True),
    "fvl/30-1:repeat": ("1 week", "party", "knowledge", True),
    "fvl/31-3": ("1 year", "authority", "decision", False),
    "fvl/34-3": ("3 months", "authority", "receipt", False),
    "fvl/35-3:review": ("3 weeks", "authority", "sending", False),
    "fvl/35-3:reversal": ("3 months", "authority", "sending", False),
    "fvl/35-3:appeal_case": ("3 weeks", "authority", "sending", False),
    "fvl/36-3": ("3 weeks", "party", "arrival", True),
    "fvl2025/17-2": ("1 month", "authority", "receipt", False),
    "fvl2025/19-2": ("1 week", "party", "arrival", True),
    "fvl2025/20-2": ("1 week", "party", "arrival", True),
    "fvl2025/56-3": ("3 weeks", "party", "arrival", True),
    "fvl2025/60": ("6 months", "party", "lodging", False),
    "fvl2025/63-1": ("3 weeks", "party", "arrival", True),
    "fvl2025/63-1-3": ("3 weeks", "party", "announcement", True),
    "fvl2025/63-2": ("3 weeks", "party", "knowledge", True),
    "fvl2025/63-2-2": ("3 months", "party", "decision", True),
    "fvl2025/63-3": ("3 weeks", "party", "reasons_arrival", True),
    "fvl2025/64-2": ("1 week", "party", "knowledge", True),
    "fvl2025/65-3": ("1 year", "authority", "decision", False),
    "fvl2025/68-4": ("3 months", "authority", "receipt", False),
    "fvl2025/69-2": ("3 weeks", "party", "arrival", True),
    "fvl2025/72-2:review": ("3 weeks", "authority", "sending", False),
    "fvl2025/72-2:reversal": ("3 months", "authority", "sending", False),
    "fvl2025/72-2:appeal_case": ("3 weeks", "authority", "sending", False),
    "efvf/8-5": ("1 week", "authority", "availability", False),
    "fel/2": ("3 years", "authority", "due", True),
    "fel/10-1": ("1 year", "authority", "knowledge", True),
    "fel/20": ("3 years", "authority", "acknowledgement", True),
    "fel/21": ("10 years", "authority", "decision", True),
    "frl/2-1": ("30 days", "party", "sending", False),
    "offl/31-2:demand": ("3 weeks", "party", "arrival", True),
    "offl/31-2:answer": ("10 working days", "authority", "receipt", False),
    "bokfl/13:primary": ("5 years", "party", "accounting_year_end", False),
    "bokfl/13:secondary": ("42 months", "party", "accounting_year_end", False),
    "ombud/9": ("1 year", "party", "decision", False),
}


def test_no_provision_sets_a_limit_that_is_not_tested_here() -> None:
    """A limit is never added without its own row."""
    assert {key for key, entry in provisions().items() if entry.limit} == set(LIMITS)


@pytest.mark.parametrize("key", LIMITS)
def test_a_provision_sets_its_limit(key: str) -> None:
    """Each key is its own provision: length, clock, starting event, and whether dl/149-1 reaches it."""
    length, clock, runs_from, rolls = LIMITS[key]
    rule = provision(key).limit
    assert rule
    assert (str(rule.length), rule.clock, rule.runs_from, rule.rolls) == (length, clock, runs_from, rolls)
    for start in (date(2026, 1, 31), date(2025, 11, 30), date(2026, 5, 10), date(2024, 2, 29)):
        nominal = almanac.counted(start, length)
        found = limit(key, start)
        assert (found.provision, found.start_day, found.nominal_day) == (key, start, nominal)
        assert found.last_day == (almanac.rolled(nominal) if rolls else nominal)


@given(DAYS, LENGTHS)
def test_a_length_is_counted_as_an_independent_calendar_counts_it(start: date, length: str) -> None:
    """dl/148-1 and dl/148-2: the start day is not counted; month ends are clamped; the end does not roll by itself."""
    assert count(start, Length.parse(length)) == almanac.counted(start, length)


@given(DAYS, LENGTHS, st.booleans())
def test_a_limit_rolls_only_at_its_end_and_only_where_it_may(start: date, length: str, rolls: bool) -> None:
    """dl/149-1: a start on a day off stays, and days off within the time count."""
    found = limit_of_length(length, start, rolls=rolls)
    nominal = almanac.counted(start, length)
    assert (found.start_day, found.nominal_day) == (start, nominal)
    assert found.last_day == (almanac.rolled(nominal) if rolls else nominal)
    assert found.rolled == (found.last_day != nominal)
    assert almanac.oslo_day(found.ends_at - timedelta(microseconds=1)) == found.last_day
    assert almanac.oslo_day(found.ends_at) == found.last_day + timedelta(days=1)


@given(DAYS, st.integers(1, 60))
def test_weeks_end_on_the_weekday_they_began(start: date, weeks: int) -> None:
    """dl/148-2: start plus 21 days for three weeks, never 22."""
    nominal = count(start, Length(weeks, "weeks"))
    assert nominal.weekday() == start.weekday()
    assert (nominal - start).days == 7 * weeks


@given(DAYS, DAYS, LENGTHS)
def test_a_later_start_never_ends_earlier(one: date, other: date, length: str) -> None:
    """Who is notified later never has less time."""
    early, late = sorted((one, other))
    assert limit_of_length(length, early, rolls=True).ends_at <= limit_of_length(length, late, rolls=True).ends_at


@pytest.mark.parametrize(
    ("start", "length", "end"),
    [
        ("2025-01-31", "1 month", "2025-02-28"),
        ("2024-01-31", "1 month", "2024-02-29"),
        ("2024-02-29", "1 year", "2025-02-28"),
        ("2024-02-29", "4 years", "2028-02-29"),
        ("2025-02-28", "1 month", "2025-03-28"),
        ("2025-10-31", "4 months", "2026-02-28"),
        ("2025-12-15", "1 month", "2026-01-15"),
        ("2025-11-15", "1 month", "2025-12-15"),
        ("2025-12-31", "12 months", "2026-12-31"),
        ("2026-03-30", "1 day", "2026-03-31"),
        ("2026-04-01", "1 working day", "2026-04-07"),
    ],
)
def test_month_ends_and_leap_days(start: str, length: str, end: str) -> None:
    """dl/148-2: a month that lacks the number ends on its last day."""
    assert count(date.fromisoformat(start), Length.parse(length)).isoformat() == end


def test_the_contract_example_holds() -> None:
    """fvl/29-1 from a Saturday: Easter Saturday rolls past Easter to Tuesday; the end is exclusive."""
    assert limit("fvl/29-1", date(2026, 3, 14)).as_json() == {
        "provision": "fvl/29-1",
        "from": "2026-03-14",
        "nominal_day": "2026-04-04",
        "last_day": "2026-04-07",
        "ends_at": "2026-04-07T22:00:00Z",
        "rolled": True,
        "reasoning": [
            "tre uker fra lørdag 14. mars 2026",
            "slutter lørdag 4. april 2026",
            "lørdag 4. april 2026 er ikke virkedag (lørdag)",
            "søndag 5. april 2026 er ikke virkedag (søndag, første påskedag)",
            "mandag 6. april 2026 er ikke virkedag (andre påskedag)",
            "så siste dag er tirsdag 7. april 2026 (dl/149-1)",
        ],
    }


@pytest.mark.parametrize("when", ["2025-12-03T23:15:00Z", datetime(2025, 12, 3, 23, 15, tzinfo=UTC)])
def test_an_instant_starts_on_its_oslo_day(when: str | datetime) -> None:
    """A notice that arrives 00:15 in Oslo arrived that day, whatever UTC says."""
    found = limit("fvl/29-1", when, language="en")
    assert found.given == "2025-12-03T23:15:00Z"
    assert found.start_day == date(2025, 12, 4)
    assert found.reasoning == (
        "2025-12-03T23:15:00Z is Thursday 4 December 2025 in Oslo",
        "three weeks from Thursday 4 December 2025",
        "ends Thursday 25 December 2025",
        "Thursday 25 December 2025 is no working day (Christmas Day)",
        "Friday 26 December 2025 is no working day (the second day of Christmas)",
        "Saturday 27 December 2025 is no working day (Saturday)",
        "Sunday 28 December 2025 is no working day (Sunday)",
        "so the last day is Monday 29 December 2025 (dl/149-1)",
    )


def test_what_was_given_is_given_back() -> None:
    """contract: `from` is the WHEN as given."""
    oslo = timezone(timedelta(hours=1))
    assert limit("fvl/29-1", "2026-03-14T12:00+01:00").as_json()["from"] == "2026-03-14T12:00+01:00"
    assert limit("fvl/29-1", datetime(2026, 3, 14, 12, tzinfo=oslo)).given == "2026-03-14T12:00:00+01:00"
    assert limit("fvl/29-1", date(2026, 3, 14)).given == "2026-03-14"
    assert fixed_day("2026-03-15", rolls=False).given == "2026-03-15"


def test_suit_is_barred_through_the_last_day() -> None:
    """fvl/27b: six months must have passed; the last day is the last on which suit is barred."""
    found = limit("fvl/27b", "2025-08-31")
    assert found.last_day == date(2026, 2, 28)
    assert not found.rolled
    assert found.reasoning == (
        "seks måneder fra søndag 31. august 2025",
        "måneden har ingen dag 31, så fristen slutter på månedens siste dag (dl/148-2)",
        "slutter lørdag 28. februar 2026",
        "lørdag 28. februar 2026 er ikke virkedag (lørdag)",
        "denne fristen flyttes ikke; siste dag er lørdag 28. februar 2026",
        "søksmål er sperret til og med lørdag 28. februar 2026 og kan reises fra søndag 1. mars 2026",
    )


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nn", "søksmål er sperra til og med laurdag 13. juni 2026 og kan reisast frå søndag 14. juni 2026"),
        ("en", "suit is barred up to and including Saturday 13 June 2026 and may be brought from Sunday 14 June 2026"),
    ],
)
def test_the_bar_is_told_in_the_readers_language(language: str, told: str) -> None:
    """fvl/27b."""
    assert limit("fvl/27b", "2025-12-13", language=language).reasoning[-1] == told


def test_a_limit_from_the_provision_itself_is_the_same() -> None:
    """A provision may be given instead of its key."""
    assert limit(provision("fvl/29-1"), date(2026, 3, 14)) == limit("fvl/29-1", date(2026, 3, 14))


def test_three_months_of_the_cap_roll_while_those_of_worsening_do_not() -> None:
    """fvl/29-2-2 is an appeal deadline and rolls; fvl/34-3 is the authority's own and does not."""
    assert limit("fvl/29-2-2", date(2025, 11, 30)).last_day == date(2026, 3, 2)
    assert limit("fvl/34-3", date(2025, 11, 30)).last_day == date(2026, 2, 28)


def test_days_and_working_days_tell_that_the_first_is_not_counted() -> None:
    """dl/148-1."""
    told = limit_of_length("14 days", date(2026, 6, 1), rolls=True, language="nn")
    assert told.reasoning == (
        "14 dagar frå måndag 1. juni 2026",
        "dagen det blir rekna frå, tel ikkje med (dl/148-1)",
        "sluttar måndag 15. juni 2026",
        "siste dag er måndag 15. juni 2026",
    )
    assert told.provision is None
    assert told.last_day == date(2026, 6, 15)
    working = limit_of_length(Length(10, "working days"), date(2026, 6, 1), rolls=False, law="s/2025#A1", language="en")
    assert working.provision == "s/2025#A1"
    assert working.last_day == date(2026, 6, 15)
    assert working.reasoning[:2] == (
        "ten working days from Monday 1 June 2026",
        "the day it is counted from is not included (dl/148-1)",
    )


def test_weeks_and_months_do_not_speak_of_the_first_day() -> None:
    """dl/148-2 counts by name and number; only a clamped month is explained."""
    assert limit_of_length("1 month", date(2026, 6, 1), rolls=True, language="en").reasoning == (
        "one month from Monday 1 June 2026",
        "ends Wednesday 1 July 2026",
        "the last day is Wednesday 1 July 2026",
    )
    assert "the month has no day 29" in " ".join(
        limit_of_length("1 year", "2024-02-29", rolls=False, language="en").reasoning
    )
    assert len(limit_of_length("1 week", date(2026, 6, 1), rolls=True).reasoning) == 3


def test_a_report_date_rolls_only_where_the_scheme_says_so() -> None:
    """dl/148-3: 15 March 2026 is a Sunday; a calendar date does not move by itself."""
    still, moved = fixed_day(date(2026, 3, 15), rolls=False, law="s/2025#A35"), fixed_day("2026-03-15", rolls=True)
    assert (still.last_day, still.rolled, still.provision) == (date(2026, 3, 15), False, "s/2025#A35")
    assert (moved.last_day, moved.rolled, moved.nominal_day) == (date(2026, 3, 16), True, date(2026, 3, 15))
    assert still.ends_at == datetime(2026, 3, 15, 23, tzinfo=UTC)
    assert still.start_day == date(2026, 3, 15)
    assert still.reasoning == (
        "fast dag: søndag 15. mars 2026",
        "søndag 15. mars 2026 er ikke virkedag (søndag)",
        "denne fristen flyttes ikke; siste dag er søndag 15. mars 2026",
    )
    assert (
        fixed_day("2026-03-15", rolls=True, language="nn").reasoning[-1].startswith("så siste dag er måndag 16. mars")
    )
    assert fixed_day("2026-03-15", rolls=False, language="en").reasoning[0] == "fixed day: Sunday 15 March 2026"


def test_a_later_day_that_the_notice_stated_is_honoured_and_an_earlier_one_is_not() -> None:
    """fvl/27-3: the authority may state a day so long as it is not shorter than the law's."""
    counted = limit("fvl/29-1", date(2026, 6, 1))
    assert honoured(counted, date(2026, 6, 21)) is counted
    assert honoured(counted, date(2026, 6, 22)) is counted
    later = honoured(counted, date(2026, 6, 27), language="en")
    assert (later.last_day, later.provision) == (date(2026, 6, 27), "fvl/29-1")
    assert later.reasoning[0] == "fixed day: Saturday 27 June 2026"


def test_the_last_moment_is_inside_and_the_next_is_not() -> None:
    """The day ends at midnight in Oslo, exclusively."""
    found = limit("fvl/29-1", date(2026, 6, 1))
    assert found.ends_at == datetime(2026, 6, 22, 22, tzinfo=UTC)
    assert not found.has_passed(found.ends_at - timedelta(microseconds=1))
    assert found.has_passed(found.ends_at)


def test_rolling_leaves_a_working_day_alone() -> None:
    """dl/149-1."""
    assert roll(date(2026, 12, 24)) == date(2026, 12, 24)
    assert roll(date(2026, 12, 25)) == date(2026, 12, 28)


def test_a_start_is_an_oslo_day() -> None:
    """A day stays itself; an instant is dated in Oslo."""
    assert start_day("2026-03-14") == start_day(date(2026, 3, 14)) == start_day("2026-03-13T23:00:00Z")


@pytest.mark.parametrize(
    "when",
    ["14.03.2026", "2026-3-14", "20260314", "2026-W11-6", "", "i morgen", "2026-03-14 12:00Z", "2026-03-14T12Z"],
)
def test_a_when_that_cannot_be_read_is_refused_with_how_to_write_it(when: str) -> None:
    """contract: WHEN is a day or an instant with its offset."""
    with pytest.raises(BadInput) as refused:
        start_day(when)
    told = f"{when!r} is neither a day (2026-03-14) nor an instant with its offset (2026-03-14T12:00:00Z)"
    assert str(refused.value) == told


@pytest.mark.parametrize("when", ["2026-02-30", "2026-03-14T25:00:00Z", "2026-13-01"])
def test_a_day_that_does_not_exist_is_refused(when: str) -> None:
    """A mistyped day must not become another day."""
    with pytest.raises(BadInput, match=f"^'{when}' is no day in any calendar: "):
        start_day(when)


@pytest.mark.parametrize("when", ["2026-03-14T12:00:00", datetime.fromisoformat("2026-03-14T12:00")])
def test_an_instant_without_offset_starts_nothing(when: str | datetime) -> None:
    """Nobody can say which Oslo day it is."""
    with pytest.raises(BadInput, match="no time zone"):
        limit("fvl/29-1", when)


@pytest.mark.parametrize(
    ("start", "length"),
    [("2100-12-20", "3 weeks"), ("2100-12-20", "30 days"), ("2100-12-01", "1 month"), ("2026-01-01", "9999 years")],
)
def test_a_limit_that_would_end_beyond_what_is_counted_is_refused(start: str, length: str) -> None:
    """Years from 1948 to 2100 are counted."""
    with pytest.raises(BadInput, match="2100"):
        count(date.fromisoformat(start), Length.parse(length))
    with pytest.raises(BadInput, match="1948 to 2100"):
        limit("fvl/29-1", "1947-12-31")


def test_the_last_year_can_be_reached() -> None:
    """The bound itself is inside."""
    assert count(date(2100, 11, 30), Length(1, "months")) == date(2100, 12, 30)
    assert count(date(2099, 12, 31), Length(1, "years")) == date(2100, 12, 31)


def test_a_year_too_far_says_where_it_would_end() -> None:
    """An error tells what to do."""
    with pytest.raises(BadInput, match=r"^the limit would end in 2101; it must end in 2100 or before$"):
        count(date(2100, 12, 1), Length(1, "months"))


def test_a_provision_without_a_limit_counts_nothing() -> None:
    """fvl/16-1 sets no length; the scheme does."""
    with pytest.raises(BadInput, match=r"^fvl/16-1 sets no time limit$"):
        limit("fvl/16-1", date(2026, 1, 1))


def test_an_unknown_provision_is_not_found() -> None:
    """contract: exit 2 with the key and what is near."""
    with pytest.raises(NotFound, match="fvl/29-9"):
        limit("fvl/29-9", date(2026, 1, 1))


def test_a_language_we_do_not_write_is_refused() -> None:
    """Three languages, and no silent fallback."""
    with pytest.raises(BadInput, match="'se'"):
        limit("fvl/29-1", date(2026, 1, 1), language="se")
