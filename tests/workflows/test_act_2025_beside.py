"""Costs, reversal, invalidity and deferral under the Act of 2025."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.scenarios.desk import BUDGET, CASEWORKER, DECIDER, GRANTEE
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


# ---- The same in both, and told by the Act that governs


@BOTH_ACTS
def test_the_cap_of_a_year_is_cited_under_the_governing_act(world: MakeWorld, since: str, new: bool) -> None:
    """fvl/31-3, fvl2025/65-3: one year from the decision."""
    w = world(since, decision_made="2026-02-02", klagefrist="2026-02-25")
    decision = w.decided()
    w.desk.move_to("2027-02-03")
    appeal = w.appealed(decision)
    deed = {"relief_ground": "fvl/31-1-b", "relief_reason": "viktig sak"}
    refused = citations(lambda: w.perform(appeal, "grant_relief", CASEWORKER, **deed))
    assert refused == {("one_year_limit", "fvl2025/65-3" if new else "fvl/31-3")}


@BOTH_ACTS
def test_the_clocks_of_a_superior_body_are_the_same_in_both(world: MakeWorld, since: str, new: bool) -> None:
    """fvl/35-3, fvl2025/72-2: three weeks and three months, from sending."""
    w = world(since, decision_message_sent="2026-03-02", decision_kind="reclaim")
    w.superior_case()
    found = {
        d.name: (d.law, str(d.last_day)) for d in w.case.deadlines if d.name in ("review_notice", "reversal_message")
    }
    old = {"review_notice": "fvl/35-3:review", "reversal_message": "fvl/35-3:reversal"}
    named = {"review_notice": "fvl2025/72-2:review", "reversal_message": "fvl2025/72-2:reversal"} if new else old
    days = {"review_notice": "2026-03-23", "reversal_message": "2026-06-02"}
    assert found == {name: (named[name], days[name]) for name in days}


@BOTH_ACTS
def test_the_condition_for_suit_is_six_months_in_both(world: MakeWorld, since: str, new: bool) -> None:
    """fvl/27b, fvl2025/60: from when the appeal was lodged."""
    w = world(since, exhaustion_required=True, appeal_received_first_instance="2026-03-02")
    _ = w.appeal
    deadline = w.case.deadline("suit")
    assert (deadline.law, str(deadline.last_day)) == ("fvl2025/60" if new else "fvl/27b", "2026-09-02")


@BOTH_ACTS
def test_what_is_new_is_shown_under_both(world: MakeWorld, since: str, new: bool) -> None:
    """fvl/17-2, fvl2025/43-1: no decision before the party has seen it, whatever it is about."""
    w = world(since, new_information_after=True)
    reaction = w.reaction_begun()
    law = "fvl2025/43-1" if new else "fvl/17-2"
    refused = citations(lambda: w.propose_reaction(reaction, 1000, "fvl/35-5:decision"))
    assert ("contradiction_missing", law) in refused


@BOTH_ACTS
def test_a_party_is_told_to_contribute(world: MakeWorld, since: str, new: bool) -> None:
    """fvl2025/44-2: it puts forward what matters, and is told so."""
    w = world(since)
    w.awarded()
    w.open("change_request", GRANTEE, concerns="budget", wanted_change="flytte midler")
    told = w.desk.office.letter_text(next(x for x in w.case.letters if x.template == "inquiry_receipt").id)
    assert ("skal selv legge fram" in told) is new


@pytest.mark.parametrize(("since", "time"), [(NEVER, "tre dager"), (NEW, "én uke")])
def test_an_order_is_appealed_within_the_time_of_its_act(world: MakeWorld, since: str, time: str) -> None:
    """fvl/14, fvl2025/19-2: three days, or one week."""
    w = world(since)
    w.awarded()
    office = w.desk.office
    record = office._desk.load(w.case_id)  # noqa: SLF001 — the letter alone, without a control around it
    grant = record.proceeding(w.case.grant.id)
    ruleset = office.surroundings.ruleset(record, grant, w.desk.today)
    values = {"facts": {}, "today": w.desk.today, "ruleset": ruleset}
    assert time in office.surroundings.compose("documentation_request", "nb", record, grant, values).text
