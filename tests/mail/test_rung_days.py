"""Which day a rung goes on, for every day and offset."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from casework.law.calendar import is_working_day
from casework.model.ladder import Planned, due, first_after, planned, rung_day
from casework.model.scheme import Rung

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
OFFSETS = st.integers(-120, 120)
LADDERS = st.sets(OFFSETS, min_size=1, max_size=8).map(
    lambda offsets: tuple(Rung("*", offset, "reminder", ("grantee",)) for offset in sorted(offsets))
)


@given(DAYS, st.integers(0, 5), OFFSETS)
def test_a_rung_goes_on_a_working_day_never_later_than_before_nor_earlier_than_after(
    nominal: date, rolled: int, offset: int
) -> None:
    """Up to the day from the nominal day and back, after it from the effective day and on; no working day between."""
    last = nominal + timedelta(days=rolled)
    day = rung_day(offset, nominal, last)
    assert is_working_day(day)
    counted = (last if offset > 0 else nominal) + timedelta(days=offset)
    between = [min(day, counted) + timedelta(days=n) for n in range(abs((day - counted).days) + 1)]
    assert day >= counted if offset > 0 else day <= counted
    assert all(not is_working_day(each) for each in between if each != day)


@given(DAYS, LADDERS)
def test_the_rungs_of_a_ladder_go_in_their_order_at_eight_in_oslo(day: date, rungs: tuple[Rung, ...]) -> None:
    """Whatever the clocks do meanwhile."""
    plan = planned(rungs, day, day)
    assert [p.rung.offset for p in plan] == sorted(p.rung.offset for p in plan)
    assert all(p.at.astimezone(ZoneInfo("Europe/Oslo")).timetz().hour == 8 and p.at.tzinfo is UTC for p in plan)


@given(DAYS, LADDERS, st.lists(st.integers(-150 * 24, 150 * 24), min_size=1, max_size=12))
def test_however_often_one_looks_each_rung_is_done_with_once(
    day: date, rungs: tuple[Rung, ...], hours: list[int]
) -> None:
    """Every rung between the first look and the last is reached once, and the last one of each look applies."""
    plan = planned(rungs, day, day)
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    looks = sorted(noon + timedelta(hours=hour) for hour in hours)
    since = first_after(plan, looks[0])
    reached: list[Planned] = []
    for look in looks[1:]:
        if since is not None and since <= look:
            reached += due(plan, since, look)
            since = first_after(plan, look)
    assert reached == [p for p in plan if looks[0] < p.at <= looks[-1]]


def test_a_rung_beyond_the_calendar_never_goes() -> None:
    """The table of holidays ends in 2100; a deadline then is not refused for it."""
    rungs = (Rung("*", -3, "reminder", ("grantee",)), Rung("*", 21, "reminder", ("grantee",)))
    assert [p.rung.offset for p in planned(rungs, date(2100, 12, 30), date(2100, 12, 30))] == [-3]
