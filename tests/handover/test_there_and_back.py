"""An appeal goes up as one package and its outcome comes down as one, each taken in once (fvl/33-4, fvl/34-4)."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Any

import pytest

from casework import Actor, Office, Refused
from casework.documents import content_of
from casework.handover import hand_over, outcome, read, receipt, receive
from casework.store.verify import verify
from tests.handover.conftest import MakeOffices
from tests.handover.two_offices import DIRECTORATE, MINISTRY_NAME, TwoOffices
from tests.scenarios.desk import DECIDER, GRANTEE, MINISTER, MINISTRY, SUPERVISOR

RECLAIM = {"reclaim_nok": 60_000}


def letters(office: Office, case_id: str) -> list[str]:
    """What is staged to be sent of a case, by template."""
    return sorted(m.template for m in office.mail.messages(case_id=case_id))


def whole(two: TwoOffices) -> None:
    """Both records are as they were written."""
    assert verify(two.above.database) == verify(two.below.desk.office.database) == []


def test_the_appeal_body_opens_a_case_of_its_own(offices: MakeOffices) -> None:
    """fvl/33-4: the whole case goes up, and the review is acknowledged there."""
    two = offices(decision=RECLAIM)
    received = two.taken_in()
    case = two.above.case(received.case_id)
    assert [p.workflow for p in case.proceedings] == ["appeal", "appeal_review"]
    assert two.review(received).state == "received"
    assert asdict(case.ledger) | {"id": ""} == asdict(two.below.case.ledger) | {"id": ""}
    assert case.deadline("detriment").last_day == two.below.case.deadline("detriment").last_day
    assert two.below.state(two.below.review or "") == "elsewhere"
    assert [d.kind for d in case.documents][:2] == ["record_below", "letter_below"]
    whole(two)


def test_the_same_appeal_is_one_package_and_one_letter(offices: MakeOffices) -> None:
    """fvl/33-4: asked for again it is the same message, and the party is not told twice."""
    two = offices()
    first = two.handed_over()
    two.below.desk.next_day()
    again = hand_over(two.below.desk.office, two.below.appeal, by=DECIDER)
    assert again == first
    assert letters(two.below.desk.office, two.below.case_id).count("appeal_forwarded") == 1


def test_a_package_delivered_twice_opens_one_case(offices: MakeOffices) -> None:
    """fvl/33-4: the second time nothing is written, whoever takes it in."""
    two = offices()
    message = two.handed_over()
    first, second = two.deliver_up(message), two.deliver_up(message)
    assert (first.new, second.new) == (True, False)
    assert first.case_id == second.case_id
    assert [row["id"] for row in two.above.cases()] == [first.case_id]
    assert letters(two.above, first.case_id) == ["appeal_received_above"]


def test_a_receipt_is_noted_below_once(offices: MakeOffices) -> None:
    """fvl/33-4: the first instance knows that the case came up."""
    two = offices()
    received = two.taken_in()
    told = receipt(two.above, received.review_id)
    assert two.deliver_down(told).new
    revision = two.below.case.revision
    assert not two.deliver_down(told).new
    assert two.below.case.revision == revision
    assert two.below.proceeding(two.below.review or "").acts["acknowledge"]


@pytest.mark.parametrize(
    ("step", "state", "facts", "outstanding", "status"),
    [
        ("dismiss", "dismissed", {}, 60_000, "in_force"),
        ("uphold", "upheld", {"answers": {}}, 60_000, "in_force"),
        ("change_in_favour", "changed", {"answers": {}, "reclaim_reversed_amount": 6_000_000}, 0, "reversed"),
        (
            "change_partly",
            "partly_changed",
            {"answers": {}, "new_amount": 4_000_000, "reclaim_reversed_amount": 2_000_000},
            40_000,
            "partly_reversed",
        ),
        ("annul", "annulled", {"answers": {}, "reclaim_reversed_amount": 6_000_000}, 0, "annulled"),
    ],
)
def test_the_outcome_is_carried_out_below(
    offices: MakeOffices, step: str, state: str, facts: dict[str, Any], outstanding: int, status: str
) -> None:
    """fvl/34-4: the same decision, by the same people, with its effect on the money; and no second letter."""
    two = offices(decision=RECLAIM)
    received = two.taken_in()
    before = letters(two.below.desk.office, two.below.case_id)
    answer = two.decided(received, step, **facts)
    assert two.deliver_down(answer).new
    case, review = two.below.case, two.below.proceeding(two.below.review or "")
    decision = case.decisions[-1]
    assert (review.state, two.below.state(two.below.appeal)) == (state, "decided_above")
    assert (decision.decided_by, decision.proposed_by) == (MINISTER.person, MINISTRY.person)
    assert case.ledger.outstanding == outstanding * 100 == two.above.case(received.case_id).ledger.outstanding
    assert next(d.status for d in case.decisions if d.id == two.below.decisions["D1"]) == status
    above = [p.state for p in two.above.case(received.case_id).proceedings if p.workflow == "implementation"]
    assert set(above) <= {"needless"}
    assert letters(two.below.desk.office, two.below.case_id) == before
    assert [p.state for p in case.proceedings if p.workflow == "notice" and p.parent == review.id] == ["needless"]
    whole(two)


def test_an_outcome_delivered_twice_is_carried_out_once(offices: MakeOffices) -> None:
    """fvl/34-4: the second time nothing is written."""
    two = offices(decision=RECLAIM)
    received = two.taken_in()
    facts = {"answers": {}, "reclaim_reversed_amount": 6_000_000}
    answer = two.decided(received, "change_in_favour", **facts)
    assert outcome(two.above, received.review_id) == answer
    two.deliver_down(answer)
    revision = two.below.case.revision
    assert not two.deliver_down(answer).new
    assert two.below.case.revision == revision


def test_what_is_left_to_undo_is_counted_below(offices: MakeOffices) -> None:
    """fvl/34-4: what was repaid while the case was away is no longer outstanding, and is not reversed as if it were."""
    two = offices(decision=RECLAIM)
    received = two.taken_in()
    w = two.below
    w.demand()
    repaid = {"repaid_amount": 1_000_000, "paid_on": w.desk.today}
    w.perform(w.reaction_id, "record_repayment", Actor("berit", "budget_authority"), **repaid)
    facts = {"answers": {}, "reclaim_reversed_amount": 6_000_000}
    two.deliver_down(two.decided(received, "change_in_favour", **facts))
    assert w.case.ledger.outstanding == 0
    reversed_below = [p.amount for p in w.case.postings if p.kind == "reclaim_reversed"]
    assert reversed_below[0] == 5_000_000


def test_a_change_to_detriment_reaches_the_ledger_below(offices: MakeOffices) -> None:
    """fvl/34-3: announced and sent in time above; below the claim grows."""
    two = offices(decision=RECLAIM)
    received = two.taken_in()
    two.perform(received, "start_review")
    day = two.below.desk.today.isoformat()
    two.perform(received, "announce_detriment", announced_change="kravet settes opp", statement_by=day)
    two.perform(received, "receive_statement", GRANTEE, statement="vi er uenige")
    facts = {"answers": {}, "weighing": "fellesskapet", "message_sent_on": day, "added_reclaim_amount": 1_000_000}
    two.deliver_down(two.decided(received, "change_to_detriment", **facts))
    assert two.below.case.ledger.outstanding == 7_000_000


def test_the_limit_for_a_change_to_detriment_counts_from_below(offices: MakeOffices) -> None:
    """fvl/34-3: three months from receipt below, also where the appeal body has a case of its own."""
    two = offices(appeal_received_first_instance="2026-02-02", notification_arrived="2026-01-28")
    received = two.taken_in()
    two.perform(received, "start_review")
    two.below.desk.move_to("2026-05-03")
    day = two.below.desk.today.isoformat()
    two.perform(received, "announce_detriment", announced_change="avslag", statement_by=day)
    two.perform(received, "receive_statement", GRANTEE, statement="vi er uenige")
    facts = {"answers": {}, "weighing": "fellesskapet", "message_sent_on": day}
    with pytest.raises(Refused) as refused:
        two.decided(received, "change_to_detriment", **facts)
    assert [reason.code for reason in refused.value.reasons] == ["three_month_limit"]


def test_an_incomplete_case_comes_back_and_goes_up_again(offices: MakeOffices) -> None:
    """fvl/33-5: a return is no outcome on the merits; the next hand-over is another message."""
    two = offices()
    message = two.handed_over()
    received = two.deliver_up(message)
    two.perform(received, "return_incomplete", reason="vedlegg 3 mangler")
    two.deliver_down(outcome(two.above, received.review_id))
    assert two.below.state(two.below.appeal) == "preparing_forwarding"
    anew = hand_over(two.below.desk.office, two.below.appeal, by=SUPERVISOR)
    assert anew.message_id != message.message_id
    again = two.deliver_up(anew)
    assert again.new and two.review(again).state == "received"
    whole(two)


def test_a_withdrawal_above_ends_the_appeal_below(offices: MakeOffices) -> None:
    """fvl/28-1: until it is decided the appellant may withdraw, there as here."""
    two = offices()
    received = two.taken_in()
    two.above.perform(received.review_id, "withdraw", by=GRANTEE, facts={})
    two.deliver_down(outcome(two.above, received.review_id))
    assert two.below.state(two.below.appeal) == "withdrawn"


def test_a_dismissal_that_is_set_aside_takes_the_appeal_up_below(offices: MakeOffices) -> None:
    """fvl/34-1: the first instance reconsiders the appeal that it dismissed."""
    two = offices()
    w = two.below
    dismissed = w.late_appeal()
    w.appealed(w.dismissed())
    received = two.taken_in()
    two.deliver_down(two.decided(received, "set_aside_dismissal"))
    assert w.state(dismissed) == "merits_review"


def test_who_decided_below_decides_nothing_above(offices: MakeOffices) -> None:
    """fvl2025/26-4: the appeal body knows from the package who proposed and who decided."""
    two = offices()
    received = two.taken_in()
    two.perform(received, "start_review")
    with pytest.raises(Refused) as refused:
        two.perform(received, "assess", Actor(DECIDER.person, "appeal_body"), assessment="x")
    assert "impartiality" in [reason.code for reason in refused.value.reasons]


def test_there_is_no_outcome_to_send_before_there_is_one(offices: MakeOffices) -> None:
    """fvl/34-4: refused with the provision, and nothing is made up."""
    two = offices()
    received = two.taken_in()
    with pytest.raises(Refused) as refused:
        outcome(two.above, received.review_id)
    assert [reason.code for reason in refused.value.reasons] == ["review_not_closed"]


def test_an_appeal_that_is_not_prepared_is_not_handed_over(offices: MakeOffices) -> None:
    """fvl/33-4: refused as forwarding is, and nothing was written."""
    two = offices()
    two.below.in_review()
    before = two.below.case
    with pytest.raises(Refused) as refused:
        hand_over(two.below.desk.office, two.below.appeal, by=SUPERVISOR)
    assert "first_instance_preparation_missing" in [reason.code for reason in refused.value.reasons]
    assert two.below.case == before


def test_the_appeal_body_can_still_sit_in_the_same_database(offices: MakeOffices) -> None:
    """fvl/33-4: a review that was taken up here is not sent as a package as well."""
    two = offices(state="ministry.received")
    two.below.received_above()
    with pytest.raises(Refused) as refused:
        hand_over(two.below.desk.office, two.below.appeal, by=SUPERVISOR)
    assert [reason.code for reason in refused.value.reasons] == ["not_in_order"]


def test_nothing_of_the_copy_above_asks_the_grantee_for_anything(offices: MakeOffices) -> None:
    """fvl/34-4: reports and reminders that follow from the outcome are the first instance's."""
    two = offices()
    received = two.taken_in()
    answer = two.decided(received, "change_in_favour", answers={}, awarded_amount=50_000_000)
    assert [p.workflow for p in two.above.case(received.case_id).proceedings if p.workflow == "report"] == []
    two.deliver_down(answer)
    assert two.below.case.grant.state == "awarded"
    assert two.below.last("report")


def test_a_case_that_is_only_reviewed_here_is_no_application_here(offices: MakeOffices) -> None:
    """B16: the totals of a scheme count what this office was applied to for."""
    two = offices()
    two.taken_in()
    assert two.above.statistics("scenario", two.below.desk.year)["applications"] == 0


def test_the_first_page_tells_what_the_package_is_about(offices: MakeOffices) -> None:
    """fvl/33-4: parties, decision, deadlines, statement, letters and documents."""
    two = offices(notification_arrived="2026-02-02")
    package = read(two.handed_over().data)
    assert package.header.recipient == MINISTRY_NAME
    assert package.index["contested"] == two.below.decisions["D1"]
    assert package.index["appeal"]["statement_above"] == "vedtaket bør stå"
    assert "2026-02-23" in [d["last_day"] for d in package.index["deadlines"]]
    assert {letter["digest"] for letter in package.index["letters"]} == set(package.contents)


def test_the_clock_of_the_appeal_body_does_not_run_for_the_first_instance(offices: MakeOffices) -> None:
    """fvl/11a-3: what is to be watched below is watched below alone."""
    two = offices()
    received = two.taken_in()
    two.below.desk.clock.advance(timedelta(days=60))
    assert two.above.tick().passed == ()
    assert two.review(received).state == "received"


def test_a_document_comes_up_byte_for_byte(offices: MakeOffices) -> None:
    """fvl/33-4: what the appellant handed in lies before the appeal body, whatever kind of file it is."""
    two = offices()
    picture = b"%PDF-1.7\n" + bytes(range(256)) * 9000
    two.below.decided()
    two.below.desk.office.add_document(two.below.case_id, picture, title="Regnskap.pdf", by=GRANTEE)
    received = two.taken_in()
    found = next(d for d in two.above.case(received.case_id).documents if d.title == "Regnskap.pdf")
    assert b"".join(content_of(two.above.database, found.digest or "")) == picture
    whole(two)


def test_the_party_neither_sends_nor_takes_in(offices: MakeOffices) -> None:
    """regl/14: a package is the whole case, and an outcome in it is carried out; also where it was sent before."""
    two = offices()
    message = two.handed_over()
    received = two.deliver_up(message)
    told = receipt(two.above, received.review_id)
    office = two.below.desk.office
    with pytest.raises(Refused):
        hand_over(office, two.below.appeal, by=GRANTEE)
    with pytest.raises(Refused):
        receive(office, told.data, by=GRANTEE, here=DIRECTORATE)
    assert "acknowledge" not in two.below.proceeding(two.below.review or "").acts
