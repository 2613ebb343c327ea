"""Days and instants as portals write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.errors import BadInput
from casework.intake.moments import OSLO, written_moment


@pytest.mark.parametrize("written", ["2022-03-15", "15.03.2022", "15.3.2022", "15. 3. 2022"])
def test_a_day_without_a_clock_time_has_no_instant(written: str) -> None:
    """No midnight is invented for it."""
    moment = written_moment(written)
    assert (moment.day, moment.instant, moment.time_known) == (date(2022, 3, 15), None, False)


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("15.3.2022 12:05", datetime(2022, 3, 15, 11, 5, tzinfo=UTC)),
        ("15.03.2022 kl. 12.05", datetime(2022, 3, 15, 11, 5, tzinfo=UTC)),
        ("15.03.2022, 12:05:07", datetime(2022, 3, 15, 11, 5, 7, tzinfo=UTC)),
        ("15.07.2022 12:05", datetime(2022, 7, 15, 10, 5, tzinfo=UTC)),
        ("2022-03-15 12:05", datetime(2022, 3, 15, 11, 5, tzinfo=UTC)),
        ("2022-03-15T23:59:30+01:00", datetime(2022, 3, 15, 22, 59, 30, tzinfo=UTC)),
        ("2022-03-15T12:05:00Z", datetime(2022, 3, 15, 12, 5, tzinfo=UTC)),
        ("2022-03-15T12:05:00.25-0330", datetime(2022, 3, 15, 15, 35, 0, 250_000, tzinfo=UTC)),
        ("2022-03-15T12:05:00.1234560+01", datetime(2022, 3, 15, 11, 5, 0, 123_456, tzinfo=UTC)),
    ],
)
def test_a_clock_time_is_that_of_oslo_unless_an_offset_says_otherwise(written: str, instant: datetime) -> None:
    """Instants are kept in UTC, exactly, with nothing to remark."""
    moment = written_moment(written)
    assert (moment.instant, moment.time_known, moment.notes) == (instant, True, ())


@pytest.mark.parametrize(
    "written", ["2022-03-15 00:00", "15.03.2022 00:00:00", "2022-03-15T00:00:00Z", "2022-03-14T23:00:00Z"]
)
def test_midnight_is_kept_and_called_lost(written: str) -> None:
    """Exports that lose the clock time write midnight, in local time or in UTC; the day is Oslo's."""
    moment = written_moment(written)
    assert moment.day == date(2022, 3, 15)
    assert moment.instant is not None
    assert not moment.time_known
    assert "clock_time_lost" in [note.code for note in moment.notes]


def test_the_legal_day_is_the_day_in_oslo() -> None:
    """23:30 UTC on 15 March is half past midnight on the 16th in Oslo, which is told."""
    moment = written_moment("2022-03-15T23:30:00Z")
    assert moment.day == date(2022, 3, 16)
    assert [note.code for note in moment.notes] == ["other_day_in_oslo"]


def test_a_clock_time_that_came_twice_is_the_first_one_with_a_note() -> None:
    """On 30 October 2022 02:30 came in summer time and again in winter time."""
    moment = written_moment("30.10.2022 02:30")
    assert moment.instant == datetime(2022, 10, 30, 0, 30, tzinfo=UTC)
    assert [note.code for note in moment.notes] == ["doubled_time"]
    assert written_moment("2022-10-30T02:30+01:00").notes == ()


def test_a_fraction_finer_than_a_microsecond_is_told() -> None:
    """.NET writes seven decimals; the seventh cannot be kept."""
    moment = written_moment("2022-03-15T23:59:59.9999999")
    assert moment.instant == datetime(2022, 3, 15, 22, 59, 59, 999_999, tzinfo=UTC)
    assert [note.code for note in moment.notes] == ["second_fraction_cut"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("27.03.2022 02:30", "skipped_time"),
        ("31.02.2022", "no_such_day"),
        ("2022-13-01", "no_such_day"),
        ("2022-03-15 24:00", "no_such_time"),
        ("2022-03-15 12:60", "no_such_time"),
        ("2022-03-15T12:00+25:00", "no_such_time"),
        ("2022-03-15T12:00+01:75", "no_such_time"),
        ("15.03.1989", "year_out_of_range"),
        ("2101-01-01", "year_out_of_range"),
        ("0000-01-01", "no_such_day"),
        ("15.03.22", "not_a_time"),
        ("15/03/2022", "not_a_time"),
        ("03/15/2022", "not_a_time"),
        ("44635", "not_a_time"),
        ("15. mars 2022", "not_a_time"),
        ("2022-03-15 12:05 CET", "not_a_time"),
        ("", "not_a_time"),
    ],
)
def test_a_moment_that_is_not_clear_is_a_fault(written: str, code: str) -> None:
    """03/04/2022 may be March or April, 22 may be another century, 02:30 may never have been."""
    with pytest.raises(BadInput) as refused:
        written_moment(written)
    assert refused.value.faults[0].code == code


@given(st.datetimes(datetime(1990, 1, 2), datetime(2100, 12, 30), timezones=st.just(UTC)))
def test_an_instant_written_with_its_offset_is_read_back(instant: datetime) -> None:
    """Whatever the season, instant and Oslo day survive."""
    moment = written_moment(instant.astimezone(OSLO).isoformat())
    assert moment.instant == instant
    assert moment.day == instant.astimezone(OSLO).date()
