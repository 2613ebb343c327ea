"""What the law counts about appeals and reversals beyond plain limits, to the day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.law.appeal import message_of_detriment_in_time, third_party_limit, too_late_for_relief
from casework.law.reversal import BASES, carries, reversal_message_limit, review_notice_limit
from casework.law.time_limits import limit

DAYS = st.dates(date(2000, 1, 1), date(2060, 1, 1))


def test_a_third_party_has_three_weeks_from_knowledge() -> None:
    """fvl/29-2: from when the person got, or should have got, knowledge."""
    found = third_party_limit(date(2026, 2, 2), date(2026, 1, 15))
    assert (found.provision, found.last_day) == ("fvl/29-2", date(2026, 2, 23))


def test_a_third_party_has_no_more_than_three_months_from_the_decision() -> None:
    """fvl/29-2-2: the cap is an appeal deadline and rolls."""
    found = third_party_limit(date(2026, 5, 1), date(2026, 2, 14))
    assert (found.provision, found.last_day) == ("fvl/29-2-2", date(2026, 5, 15))


@given(DAYS, st.integers(0, 200))
def test_the_earlier_of_the_two_counts(decided: date, later: int) -> None:
    """fvl/29-2-2: never later than either."""
    learned = decided + timedelta(days=later)
    found = third_party_limit(learned, decided).last_day
    assert found == min(limit("fvl/29-2", learned).last_day, limit("fvl/29-2-2", decided).last_day)


@pytest.mark.parametrize(("received", "barred"), [(date(2026, 2, 3), False), (date(2026, 2, 4), True)])
def test_relief_ends_a_year_after_the_decision(received: date, barred: bool) -> None:
    """fvl/31-3: counted from when the decision was made; the last day is in time."""
    assert too_late_for_relief(date(2025, 2, 3), received) is barred


def test_the_year_of_relief_does_not_roll() -> None:
    """fvl/31-3: 2026-02-08 is a Sunday."""
    assert too_late_for_relief(date(2025, 2, 8), date(2026, 2, 9))


@pytest.mark.parametrize(("sent", "in_time"), [(date(2026, 4, 30), True), (date(2026, 5, 1), False)])
def test_a_change_for_the_worse_is_told_within_three_months(sent: date, in_time: bool) -> None:
    """fvl/34-3: by month arithmetic from receipt by the first instance, and not rolled."""
    assert message_of_detriment_in_time(date(2026, 1, 30), sent) is in_time


def test_the_superiors_clocks_run_from_sending_and_do_not_roll() -> None:
    """fvl/35-3: three weeks for the notice of review, three months for the reversal, three weeks in an appeal case."""
    sent = date(2026, 1, 31)
    assert review_notice_limit(sent).last_day == date(2026, 2, 21)
    assert reversal_message_limit(sent, in_appeal_case=False).last_day == date(2026, 4, 30)
    assert reversal_message_limit(sent, in_appeal_case=True).last_day == date(2026, 2, 21)


@pytest.mark.parametrize(
    ("basis", "effect", "told", "carried"),
    [
        ("fvl/35-1-a", "favour", True, True),
        ("fvl/35-1-a", "detriment", False, False),
        ("fvl/35-1-b", "detriment", False, True),
        ("fvl/35-1-b", "detriment", True, False),
        ("fvl/35-1-b", "favour", True, False),
        ("fvl/35-1-c", "detriment", True, True),
        ("fvl/35-3", "favour", True, False),
        ("fvl/35-5:decision", "detriment", True, True),
        ("fvl/35-9", "favour", False, False),
    ],
)
def test_each_basis_carries_its_own_effects(basis: str, effect: str, told: bool, carried: bool) -> None:
    """fvl/35: a closed list; letter a never to harm, letter b only before the notice has come through."""
    assert carries(basis, effect, told=told) is carried


def test_there_are_no_other_bases() -> None:
    """fvl/35, fvl2025/71, fvl2025/72-2, fvl2025/74-3: the list of each Act is closed."""
    known = ("fvl/35-", "fvl2025/71-1-", "fvl2025/72-2", "fvl2025/74-3")
    assert [basis for basis in BASES if not basis.startswith(known)] == []
