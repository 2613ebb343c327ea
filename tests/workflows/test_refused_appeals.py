"""What must be in place at each step of a notice, an appeal, a deferral and a reversal: each by itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.scenarios.desk import CASEWORKER, DECIDER, MINISTER, MINISTRY
from tests.scenarios.first_instance import TELLS
from tests.workflows.test_appeal_paths import MakeWorld, codes, world

__all__ = ["world"]

# ---- The notice


def test_what_is_known_of_an_arrival_is_not_proven_again(world: MakeWorld) -> None:
    """fvl/29-1: only what was presumed gives way to what is known."""
    w = world(notification_arrived="2026-02-02")
    w.decided()
    proof: dict[str, Any] = {"arrived_on": w.desk.today, "evidence": "recorded", "reason": "sporing"}
    refused = codes(lambda: w.perform(w.notices["D1"], "prove_arrival", CASEWORKER, **proof))
    assert refused == {"already_arrived"}
    notice = w.open("notice", CASEWORKER, w.decided(), party="A")
    w.perform(notice, "send", CASEWORKER, channel="post", tells=TELLS)
    w.perform(notice, "record_arrival", CASEWORKER, arrived_on=w.desk.today, evidence="presumed")
    w.perform(notice, "prove_arrival", CASEWORKER, **proof)


def test_a_decision_is_not_final_while_an_appeal_may_be_in_the_post(world: MakeWorld) -> None:
    """fvl/30-1: an appeal posted on the last day is in time, and comes days later."""
    w = world()
    notice = w.open("notice", CASEWORKER, w.decided(), party="A")
    w.perform(notice, "send", CASEWORKER, channel="post", tells=TELLS)
    w.perform(notice, "record_arrival", CASEWORKER, arrived_on=w.desk.today, evidence="presumed")
    w.desk.move_to(w.desk.today + timedelta(days=22))
    step = {"reason": "bekreftet på telefon"}
    assert codes(lambda: w.perform(notice, "confirm_final", CASEWORKER, **step)) == {"post_under_way"}
    w.desk.move_to(w.desk.today + timedelta(days=14))
    w.perform(notice, "confirm_final", CASEWORKER, **step)


# ---- The appeal


def test_no_time_to_correct_is_set_where_nothing_is_wrong(world: MakeWorld) -> None:
    """fvl/32-3: an appeal in order is not kept waiting."""
    w = world()
    by = {"correct_by": w.desk.today + timedelta(days=200)}
    assert codes(lambda: w.perform(w.appeal, "set_correction_deadline", CASEWORKER, **by)) == {"form_is_defective"}


@pytest.mark.parametrize("step", ["reverse_fully", "reverse_partly", "dismiss"])
def test_nobody_decides_in_an_appeal_what_nobody_proposed(world: MakeWorld, step: str) -> None:
    """regl/14: one proposes, another decides, in the first instance."""
    w = world()
    w.in_review()
    given: dict[str, Any] = {"reason": "klagen fører fram", "answers": {}} if step != "dismiss" else {"reason": "x"}
    assert "proposal_missing" in codes(lambda: w.perform(w.appeal, step, DECIDER, **given))


def test_nobody_decides_above_what_nobody_assessed(world: MakeWorld) -> None:
    """regl/14: and at the appeal body."""
    w = world(state="ministry.under_review")
    review = w.review or ""
    step: dict[str, Any] = {"reason": "vedtaket er riktig", "answers": {}}
    assert codes(lambda: w.perform(review, "uphold", MINISTER, **step)) == {"proposal_missing"}
    w.perform(review, "assess", MINISTRY, assessment="vurdert")
    w.perform(review, "uphold", MINISTER, **step)


def test_only_a_dismissal_is_set_aside_as_one(world: MakeWorld) -> None:
    """fvl/34-1: an appeal on the merits is upheld, changed or annulled."""
    w = world(state="ministry.under_review")
    assert codes(lambda: w.decide_above("opphevet_avvisning")) == {"dismissal_not_contested"}


def test_nobody_says_that_an_appeal_is_decided_above_before_it_is(world: MakeWorld) -> None:
    """fvl/34-4: the outcome comes from the appeal body's own decision."""
    w = world(state="ministry.under_review")
    refused = codes(lambda: w.perform(w.appeal, "note_decided_above", MINISTRY))
    assert refused == {"review_not_closed"}
    assert w.state(w.appeal) == "forwarded"


def test_a_party_that_may_still_claim_its_costs_is_not_cut_off(world: MakeWorld) -> None:
    """fvl/36-3: closed without a claim only when the three weeks are out."""
    w = world(changed_by="first_instance")
    costs = w.costs_opened()
    assert codes(lambda: w.perform(costs, "close", CASEWORKER)) == {"claim_period_runs"}
    last = w.case.deadline("claim", costs).last_day
    w.desk.move_to(last)
    assert codes(lambda: w.perform(costs, "close", CASEWORKER)) == {"claim_period_runs"}


# ---- Deferral and reversal


def test_a_deferral_until_a_day_says_the_day(world: MakeWorld) -> None:
    """fvl/42-1: a deferral without an end is none."""
    w = world()
    asked = w.ask_deferral()
    assert codes(lambda: w.perform(asked, "grant", CASEWORKER, until="date")) == {"end_required"}
    w.perform(asked, "grant", CASEWORKER, until="date", until_on=w.desk.today + timedelta(days=30))


def test_a_part_is_reversed_only_in_favour(world: MakeWorld) -> None:
    """fvl/35-1-a: what is to the party's harm is announced and decided as such."""
    w = world(decision={"reclaim_nok": 60_000})
    reversal = w.raise_reversal()
    w.perform(reversal, "assess", CASEWORKER, assessment="vurdert")
    step: dict[str, Any] = {"basis": "fvl/35-1-c", "reason": "en post", "new_amount": 4_000_000}
    refused = codes(lambda: w.perform(reversal, "reverse_partly", DECIDER, effect="detriment", **step))
    assert "reversal_is_in_favour" in refused
    w.perform(reversal, "reverse_partly", DECIDER, effect="favour", **step)


def test_a_superior_that_never_told_of_its_review_does_not_reverse(world: MakeWorld) -> None:
    """fvl/35-3: the first message is sent in three weeks, or there is no second."""
    w = world(decision_message_sent="2026-03-02")
    reversal = w.superior_case()
    w.perform(reversal, "assess_as_superior", MINISTRY, assessment="vurdert")
    w.perform(reversal, "record_notice_exception", MINISTRY, exception="fvl/16-3-c", reason="kjent")
    step: dict[str, Any] = {"reason": "x", "weighing": "hensynet til fellesskapet", "message_sent_on": w.desk.today}
    assert codes(lambda: w.perform(reversal, "reverse_as_superior", MINISTER, **step)) == {"three_week_limit"}
    w.perform(reversal, "tell_of_review", MINISTRY, review_notice_sent_on=w.desk.today)
    w.perform(reversal, "reverse_as_superior", MINISTER, **step)


def test_an_award_is_reversed_only_on_somebody_elses_proposal(world: MakeWorld) -> None:
    """fvl/35-1, regl/14: in the grant as elsewhere."""
    w = world()
    grant = w.awarded()
    step: dict[str, Any] = {"reversal_basis": "fvl/35-1-a", "reversed_amount": 100, "reason": "frasagt"}
    assert codes(lambda: w.perform(grant, "reverse_award", DECIDER, **step)) == {"reversal_is_proposed"}
    proposed: dict[str, Any] = {"reversal_basis": "fvl/35-1-a", "proposed_reversal": 100, "reason": "frasagt"}
    w.perform(grant, "propose_reversal", CASEWORKER, **proposed)
    w.perform(grant, "reverse_award", DECIDER, **step)
