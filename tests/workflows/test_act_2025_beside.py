"""Costs, reversal, invalidity and deferral under the Act of 2025."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.scenarios.desk import BUDGET, CASEWORKER, DECIDER
from tests.scenarios.first_instance import WEIGHED
from tests.scenarios.world import World
from tests.workflows.act_world import NEVER, NEW, MakeWorld, citations, make_worlds

BOTH_ACTS = pytest.mark.parametrize(("since", "new"), [(NEVER, False), (NEW, True)], ids=["1967", "2025"])


@pytest.fixture
def world(sqlite_template: Path, tmp_path: Path) -> MakeWorld:
    """Makes a world under the Act of 2025, or not yet."""
    return make_worlds(sqlite_template, tmp_path)


# ---- Costs


def granted(w: World, above: bool) -> str:
    """Costs, claimed and granted by the body that changed the decision."""
    w.decide_costs(above)
    return w.costs


@BOTH_ACTS
@pytest.mark.parametrize("changed_by", ["first_instance", "ministry"])
def test_who_pays_the_costs(world: MakeWorld, since: str, new: bool, changed_by: str) -> None:
    """fvl/36-3, fvl2025/69-2: the body that decides pays; in the new Act the one whose decision was changed."""
    w = world(since, changed_by=changed_by)
    costs = granted(w, changed_by == "ministry")
    right = "first_instance" if new or changed_by == "first_instance" else "appeal_body"
    wrong = "appeal_body" if right == "first_instance" else "first_instance"
    law = "fvl2025/69-2" if new else "fvl/36-3"
    paid = {"paid_on": w.desk.today}
    refused = citations(lambda: w.perform(costs, "pay", BUDGET, **paid, payer=wrong))
    assert refused == {("wrong_payer", law)}
    w.perform(costs, "pay", BUDGET, **paid, payer=right)


@BOTH_ACTS
def test_the_payer_is_shifted_under_the_old_act_alone(world: MakeWorld, since: str, new: bool) -> None:
    """fvl/36-3: another body may pay, for a reason; fvl2025/69-2 leaves no such choice."""
    w = world(since, changed_by="first_instance")
    costs = granted(w, False)
    shifted = {"paid_on": w.desk.today, "payer": "appeal_body", "payer_reason": "feilen lå hos departementet"}
    if new:
        assert citations(lambda: w.perform(costs, "pay", BUDGET, **shifted)) == {("wrong_payer", "fvl2025/69-2")}
    else:
        w.perform(costs, "pay", BUDGET, **shifted)


# ---- Reversal


def reversal(w: World, **assessed: Any) -> str:
    """A question of reversal, announced to be needless, and assessed."""
    about = w.raise_reversal()
    w.perform(about, "record_notice_exception", CASEWORKER, exception="fvl/16-3-c", reason="parten kjenner saken")
    w.perform(about, "assess", CASEWORKER, assessment="vurdert", **assessed)
    return about


def test_breach_of_terms_is_a_basis_where_it_is_proportionate(world: MakeWorld) -> None:
    """fvl2025/71-1-c: a basis of its own in the new Act, with a test of its own."""
    w = world(NEW, decision_kind="reclaim")
    about = reversal(w)
    deed = {"basis": "fvl2025/71-1-c", "effect": "detriment", "reason": "vilkåret er brutt", **WEIGHED}
    refused = citations(lambda: w.perform(about, "reverse", DECIDER, **deed))
    assert refused == {("proportionality_not_assessed", "fvl2025/71-1-c")}
    w.perform(about, "reverse", DECIDER, **deed, proportionality="bruddet er vesentlig")


def test_a_basis_of_the_new_act_is_none_under_the_old(world: MakeWorld) -> None:
    """fvl2025/99: what is not in force carries nothing."""
    w = world(NEVER, decision_kind="reclaim")
    about = reversal(w)
    deed = {"basis": "fvl2025/71-1-d", "effect": "detriment", "reason": "sterke interesser"}
    refused = citations(lambda: w.perform(about, "reverse", DECIDER, **deed))
    assert refused == {("provision_not_in_force", "fvl2025/99")}


def test_before_anybody_is_told_is_a_basis_that_ends_with_the_notice(world: MakeWorld) -> None:
    """fvl2025/71-1-a: as fvl/35-1-b, gone once the notice has come through."""
    w = world(NEW, decision_kind="reclaim")
    about = reversal(w)
    deed = {"basis": "fvl2025/71-1-a", "effect": "detriment", "reason": "feil", **WEIGHED}
    assert ("no_ground_35", "fvl2025/71") in citations(lambda: w.perform(about, "reverse", DECIDER, **deed))


@BOTH_ACTS
def test_an_invalid_decision_is_not_left_standing(world: MakeWorld, since: str, new: bool) -> None:
    """fvl2025/74-3: once the body is aware of it, it sets it aside or changes it; under fvl/35-1-c it may."""
    w = world(since)
    about = reversal(w, found_invalid=True)
    if new:
        refused = citations(lambda: w.perform(about, "leave", CASEWORKER, reason="gammel sak"))
        assert refused == {("invalid_decision", "fvl2025/74-3")}
    else:
        w.perform(about, "leave", CASEWORKER, reason="gammel sak")


# ---- Deferral


@BOTH_ACTS
def test_what_cannot_be_undone_is_deferred(world: MakeWorld, since: str, new: bool) -> None:
    """fvl/42-1, fvl2025/76-2: a duty in the new Act, with exceptions; in the old one a choice."""
    w = world(since)
    asked = w.ask_deferral()
    deed = {"reason": "hensynet til fellesskapet", "irreversible_effect": True}
    if new:
        refused = citations(lambda: w.perform(asked, "refuse", CASEWORKER, **deed))
        assert refused == {("deferral_is_due", "fvl2025/76-2")}
        deed["deferral_exception"] = "særlige grunner"
    w.perform(asked, "refuse", CASEWORKER, **deed)
