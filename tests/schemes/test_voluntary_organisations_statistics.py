"""What the public page of 2022 shows, to the digit, and portfolios that are less tidy."""

from __future__ import annotations

import csv
import io

import pytest

from casework import Office
from casework.imports import load_applications
from casework.intake import read_applications
from casework.intake.draft import COLUMNS
from casework.intake.fictional_portfolio import fictional_portfolio
from casework.model.actor import SYSTEM
from casework.testing import FrozenClock, office_in_memory
from tests.schemes import voluntary_organisations_cases as c

KEYS = (
    "applications applicants applied_ore awards recipients awarded_ore "
    "awarded_share awarded_to_others_ore available_ore"
).split()
ONE, OTHER = "220220028", "220220036"


@pytest.fixture
def office() -> Office:
    """An office after the decisions of February 2022."""
    return office_in_memory(FrozenClock("2022-03-01T08:00:00+00:00"))


def load(office: Office, *rows: tuple[str, ...]) -> None:
    """Load rows of: id, organisation number, name, applied, awarded."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(COLUMNS)
    for name, number, organisation, applied, awarded in rows:
        row = [name, number, organisation, "Møteplass", "broad_reach", "A", "900000", applied, "2021-11-01 10:00"]
        writer.writerow([*row, awarded, "2022-02-14"])
    result = load_applications(office, read_applications(out.getvalue().encode()), c.SCHEME, c.YEAR, SYSTEM)
    assert not result.faults


def totals(office: Office) -> dict[str, object]:
    """The keys of the contract."""
    return {key: office.statistics(c.SCHEME, c.YEAR)[key] for key in KEYS}


@pytest.fixture(scope="module")
def portfolio() -> Office:
    """An office with the whole fictional portfolio of 2022."""
    office = office_in_memory(FrozenClock("2022-03-01T08:00:00+00:00"))
    reading = read_applications(fictional_portfolio())
    assert load_applications(office, reading, c.SCHEME, c.YEAR, SYSTEM).cases_opened == 188
    return office


def test_the_portfolio_of_2022_gives_the_published_figures(portfolio: Office) -> None:
    """The public page: 188 applications, 139 applicants, 86 awards, 64 recipients, 27,7 %."""
    assert totals(portfolio) == {
        "applications": 188,
        "applicants": 139,
        "applied_ore": 137_924_745_00,
        "awards": 86,
        "recipients": 64,
        "awarded_ore": 38_227_000_00,
        "awarded_share": 0.277,
        "awarded_to_others_ore": 0,
        "available_ore": None,
    }


def test_loading_the_same_file_again_changes_no_figure(portfolio: Office) -> None:
    """An application is known by its id."""
    before = portfolio.statistics(c.SCHEME, c.YEAR)
    again = load_applications(portfolio, read_applications(fictional_portfolio()), c.SCHEME, c.YEAR, SYSTEM)
    assert (again.cases_opened, again.already_there) == (0, 188)
    assert portfolio.statistics(c.SCHEME, c.YEAR) == before


def test_loaded_history_writes_to_nobody(portfolio: Office) -> None:
    """The applicants were answered when it happened."""
    assert not [letter for row in portfolio.cases() for letter in portfolio.case(row["id"]).letters]


def test_the_variation_counts_each_type_sub_goal_and_organisation(portfolio: Office) -> None:
    """B16: a picture of the portfolio, beside the figures."""
    variation = portfolio.statistics(c.SCHEME, c.YEAR)["variation"]
    assert set(variation) == {"grant_types", "sub_goals", "target_groups", "organisations"}
    assert sum(kind["applications"] for kind in variation["grant_types"].values()) == 188
    assert sum(kind["awards"] for kind in variation["grant_types"].values()) == 86
    assert variation["organisations"] == {"applications": 139, "awards": 64, "most_awards_to_one": 2}


def test_one_organisation_under_two_spellings_is_one_applicant(office: Office) -> None:
    """Applicants are counted by organisation number, not by name."""
    load(office, ("1", ONE, "Ørnesjø lag", "50000", "20000"), ("2", ONE, "ØRNESJØ LAG", "60000", "30000"))
    assert totals(office) | {"applicants": 1, "recipients": 1, "awards": 2, "awarded_ore": 50_000_00} == totals(office)


def test_applications_without_an_organisation_number_count_but_nobody_is_taken_for_another(office: Office) -> None:
    """Their amounts count; whose they are is not known, and is told beside the applicants."""
    load(
        office,
        ("1", "", "Et lag", "50000", "20000"),
        ("2", "000000000", "Et lag", "60000", ""),
        ("3", ONE, "A", "1", ""),
    )
    counted = office.statistics(c.SCHEME, c.YEAR)
    assert counted["applications"] == 3 and counted["applied_ore"] == 110_001_00 and counted["awarded_ore"] == 20_000_00
    assert counted["applicants"] == 1 and counted["applications_without_org_number"] == 2


def test_an_award_above_what_was_applied_for_counts_whole(office: Office) -> None:
    """The figures say what was awarded, also where that was more than was asked."""
    load(office, ("1", ONE, "A", "50000", "80000.01"))
    assert totals(office) | {"awarded_ore": 80_000_01, "awarded_share": 1.6} == totals(office)


def test_a_share_at_the_half_is_rounded_up(office: Office) -> None:
    """1 of 16 is 6.25 %: 0.063 to three decimals."""
    load(office, ("1", ONE, "A", "16000", "1000"))
    assert totals(office)["awarded_share"] == 0.063


def test_nothing_applied_for_has_no_share(office: Office) -> None:
    """There is nothing to take a share of."""
    assert totals(office)["awarded_share"] is None and totals(office)["applications"] == 0


def test_an_award_reversed_whole_is_no_award_any_more(office: Office) -> None:
    """fvl/35-1: what was reversed leaves awards, recipients and the sum; the application stays."""
    load(office, ("1", ONE, "A", "50000", "20000"), ("2", OTHER, "B", "50000", "30000"))
    reverse(office, office.case("2022/00001").id, 20_000_00)
    counted = totals(office)
    assert counted | {"applications": 2, "awards": 1, "recipients": 1, "awarded_ore": 30_000_00} == counted
    assert office.case("2022/00001").stage == "rejected"


def test_an_award_reversed_in_part_is_counted_by_what_is_left(office: Office) -> None:
    """fvl/35-1: the rest of the award stands."""
    load(office, ("1", ONE, "A", "50000", "20000"))
    reverse(office, office.case("2022/00001").id, 5_000_00)
    counted = totals(office)
    assert counted | {"awards": 1, "recipients": 1, "awarded_ore": 15_000_00} == counted
    assert office.case("2022/00001").stage == "awarded"


def test_a_case_registered_in_error_is_not_counted(office: Office) -> None:
    """What never was an application is in no figure."""
    load(office, ("1", ONE, "A", "50000", "20000"), ("2", OTHER, "B", "50000", ""))
    office.mark(office.case("2022/00001").id, "registered_in_error", by=c.SUPERVISOR, reason="lest inn to ganger")
    counted = office.statistics(c.SCHEME, c.YEAR)
    assert (counted["applications"], counted["awards"], counted["applicants"]) == (1, 0, 1)
    assert counted["variation"]["organisations"] == {"applications": 1, "awards": 0, "most_awards_to_one": 0}


def reverse(office: Office, case_id: str, ore: int) -> None:
    """Reverse that much of the award: proposed by one, decided by another."""
    grant = office.case(case_id).grant
    c.impartial(office, case_id, c.DECISION_MAKER)
    told = {"reversal_basis": "fvl/35-5:decision", "reason": "Prosjektet ble aldri satt i gang."}
    c.do(office, grant, "propose_reversal", c.CASEWORKER, **told, proposed_reversal=ore)
    c.do(office, grant, "reverse_award", c.DECISION_MAKER, **told, reversed_amount=ore)
