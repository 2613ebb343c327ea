"""Days go by one at a time, and plans wake on theirs."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date

import pytest

from casework.simulation.walk import Walk, working
from casework.testing import FrozenClock, office_in_memory


def a_walk() -> Walk:
    clock = FrozenClock("2025-01-01T00:00:00Z")
    return Walk(office_in_memory(clock), clock)


def test_a_plan_wakes_on_the_day_that_it_named() -> None:
    """And goes on to the next day that it names."""
    walk, woke = a_walk(), list[date]()

    def plan() -> Generator[date, None, None]:
        for day in (date(2025, 3, 3), date(2025, 3, 5)):
            yield day
            woke.append(walk.today)

    walk.plan(plan())
    walk.through(date(2025, 3, 1), date(2025, 3, 31))
    assert woke == [date(2025, 3, 3), date(2025, 3, 5)]


def test_what_is_planned_for_after_the_last_day_is_left_undone() -> None:
    """The year ends when it ends."""
    walk, woke = a_walk(), list[date]()

    def plan() -> Generator[date, None, None]:
        yield date(2025, 4, 1)
        woke.append(walk.today)

    walk.plan(plan())
    walk.through(date(2025, 3, 1), date(2025, 3, 31))
    assert woke == []


def test_the_clock_ticks_every_day() -> None:
    """Also on Sundays: a deadline ends on any day."""
    walk = a_walk()
    walk.through(date(2025, 3, 1), date(2025, 3, 9))
    assert len(walk.ticks) == 9


@pytest.mark.parametrize(
    ("day", "opens"),
    [
        (date(2025, 4, 16), date(2025, 4, 16)),
        (date(2025, 4, 17), date(2025, 4, 22)),
        (date(2025, 5, 17), date(2025, 5, 19)),
    ],
)
def test_an_office_opens_on_working_days(day: date, opens: date) -> None:
    """Easter 2025 is closed from Maundy Thursday to Easter Monday (dl/149-1)."""
    assert working(day) == opens
