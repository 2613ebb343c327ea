"""The practice of an agency with late reports, played as the example shows it, on both databases."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casework import Case, Office
from casework.store.verify import verify

EXAMPLE = Path(__file__).parents[2] / "examples" / "report_round.py"


@pytest.fixture
def office(database_url: str) -> Office:
    """The office after the whole round."""
    play: Callable[[str], Office] = runpy.run_path(str(EXAMPLE))["play"]
    return play(database_url)


def story(case: Case) -> dict[str, Any]:
    """What became of the report and of the reaction, what is withheld in kroner, and the letters about it."""
    about = ("advance_notice", "reaction_shelved", "reversal_decision")
    return {
        "report": case.proceeding("report").state,
        "reaction": [p.state for p in case.proceedings if p.workflow == "reaction"],
        "withheld": case.ledger.withheld // 100,
        "letters": [letter.template for letter in case.letters if letter.template in about],
    }


def test_each_organisation_of_the_round_ends_as_the_law_says(office: Office) -> None:
    """fvl/16-1, fvl/35-1-a: warned in June, a new date in August, decided, and reversed for one that came in time."""
    assert [story(office.case(f"2026-{n:05d}")) for n in (1, 2, 3, 4)] == [
        {"report": "approved", "reaction": [], "withheld": 0, "letters": []},
        {
            "report": "approved",
            "reaction": ["shelved"],
            "withheld": 0,
            "letters": ["advance_notice", "reaction_shelved"],
        },
        {
            "report": "approved",
            "reaction": ["reversed"],
            "withheld": 0,
            "letters": ["advance_notice", "reversal_decision"],
        },
        {"report": "overdue", "reaction": ["withholding_notified"], "withheld": 60_000, "letters": ["advance_notice"]},
    ]
    assert verify(office.database) == []


def test_the_dates_of_the_round_are_those_of_the_agency(office: Office) -> None:
    """best/6.3.6, fvl/16-1: due on 1 June, the statement by 16 August, decided the day after."""
    case = office.case("2026-00004")
    reaction = case.proceeding("reaction")
    assert str(case.deadline("report").original_day) == "2027-06-01"
    assert str(case.deadline("statement", reaction.id).last_day) == "2027-08-16"
    assert str(case.deadline("limitation", reaction.id).start_day) == "2027-06-01"
    decided = next(d.decided_at for d in case.decisions if d.proceeding_id == reaction.id)
    assert decided is not None and decided.date().isoformat() == "2027-08-17"
    assert case.stage == "withheld"
