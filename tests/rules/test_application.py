"""When an application is in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.definitions.library import Definitions
from casework.errors import BadInput
from casework.model.actor import SYSTEM
from casework.model.record import Record
from casework.model.rows import CaseRow, Proceeding
from casework.model.workflow import Transition
from casework.rules import Situation
from casework.rules.amounts import amount_at_least, amount_at_most
from casework.rules.application import application_deadline_is_set, application_is_in_time

SCHEME = Definitions().scheme("voluntary_organisations", 2022)
NOON = "2021-12-01T12:00:00+01:00"


def situation(
    deadline: str | None = None, parameters: dict[str, Any] | None = None, opened: str = "", **facts: Any
) -> Situation:
    """An attempt with these facts, under a scheme with that deadline."""
    opened_at = datetime.fromisoformat(opened) if opened else datetime(2022, 6, 1, tzinfo=UTC)
    record = Record({"cases": {"1": CaseRow("1", opened_at=opened_at)}})
    scheme = replace(SCHEME, settings={"application_deadline": deadline})
    step, now = Transition("award", (), ""), datetime(2022, 6, 1, tzinfo=UTC)
    return Situation(record, Proceeding("1-1"), step, SYSTEM, now, now.date(), facts, scheme, parameters or {})


@pytest.mark.parametrize(
    ("deadline", "facts", "in_time"),
    [
        (NOON, {"received_at": "2021-12-01T11:00:00+00:00"}, True),
        (NOON, {"received_at": "2021-12-01T11:00:01+00:00"}, False),
        (NOON, {"received_at": "2021-12-01T11:01:00+00:00", "received_on": "2021-11-30"}, False),
        (NOON, {"received_on": "2021-12-01"}, True),
        (NOON, {"received_on": "2021-12-02"}, False),
        ("2021-12-01T12:00:00", {"received_at": "2021-12-01T11:00:01+00:00"}, False),
        ("2021-12-01", {"received_at": "2021-12-01T22:59:59.999999+00:00"}, True),
        ("2021-12-01", {"received_at": "2021-12-01T23:00:00+00:00"}, False),
        ("2021-12-01", {"received_on": "2021-12-01"}, True),
        ("2021-12-01", {"received_on": "2021-12-02"}, False),
        (None, {"received_on": "2030-01-01"}, True),
    ],
)
def test_minutes_count_where_they_are_known_and_days_otherwise(
    deadline: str | None, facts: dict[str, Any], in_time: bool
) -> None:
    """B2: an instant is compared as an instant, a day as a legal day in Oslo."""
    assert application_is_in_time.holds(situation(deadline, **facts)) is in_time


def test_the_registration_counts_where_nobody_said_when_it_came() -> None:
    """B2: a case opened in time is an application in time, however late it is decided."""
    assert application_is_in_time.holds(situation("2021-12-01", opened="2021-12-01T20:00:00+00:00"))
    assert not application_is_in_time.holds(situation("2021-12-01", opened="2021-12-02T20:00:00+00:00"))


def test_a_scheme_without_a_deadline_is_not_open() -> None:
    """B2: the announcement prints no day; the office must set one."""
    assert not application_deadline_is_set.holds(situation(None))
    assert application_deadline_is_set.holds(situation("2021-12-01"))


@pytest.mark.parametrize("deadline", ["soon", "2021-13-01", "2021-12-01T25:00:00"])
def test_a_deadline_that_is_no_day_is_told(deadline: str) -> None:
    """A wrong setting is the office's mistake, not the applicant's."""
    with pytest.raises(BadInput, match="application_deadline"):
        application_is_in_time.holds(situation(deadline, received_on=str(date(2021, 11, 1))))


@given(st.integers(0, 10**12), st.integers(0, 10**9))
def test_bounds_are_inclusive_to_the_ore(amount: int, kroner: int) -> None:
    """B13, B14: exactly the bound is allowed both ways."""
    most, least = ({"fact": "amount", bound: kroner} for bound in ("maximum_kroner", "minimum_kroner"))
    assert amount_at_most.holds(situation(parameters=most, amount=amount)) is (amount <= kroner * 100)
    assert amount_at_least.holds(situation(parameters=least, amount=amount)) is (amount >= kroner * 100)
