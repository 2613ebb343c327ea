"""Appeals and what lies beside them, path by path: what is refused, with which code, and what carries through."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from casework import Actor, Refused
from tests.scenarios.desk import CASEWORKER, DECIDER, GRANTEE, MINISTER, MINISTRY, PARTY, Desk
from tests.scenarios.first_instance import TELLS
from tests.scenarios.givens import bring_about
from tests.scenarios.world import World

MakeWorld = Callable[..., World]


@pytest.fixture
def world(sqlite_template: Path, tmp_path: Path) -> MakeWorld:
    """Makes a world in which something is given."""

    def make(**given: Any) -> World:
        url = f"sqlite:///{shutil.copy(sqlite_template, tmp_path)}"
        made = World(Desk(url, tmp_path, date(2026, 1, 5)), given)
        bring_about(made)
        return made

    return make


def codes(deed: Callable[[], object]) -> set[str]:
    """The codes with which the deed is refused."""
    with pytest.raises(Refused) as refused:
        deed()
    return {reason.code for reason in refused.value.reasons}


# ---- The notice and its clock


def test_a_notice_to_anybody_but_the_representative_is_refused(world: MakeWorld) -> None:
    """fvl/12-3: within the mandate the notice goes to the representative."""
    w = world()
    notice = w.open("notice", CASEWORKER, w.decided(), represented_by="advokaten")
    sent = {"channel": "post", "tells": TELLS}
    assert codes(lambda: w.perform(notice, "send", CASEWORKER, addressee="parten", **sent)) == {"wrong_addressee"}
    w.perform(notice, "send", CASEWORKER, addressee="advokaten", **sent)


@pytest.mark.parametrize("item", ["right_of_appeal", "appeal_deadline", "appeal_body", "procedure", "access"])
def test_a_notice_without_one_item_is_not_sent(world: MakeWorld, item: str) -> None:
    """fvl/27-3: each mandatory item by itself."""
    w = world()
    notice = w.open("notice", CASEWORKER, w.decided())
    tells = [told for told in TELLS if told != item]
    refused = codes(lambda: w.perform(notice, "send", CASEWORKER, channel="post", tells=tells))
    assert refused == {"appeal_information_incomplete"}


def test_a_later_day_that_the_notice_stated_is_honoured(world: MakeWorld) -> None:
    """fvl/29-1: what was stated binds the authority where it is later than the law's."""
    w = world(notification_arrived="2026-02-02")
    w.told("other", w.decided(), "2026-02-10", party="A", stated_last_day="2026-03-20")
    assert str(w.case.deadline("appeal", w.notices["other"]).last_day) == "2026-03-20"
    w.told("earlier", w.decided(), "2026-02-10", party="B", stated_last_day="2026-02-20")
    assert str(w.case.deadline("appeal", w.notices["earlier"]).last_day) == "2026-03-03"


def test_a_faulty_notice_is_sent_anew_and_restarts_the_clock(world: MakeWorld) -> None:
    """fvl/27-3: a person sends it anew; the time for appeal runs from the new arrival."""
    w = world(notification_arrived="2026-02-02")
    notice = w.notices.get("D1") or (w.decided() and w.notices["D1"])
    w.perform(notice, "report_fault", GRANTEE, fault="klagefristen mangler")
    assert w.state(notice) == "misinformed"
    w.perform(notice, "send", CASEWORKER, channel="post", tells=TELLS)
    w.arrive(notice, "2026-03-02")
    running = [d for d in w.case.deadlines if d.name == "appeal" and d.status == "open"]
    assert [str(d.last_day) for d in running] == ["2026-03-23"]


@pytest.mark.parametrize(("evidence", "state"), [("recorded", "settled"), ("presumed", "expired")])
def test_no_decision_is_final_on_a_presumed_arrival_alone(world: MakeWorld, evidence: str, state: str) -> None:
    """fvl/29-1: after the last day and the allowance for the post; on a presumed arrival a caseworker confirms."""
    w = world()
    notice = w.open("notice", CASEWORKER, w.decided(), party="A")
    w.perform(notice, "send", CASEWORKER, channel="post", tells=TELLS)
    w.perform(notice, "record_arrival", CASEWORKER, arrived_on=w.desk.today, evidence=evidence)
    w.desk.move_to(w.desk.today + timedelta(days=22))
    assert w.state(notice) == "expired"
    w.desk.move_to(w.desk.today + timedelta(days=14))
    assert w.state(notice) == state
    if state == "expired":
        w.perform(notice, "confirm_final", CASEWORKER, reason="mottaket er bekreftet på telefon")


def test_an_unopened_electronic_notice_is_alerted_again_after_a_week(world: MakeWorld) -> None:
    """efvf/8-5: a second alert, once."""
    w = world()
    notice = w.open("notice", CASEWORKER, w.decided(), party="A")
    w.perform(notice, "send", CASEWORKER, channel="electronic", tells=TELLS)
    w.desk.move_to(w.desk.today + timedelta(days=20))
    alerts = [x for x in w.case.letters if x.template == "notice_alert" and x.proceeding_id == notice]
    assert len(alerts) == 2


def test_an_announcement_starts_the_clock_on_its_first_day(world: MakeWorld) -> None:
    """fvl/29-1-2: public announcement."""
    w = world(notification_arrived=None, decision_made="2026-02-02", publicly_announced=True)
    deadline = w.case.deadline("appeal")
    assert (deadline.law, str(deadline.last_day)) == ("fvl/29-1-2", "2026-02-23")


# ---- Admission and dismissal


def test_a_late_appeal_is_not_dismissed_before_relief_is_considered(world: MakeWorld) -> None:
    """fvl/31-2: both letters and the harm to others come first."""
    w = world()
    appeal = w.late_appeal()
    w.perform(appeal, "propose", CASEWORKER, proposal="avvisning")
    assert codes(lambda: w.perform(appeal, "dismiss", DECIDER, reason="for sen")) == {"relief_not_considered"}


def test_an_appeal_that_is_in_order_is_not_dismissed(world: MakeWorld) -> None:
    """fvl/33-2: only where a condition is missing."""
    w = world()
    w.perform(w.admitted(), "propose", CASEWORKER, proposal="avvisning")
    refused = codes(lambda: w.perform(w.appeal, "dismiss", DECIDER, reason="vi er uenige"))
    assert refused == {"no_ground_for_dismissal"}


def test_an_appeal_that_names_no_decision_can_name_it_later(world: MakeWorld) -> None:
    """fvl/32-3: cured within the time, it keeps its date."""
    w = world()
    decision = w.decided()
    appeal = w.appealed(None)
    assert codes(lambda: w.perform(appeal, "admit", CASEWORKER)) == {"form_is_defective"}
    w.perform(appeal, "set_correction_deadline", CASEWORKER, correct_by=w.desk.today + timedelta(days=14))
    w.perform(appeal, "cure", GRANTEE, cured=["decision_not_identified"], decision=decision)
    assert w.state(appeal) == "admissible"


def test_an_early_appeal_needs_no_recorded_arrival(world: MakeWorld) -> None:
    """fvl/29-1: within three weeks of the decision itself nobody can be late."""
    w = world(notification_arrived=None, decision_made="2026-02-02")
    w.decided()
    w.desk.move_to("2026-02-20")
    assert w.state(w.appealed(w.decided())) == "received"


def test_a_postmark_just_after_the_last_day_is_for_a_person_to_weigh(world: MakeWorld) -> None:
    """fvl/30-1: a letter box is emptied the day after."""
    w = world(deadlines={"klagefrist": "2026-03-31"})
    w.decided()
    w.desk.move_to("2026-04-07")
    appeal = w.appealed(w.decided(), channel="post", posted_on="2026-04-01")
    assert w.state(appeal) == "timeliness_unclear"
    assert codes(lambda: w.perform(appeal, "admit", CASEWORKER)) == {"reason_required"}


# ---- Reconsideration, and what carries through


def test_every_point_raised_is_answered(world: MakeWorld) -> None:
    """fvl/34-2: in the first instance too."""
    w = world()
    w.appealed(w.decided(), points=["feil beløp", "feil regel"])
    w.perform(w.in_review(), "propose", CASEWORKER, proposal="medhold")
    step = {"reason": "klagen fører fram", "answers": {"feil beløp": "ja"}}
    assert codes(lambda: w.perform(w.appeal, "reverse_fully", DECIDER, **step)) == {"points_unanswered"}


def test_a_full_reversal_undoes_the_whole_reclaim_and_ends_the_reaction(world: MakeWorld) -> None:
    """fvl/33-2: the claim, the reaction and the stage follow."""
    w = world(decision={"reclaim_nok": 60_000})
    w.in_review()
    assert w.case.stage == "appealed"
    assert w.case.stages[1] == "reclaimed"
    w.perform(w.appeal, "propose", CASEWORKER, proposal="medhold")
    half = {"reason": "x", "answers": {}, "reclaim_reversed_amount": 100}
    assert codes(lambda: w.perform(w.appeal, "reverse_fully", DECIDER, **half)) == {"money_differs"}
    w.decide_below("medhold")
    assert (w.case.ledger.reclaimed, w.case.ledger.outstanding) == (0, 0)
    assert w.state(w.reaction_id) == "reversed"
    assert w.case.stage == "awarded"


def test_a_rejection_reversed_with_money_becomes_an_award_with_its_duties(world: MakeWorld) -> None:
    """fvl/33-2: the new decision gives what the first one refused."""
    w = world()
    w.perform(w.in_review(), "propose", CASEWORKER, proposal="medhold")
    w.perform(w.appeal, "reverse_fully", DECIDER, reason="oppfyller vilkårene", answers={}, awarded_amount=50_000_000)
    assert w.case.grant.state == "awarded"
    assert w.case.ledger.awarded == 50_000_000
    assert w.last("report")


def test_a_rejection_reversed_without_money_is_assessed_anew(world: MakeWorld) -> None:
    """fvl/33-2: the application is taken up again."""
    w = world()
    w.in_review()
    w.decide_below("medhold")
    assert w.case.grant.state == "assessed"


def test_an_incomplete_hand_over_goes_back_and_comes_up_again(world: MakeWorld) -> None:
    """fvl/33-5: a return is no outcome on the merits."""
    w = world()
    w.perform(w.received_above(), "return_incomplete", MINISTRY, reason="vedlegg 3 mangler")
    assert w.state(w.appeal) == "preparing_forwarding"
    w.forward()
    assert w.state(w.under_review()) == "under_review"


# ---- The appeal body


def test_no_change_for_the_worse_without_telling_the_party_first(world: MakeWorld) -> None:
    """fvl/16-1: chapter IV applies in the appeal."""
    w = world(state="ministry.under_review")
    assert codes(lambda: w.decide_above("endret_til_skade")) == {"advance_notice_missing"}


def test_who_decided_below_does_nothing_in_the_appeal(world: MakeWorld) -> None:
    """fvl2025/26-4: enforced now, at every step of the appeal body."""
    w = world(state="ministry.under_review")
    twice = Actor(DECIDER.person, "appeal_body")
    assert codes(lambda: w.perform(w.review or "", "assess", twice, assessment="x")) == {"impartiality"}


def test_one_person_does_not_both_assess_and_decide_above(world: MakeWorld) -> None:
    """regl/14: four eyes at the appeal body."""
    w = world(state="ministry.under_review")
    review = w.review or ""
    w.perform(review, "assess", MINISTER, assessment="vurdert")
    assert codes(lambda: w.perform(review, "uphold", MINISTER, reason="x", answers={})) == {"same_person"}


def test_an_appeal_is_taken_in_once(world: MakeWorld) -> None:
    """fvl/33-4: what came up already is not opened beside itself."""
    w = world(state="ministry.received")
    assert codes(lambda: w.open("appeal_review", MINISTRY, w.appeal)) == {"first_instance_preparation_missing"}


# ---- Beside the appeal


def test_a_deferral_until_a_day_ends_with_the_day(world: MakeWorld) -> None:
    """fvl/42-1: the clock ends it; a demand can go out then."""
    w = world(decision={"reclaim_nok": 60_000})
    until = w.desk.today + timedelta(days=60)
    w.perform(w.ask_deferral(), "grant", CASEWORKER, until="date", until_on=until)
    assert codes(w.demand) == {"implementation_deferred"}
    w.desk.move_to(until + timedelta(days=1))
    assert w.state(w.deferral) == "ended"
    w.demand()


def test_each_body_answers_what_was_asked_of_it(world: MakeWorld) -> None:
    """fvl/42-1: either may defer."""
    w = world()
    asked = w.ask_deferral(above=True)
    assert codes(lambda: w.perform(asked, "refuse", CASEWORKER, reason="nei")) == {"wrong_body"}
    w.perform(asked, "refuse", MINISTRY, reason="ingen fare for skade")


@pytest.mark.parametrize("judged", [{"necessary": False}, {"substantial": False}, {"due_to_the_party": True}])
def test_costs_are_covered_only_where_all_conditions_are_met(world: MakeWorld, judged: dict[str, bool]) -> None:
    """fvl/36-1: necessary, substantial, and not due to the party."""
    w = world(changed_by="first_instance")
    costs = w.claim()
    facts = {"necessary": True, "substantial": True, "due_to_the_party": False, **judged}
    w.perform(costs, "assess", CASEWORKER, assessment="vurdert", **facts)
    refused = codes(lambda: w.perform(costs, "grant", DECIDER, granted_amount=100, reason="x"))
    assert refused == {"costs_not_covered"}


def test_no_more_costs_are_granted_than_claimed(world: MakeWorld) -> None:
    """fvl/36-1: what the party asked for is the most there is."""
    w = world(changed_by="first_instance")
    w.claim(10_000)
    assert codes(lambda: w.decide_costs(False, 10_001)) == {"exceeds_claim"}


def test_a_cost_decision_of_the_first_instance_can_be_appealed(world: MakeWorld) -> None:
    """fvl/36-3: as any other individual decision of the first instance."""
    w = world(changed_by="first_instance")
    w.decide_costs(above=False)
    appeal = w.appealed(w.decision(w.costs))
    w.perform(appeal, "admit", CASEWORKER)
    assert w.state(appeal) == "admissible"


def test_a_cost_decision_of_the_ministry_cannot(world: MakeWorld) -> None:
    """fvl/28-3: what the appeal body decided is the end."""
    w = world(changed_by="ministry")
    w.decide_costs(above=True)
    appeal = w.appealed(w.decision(w.costs))
    assert codes(lambda: w.perform(appeal, "admit", CASEWORKER)) == {"not_appealable"}


def test_a_reversal_to_detriment_is_announced_first(world: MakeWorld) -> None:
    """fvl/16-1: a reversal is itself an individual decision."""
    w = world()
    reversal = w.raise_reversal()
    w.perform(reversal, "assess", CASEWORKER, assessment="vurdert")
    step = {"effect": "detriment", "basis": "fvl/35-1-c", "reason": "ugyldig"}
    assert codes(lambda: w.perform(reversal, "reverse", DECIDER, **step)) == {"advance_notice_missing"}
    w.perform(reversal, "announce", CASEWORKER, announced_change="avslag", statement_by=w.desk.today)
    assert codes(lambda: w.perform(reversal, "reverse", DECIDER, **step)) == {"advance_notice_missing"}
    w.desk.next_day()
    w.perform(reversal, "reverse", DECIDER, **step)


# ---- The Act that governs


def test_a_decision_after_commencement_is_appealed_under_the_new_act(world: MakeWorld) -> None:
    """fvl2025/63-1: chosen by the day of the contested decision."""
    w = world(notification_arrived="2026-02-02")
    file = w.desk.folder / "commencement.toml"
    file.write_text("[[commencement]]\nday = 2026-02-01\nresolution = 'prøve'\n", "utf-8")
    w.desk.commencements.append(file)
    w.desk.reopen()
    w.given = {**w.given, "decision_made": "2026-02-02"}
    w.decided()
    assert w.case.deadline("appeal", w.notices["D1"]).law == "fvl2025/63-1"
    assert w.case.party.id == PARTY
