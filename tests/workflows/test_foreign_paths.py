"""The workflows of others, played along the ways that their users know, also those that are refused."""

from __future__ import annotations

from casework import Actor, Case
from tests.workflows.player import Player


def opened(play: Player, workflow: str, role: str = "caseworker", **facts: object) -> Case:
    return play.staffed(play.open(workflow, Actor("opener", role), **facts))


def test_two_stages_to_an_award_on_small_changes(play: Player) -> None:
    """Concept, invitation, proposal, outside opinion, small changes, award; and a payment opens."""
    case = opened(play, "two_stage")
    for name, by in (("screen", "caseworker"), ("review", "caseworker"), ("assess", "ann:caseworker")):
        if name == "assess":
            play.office.assign(case.id, "ann", "caseworker", by=Actor("boss", "supervisor"))
        play.do(case, name, by, **({"score": 4} if name == "assess" else {}))
    assert play.refused(case, "close_review", "caseworker") == ["two_have_assessed"]
    play.do(case, "assess", "caseworker_2:caseworker", score=5)
    play.do(case, "close_review", "caseworker")
    play.do(case, "determine", "supervisor")
    assert play.refused(case, "invite", "ann:decision_maker") == ["same_person"]
    play.do(case, "invite", "decision_maker")
    play.do(case, "submit", "grantee", amount=500, summary="alt")
    for name, by in (("screen", "caseworker"), ("discuss", "caseworker"), ("send_out", "caseworker")):
        play.do(case, name, by)
    assert play.refused(case, "opine", "stranger:attester", score=3) == ["not_assigned", "impartiality"]
    play.do(case, "opine", "attester", score=3)
    play.do(case, "close_external", "caseworker")
    play.do(case, "determine", "supervisor")
    assert play.do(case, "decide", "decision_maker", outcome="again", reason="x") == "proposal_determination"
    assert play.do(case, "decide", "decision_maker", outcome="minor", reason="x") == "almost_accepted"
    assert play.refused(case, "withdraw", "grantee", reason="x") == ["not_in_order"]
    play.do(case, "fix", "grantee", summary="bedre")
    assert play.do(case, "accept", "decision_maker", amount=400) == "accepted"
    after = play.office.case(case.id)
    assert (after.ledger.unpaid, after.proceeding("payment_request").facts["amount"]) == (400, 400)
    play.holds(case)


def test_two_stages_wait_for_an_answer_in_vain(play: Player) -> None:
    """Nobody answers: the clock puts the concept back on the desk; a lapsed invitation is withdrawn by a person."""
    case = opened(play, "two_stage")
    play.do(case, "screen", "caseworker")
    play.do(case, "ask", "caseworker", question="hva?")
    play.wait(20)
    assert play.state(case) == "concept_discussion"
    assert play.do(case, "withdraw", "grantee", reason="nei") == "withdrawn"
    play.holds(case)


def test_one_stage_moves_on_when_the_second_review_is_in(play: Player) -> None:
    """The status follows by itself from what was done, and only then."""
    case = opened(play, "one_stage")
    play.do(case, "assign_reviewers", "caseworker")
    assert play.do(case, "review", "attester", score=9) == "in_review"
    assert play.state(case) == "in_review"
    play.do(case, "review", "attester_2:attester", score=9)
    assert play.state(case) == "reviewed"
    play.do(case, "skip_panel", "supervisor")
    assert play.refused(case, "offer", "attester:decision_maker", amount=0) == ["fact_invalid"]
    play.do(case, "offer", "decision_maker", amount=700)
    play.wait(30)
    assert play.state(case) == "declined"
    play.do(case, "reconsider", "supervisor", reason="ny")
    assert play.do(case, "vote", "supervisor", vote="split") == "panel"
    assert play.do(case, "vote", "supervisor", vote="for") == "selected"
    assert play.refused(case, "offer", "supervisor_1:decision_maker", amount=1) == ["same_person"]
    play.do(case, "offer", "decision_maker", amount=800)
    assert play.do(case, "sign", "grantee") == "contracted"
    assert play.office.case(case.id).ledger.awarded == 800
    play.holds(case)


def test_one_stage_declines_only_what_came_late(play: Player) -> None:
    """A branch that does not fit is not in order."""
    late, early = opened(play, "one_stage", late=True), opened(play, "one_stage")
    assert play.do(late, "decline_late", "supervisor", reason="for sent") == "declined"
    assert play.refused(early, "decline_late", "supervisor", reason="for sent") == ["not_in_order"]


def test_phases_hold_for_everything_in_them(play: Player) -> None:
    """What may be done in a phase may be done in every status of it, and nowhere else."""
    case = opened(play, "phases")
    play.do(case, "submit", "grantee", amount=100)
    assert play.do(case, "check", "caseworker", fit=False) == "ineligible"
    assert play.refused(case, "score", "caseworker") == ["not_in_order"]
    play.do(case, "recheck", "caseworker", reason="feil")
    play.do(case, "check", "caseworker", fit=True)
    assert play.refused(case, "back_a_phase", "supervisor", reason="x") == ["not_in_order"]
    play.do(case, "score", "caseworker")
    assert play.do(case, "back_a_phase", "supervisor", reason="x") == "submitted"
    play.do(case, "check", "caseworker", fit=True)
    play.do(case, "score", "caseworker")
    play.do(case, "set_score", "caseworker", points=80)
    play.do(case, "rank", "supervisor")
    play.do(case, "place", "supervisor", place=3)
    assert play.refused(case, "discard", "supervisor") == ["not_in_order"]
    play.do(case, "shortlist", "supervisor")
    assert play.refused(case, "approve", "supervisor_1:decision_maker", reason="x") == ["same_person"]
    play.do(case, "approve", "decision_maker", reason="god")
    play.do(case, "start", "caseworker")
    play.wait(20)
    assert play.do(case, "pause", "supervisor", reason="syk") == "paused"
    play.do(case, "resume", "supervisor")
    assert play.do(case, "finish", "supervisor") == "finished"
    play.holds(case)


def test_the_large_machine_goes_all_the_way_and_sideways(play: Player) -> None:
    """Eighteen steps onwards, back, parked and taken up again where the data says."""
    case = opened(play, "large_application")
    play.do(case, "submit", "grantee")
    for name in ("take_in", "check", "clear", "assign"):
        play.do(case, name, "caseworker")
    assert play.do(case, "park", "supervisor", reason="vent", resume_to="reading") == "parked"
    assert play.refused(case, "park", "supervisor", reason="x", resume_to="reading") == ["not_in_order"]
    assert play.do(case, "translate", "caseworker") == "parked"
    assert play.do(case, "unpark", "supervisor") == "first_reading"
    assert play.do(case, "step_back", "supervisor", reason="ingen har lest") == "assignment"
    play.do(case, "read", "caseworker", score=5)
    assert play.refused(case, "read_again", "caseworker") == ["same_person"]
    play.do(case, "read_again", "caseworker_2:caseworker")
    assert play.do(case, "step_back", "supervisor", reason="uenige") == "first_reading"
    play.do(case, "read_again", "caseworker_2:caseworker")
    for name in ("agree", "budget", "legal", "rank", "table"):
        play.do(case, name, "caseworker")
    assert play.refused(case, "offer", "caseworker_2:decision_maker", amount=10) == ["same_person"]
    play.do(case, "offer", "decision_maker", amount=10)
    play.do(case, "negotiate", "caseworker")
    play.do(case, "sign", "grantee")
    for name in ("start", "review_midterm", "ask_final_report"):
        play.do(case, name, "caseworker")
        assert play.refused(case, "decline", "decision_maker", reason="x") == ["not_in_order"]
    assert play.do(case, "finish", "supervisor") == "closed"
    play.holds(case)


def test_an_invoice_goes_where_its_control_and_amount_lead(play: Player) -> None:
    """Small ones are approved once; large ones twice, by two who did not match them."""
    small, large = opened(play, "payment_request"), opened(play, "payment_request")
    assert play.do(small, "match", "caseworker", control="missing", amount=1) == "returned"
    assert play.do(small, "resubmit", "grantee", amount=500) == "received"
    play.do(small, "match", "caseworker", control="ok", amount=500)
    assert play.do(small, "approve", "budget_authority") == "approved_twice"
    play.do(large, "match", "caseworker", control="mismatch", amount=200_000_00)
    assert play.do(large, "settle_dispute", "supervisor", settled="ja") == "matched"
    assert play.refused(large, "approve", "caseworker_1:budget_authority") == ["same_person"]
    assert play.do(large, "approve", "budget_authority") == "approved_once"
    assert play.refused(large, "approve_again", "budget_authority") == ["same_person"]
    assert play.do(large, "approve_again", "budget_authority_2:budget_authority") == "approved_twice"
    play.do(large, "send", "caseworker")
    assert play.refused(large, "pay_by_hand", "caseworker", reason="x") == ["bank_is_late"]
    assert play.refused(large, "cancel", "supervisor", reason="x") == ["not_in_order"]
    play.wait(20)
    assert play.do(large, "pay_by_hand", "caseworker", reason="banken svarer ikke") == "paid"
    play.holds(large)


def test_a_claim_is_collected_by_the_clock(play: Player) -> None:
    """Nobody comments, nobody pays: reminder, warning and enforcement follow without a human."""
    case = opened(play, "collection", claim=1000)
    play.wait(15)
    assert play.state(case) == "heard"
    assert play.refused(case, "claim", "opener:decision_maker", reason="x") == ["same_person"]
    play.do(case, "claim", "decision_maker", reason="brudd")
    for state in ("reminded", "warned", "enforcement"):
        play.wait(15)
        assert play.state(case) == state
    assert play.do(case, "pay", "caseworker", rest="some", paid=400) == "enforcement"
    assert play.do(case, "pay", "system", rest="none", paid=600) == "settled"
    play.holds(case)


def test_a_claim_is_contested_and_barred_in_the_end(play: Player) -> None:
    """An appeal stops the reminders; three years without payment bar the claim (fel/2)."""
    case = opened(play, "collection", claim=1000)
    play.do(case, "comment", "grantee", statement="uenig")
    play.do(case, "claim", "decision_maker", reason="brudd")
    play.do(case, "appeal", "grantee", statement="klage")
    play.wait(60)
    assert play.state(case) == "contested"
    play.do(case, "uphold", "appeal_body")
    play.do(case, "agree", "supervisor")
    play.wait(20)
    assert play.state(case) == "warned"
    play.wait(3 * 366)
    assert play.state(case) == "barred"
    assert play.office.available(case.grant.id, by=Actor("x", "supervisor")) == []
    play.holds(case)


def refused_by_the_committee(play: Player) -> tuple[Case, str]:
    """A municipal case that the committee refused, and the day that its meeting was put off to."""
    case = opened(play, "municipal", amount=150_000_00)
    play.do(case, "ask_for_more", "caseworker", request="regnskap")
    play.do(case, "supplement", "grantee", info="her")
    play.do(case, "recommend", "caseworker", recommendation="ja", proposed=100)
    assert play.refused(case, "resolve_by_delegation", "supervisor") == ["not_in_order"]
    assert play.refused(case, "put_on_agenda", "caseworker_1:supervisor", meeting_on="2020-01-01") == ["same_person"]
    day = str(play.clock.now().date().replace(year=2040))
    play.do(case, "put_on_agenda", "supervisor", meeting_on=day)
    later = str(play.clock.now().date().replace(year=2041))
    assert play.refused(case, "postpone", "decision_maker", reason="x", meeting_on=day) == ["not_an_extension"]
    play.do(case, "postpone", "decision_maker", reason="x", meeting_on=later)
    assert play.refused(case, "resolve", "caseworker") == ["role_may_not", "same_person"]
    refusal = {"resolution": "refuse", "decision_reason": "lite penger", "granted_amount": 0}
    assert play.do(case, "resolve", "decision_maker", **refusal) == "refused"
    play.do(case, "notify", "caseworker", arrived_on=str(play.clock.now().date()))
    return case, later


def test_a_refusal_that_nobody_appeals_is_final(play: Player) -> None:
    """The time for appeal passes, and the case is completed by the clock."""
    case, _ = refused_by_the_committee(play)
    play.wait(40)
    assert play.state(case) == "completed"
    play.holds(case)


def test_a_committee_refuses_and_the_board_changes_it(play: Player) -> None:
    """Recommendation, agenda, resolution, notice, appeal, board, award, report; each by another hand."""
    case, later = refused_by_the_committee(play)
    play.do(case, "appeal", "grantee", wanted="tilskudd")
    play.do(case, "forward", "caseworker")
    assert play.refused(case, "decide_appeal", "decision_maker_1:appeal_body", outcome="upheld", reason="x") == [
        "same_person"
    ]
    assert play.do(case, "decide_appeal", "appeal_body", outcome="changed", reason="x") == "granted"
    assert play.refused(case, "accept", "grantee", granted_amount=100) == ["appeal_period_is_over"]
    play.do(case, "notify", "caseworker", arrived_on=str(play.clock.now().date()))
    play.wait(40)
    play.do(case, "accept", "grantee", granted_amount=100)
    play.wait(20)
    assert play.state(case) == "report_due"
    assert play.refused(case, "extend_report", "caseworker", reason="x", new_day=later) == ["not_in_order"]
    assert play.do(case, "deliver", "grantee", spent="less", unspent=30) == "repayable"
    assert play.do(case, "repay", "caseworker", unspent=30) == "repaid"
    play.holds(case)


def test_a_board_of_appeal_votes(play: Player) -> None:
    """Form, comments, a meeting, votes by two who did not prepare it, a dissent, an answer."""
    case = opened(play, "appeals_board")
    assert play.do(case, "examine", "caseworker", formal="defect") == "fee_or_form"
    play.do(case, "set_time", "caseworker")
    play.do(case, "cure", "grantee", info="signert")
    play.do(case, "call_for_comment", "caseworker", addressee="party,authority")
    play.wait(20)
    assert play.state(case) == "ready"
    day = str(play.clock.now().date().replace(year=2040))
    assert play.refused(case, "schedule", "supervisor", meeting_on=day) == ["somebody_proposed"]
    assert play.refused(case, "chair_decides", "appeal_body", reason="x") == ["not_in_order"]
    play.do(case, "propose", "caseworker", draft="ikke medhold")
    play.do(case, "schedule", "supervisor", meeting_on=day)
    play.do(case, "vote", "appeal_body", position="for")
    assert play.refused(case, "count", "supervisor") == ["two_have_voted"]
    play.do(case, "vote", "appeal_body_2:appeal_body", position="against")
    play.do(case, "count", "supervisor")
    play.do(case, "find_dissent", "appeal_body")
    play.do(case, "write_dissent", "appeal_body_2:appeal_body", info="uenig")
    play.do(case, "draft", "caseworker", draft="svar", outcome="annulled")
    assert play.do(case, "publish", "appeal_body") == "sent_back"
    play.holds(case)


def test_a_board_dismisses_what_is_not_cured(play: Player) -> None:
    """The time to cure passes: dismissed by the clock, and reopened by the board only."""
    case = opened(play, "appeals_board")
    play.do(case, "examine", "caseworker", formal="defect")
    play.do(case, "set_time", "caseworker")
    play.wait(30)
    assert play.state(case) == "dismissed"
    assert play.refused(case, "reopen", "caseworker", reason="x") == ["role_may_not"]
    assert play.do(case, "reopen", "appeal_body", reason="feil") == "registered"


def test_a_change_of_purpose_needs_consent_before_use(play: Player) -> None:
    """Purpose goes by way of the funder, budget does not; money used early becomes a claim."""
    case = opened(play, "change_of_purpose", "grantee", kind="purpose", new_purpose="leir", amount=5000)
    assert play.refused(case, "propose", "caseworker", proposal="ja") == ["not_in_order"]
    play.do(case, "ask_funder", "caseworker")
    assert play.do(case, "funder_answers", "decision_maker", funder="partly") == "proposed"
    answer = {"answer": "terms", "terms": "bare ungdom", "reason": "derfor"}
    assert play.refused(case, "decide", "caseworker_1:decision_maker", **answer) == ["same_person"]
    assert play.do(case, "decide", "decision_maker", **answer) == "consented_on_terms"
    play.do(case, "accept_terms", "grantee")
    assert play.do(case, "carry_out", "grantee") == "carried_out"
    early = opened(play, "change_of_purpose", "grantee", kind="budget", amount=5000)
    play.do(early, "use_early", "caseworker", evidence="bilag 7")
    assert play.refused(early, "reclaim", "caseworker_1:decision_maker", reason="x") == ["same_person"]
    play.do(early, "reclaim", "decision_maker", reason="brukt uten samtykke")
    assert play.office.case(early.id).proceeding("collection").parent == early.grant.id
    play.wait(15)
    assert play.office.case(early.id).proceeding("collection").state == "heard"
    play.holds(early)
