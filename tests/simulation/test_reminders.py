"""A walked year brings exactly the reminders that a count by hand says."""

from __future__ import annotations

from collections import Counter

import pytest

from casework.simulation import Summary, run
from casework.testing import FrozenClock, office_in_memory
from tests.simulation.reminders_by_hand import Tally, by_hand


def told(summary: Summary) -> Tally:
    """What the summary says, without what is none."""
    tally: Tally = Counter()
    for one in summary.reminders:
        tally[one.kind, one.rung, "staged"] = one.staged
        tally[one.kind, one.rung, "skipped"] = one.skipped
    return +tally


@pytest.mark.parametrize(
    ("scheme", "year", "cases"), [("voluntary_organisations", 2022, 40), ("resource_environments", 2025, None)]
)
def test_a_year_brings_the_reminders_that_a_count_by_hand_says(scheme: str, year: int, cases: int | None) -> None:
    """Every rung of every kind, sent or skipped: late, extended, waived, incomplete and never delivered."""
    clock = FrozenClock("2021-01-01T08:00:00Z")
    office = office_in_memory(clock)
    summary = run(office, clock, scheme, year, cases=cases)
    expected = by_hand(office, summary.last_day)
    assert told(summary) == expected
    assert {rung for _, rung, _ in expected} >= {-60, -14, -3, 0, 1, 7, 21}


def test_more_cases_than_a_portfolio_has_are_more_organisations() -> None:
    """The first portfolio as it is, then those of the next seeds."""
    from casework.definitions.library import Definitions
    from casework.simulation.applicants import applicants

    scheme = Definitions().scheme("voluntary_organisations", 2022)
    one, many = applicants(scheme, 7), applicants(scheme, 7, 400)
    assert len(many) == 400 and {a.party.id for a in one} < {a.party.id for a in many}
    assert applicants(scheme, 7, 20) == one[:20]
