"""What is counted across cases, on both databases: awards to one organisation, and the totals of a scheme."""

from __future__ import annotations

import pytest

from casework import Office
from casework.model.rows import Party
from casework.store.lists import awarded_elsewhere
from casework.testing import FrozenClock
from tests.schemes import voluntary_organisations_cases as c

OTHER = Party("220220036", "Havsula mållag (oppdiktet)")


@pytest.fixture
def office(database_url: str) -> Office:
    """An office with three awards: two to one organisation, one to another."""
    office = Office(database_url, clock=FrozenClock("2022-02-14T09:00:00+00:00"))
    c.awarded(office, {"amount": 40_000_00})
    c.awarded(office, {"amount": 50_000_00}, application_id="P-2")
    c.awarded(office, {"amount": 30_000_00}, OTHER, application_id="P-3")
    return office


def test_what_the_organisation_has_in_its_other_cases_is_counted(office: Office) -> None:
    """B20: other cases of the same organisation, not its own and not those of others."""
    counted = [awarded_elsewhere(office.database, f"2022-0000{n}") for n in (1, 2, 3)]
    assert counted == [50_000_00, 40_000_00, 0]


def test_a_case_registered_in_error_is_not_counted_elsewhere(office: Office) -> None:
    """What never was a case gives nobody a duty."""
    office.mark("2022-00002", "registered_in_error", by=c.SUPERVISOR, reason="lest inn to ganger")
    assert awarded_elsewhere(office.database, "2022-00001") == 0


def test_the_totals_are_the_same_on_every_database(office: Office) -> None:
    """Applications, applicants, awards and recipients, and the variation beside."""
    totals = office.statistics(c.SCHEME, c.YEAR)
    assert (totals["applications"], totals["applicants"], totals["awards"], totals["recipients"]) == (3, 2, 3, 2)
    assert (totals["applied_ore"], totals["awarded_ore"], totals["awarded_share"]) == (1_800_000_00, 120_000_00, 0.067)
    assert totals["variation"]["grant_types"] == {"transferable_method": {"applications": 3, "awards": 3}}
    assert totals["variation"]["organisations"] == {"applications": 2, "awards": 2, "most_awards_to_one": 2}
