"""Before a grant is withheld or reclaimed: told, heard, proposed, reasoned, within bounds, decided by another."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from casework import Actor, Case, Office, Refused
from casework.model.rows import Proceeding
from casework.testing import FrozenClock, office_in_memory
from tests.notified import told
from tests.schemes import resource_case as rc
from tests.schemes.harness import Subject

NOTICE = {"notice_facts": "brukt til annet"}
PROPOSAL = {"basis": "fvl/35-5:decision", "proposed_reasons": "brudd"}


@pytest.fixture
def office() -> Office:
    """An office in memory on the day of the award."""
    return office_in_memory(FrozenClock(rc.STARTS))


@pytest.fixture
def case(office: Office) -> Case:
    """A case with a first instalment paid."""
    return rc.paid(office)


def suspected(office: Office, case: Case, **changed: Any) -> str:
    return office.open(case.id, "reaction", by=rc.CASEWORKER, facts={**rc.REACTION, **changed}).id


def codes(office: Office, reaction: str, step: str, *, by: Actor = rc.DECIDER, **facts: Any) -> set[str]:
    """The codes under which the step is refused."""
    with pytest.raises(Refused) as refused:
        office.perform(reaction, step, by=by, facts=facts)
    return {reason.code for reason in refused.value.reasons}


def last(office: Office, case: Case) -> Proceeding:
    return office.case(case.id).proceeding("reaction")


def test_a_decision_out_of_nothing_lacks_everything_at_once(office: Office, case: Case) -> None:
    """fvl/16-1, fvl/24-1, fvl/35-5, regl/14: each thing missing is told, not the first alone."""
    found = codes(office, suspected(office, case), "decide")
    assert {"proposal_missing", "advance_notice_missing", "reversal_basis_required", "reasons_required"} <= found


def test_no_decision_while_the_party_may_still_make_its_statement(office: Office, case: Case) -> None:
    """fvl/16-1: on the last day the time has not passed; the day after it has."""
    reaction = suspected(office, case)
    office.perform(reaction, "send_notice", by=rc.CASEWORKER, facts=NOTICE)
    office.clock.move_to("2025-02-24T23:59:59+01:00")  # type: ignore[attr-defined]
    assert codes(office, reaction, "propose", by=rc.CASEWORKER, **PROPOSAL) == {"statement_deadline_running"}
    office.clock.move_to("2025-02-25T00:00:00+01:00")  # type: ignore[attr-defined]
    office.perform(reaction, "propose", by=rc.CASEWORKER, facts=PROPOSAL)
    assert last(office, case).state == "proposed"


@pytest.mark.parametrize(
    ("step", "facts"),
    [("receive_statement", {"statement": "uenig – æøå"}), ("waive_statement", {"waiver": "nei takk"})],
)
def test_a_statement_or_its_waiver_ends_the_wait(office: Office, case: Case, step: str, facts: dict[str, Any]) -> None:
    """fvl/16-1: the party has had its say."""
    reaction = suspected(office, case)
    office.perform(reaction, "send_notice", by=rc.CASEWORKER, facts=NOTICE)
    office.perform(reaction, step, by=rc.GRANTEE, facts=facts)
    office.perform(reaction, "propose", by=rc.CASEWORKER, facts=PROPOSAL)
    assert last(office, case).state == "proposed"


def test_an_exception_from_notice_is_recorded_with_its_ground(office: Office, case: Case) -> None:
    """fvl/16-3-c: the party has already had cause and time to speak."""
    reaction = suspected(office, case)
    facts = {"exception": "fvl/16-3-c", "reason": "uttalte seg i kontrollen"}
    office.perform(reaction, "record_notice_exception", by=rc.CASEWORKER, facts=facts)
    office.perform(reaction, "propose", by=rc.CASEWORKER, facts=PROPOSAL)
    assert last(office, case).facts["exception"] == "fvl/16-3-c"


def test_who_proposed_does_not_decide(office: Office, case: Case) -> None:
    """regl/14: four eyes by person, whatever the role."""
    reaction = rc.proposed(office, case)
    same = Actor(rc.CASEWORKER.person, "decision_maker")
    assert codes(office, reaction.id, "decide", by=same, **rc.DECISION) == {"same_person"}


def test_who_has_not_declared_impartiality_does_not_decide(office: Office, case: Case) -> None:
    """fvl/6, fvl/8: a declaration is asked of whoever decides."""
    reaction = rc.proposed(office, case)
    assert codes(office, reaction.id, "decide", by=Actor("ny", "decision_maker"), **rc.DECISION) == {"impartiality"}


def test_reclaimed_in_all_is_at_most_what_was_paid(office: Office, case: Case) -> None:
    """A31: what is already reclaimed counts."""
    rc.decided(office, case, amount=rc.PAID - 1)
    reaction = rc.heard(office, case, amount=2)
    assert codes(office, reaction.id, "propose", by=rc.CASEWORKER, **PROPOSAL) == {"exceeds_paid"}


def test_terms_of_a_letter_that_was_never_sent_are_no_basis(office: Office) -> None:
    """fvl/35-5:decision: only conditions that stand in an issued grant letter carry a reversal."""
    case = rc.awarded(office)
    reaction = rc.proposed(office, case, kind="withhold")
    assert codes(office, reaction.id, "decide", **rc.DECISION) == {"reversal_basis_required"}


def test_a_withholding_shows_in_the_stage_until_it_is_released(office: Office, case: Case) -> None:
    """A32: kept back, then given free again; the money can be paid once more."""
    reaction = rc.decided(office, case, kind="withhold", amount=500)
    office.perform(reaction.id, "notify", by=rc.CASEWORKER)
    assert (office.case(case.id).stage, office.case(case.id).ledger.withheld) == ("withheld", 500)
    assert "exceeds_outstanding" in codes(office, reaction.id, "release", reason="rettet", released_amount=501)
    office.perform(reaction.id, "release", by=rc.DECIDER, facts={"reason": "rettet", "released_amount": 500})
    office.perform(reaction.id, "settle", by=rc.CASEWORKER)
    assert (office.case(case.id).stage, office.case(case.id).ledger.unpaid) == ("awarded", rc.AMOUNT - rc.PAID)


def test_a_claim_is_repaid_set_off_and_waived_down_to_nothing(office: Office, case: Case) -> None:
    """A31, best/6.3.5: reclaimed = repaid + set off + waived, and then it can be closed."""
    reaction = rc.decided(office, case, amount=600).id
    office.perform(reaction, "notify", by=rc.CASEWORKER)
    office.perform(reaction, "demand_payment", by=rc.CASEWORKER, facts={"demand_due_on": "2025-04-01"})
    office.perform(
        reaction, "record_repayment", by=rc.CASEWORKER, facts={"repaid_amount": 100, "paid_on": "2025-02-25"}
    )
    assert codes(office, reaction, "settle", by=rc.CASEWORKER) == {"reaction_not_carried_out"}
    set_off = {"set_off_amount": 200, "set_off_against": "neste termin", "reason": "avtalt"}
    office.perform(reaction, "set_off", by=rc.BUDGET, facts=set_off)
    office.perform(reaction, "waive", by=rc.BUDGET, facts={"waived_amount": 300, "reason": "urimelig"})
    office.perform(reaction, "settle", by=rc.CASEWORKER)
    ledger = office.case(case.id).ledger
    assert (ledger.repaid, ledger.set_off, ledger.waived, ledger.outstanding) == (100, 200, 300, 0)


def test_a_party_that_was_told_is_told_that_nothing_comes_of_it(office: Office, case: Case) -> None:
    """fvl/16: whoever had notice hears that the matter is shelved; whoever had none is not written to."""
    told = rc.heard(office, case)
    office.perform(told.id, "shelve", by=rc.SUPERVISOR, facts={"reason": "rettet av mottakeren"})
    silent = suspected(office, case)
    office.perform(silent, "shelve", by=rc.SUPERVISOR, facts={"reason": "feil opplysning"})
    letters = [(x.proceeding_id, x.template) for x in office.case(case.id).letters if x.template == "reaction_shelved"]
    assert letters == [(told.id, "reaction_shelved")]


def test_collection_waits_where_the_scheme_lets_it_wait(tmp_path: Path) -> None:
    """fvl/42-1: `hold_collection_until_final` keeps the demand back until the appeal period has ended."""
    subject = Subject(rc.SCHEME, rc.YEAR, rc.STARTS)
    setting = "hold_collection_until_final = "
    office = subject.office_with(lambda text: text.replace(f"{setting}false", f"{setting}true"), tmp_path / "scheme")
    case = rc.paid(office)
    reaction = rc.decided(office, case).id
    office.perform(reaction, "notify", by=rc.CASEWORKER)
    due = {"demand_due_on": "2025-06-01"}
    assert codes(office, reaction, "demand_payment", by=rc.CASEWORKER, **due) == {"implementation_deferred"}
    told(office, reaction, "2025-02-25")
    rc.move_to(office, "2025-03-19T08:00:00+01:00")
    office.perform(reaction, "demand_payment", by=rc.CASEWORKER, facts=due)
    assert last(office, case).state == "implementing"
