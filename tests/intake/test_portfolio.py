"""Totals of a portfolio, and the fictional one that reproduces the published figures of 2022 (B: Statistics)."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.no import orgnr

from casework.intake import COLUMNS, ApplicationRow, PortfolioTotals, read_applications, totals
from casework.intake.fictional_portfolio import fictional_cells, fictional_portfolio
from tests.intake.portal_export import cells, export

PUBLISHED_2022 = PortfolioTotals(
    applications=188,
    applicants=139,
    applied_ore=13_792_474_500,
    awards=86,
    recipients=64,
    awarded_ore=3_822_700_000,
    without_org_number=(),
    awards_without_org_number=(),
)


def rows_of(data: bytes) -> tuple[ApplicationRow, ...]:
    reading = read_applications(data)
    assert reading.faults == ()
    return reading.rows


@pytest.mark.parametrize("seed", [2022, 0, 1, 7, 12_345])
def test_the_fictional_portfolio_has_exactly_the_published_totals(seed: int) -> None:
    """Statistics of 2022: 188 applications, 139 applicants, 86 awards, 64 recipients, 27,7 %."""
    reading = read_applications(fictional_portfolio(seed))
    assert (reading.faults, reading.notes) == ((), ())
    assert totals(reading.rows) == PUBLISHED_2022
    assert PUBLISHED_2022.awarded_share == 0.277


def test_the_fictional_portfolio_says_that_it_is_fictional() -> None:
    """No organisation number could be a registered one (they begin with 8 or 9), and every name says so."""
    for row in rows_of(fictional_portfolio()):
        assert row.org_number is not None
        assert row.org_number[0] in "23"
        assert orgnr.is_valid(row.org_number)
        assert "oppdiktet" in row.org_name
        assert "oppdiktet" in row.title
        assert row.application_id.startswith("FIKTIV")


def test_the_fictional_portfolio_keeps_to_the_scheme() -> None:
    """B13: a yearly budget of at most 1 000 000 kr; B14: at least 10 000 kr; B5–B7: sub-goals A–C."""
    rows = rows_of(fictional_portfolio())
    for row in rows:
        assert row.annual_budget_ore is not None
        assert 1_000_000 <= row.applied_amount_ore <= row.annual_budget_ore <= 100_000_000
        assert (row.awarded_amount_ore or 0) <= row.applied_amount_ore
        assert set(row.sub_goals) <= set("ABC")
    awards = [row.awarded_amount_ore or 0 for row in rows if row.is_awarded]
    # B20 draws a line at 100 000 kr, so that a demonstration needs awards on both sides.
    assert min(awards) < 10_000_000 <= max(awards)


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others() -> None:
    """No clock and no chance is in it."""
    assert fictional_portfolio() == fictional_portfolio(2022)
    assert fictional_portfolio(1) != fictional_portfolio(2)


def in_form(kroner: str, form: str) -> str:
    number = int(kroner.replace(" ", "")) if kroner else None
    if number is None or form == "blank":
        return kroner
    english = f"{number:,}.00"
    forms = {
        "plain": str(number),
        "decimals": f"{number},00",
        "dots": english.translate(str.maketrans(",.", ".,")),
        "english": english,
        "currency": f"kr {kroner},-",
        "no_break": kroner.replace(" ", "\u00a0"),
    }
    return forms[form]


@settings(max_examples=25, deadline=None)
@given(
    delimiter=st.sampled_from(";,\t"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]),
    form=st.sampled_from(["blank", "plain", "decimals", "dots", "english", "currency", "no_break"]),
    order=st.integers(0, 1_000),
    repeated=st.integers(0, 20),
)
def test_totals_do_not_hang_on_how_the_file_is_written(
    delimiter: str, encoding: str, form: str, order: int, repeated: int
) -> None:
    """Delimiter, encoding, number form, row order and repeated rows change nothing."""
    money = {COLUMNS.index(name) for name in ("annual_budget", "applied_amount", "awarded_amount")}
    rows = [tuple(in_form(c, form) if i in money else c for i, c in enumerate(row)) for row in fictional_cells()]
    rows += rows[:repeated]
    Random(order).shuffle(rows)
    assert totals(rows_of(export(*rows, delimiter=delimiter, encoding=encoding))) == PUBLISHED_2022


def test_rows_without_a_number_are_counted_beside_the_applicants() -> None:
    """Their amounts count; nobody says that two of them are the same, or someone else's, by their name."""
    data = export(
        cells(application_id="S-1"),
        cells(application_id="S-2", org_number="0"),
        cells(application_id="S-3", org_number="", awarded_amount=""),
    )
    counted = totals(rows_of(data))
    assert (counted.applications, counted.applicants, counted.applied_ore) == (3, 1, 150_000_000)
    assert (counted.awards, counted.recipients, counted.awarded_ore) == (2, 1, 40_000_000)
    assert (counted.without_org_number, counted.applicants_without_number) == (("S-2", "S-3"), 2)
    assert (counted.awards_without_org_number, counted.recipients_without_number) == (("S-2",), 1)


def test_a_reversed_award_is_no_award() -> None:
    """0 or an empty amount leaves the application and takes away award and recipient."""
    data = export(cells(awarded_amount="0"), cells(application_id="S-2", awarded_amount=""))
    counted = totals(rows_of(data))
    assert (counted.applications, counted.awards, counted.recipients, counted.awarded_ore) == (2, 0, 0, 0)
    assert counted.awarded_share == 0.0


def test_one_organisation_under_two_names_is_one_applicant() -> None:
    """Applicants are counted by organisation number."""
    counted = totals(rows_of(export(cells(), cells(application_id="S-2", org_name="Annet navn"))))
    assert (counted.applications, counted.applicants, counted.recipients) == (2, 1, 1)


def test_ore_and_awards_above_the_sum_applied_for_are_exact() -> None:
    """Nothing is rounded before the share."""
    data = export(
        cells(applied_amount="0,10", awarded_amount="0,20"),
        cells(application_id="S-2", applied_amount="0,20", awarded_amount="0,10"),
    )
    counted = totals(rows_of(data))
    assert (counted.applied_ore, counted.awarded_ore, counted.awarded_share) == (30, 30, 1.0)


def test_nothing_applied_for_has_no_share() -> None:
    """A share of nothing is not 0 %."""
    assert totals(()).awarded_share is None
