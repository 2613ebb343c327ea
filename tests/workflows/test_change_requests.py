"""The grantee asks to change what was granted: before the change, decided by another, from a day on (best/6.3.3)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from casework import Actor, Refused
from casework.engine.grant_terms import terms_on
from tests.scenarios.desk import BUDGET, CASEWORKER, DECIDER, GRANTEE, Desk
from tests.scenarios.world import World

BREACH = """
[[breach]]
code = "K3"
id = "spent_before_consent"
noted_by = "change_request.note_spent_before_consent"
amount = ["spent_amount"]
reaction = "reclaim"
title = { nb = "Brukt uten samtykke", nn = "Brukt utan samtykke", en = "Spent without consent" }

"""


@pytest.fixture
def w(sqlite_template: Path, tmp_path: Path) -> World:
    """A world with an award and its grant letter."""
    world = World(Desk(f"sqlite:///{shutil.copy(sqlite_template, tmp_path)}", tmp_path, date(2026, 1, 5)), {})
    world.awarded()
    return world


def asked(w: World, concerns: str = "budget", **facts: Any) -> str:
    """A request as it comes in."""
    return w.open("change_request", GRANTEE, concerns=concerns, wanted_change="flytte midler", **facts)


def proposed(w: World, concerns: str = "budget", **facts: Any) -> str:
    """A request, assessed and proposed by one person."""
    request = asked(w, concerns, **facts)
    w.perform(request, "assess", CASEWORKER, assessment="rimelig")
    w.perform(request, "propose", CASEWORKER, proposal="samtykke")
    return request


def approved(w: World, concerns: str = "budget", days: int = 10, **facts: Any) -> str:
    """A request that was consented to, from a day on."""
    request = proposed(w, concerns)
    given = {"approval_reason": "innenfor formålet", "valid_from": w.desk.today + timedelta(days=days), **facts}
    w.perform(request, "approve", DECIDER, **given)
    return request


def refused(w: World, concerns: str = "budget") -> str:
    """A request that was refused, and the party told."""
    request = proposed(w, concerns)
    w.perform(request, "refuse", DECIDER, reason="utenfor formålet")
    w.told("refusal", w.decision(request), w.desk.today)
    return request


def codes(deed: Callable[[], object]) -> set[str]:
    """The codes with which the deed is refused."""
    with pytest.raises(Refused) as found:
        deed()
    return {reason.code for reason in found.value.reasons}


# ---- Up to the decision


def test_a_request_is_acknowledged_and_answered_within_a_month(w: World) -> None:
    """efvf/6, fvl/11a-3: a receipt, and a provisional reply where it takes more than a month."""
    request = asked(w, received_on=w.desk.today)
    assert w.case.deadline("provisional_reply", request).status == "open"
    assert "inquiry_receipt" in [x.template for x in w.case.letters]
    w.perform(request, "send_provisional_reply", CASEWORKER, delay_reason="venter på regnskapet")
    assert w.case.deadline("provisional_reply", request).status == "met"


def test_information_is_asked_for_with_a_day_and_again(w: World) -> None:
    """fvl/11-4: the party is told what is missing, with a date that can be extended before it passes."""
    request = asked(w)
    w.perform(request, "request_information", CASEWORKER, request="budsjettet")
    later = w.desk.today + timedelta(days=20)
    w.perform(request, "extend", CASEWORKER, new_day=later, reason="ferie")
    w.perform(request, "receive_information", GRANTEE, information="budsjett vedlagt")
    w.perform(request, "assess", CASEWORKER, assessment="mangler fortsatt noe")
    w.perform(request, "request_information", CASEWORKER, request="framdriftsplan")
    w.desk.move_to(w.desk.today + timedelta(days=30))
    assert w.state(request) == "received"


def test_who_proposed_does_not_decide(w: World) -> None:
    """regl/14: one person proposes, another decides; and nothing is decided that nobody proposed."""
    request = asked(w)
    w.perform(request, "assess", CASEWORKER, assessment="rimelig")
    consent = {"approval_reason": "rimelig", "valid_from": w.desk.today}
    assert codes(lambda: w.perform(request, "approve", DECIDER, **consent)) == {"not_in_order"}
    w.perform(request, "propose", CASEWORKER, proposal="samtykke")
    same = Actor(CASEWORKER.person, "decision_maker")
    assert codes(lambda: w.perform(request, "approve", same, **consent)) == {"same_person"}
    w.perform(request, "return_proposal", DECIDER, reason="vurder beløpet på nytt")
    assert w.state(request) == "assessed"


def test_a_change_never_takes_the_grant_above_the_award(w: World) -> None:
    """bevr/3: money is moved within what is awarded; to the øre."""
    request = proposed(w)
    consent = {"approval_reason": "rimelig", "valid_from": w.desk.today}
    awarded = w.case.ledger.awarded
    assert codes(lambda: w.perform(request, "approve", DECIDER, **consent, new_total=awarded + 1)) == {"exceeds_award"}
    w.perform(request, "approve", DECIDER, **consent, new_total=awarded)


def test_consent_never_reaches_back(w: World) -> None:
    """B22: consent comes beforehand, so new terms hold from the day of the decision at the earliest."""
    request = proposed(w)
    earlier = {"approval_reason": "rimelig", "valid_from": w.desk.today - timedelta(days=1)}
    with pytest.raises(Refused) as found:
        w.perform(request, "approve", DECIDER, **earlier)
    assert {reason.fact for reason in found.value.reasons} == {"valid_from"}


def test_consent_on_terms_says_so(w: World) -> None:
    """best/6.3.3: terms are part of the decision and stand in its letter."""
    request = approved(w, terms="revidert budsjett innen en måned")
    assert w.state(request) == "approved_on_terms"
    letter = next(x for x in w.case.letters if x.template == "change_approved")
    assert "revidert budsjett innen en måned" in w.desk.office.letter_text(letter.id)


def test_a_refusal_is_told_with_the_way_to_appeal(w: World) -> None:
    """fvl/27-3, fvl/28-1: an individual decision, with a notice and a time for appeal of its own."""
    refused(w)
    assert w.case.deadline("appeal", w.notices["refusal"]).law == "fvl/29-1"
    letter = next(x for x in w.case.letters if x.template == "change_refused")
    assert "kan klage" in w.desk.office.letter_text(letter.id)


def test_a_request_can_be_withdrawn_and_can_lapse(w: World) -> None:
    """fvl/11a-1: it does not stay open without an object; for silence only after the day to answer."""
    w.perform(asked(w), "withdraw", GRANTEE)
    request = asked(w)
    lapse = {"lapsed_because": "not_answered", "reason": "ingen svar"}
    assert codes(lambda: w.perform(request, "lapse", CASEWORKER, **lapse)) == {"request_has_an_object"}
    w.perform(request, "request_information", CASEWORKER, request="budsjettet")
    w.desk.move_to(w.desk.today + timedelta(days=30))
    w.perform(request, "lapse", CASEWORKER, **lapse)
    assert w.state(request) == "lapsed"


# ---- What was done before consent


def with_breach(w: World) -> World:
    """The same office, whose scheme names that breach."""
    text = w.desk.scheme.read_text("utf-8").replace("[settings]", BREACH + "[settings]")
    w.desk.scheme.write_text(text, "utf-8")
    w.desk.reopen()
    return w


def test_spending_before_consent_opens_a_reaction(w: World) -> None:
    """B22: spending outside the plan before consent is a breach; people look into it, and consent is not given."""
    request = proposed(with_breach(w), spent_before_consent=True, spent_amount=5_000_00)
    reaction = w.last("reaction") or ""
    assert (w.proceeding(reaction).parent, w.proceeding(reaction).facts["amount"]) == (request, 5_000_00)
    consent = {"approval_reason": "rimelig", "valid_from": w.desk.today}
    assert codes(lambda: w.perform(request, "approve", DECIDER, **consent)) == {"prior_consent_required"}


def test_a_request_made_beforehand_opens_no_reaction(w: World) -> None:
    """B22: asked first, there is no breach; nor does another request that is open answer for it."""
    proposed(with_breach(w), spent_before_consent=True, spent_amount=5_000_00)
    asked(w, "period")
    assert len([p for p in w.case.proceedings if p.workflow == "reaction"]) == 1


# ---- Beside an appeal, and after one


def test_a_change_waits_for_an_appeal_about_the_award(w: World) -> None:
    """fvl/33-4: what is asked to be changed does not move under an appeal; once it is withdrawn, it goes on."""
    request = proposed(w)
    appeal = w.appealed(w.decision(w.case.grant.id))
    consent = {"approval_reason": "rimelig", "valid_from": w.desk.today}
    assert codes(lambda: w.perform(request, "approve", DECIDER, **consent)) == {"appeal_about_the_same"}
    assert codes(lambda: w.perform(request, "refuse", DECIDER, reason="nei")) == {"appeal_about_the_same"}
    w.perform(appeal, "withdraw", GRANTEE)
    w.perform(request, "approve", DECIDER, **consent)


@pytest.mark.parametrize(("concerns", "waits"), [("budget", True), ("period", False)])
def test_a_change_waits_for_an_appeal_about_the_same_change(w: World, concerns: str, waits: bool) -> None:
    """fvl/33-4: the same matter, and no other."""
    w.appealed(w.decision(refused(w)))
    request = proposed(w, concerns)
    consent = {"approval_reason": "rimelig", "valid_from": w.desk.today}
    if waits:
        assert codes(lambda: w.perform(request, "approve", DECIDER, **consent)) == {"appeal_about_the_same"}
    else:
        w.perform(request, "approve", DECIDER, **consent)


@pytest.mark.parametrize("outcome", ["medhold", "delvis_medhold"])
def test_a_refusal_changed_below_is_carried_out(w: World, outcome: str) -> None:
    """fvl/33-2: the new decision is the one in the appeal; here its terms are entered."""
    request = refused(w)
    w.appealed(w.decision(request))
    w.in_review()
    w.decide_below(outcome)
    assert w.state(request) == "to_be_carried_out"
    w.perform(request, "carry_out", CASEWORKER, result="approved", valid_from=w.desk.today)
    assert [v.number for v in w.desk.office.grant_terms(w.case_id)] == [1, 2]


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        ("medhold", "to_be_carried_out"),
        ("delvis_medhold", "to_be_carried_out"),
        ("opphevet_og_sendt_tilbake", "assessed"),
        ("stadfestet", "refused"),
    ],
)
def test_what_the_appeal_body_makes_of_a_refusal_is_taken_up(w: World, outcome: str, state: str) -> None:
    """fvl/34-4: changed, changed in part, annulled, or upheld."""
    request = refused(w)
    w.appealed(w.decision(request))
    w.under_review()
    w.decide_above(outcome)
    assert w.state(request) == state


def test_a_refusal_reversed_without_an_appeal_is_carried_out(w: World) -> None:
    """fvl/35-1-a: in favour, on the office's own motion."""
    request = refused(w)
    reversal = w.open("reversal", CASEWORKER, w.decision(request), raised_by="own_motion")
    w.perform(reversal, "assess", CASEWORKER, assessment="vurdert")
    w.perform(reversal, "reverse", DECIDER, basis="fvl/35-1-a", effect="favour", reason="ny vurdering")
    assert w.state(request) == "to_be_carried_out"


def test_a_decision_that_nobody_appeals_settles_the_request(w: World) -> None:
    """fvl/29-1: when the time for appeal and the allowance for the post have passed."""
    request = refused(w)
    w.desk.move_to(w.desk.today + timedelta(days=22))
    w.desk.move_to(w.desk.today + timedelta(days=14))
    assert w.state(request) == "settled"


# ---- The terms, version by version


def test_each_consent_is_a_new_version_of_the_terms_from_its_day(w: World) -> None:
    """best/6.3.3: the letter is the first; what was due under a version keeps it."""
    letter_day = w.desk.today
    approved(w, new_terms={"budsjett": "reise 20 000"})
    approved(w, "period", days=40)
    versions = w.desk.office.grant_terms(w.case_id)
    first, second, third = (v.valid_from for v in versions)
    assert (first, second, third) == (letter_day, letter_day + timedelta(days=10), letter_day + timedelta(days=40))
    numbers = [getattr(terms_on(versions, day), "number", None) for day in (first, second - timedelta(days=1), second)]
    assert numbers == [1, 1, 2]
    assert versions[1].changed["new_terms"] == {"budsjett": "reise 20 000"}
    assert terms_on(versions, letter_day - timedelta(days=1)) is None


def test_an_annulled_consent_ends_its_version_and_leaves_what_was(w: World) -> None:
    """fvl/34-4: from the annulment the former terms hold again; what was due before keeps the version it had."""
    request = approved(w, days=0)
    w.told("consent", w.decision(request), w.desk.today)
    w.appealed(w.decision(request), appellant="en annen", is_party=True)
    w.under_review()
    w.desk.move_to(w.desk.today + timedelta(days=30))
    w.decide_above("opphevet_og_sendt_tilbake")
    versions, today = w.desk.office.grant_terms(w.case_id), w.desk.today
    before, now = terms_on(versions, today - timedelta(days=1)), terms_on(versions, today)
    assert before and now and (before.number, now.number) == (2, 1)


def test_a_consent_entered_by_mistake_is_no_version(w: World) -> None:
    """arkf/9: what was undone is seen in the record, and binds nobody."""
    approved(w)
    last = next(e for e in reversed(w.desk.office.history(w.case_id)) if e.name == "approve")
    w.desk.office.undo(w.case_id, last.seq, by=BUDGET, reason="feil sak")
    assert [v.number for v in w.desk.office.grant_terms(w.case_id)] == [1]


def test_the_timeline_shows_the_day_of_each_version(w: World) -> None:
    """best/6.3.3: what is to come stands there too."""
    approved(w)
    shown = [(m.day, m.future) for m in w.desk.office.timeline(w.case_id) if m.kind == "terms"]
    assert shown == [(w.desk.today + timedelta(days=10), True)]
