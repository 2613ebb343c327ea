"""The party's costs of getting a decision changed: claimed in time, decided by who changed it, paid (fvl/36)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from casework import Refused
from tests.scenarios.desk import BUDGET, CASEWORKER, DECIDER, GRANTEE, MINISTER, MINISTRY, Desk
from tests.scenarios.first_instance import TELLS
from tests.scenarios.world import World

MakeWorld = Callable[..., World]
JUDGED = {"assessment": "vurdert", "necessary": True, "substantial": True, "due_to_the_party": False}


@pytest.fixture
def world(sqlite_template: Path, tmp_path: Path) -> MakeWorld:
    """Makes a world in which a decision was changed in favour, and the party told of it."""

    def make(changed_by: str = "first_instance", **given: Any) -> World:
        url = f"sqlite:///{shutil.copy(sqlite_template, tmp_path)}"
        w = World(Desk(url, tmp_path, date(2026, 1, 5)), given or {"changed_by": changed_by})
        w.costs_opened()
        return w

    return make


def codes(deed: Callable[[], object]) -> set[str]:
    """The codes with which the deed is refused."""
    with pytest.raises(Refused) as refused:
        deed()
    return {reason.code for reason in refused.value.reasons}


def late(w: World, days: int = 30) -> str:
    """A claim that came too late."""
    w.claim(at=str(w.desk.today + timedelta(days=days)))
    assert w.state(w.costs) == "late"
    return w.costs


def assessed(w: World, above: bool = False, **judged: Any) -> str:
    """A claim in time, assessed."""
    w.claim()
    w.perform(w.costs, "assess", MINISTRY if above else CASEWORKER, **{**JUDGED, **judged})
    return w.costs


def test_a_late_claim_is_dismissed_only_after_relief_was_considered(world: MakeWorld) -> None:
    """fvl/36-3, fvl/31-2: both letters and the harm to others come first; then it is a decision that is appealed."""
    w = world()
    costs = late(w)
    dismissal = {"reason": "kom to uker for sent"}
    assert codes(lambda: w.perform(costs, "dismiss", DECIDER, **dismissal)) == {"relief_not_considered"}
    answers = {"blame": "ja", "special_reasons": "nei", "harm_to_others": "nei"}
    w.perform(costs, "refuse_relief", CASEWORKER, **answers)
    w.perform(costs, "dismiss", DECIDER, **dismissal)
    letter = next(x for x in w.case.letters if x.template == "costs_decision")
    assert "avvist kravet" in w.desk.office.letter_text(letter.id)
    assert w.last("notice", w.decision(costs))


def test_a_late_claim_is_taken_up_after_relief_within_the_year(world: MakeWorld) -> None:
    """fvl/31-1-a, fvl/31-3: a ground and a reason; a year after the new decision it is over."""
    relief = {"relief_ground": "fvl/31-1-a", "relief_reason": "sykdom"}
    w = world()
    w.perform(late(w), "grant_relief", CASEWORKER, **relief)
    assert w.state(w.costs) == "claimed"


def test_a_claim_after_a_year_gets_no_relief(world: MakeWorld) -> None:
    """fvl/31-3: the cap of one year from the new decision."""
    w = world()
    costs = late(w, 400)
    relief = {"relief_ground": "fvl/31-1-a", "relief_reason": "sykdom"}
    assert codes(lambda: w.perform(costs, "grant_relief", CASEWORKER, **relief)) == {"one_year_limit"}


@pytest.mark.parametrize(
    "judged",
    [
        {"necessary": False},
        {"substantial": False},
        {"due_to_the_party": True},
        {"outside_control": True},
        {"special_reasons_against": "parten ga feil opplysninger"},
    ],
    ids=lambda judged: next(iter(judged)),
)
def test_each_condition_of_costs_stops_them_by_itself(world: MakeWorld, judged: dict[str, Any]) -> None:
    """fvl/36-1: necessary, substantial; not due to the party, to what neither controls, nor against special reasons."""
    w = world()
    costs = assessed(w, **judged)
    refused = codes(lambda: w.perform(costs, "grant", DECIDER, granted_amount=100, reason="nødvendig"))
    assert refused == {"costs_not_covered"}


@pytest.mark.parametrize(("benefits", "granted"), [(True, True), (False, False), (None, False)])
def test_whether_an_annulment_alone_gives_costs_is_for_a_person(
    world: MakeWorld, benefits: bool | None, granted: bool
) -> None:
    """fvl/36-1: disputed, so never decided by the machine, one way or the other."""
    w = world(outcome="opphevet_og_sendt_tilbake")
    costs = assessed(w, above=True, annulment_benefits=benefits)
    step: dict[str, Any] = {"granted_amount": 100, "reason": "nødvendig"}
    if granted:
        w.perform(costs, "grant", MINISTER, **step)
        assert w.state(costs) == "granted"
    else:
        assert codes(lambda: w.perform(costs, "grant", MINISTER, **step)) == {"no_change_in_favour"}


@pytest.mark.parametrize("outcome", ["medhold", "delvis_medhold", "opphevet_og_sendt_tilbake"])
def test_the_notice_of_what_may_benefit_tells_of_costs(world: MakeWorld, outcome: str) -> None:
    """fvl/36-4: the party shall be told of the right, also where the decision was annulled."""
    w = world(outcome=outcome, decision={"reclaim_nok": 50_000})
    silent = [item for item in TELLS if item != "costs"]
    refused = codes(lambda: w.told("ministry", w.decisions["ministry"], None, tells=silent))
    assert refused == {"costs_information_missing"}


def test_what_is_missing_of_a_claim_is_asked_for(world: MakeWorld) -> None:
    """fvl/36-3, fvl/32-3: the rule on the form of an appeal applies, with a time to correct."""
    w = world()
    w.claim()
    w.perform(w.costs, "request_information", CASEWORKER, request="timelister")
    w.perform(w.costs, "receive_information", GRANTEE, information="timelister vedlagt")
    assert w.state(w.costs) == "claimed"
    w.perform(w.costs, "request_information", CASEWORKER, request="faktura")
    w.desk.move_to(w.desk.today + timedelta(days=20))
    assert w.state(w.costs) == "claimed"


def test_a_refusal_of_costs_is_not_closed_while_it_can_be_appealed(world: MakeWorld) -> None:
    """fvl/29-1, fvl/36-3: what the directorate decided is appealed; it ends when the time for that has passed."""
    w = world()
    costs = assessed(w)
    w.perform(costs, "refuse", DECIDER, reason="ikke nødvendig")
    w.told("costs", w.decision(costs), w.desk.today)
    assert codes(lambda: w.perform(costs, "finish", CASEWORKER)) == {"decision_not_final"}
    w.desk.move_to(w.desk.today + timedelta(days=22))
    w.desk.move_to(w.desk.today + timedelta(days=14))
    assert w.state(costs) == "unpaid"


def test_what_the_appeal_body_decides_on_costs_is_final_at_once(world: MakeWorld) -> None:
    """fvl/28-3: decided above, as it changed the decision; its letter tells of no appeal."""
    w = world("ministry")
    costs = assessed(w, above=True)
    w.perform(costs, "grant", MINISTER, granted_amount=100, reason="nødvendig bistand")
    letter = next(x for x in w.case.letters if x.template == "costs_decision")
    assert "kan klage" not in w.desk.office.letter_text(letter.id)
    w.told("costs", w.decision(costs), w.desk.today)
    w.perform(costs, "pay", BUDGET, paid_on=w.desk.today)
    assert w.state(costs) == "paid"


@pytest.mark.parametrize(
    ("outcome", "state"),
    [("medhold", "to_be_carried_out"), ("opphevet_og_sendt_tilbake", "claimed"), ("stadfestet", "refused")],
)
def test_what_an_appeal_makes_of_costs_is_taken_up(world: MakeWorld, outcome: str, state: str) -> None:
    """fvl/34-4: changed, annulled, or upheld."""
    w = world()
    costs = assessed(w)
    w.perform(costs, "refuse", DECIDER, reason="ikke nødvendig")
    w.told("costs", w.decision(costs), w.desk.today)
    w.appealed(w.decision(costs))
    w.under_review()
    w.decide_above(outcome)
    assert w.state(costs) == state
    if state == "to_be_carried_out":
        w.perform(costs, "carry_out", CASEWORKER, granted_amount=100)
        w.perform(costs, "pay", BUDGET, paid_on=w.desk.today)


def test_costs_paid_meanwhile_can_still_be_raised(world: MakeWorld) -> None:
    """fvl/36-3: paid at once, while the party may appeal for more."""
    w = world()
    costs = assessed(w)
    w.perform(costs, "grant", DECIDER, granted_amount=100, reason="en del var nødvendig")
    w.told("costs", w.decision(costs), w.desk.today)
    w.perform(costs, "pay", BUDGET, paid_on=w.desk.today)
    assert w.state(costs) == "paid_meanwhile"
    w.desk.move_to(w.desk.today + timedelta(days=22))
    w.desk.move_to(w.desk.today + timedelta(days=14))
    assert w.state(costs) == "paid"
