"""Every outcome of an appeal or a reversal carries through: to the money, the case's stage, and the desk below."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.scenarios.desk import BUDGET, CASEWORKER, DECIDER, MINISTER, MINISTRY
from tests.scenarios.first_instance import KRONER
from tests.scenarios.world import World
from tests.workflows.reclaimed import MakeWorld, codes, money, repaid, task, withheld


def test_what_was_repaid_on_a_claim_that_falls_away_is_owed_back_and_paid(reclaim: MakeWorld) -> None:
    """fvl/34-4: the appeal body reverses; the first instance pays back, and the case waits until it has."""
    w = reclaim()
    repaid(w, 20_000)
    w.under_review()
    w.decide_above("medhold")
    assert money(w, "reclaimed", "outstanding", "repaid", "owed_back") == [0, 0, 0, 20_000]
    assert (w.state(w.reaction_id), w.case.stage) == ("reversed", "awarded")
    assert task(w).state == "to_do"
    assert w.case.deadline("carry_out").status == "open"
    assert codes(lambda: w.perform(task(w).id, "carry_out", CASEWORKER, what_was_done="ingenting")) == {
        "money_unsettled"
    }
    back: dict[str, Any] = {"refunded_amount": 20_000 * KRONER, "paid_on": w.desk.today}
    too_much: dict[str, Any] = {**back, "refunded_amount": 20_001 * KRONER}
    assert "exceeds_owed_back" in codes(lambda: w.perform(task(w).id, "pay_back", BUDGET, **too_much))
    w.perform(task(w).id, "pay_back", BUDGET, **back)
    w.perform(task(w).id, "carry_out", CASEWORKER, what_was_done="betalt ut igjen")
    assert money(w, "owed_back", "refunded") == [0, 20_000]
    assert task(w).state == "done"
    assert "refund" in [letter.template for letter in w.case.letters]


def test_a_claim_that_only_became_smaller_leaves_nothing_to_carry_out(reclaim: MakeWorld) -> None:
    """fvl/33-2: the claim is reduced to the new amount, also where nobody states the difference."""
    w = reclaim()
    w.in_review()
    w.perform(w.appeal, "propose", CASEWORKER, proposal="delvis medhold")
    w.perform(w.appeal, "reverse_partly", DECIDER, reason="halvparten", answers={}, new_amount=30_000 * KRONER)
    assert money(w, "reclaimed", "outstanding") == [30_000, 30_000]
    assert (task(w).state, w.state(w.reaction_id)) == ("needless", "reclaim_notified")
    assert w.proceeding(w.reaction_id).facts["new_amount"] == 30_000 * KRONER


def test_a_reduction_below_what_is_repaid_is_owed_back(reclaim: MakeWorld) -> None:
    """fvl/34-4: first what is outstanding falls away, then what was paid is owed."""
    w = reclaim()
    repaid(w, 50_000)
    w.under_review()
    w.decide_above("delvis_medhold", new_amount=30_000 * KRONER)
    assert money(w, "reclaimed", "outstanding", "repaid", "owed_back") == [30_000, 0, 30_000, 20_000]
    assert task(w).state == "to_do"


def test_more_is_not_undone_than_the_new_amount_says(reclaim: MakeWorld) -> None:
    """fvl/33-2: the amount as changed, and what is undone, must agree."""
    w = reclaim()
    w.in_review()
    w.perform(w.appeal, "propose", CASEWORKER, proposal="delvis medhold")
    step: dict[str, Any] = {
        "reason": "x",
        "answers": {},
        "new_amount": 30_000 * KRONER,
        "reclaim_reversed_amount": 40_000 * KRONER,
    }
    assert codes(lambda: w.perform(w.appeal, "reverse_partly", DECIDER, **step)) == {"money_differs"}


def test_what_the_first_instance_reduced_the_appeal_body_can_reverse_whole(reclaim: MakeWorld) -> None:
    """fvl/34-4: what is left after the first change is what is undone."""
    w = reclaim()
    w.in_review()
    w.decide_below("delvis_medhold", 25_000)
    w.under_review()
    w.perform(w.review or "", "assess", MINISTRY, assessment="vurdert", founded=True)
    step: dict[str, Any] = {"reason": "x", "answers": {}, "reclaim_reversed_amount": 25_000 * KRONER}
    w.perform(w.review or "", "change_in_favour", MINISTER, **step)
    assert money(w, "reclaimed", "outstanding") == [0, 0]
    assert w.state(w.reaction_id) == "reversed"


def test_an_annulled_claim_is_decided_anew_and_can_be_appealed_again(reclaim: MakeWorld) -> None:
    """fvl/34-4: money out, a day for the new decision, which follows the annulled one and starts its own appeal."""
    w = reclaim()
    repaid(w, 10_000)
    w.under_review()
    w.decide_above("opphevet_og_sendt_tilbake")
    assert money(w, "reclaimed", "owed_back") == [0, 10_000]
    assert (w.state(w.reaction_id), w.case.stage) == ("heard", "awarded")
    assert w.case.deadline("decide_anew", w.reaction_id).status == "open"
    assert "not_decided_anew" in codes(lambda: w.perform(task(w).id, "carry_out", CASEWORKER, what_was_done="x"))
    w.perform(task(w).id, "pay_back", BUDGET, refunded_amount=10_000 * KRONER, paid_on=w.desk.today)
    w.desk.next_day()
    w.propose_reaction(w.reaction_id, 1_000, "fvl/35-5:decision")
    assert w.case.deadline("decide_anew", w.reaction_id).status == "met"
    w.decide_reaction(w.reaction_id, w.decider)
    new = w.case.decisions[-1]
    assert (new.proceeding_id, new.follows) == (w.reaction_id, w.decisions["D1"])
    assert task(w).state == "done"
    w.told("D2", new.id, w.desk.today)
    w.perform(w.appealed(new.id), "admit", CASEWORKER)
    assert w.state(w.appeal) == "admissible"
    assert w.case.stages[:2] == ("appealed", "reclaimed")


def test_an_annulment_after_a_partial_reversal_sends_the_whole_case_back(reclaim: MakeWorld) -> None:
    """fvl/34-4: what the first instance changed is annulled with what it changed."""
    w = reclaim()
    w.in_review()
    w.decide_below("delvis_medhold", 25_000)
    w.under_review()
    w.perform(w.review or "", "assess", MINISTRY, assessment="vurdert")
    step: dict[str, Any] = {"reason": "x", "answers": {}, "reclaim_reversed_amount": 25_000 * KRONER}
    w.perform(w.review or "", "annul", MINISTER, **step)
    assert w.state(w.reaction_id) == "heard"
    assert money(w, "reclaimed") == [0]
    w.desk.next_day()
    w.propose_reaction(w.reaction_id, 1_000, "fvl/35-5:decision")
    w.decide_reaction(w.reaction_id, w.decider)
    assert w.case.decisions[-1].follows is not None


def test_a_change_for_the_worse_is_demanded_by_the_first_instance(reclaim: MakeWorld) -> None:
    """fvl/34-3: the added amount is outstanding, and a day is set for the demand."""
    w = reclaim(appeal_received_first_instance="2026-02-20")
    review = w.under_review()
    w.announce_detriment(review)
    w.decide_above("endret_til_skade", message_sent_on=w.desk.today, added_reclaim_amount=5_000 * KRONER)
    assert money(w, "reclaimed", "outstanding") == [65_000, 65_000]
    assert (task(w).state, w.case.deadline("demand", w.reaction_id).status) == ("to_do", "open")
    w.demand()
    assert w.case.deadline("demand", w.reaction_id).status == "met"
    w.perform(task(w).id, "carry_out", CASEWORKER, what_was_done="nytt krav er sendt")


def test_a_settled_claim_that_is_reversed_afterwards_is_paid_back(reclaim: MakeWorld) -> None:
    """fvl/35-1-a: reversed without an appeal, after everything was paid and the reaction closed."""
    w = reclaim()
    repaid(w, 60_000)
    w.desk.move_to(w.desk.today + timedelta(weeks=8))
    w.perform(w.reaction_id, "settle", CASEWORKER)
    reversal = w.raise_reversal()
    w.perform(reversal, "assess", CASEWORKER, assessment="vurdert")
    w.perform(reversal, "reverse", DECIDER, effect="favour", basis="fvl/35-1-a", reason="feil beløp")
    assert money(w, "reclaimed", "repaid", "owed_back") == [0, 0, 60_000]
    assert task(w).state == "to_do"


def test_a_part_of_a_claim_is_reversed_without_an_appeal(reclaim: MakeWorld) -> None:
    """fvl/35-1-a: the rest stands, in the same reaction."""
    w = reclaim()
    reversal = w.raise_reversal()
    w.perform(reversal, "assess", CASEWORKER, assessment="vurdert")
    step: dict[str, Any] = {
        "effect": "favour",
        "basis": "fvl/35-1-a",
        "reason": "en post var brukt riktig",
        "new_amount": 40_000 * KRONER,
    }
    assert codes(lambda: w.perform(reversal, "reverse", DECIDER, **step)) == {"partial_reversal"}
    w.perform(reversal, "reverse_partly", DECIDER, **step)
    assert money(w, "reclaimed", "outstanding") == [40_000, 40_000]
    assert (w.state(w.reaction_id), w.case.stage) == ("reclaim_notified", "reclaimed")


def test_a_reaction_is_not_closed_while_an_appeal_against_it_is_open(reclaim: MakeWorld) -> None:
    """fvl/33-4: paid is not over."""
    w = reclaim()
    repaid(w, 60_000)
    w.in_review()
    w.desk.move_to(w.desk.today + timedelta(weeks=8))
    assert "appeal_is_open" in codes(lambda: w.perform(w.reaction_id, "settle", CASEWORKER))


def test_a_withholding_that_is_reversed_is_released_also_what_lapsed(reclaim: MakeWorld) -> None:
    """fvl/33-2: the money can be paid again, and somebody must pay it."""
    w = reclaim()
    reaction = withheld(w, 50_000)
    w.perform(reaction, "lapse", BUDGET, lapsed_amount=10_000 * KRONER, reason="terminen er over")
    assert money(w, "withheld", "lapsed") == [40_000, 10_000]
    before = w.case.ledger.unpaid
    w.in_review()
    w.perform(w.appeal, "propose", CASEWORKER, proposal="medhold")
    step: dict[str, Any] = {"reason": "x", "answers": {}, "released_amount": 40_000 * KRONER}
    w.perform(w.appeal, "reverse_fully", DECIDER, **step)
    assert money(w, "withheld", "lapsed") == [0, 0]
    assert w.case.ledger.unpaid == before + 50_000 * KRONER
    assert (w.case.stage, task(w).state) == ("awarded", "to_do")


# ---- Awards


def annulled_award(w: World) -> None:
    """An award of NOK 1 000 000 with NOK 500 000 paid, appealed and annulled by the appeal body."""
    w.paid()
    w.decisions["D1"] = next(d.id for d in w.case.decisions if d.kind == "grant.award")
    w.told("D1", w.decisions["D1"], w.desk.today)
    w.appealed(w.decisions["D1"])
    w.under_review()
    w.decide_above("opphevet_og_sendt_tilbake")


def test_an_annulled_award_is_assessed_anew_and_what_was_paid_is_owed(reclaim: MakeWorld) -> None:
    """fvl/34-4: nothing is awarded beyond what was paid, which is outstanding; the report falls away meanwhile."""
    w = reclaim()
    annulled_award(w)
    assert money(w, "awarded", "unpaid", "paid", "outstanding") == [500_000, 0, 500_000, 500_000]
    assert w.case.grant.state == "assessed"
    assert w.case.deadline("provisional_reply", w.case.grant.id).status == "open"
    assert w.proceeding(w.last("report") or "").state == "waived"
    assert "not_decided_anew" in codes(lambda: w.perform(task(w).id, "carry_out", CASEWORKER, what_was_done="x"))


@pytest.mark.parametrize(
    ("nok", "after"), [(800_000, [800_000, 300_000, 0]), (500_000, [500_000, 0, 0]), (400_000, [500_000, 0, 100_000])]
)
def test_what_was_paid_counts_towards_the_award_made_anew(reclaim: MakeWorld, nok: int, after: list[int]) -> None:
    """fvl/34-4: awarded, unpaid and outstanding after the new award; its duties come back."""
    w = reclaim()
    annulled_award(w)
    w.desk.next_day()
    w.perform(w.case.grant.id, "award", DECIDER, amount=nok * KRONER, award_reason="vurdert på nytt")
    assert money(w, "awarded", "unpaid", "outstanding") == after
    assert w.proceeding(w.last("report") or "").state == "expected"
    assert task(w).state == ("to_do" if after[2] else "done")


def test_what_was_paid_and_is_not_awarded_anew_is_demanded_and_repaid(reclaim: MakeWorld) -> None:
    """best/6.3.5: the claim on an award that fell away is collected by who carries the outcome out."""
    w = reclaim()
    annulled_award(w)
    demand: dict[str, Any] = {"demand_due_on": w.desk.today + timedelta(days=40)}
    assert codes(lambda: w.perform(task(w).id, "demand_payment", CASEWORKER, **demand)) == {"not_decided_anew"}
    w.desk.next_day()
    w.perform(w.case.grant.id, "reject", DECIDER, reason="oppfyller ikke vilkårene")
    w.perform(task(w).id, "demand_payment", CASEWORKER, **demand)
    paid: dict[str, Any] = {"repaid_amount": 500_000 * KRONER, "paid_on": w.desk.today}
    w.perform(task(w).id, "record_repayment", CASEWORKER, **paid)
    w.perform(task(w).id, "carry_out", CASEWORKER, what_was_done="betalt")
    assert money(w, "outstanding", "repaid") == [0, 500_000]


def test_a_withholding_falls_away_with_the_award(reclaim: MakeWorld) -> None:
    """fvl/34-4: of an annulled award nothing is left to withhold."""
    w = reclaim()
    withheld(w, 50_000)
    annulled_award(w)
    assert money(w, "awarded", "withheld", "unpaid") == [500_000, 0, 0]
    assert w.state(w.reaction_id) == "reversed"


def test_a_raised_award_brings_a_changed_letter_and_money_to_pay(reclaim: MakeWorld) -> None:
    """best/6.3.3: the amount is changed by the outcome; the letter says so once it is."""
    w = reclaim()
    w.paid()
    grant = w.case.grant.id
    assert codes(lambda: w.perform(grant, "issue_changed_letter", BUDGET, payment_plan="tre terminer")) == {
        "award_unchanged"
    }
    award = next(d.id for d in w.case.decisions if d.kind == "grant.award")
    w.told("D1", award, w.desk.today)
    w.decisions["D1"] = award
    w.appealed(award)
    w.under_review()
    w.decide_above("delvis_medhold", awarded_amount=200_000 * KRONER, new_amount=1_200_000 * KRONER)
    assert money(w, "awarded", "unpaid") == [1_200_000, 700_000]
    w.perform(grant, "issue_changed_letter", BUDGET, payment_plan="tre terminer")
    assert task(w).state == "to_do"
    assert "grant_letter_changed" in [letter.template for letter in w.case.letters]
