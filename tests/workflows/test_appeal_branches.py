"""The rarer branches of an appeal, each by itself: how it comes in, who may handle it, and what ends it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from casework import Actor
from tests.scenarios.desk import CASEWORKER, DECIDER, GRANTEE, MINISTER, MINISTRY, SUPERVISOR, moment
from tests.scenarios.world import World
from tests.workflows.test_appeal_paths import MakeWorld, codes, world

__all__ = ["world"]


def templates(w: World) -> list[str]:
    """The letters of the case, in order."""
    return [letter.template for letter in w.case.letters]


# ---- How it comes in


def test_an_appeal_with_nothing_in_it_is_registered(world: MakeWorld) -> None:
    """fvl/11-4: whatever came in is in the record, and its sender is told that it came."""
    w = world()
    w.decided()
    appeal = w.open("appeal", GRANTEE)
    assert w.state(appeal) == "received"
    assert templates(w)[-1] == "appeal_receipt"
    assert codes(lambda: w.perform(appeal, "admit", CASEWORKER)) >= {"form_is_defective"}


def test_an_archived_case_takes_an_appeal_in(world: MakeWorld) -> None:
    """fvl/30-1: registering what comes in is never refused."""
    w = world()
    decision = w.decided()
    w.desk.office.mark(w.case_id, "access_restricted", by=SUPERVISOR, reason="prøve")
    assert w.state(w.appealed(decision)) == "received"


def test_what_arrived_in_time_is_in_time_whenever_it_was_received(world: MakeWorld) -> None:
    """efvf/11-5: arrival at the address counts, not when somebody opened it."""
    w = world(deadlines={"klagefrist": "2026-03-31"})
    w.decided()
    w.desk.move_to("2026-04-01")
    times = {"arrived_at": moment("2026-03-31T21:50:00Z"), "received_at": moment("2026-04-01T06:00:00Z")}
    assert w.state(w.appealed(w.decided(), channel="electronic", **times)) == "received"


def test_an_appeal_for_another_body_goes_there_and_its_sender_is_told(world: MakeWorld) -> None:
    """fvl/11-4: sent on, with a letter that says where."""
    w = world()
    w.decided()
    appeal = w.appealed(None)
    w.perform(appeal, "send_on", CASEWORKER, right_body="Bufdir", reason="vedtaket er truffet der")
    assert w.state(appeal) == "sent_on"
    assert "Bufdir" in w.desk.office.letter_text(w.case.letters[-1].id)


def test_an_appeal_against_our_own_decision_is_not_sent_on(world: MakeWorld) -> None:
    """fvl/33-2: it is handled here."""
    w = world()
    facts = {"right_body": "Bufdir", "reason": "x"}
    assert codes(lambda: w.perform(w.appeal, "send_on", CASEWORKER, **facts)) == {"decision_is_ours"}


def test_an_appeal_posted_in_time_that_arrives_after_the_end_is_taken_up(world: MakeWorld) -> None:
    """fvl/30-1: what was final for the party is judged all the same, as if it had come at once."""
    w = world(deadlines={"klagefrist": "2026-03-31"})
    w.decided()
    w.desk.move_to("2026-04-01")
    w.desk.move_to("2026-04-28")
    assert w.state(w.notices["D1"]) == "settled"
    appeal = w.appealed(w.decided(), channel="post", posted_on="2026-03-30")
    assert w.state(appeal) == "received"
    w.in_review()
    w.decide_below("medhold")
    assert w.state(appeal) == "reversed"


def test_a_lost_appeal_is_late_once_the_week_is_out(world: MakeWorld) -> None:
    """fvl/30-1: nobody repeated it; relief remains."""
    w = world(deadlines={"klagefrist": "2026-03-31"}, posted="2026-03-30", lost_known="2026-04-15")
    w.desk.move_to("2026-04-23")
    assert w.state(w.appeal) == "late"
    w.perform(w.appeal, "grant_relief", CASEWORKER, relief_ground="fvl/31-1-a", relief_reason="posten ble borte")
    assert w.state(w.appeal) == "admissible"


# ---- Who may handle it


def test_whoever_decides_declares_anew_where_somebody_else_appeals(world: MakeWorld) -> None:
    """fvl/8-1: a tie to an appellant who was not in the case before cannot have been declared."""
    w = world(appellant={"party": False, "legal_interest": True})
    w.perform(w.in_review(), "propose", CASEWORKER, proposal="medhold")
    step = {"reason": "klagen fører fram", "answers": {}}
    assert codes(lambda: w.perform(w.appeal, "reverse_fully", DECIDER, **step)) == {"impartiality"}
    w.declared(DECIDER)
    w.perform(w.appeal, "reverse_fully", DECIDER, **step)


def test_having_taken_part_below_is_judged_by_a_person(world: MakeWorld) -> None:
    """fvl/6-2: it does not disqualify by itself, and it is not passed over."""
    w = world(state="ministry.received")
    took_part = SUPERVISOR.person
    review = w.review or ""
    assert codes(lambda: w.perform(review, "assign_handler", MINISTRY, handler=took_part)) == {"participation_unjudged"}
    w.perform(review, "assign_handler", MINISTRY, handler=took_part, participation_judged="ekspedisjonssjefen: ...")


def test_who_deferred_above_took_no_part_below(world: MakeWorld) -> None:
    """fvl/6-2: the deferral suspends the reaction below, but that step is nobody's: the same person may decide."""
    w = world(decision={"reclaim_nok": 60_000}, appeal_pending=True)
    w.perform(w.ask_deferral(above=True), "grant", MINISTER, until="appeal_decided")
    assert w.proceeding(w.reaction_id).acts["suspend"] == []
    w.under_review()
    w.decide_above("stadfestet")
    assert w.state(w.review or "") == "upheld"


def test_who_took_part_below_does_not_decide_unjudged(world: MakeWorld) -> None:
    """fvl/6-2: also where nobody assigned the case."""
    w = world(state="ministry.under_review")
    review = w.review or ""
    moved = Actor(SUPERVISOR.person, "appeal_body")
    w.declared(moved)
    w.perform(review, "assess", MINISTRY, assessment="vurdert")
    step = {"reason": "vedtaket er riktig", "answers": {}}
    assert codes(lambda: w.perform(review, "uphold", moved, **step)) == {"participation_unjudged"}


# ---- The appeal body


def test_new_facts_are_heard_before_they_are_decided_on(world: MakeWorld) -> None:
    """fvl/17-2: until the statement is in, or its day has passed."""
    w = world(state="ministry.under_review")
    review, day = w.review or "", w.desk.today + timedelta(days=14)
    w.perform(review, "hear_parties", MINISTRY, new_facts="regnskap fra banken", statement_by=day)
    assert codes(lambda: w.decide_above("stadfestet")) == {"hearing_runs"}
    w.desk.move_to(day + timedelta(days=1))
    w.decide_above("stadfestet")


def test_upheld_for_other_reasons_says_so(world: MakeWorld) -> None:
    """fvl/34-2: the appeal body tries all sides; the outcome is the same, the reasons are its own."""
    w = world(state="ministry.under_review")
    w.decide_above("stadfestet", other_reasons=True)
    assert w.proceeding(w.review or "").facts["other_reasons"] is True


def test_each_point_is_answered_above_too(world: MakeWorld) -> None:
    """fvl/34-2: the appeal body must consider the appellant's views."""
    w = world()
    w.appealed(w.decided(), points=["feil beløp"])
    w.perform(w.in_review(), "uphold", CASEWORKER, reason="riktig", answers={"feil beløp": "nei"})
    w.made_ready()
    w.forward()
    review = w.under_review()
    w.perform(review, "assess", MINISTRY, assessment="vurdert")
    step = {"reason": "riktig", "answers": {}}
    assert codes(lambda: w.perform(review, "uphold", MINISTER, **step)) == {"points_unanswered"}


def test_another_founded_appeal_may_lie_in_a_case_of_its_own(world: MakeWorld) -> None:
    """fvl/34-3: then the three months do not bind; a person names the case."""
    w = world(appeal_received_first_instance="2026-01-30", state="ministry.under_review")
    review = w.review or ""
    w.desk.move_to("2026-06-01")
    w.announce_detriment(review)
    assert codes(lambda: w.decide_above("endret_til_skade")) == {"three_month_limit"}
    w.decide_above("endret_til_skade", founded_case="2026/00017")


@pytest.mark.parametrize("step", ["admit", "propose", "dismiss", "forward", "withdraw", "close"])
def test_what_has_ended_is_not_begun_again(world: MakeWorld, step: str) -> None:
    """fvl/28-3: after the appeal body has decided there is nothing more to do here."""
    w = world(state="ministry.under_review")
    w.decide_above("stadfestet")
    by = {"dismiss": DECIDER, "forward": SUPERVISOR, "withdraw": GRANTEE}.get(step, CASEWORKER)
    assert codes(lambda: w.perform(w.appeal, step, by)) == {"not_in_order"}


# ---- Suit


def test_who_delays_the_decision_does_not_wait_out_the_six_months(world: MakeWorld) -> None:
    """fvl/27b: unless the missing decision is due to the appellant's neglect."""
    w = world(exhaustion_required=True, appeal_filed="2026-02-02")
    w.perform(w.appeal, "note_delay_by_appellant", CASEWORKER, reason="svarer ikke")
    w.desk.move_to("2026-08-10")
    assert "note_suit_open" not in w.proceeding(w.appeal).acts
    again = {"reason": "svarer ikke"}
    assert codes(lambda: w.perform(w.appeal, "note_delay_by_appellant", CASEWORKER, **again)) == {"suit_not_barred"}


def test_the_withdrawal_of_one_of_two_is_no_bar_to_a_fresh_appeal(world: MakeWorld) -> None:
    """fvl/29-1: inside the time, by the same appellant, judged by its own day."""
    w = world(appellants=["A", "B"], arrived={"A": "2026-02-02", "B": "2026-02-02"})
    assert w.appeal
    w.perform(w.appeal_of["A"], "withdraw", GRANTEE)
    w.desk.move_to("2026-02-23")
    anew = w.appealed(w.decided(), appellant="A", is_party=True)
    w.desk.move_to("2026-02-24")
    late = w.appealed(w.decided(), appellant="A", is_party=True)
    assert (w.state(anew), w.state(late), w.state(w.appeal_of["B"])) == ("received", "late", "received")


def test_a_refused_step_leaves_the_letters_as_they_were(world: MakeWorld) -> None:
    """fvl/27-1: nothing is staged by what was refused."""
    w = world(state="first_instance.preparing_forwarding", statement_to_ministry=True, copy_to_parties=False)
    there = [m.id for m in w.desk.office.mail.messages(case_id=w.case_id)]
    assert codes(w.forward) == {"copy_of_statement_missing"}
    assert [m.id for m in w.desk.office.mail.messages(case_id=w.case_id)] == there
