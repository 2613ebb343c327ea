"""A claim until it is settled: deferred, watched for limitation, paid in instalments, sent to collection, interest."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from casework.engine.ladders import plan_of
from casework.law.calendar import oslo_day
from tests.scenarios.desk import BUDGET, CASEWORKER, DECIDER, GRANTEE, MINISTRY
from tests.scenarios.first_instance import KRONER
from tests.scenarios.world import World
from tests.workflows.reclaimed import MakeWorld, codes, money, repaid

INTEREST: dict[str, Any] = {
    "interest_basis": "grant_letter",
    "interest_provision": "tilskuddsbrevet punkt 7",
    "interest_from": "2026-03-01",
    "interest_rate": 1225,
    "interest_amount": 500 * KRONER,
    "reason": "betalt etter fristen",
}


def entries(w: World, step: str) -> list[str]:
    """The entries of that step in the reaction."""
    return [e.id for e in w.desk.office.history(w.case_id) if e.name == step and e.proceeding_id == w.reaction_id]


def demanded(w: World) -> None:
    """The claim, decided and demanded."""
    w.decided()
    w.demand()


# ---- Deferral: fvl section 42


def test_a_deferral_stops_the_payment_date_and_its_end_sets_a_new_one(reclaim: MakeWorld) -> None:
    """fvl/42-1: suspended when deferred; counted anew, with an entry and a letter, when that is over."""
    w = reclaim()
    demanded(w)
    first = w.case.deadline("repayment", w.reaction_id)
    until = w.desk.today + timedelta(days=60)
    w.perform(w.ask_deferral(), "grant", CASEWORKER, until="date", until_on=until, terms="sikkerhet stilles")
    assert w.case.deadline("repayment", w.reaction_id).status == "waived"
    assert len(entries(w, "suspend")) == 1
    w.desk.move_to(until + timedelta(days=1))
    anew = w.case.deadline("repayment", w.reaction_id)
    assert (anew.id != first.id, anew.status, anew.last_day) == (True, "open", w.desk.today + timedelta(weeks=3))
    assert len(entries(w, "resume")) == 1
    assert "payment_date_anew" in [x.template for x in w.case.letters]


def test_a_demand_that_never_went_out_is_put_on_the_desk_when_the_deferral_ends(reclaim: MakeWorld) -> None:
    """fvl/42-1: nothing was demanded, so a day is set for the demand."""
    w = reclaim()
    w.perform(w.ask_deferral(), "grant", CASEWORKER, until="appeal_decided")
    assert codes(w.demand) == {"implementation_deferred"}
    w.perform(w.deferral, "lift", DECIDER, reason="klagen er ikke kommet")
    assert w.case.deadline("demand", w.reaction_id).status == "open"
    w.demand()
    assert w.case.deadline("demand", w.reaction_id).status == "met"


def test_nothing_is_demanded_of_a_claim_that_fell_away_while_it_was_deferred(reclaim: MakeWorld) -> None:
    """fvl/34-4: the end of the deferral sets no date for a claim that is no more."""
    w = reclaim()
    demanded(w)
    w.perform(w.ask_deferral(), "grant", CASEWORKER, until="appeal_decided")
    w.under_review()
    w.decide_above("medhold")
    assert w.state(w.deferral) == "ended"
    assert not entries(w, "resume")
    assert "payment_date_anew" not in [x.template for x in w.case.letters]


def test_a_deferral_lasts_until_the_last_appeal_is_decided(reclaim: MakeWorld) -> None:
    """fvl/42-1: of two appeals against the decision, one is withdrawn; the other still waits."""
    w = reclaim(appellants=["A", "B"])
    w.perform(w.ask_deferral(), "grant", CASEWORKER, until="appeal_decided")
    _ = w.appeal
    w.perform(w.appeal_of["A"], "withdraw", GRANTEE)
    assert w.state(w.deferral) == "granted"
    w.perform(w.appeal_of["B"], "withdraw", GRANTEE)
    assert w.state(w.deferral) == "ended"


def test_a_request_for_deferral_is_answered_within_a_week_or_shown_as_late(reclaim: MakeWorld) -> None:
    """fvl/42-1: decided as soon as possible; our own day, which reminds the caseworker and is entered when missed."""
    w = reclaim()
    w.ask_deferral()
    answer = w.case.deadline("answer", w.deferral)
    assert answer.last_day == w.desk.today + timedelta(weeks=1)
    w.desk.move_to(w.desk.today + timedelta(weeks=2))
    names = [e.name for e in w.desk.office.history(w.case_id) if e.proceeding_id == w.deferral]
    assert "note_answer_overdue" in names


# ---- Limitation: foreldelsesloven


def test_a_claim_is_watched_from_the_day_that_it_arose(reclaim: MakeWorld) -> None:
    """fel/2: three years from the first day on which it could be demanded, rolled past a closed day (fel/29-2)."""
    w = reclaim()
    w.paid()
    facts: dict[str, Any] = {"breach": "other", "term": "brevet 4.2", "kind": "reclaim", "claim_arose_on": "2025-06-01"}
    reaction = w.open("reaction", CASEWORKER, **facts)
    watched = w.case.deadline("limitation", reaction)
    assert (watched.law, str(watched.last_day)) == ("fel/2", "2028-06-01")
    w.perform(reaction, "record_claim_day", CASEWORKER, claim_arose_on="2025-05-02", reason="fristen var tidligere")
    assert str(w.case.deadline("limitation", reaction).last_day) == "2028-05-02"


def test_warnings_go_after_24_and_33_months(reclaim: MakeWorld) -> None:
    """fel/2: by month arithmetic, on a working day, to the caseworker and those above, while there is time to act."""
    w = reclaim()
    w.paid()
    facts: dict[str, Any] = {"breach": "other", "term": "brevet 4.2", "kind": "reclaim", "claim_arose_on": "2025-06-03"}
    reaction = w.open("reaction", CASEWORKER, **facts)
    surroundings = w.desk.office.surroundings
    plan = plan_of(surroundings.definitions.scheme("scenario", w.desk.year), w.case.deadline("limitation", reaction))
    days = {str(oslo_day(each.at)): each.rung.recipients for each in plan}
    assert days["2027-06-03"][0] == "caseworker"
    assert days["2028-03-03"][:2] == ("caseworker", "supervisor")


def test_a_barred_claim_is_neither_decided_nor_demanded(reclaim: MakeWorld) -> None:
    """fel/24: tested at the decision, and at every demand."""
    w = reclaim()
    w.decided()
    w.desk.move_to(date(2029, 6, 1))
    assert len(entries(w, "note_claim_barred")) == 1
    assert codes(w.demand) == {"claim_is_barred"}
    facts: dict[str, Any] = {"breach": "other", "term": "brevet 4.2", "kind": "reclaim", "claim_arose_on": "2026-02-02"}
    late = w.open("reaction", CASEWORKER, **facts)
    w.perform(late, "record_notice_exception", CASEWORKER, exception="fvl/16-3-c", reason="kjent med saken")
    w.propose_reaction(late, 1_000, "fvl/35-5:decision")
    assert codes(lambda: w.decide_reaction(late, w.decider)) == {"claim_is_barred"}


@pytest.mark.parametrize(
    ("how", "law", "last_day"), [("fel/14", "fel/20", "2030-03-04"), ("fel/17", "fel/21", "2037-03-04")]
)
def test_an_interruption_lets_a_new_period_run(reclaim: MakeWorld, how: str, law: str, last_day: str) -> None:
    """fel/20, fel/21: three years after an acknowledgement, ten after a ruling or collection steps."""
    w = reclaim()
    w.decided()
    w.desk.move_to("2027-03-05")
    step: dict[str, Any] = {"interrupted_by": how, "interrupted_on": "2027-03-04", "reason": "brev fra organisasjonen"}
    w.perform(w.reaction_id, "interrupt_limitation", CASEWORKER, **step)
    anew = w.case.deadline("limitation", w.reaction_id)
    assert (anew.law, str(anew.last_day)) == (law, last_day)
    assert [d.status for d in w.case.deadlines if d.name == "limitation"][-2:] == ["waived", "open"]


def test_a_period_that_has_ended_is_not_interrupted(reclaim: MakeWorld) -> None:
    """fel/2: what is barred stays barred."""
    w = reclaim()
    w.decided()
    w.desk.move_to("2029-06-01")
    step: dict[str, Any] = {"interrupted_by": "fel/14", "interrupted_on": "2029-05-30", "reason": "for sent"}
    assert codes(lambda: w.perform(w.reaction_id, "interrupt_limitation", CASEWORKER, **step)) == {"claim_is_barred"}


# ---- Interest: forsinkelsesrenteloven section 5


@pytest.mark.parametrize("missing", ["interest_basis", "interest_provision", "interest_from", "interest_rate"])
def test_interest_without_a_whole_basis_is_refused(reclaim: MakeWorld, missing: str) -> None:
    """frl/5: a basis, its provision, a first day and a rate; the reclaim itself gives none."""
    w = reclaim()
    w.decided()
    facts: dict[str, Any] = {name: value for name, value in INTEREST.items() if name != missing}
    assert codes(lambda: w.perform(w.reaction_id, "charge_interest", BUDGET, **facts)) == {"interest_basis_required"}


def test_interest_stands_beside_the_claim_and_disturbs_no_equation(reclaim: MakeWorld) -> None:
    """frl/5: charged and paid in the ledger, outside reclaimed = repaid + set off + outstanding + waived."""
    w = reclaim()
    w.decided()
    w.perform(w.reaction_id, "charge_interest", BUDGET, **INTEREST)
    assert money(w, "reclaimed", "outstanding", "interest") == [60_000, 60_000, 500]
    paid: dict[str, Any] = {"interest_paid_amount": 500 * KRONER, "paid_on": w.desk.today}
    w.perform(w.reaction_id, "record_interest_payment", CASEWORKER, **paid)
    assert money(w, "outstanding", "interest", "interest_paid") == [60_000, 0, 500]
    again = codes(lambda: w.perform(w.reaction_id, "record_interest_payment", CASEWORKER, **paid))
    assert again == {"exceeds_interest"}


# ---- Instalments and collection


def test_instalments_are_due_one_after_another(reclaim: MakeWorld) -> None:
    """best/6.3.5: the day watched is that of the first instalment not paid."""
    w = reclaim()
    w.decided()
    days = [w.desk.today + timedelta(days=30 * n) for n in (1, 2, 3)]
    plan = {str(day): 20_000 * KRONER for day in days}
    short = {**plan, str(days[2]): 10_000 * KRONER}
    step: dict[str, Any] = {"reason": "avtalt på telefon"}
    refused = codes(lambda: w.perform(w.reaction_id, "agree_instalments", CASEWORKER, instalments=short, **step))
    assert refused == {"instalments_differ"}
    w.perform(w.reaction_id, "agree_instalments", CASEWORKER, instalments=plan, **step)
    assert w.case.deadline("repayment", w.reaction_id).last_day == days[0]
    repaid(w, 5_000)
    assert w.case.deadline("repayment", w.reaction_id).last_day == days[0]
    repaid(w, 15_000)
    assert w.case.deadline("repayment", w.reaction_id).last_day == days[1]
    repaid(w, 40_000)
    assert w.case.deadline("repayment", w.reaction_id).status == "met"
    assert money(w, "repaid", "outstanding") == [60_000, 0]


def test_a_claim_goes_to_collection_only_when_its_day_has_passed(reclaim: MakeWorld) -> None:
    """best/6.3.5: what lies there is in the ledger, and what is collected is repaid."""
    w = reclaim()
    demanded(w)
    step: dict[str, Any] = {"sent_to": "Statens innkrevingssentral", "reason": "ikke betalt"}
    assert codes(lambda: w.perform(w.reaction_id, "send_to_collection", BUDGET, **step)) == {"payment_not_late"}
    due = w.case.deadline("repayment", w.reaction_id).last_day or w.desk.today
    w.desk.move_to(due + timedelta(days=1))
    w.perform(w.reaction_id, "send_to_collection", BUDGET, **step)
    assert (money(w, "in_collection", "outstanding"), w.case.stage) == ([60_000, 60_000], "reclaimed")
    repaid(w, 10_000)
    assert money(w, "in_collection", "outstanding", "repaid") == [50_000, 50_000, 10_000]
    w.perform(w.reaction_id, "recall_from_collection", BUDGET, reason="avtale om avdrag")
    assert money(w, "in_collection", "outstanding") == [0, 50_000]


def test_a_claim_in_collection_that_falls_away_is_no_longer_collected(reclaim: MakeWorld) -> None:
    """fvl/34-4: what was collected meanwhile is owed back."""
    w = reclaim()
    w.under_review()
    demanded(w)
    w.desk.move_to((w.case.deadline("repayment", w.reaction_id).last_day or w.desk.today) + timedelta(days=1))
    step: dict[str, Any] = {"sent_to": "Statens innkrevingssentral", "reason": "ikke betalt"}
    w.perform(w.reaction_id, "send_to_collection", BUDGET, **step)
    repaid(w, 10_000)
    w.perform(w.review or "", "assess", MINISTRY, assessment="vurdert", founded=True)
    w.decide_above("medhold")
    assert money(w, "in_collection", "outstanding", "owed_back") == [0, 0, 10_000]


# ---- What gives cause, and what is sent back


@pytest.mark.parametrize(
    "cause", ["control_finding", "change_without_consent", "unused_funds", "equity_transfer", "own_review"]
)
def test_a_reaction_names_what_gave_cause_and_its_source(reclaim: MakeWorld, cause: str) -> None:
    """fvl/17-1: the cause is coded; the source is the proceeding that it is about, where there is one."""
    w = reclaim()
    w.paid()
    control = w.open("control", CASEWORKER, kind="ad_hoc", initiator="agency", subject="bruken av midlene")
    reaction = w.open("reaction", CASEWORKER, control, breach="other", term="brevet 4.2", kind="reclaim", cause=cause)
    facts = w.proceeding(reaction).facts
    assert (facts["cause"], facts["source"]) == (cause, control)
    w.perform(reaction, "send_notice", CASEWORKER, notice_facts="funn i kontrollen", amount=100)


def test_a_tip_is_not_put_to_the_party_without_saying_where_it_comes_from(reclaim: MakeWorld) -> None:
    """fvl/17-2: what a third party says goes to the party, as what it is."""
    w = reclaim()
    w.paid()
    reaction = w.open(
        "reaction", CASEWORKER, breach="other", term="brevet 4.2", kind="reclaim", cause="tip", amount=100
    )
    step: dict[str, Any] = {"notice_facts": "et tips om bruken"}
    assert codes(lambda: w.perform(reaction, "send_notice", CASEWORKER, **step)) == {"source_missing"}
    w.perform(reaction, "send_notice", CASEWORKER, source="brev 3. mars fra en annen organisasjon", **step)


def test_points_sent_back_are_assessed_before_a_new_proposal(reclaim: MakeWorld) -> None:
    """fvl/17-1: each of them, also the second time."""
    w = reclaim()
    reaction = w.suspected() if not w.reaction_id else w.reaction_id
    w.perform(reaction, "record_notice_exception", CASEWORKER, exception="fvl/16-3-c", reason="kjent med saken")
    for points in (["beløpet", "vilkåret"], ["beløpet"]):
        w.propose_reaction(reaction, 1_000, "fvl/35-5:decision")
        w.perform(reaction, "return_proposal", DECIDER, reason="se på disse", returned_points=points)
        given: dict[str, Any] = {"amount": 1_000 * KRONER, "basis": "fvl/35-5:decision", "proposed_reasons": "brudd"}
        assert "not_assessed_again" in codes(lambda: w.perform(reaction, "propose", CASEWORKER, **given))  # noqa: B023
        again: dict[str, Any] = {"assessment_again": "vurdert"}
        none = codes(lambda: w.perform(reaction, "assess_again", CASEWORKER, **again))  # noqa: B023
        assert none == {"points_unanswered"}
        w.perform(reaction, "assess_again", CASEWORKER, assessed_points=dict.fromkeys(points, "riktig"), **again)
        assert w.state(reaction) == "heard"


def test_a_letter_may_state_its_own_day_for_the_statement(reclaim: MakeWorld) -> None:
    """fvl/16-1: the time counts from sending unless the letter says otherwise."""
    w = reclaim()
    reaction = w.suspected()
    day = w.desk.today + timedelta(days=62)
    w.perform(reaction, "send_notice", CASEWORKER, notice_facts="rapporten mangler", statement_day=day)
    assert w.case.deadline("statement", reaction).last_day == day
