"""One grant to a resource environment from application to closed case, and what is read from it afterwards."""

from __future__ import annotations

import pytest

from casework import Office, Refused
from casework.consultation import consultation_bodies, unfilled_roles
from casework.control_report import as_page
from casework.testing import FrozenClock, office_in_memory
from tests.notified import told
from tests.schemes import resource_case as rc
from tests.schemes.rules_a import CHECKS


@pytest.fixture
def office() -> Office:
    """An office in memory on the day of the award."""
    return office_in_memory(FrozenClock(rc.STARTS))


def reported_and_controlled(office: Office, **accounts: object) -> str:
    """A case with every report approved and its yearly control finished; its id."""
    case = rc.paid(office, form="nn")
    rc.pay(office, case.id, rc.AMOUNT - rc.PAID)
    rc.move_to(office, rc.DELIVERED_AT["status_report"])
    approved(office, case.id, "status_report")
    rc.move_to(office, rc.DELIVERED_AT["annual_report"])
    approved(office, case.id, "annual_report")
    used = {"received_amount": rc.AMOUNT, "used_amount": rc.AMOUNT, "unused_amount": 0}
    approved(office, case.id, "annual_accounts", **{**used, **accounts})
    control = office.open(case.id, "control", by=rc.CASEWORKER, facts={"kind": "yearly", "initiator": "agency"})
    office.perform(control.id, "record_finding", by=rc.CASEWORKER, facts={"checks": CHECKS})
    office.perform(control.id, "finish", by=rc.CASEWORKER, facts={"conclusion": "ett avvik"})
    return case.id


def approved(office: Office, case_id: str, kind: str, **changed: object) -> None:
    report = rc.received(office, office.case(case_id), kind, **changed)
    assert (report.state, report.facts["findings"]) == ("complete", [])
    office.perform(report.id, "approve", by=rc.CASEWORKER)


def closed(office: Office, case_id: str) -> str:
    """The stage after the account is retired and the case closed."""
    account = office.case(case_id).proceeding("payee_account")
    office.perform(account.id, "retire", by=rc.CASEWORKER, facts={"reason": "saken avsluttes"})
    office.perform(office.case(case_id).grant.id, "close", by=rc.CASEWORKER)
    return office.case(case_id).stage


def test_a_grant_goes_from_application_to_closed_case(office: Office) -> None:
    """A1–A42 in one year: awarded, paid in two instalments, reported, controlled, closed."""
    case_id = reported_and_controlled(office)
    case = office.case(case_id)
    assert (case.stage, case.ledger.paid, case.ledger.used) == ("controlled", rc.AMOUNT, rc.AMOUNT)
    assert closed(office, case_id) == "closed"


def test_unused_funds_are_reclaimed_before_the_case_is_closed(office: Office) -> None:
    """A25, A31, fvl/16, fvl/24, fvl/35: the accounts open the reclaim, people decide it, the party repays."""
    left = 5_000_000
    case_id = reported_and_controlled(office, used_amount=rc.AMOUNT - left, unused_amount=left)
    reaction = office.case(case_id).proceeding("reaction")
    assert reaction.state == "suspected"
    assert {k: reaction.facts[k] for k in ("breach", "term", "kind", "amount", "source")} == {
        "breach": "unused_funds",
        "term": f"{rc.CITATION}A25",
        "kind": "reclaim",
        "amount": left,
        "source": office.case(case_id).proceeding("report", kind="annual_accounts").id,
    }
    with pytest.raises(Refused) as refused:
        office.perform(office.case(case_id).grant.id, "close", by=rc.CASEWORKER)
    assert {"open_proceedings", "unused_not_reclaimed"} <= {r.code for r in refused.value.reasons}
    carried_out(office, case_id, reaction.id, left)
    assert closed(office, case_id) == "closed"


def carried_out(office: Office, case_id: str, reaction: str, amount: int) -> None:
    """The reclaim from notice to repayment."""
    office.perform(reaction, "send_notice", by=rc.CASEWORKER, facts={"notice_facts": "regnskapet viser restmidler"})
    office.perform(reaction, "receive_statement", by=rc.GRANTEE, facts={"statement": "enig"})
    proposal = {"basis": "fvl/35-5:decision", "proposed_reasons": "ubrukt"}
    office.perform(reaction, "propose", by=rc.CASEWORKER, facts=proposal)
    office.perform(reaction, "decide", by=rc.DECIDER, facts=rc.DECISION)
    assert office.case(case_id).stage == "reclaimed"
    office.perform(reaction, "notify", by=rc.CASEWORKER)
    today = office.clock.now().date().isoformat()
    told(office, reaction, today)
    office.perform(reaction, "demand_payment", by=rc.CASEWORKER, facts={"demand_due_on": "2026-05-04"})
    repaid = {"repaid_amount": amount, "paid_on": today}
    office.perform(reaction, "record_repayment", by=rc.CASEWORKER, facts=repaid)
    with pytest.raises(Refused, match="fvl/29-1"):
        office.perform(reaction, "settle", by=rc.CASEWORKER)
    rc.move_to(office, "2026-05-01T08:00:00+02:00")
    office.perform(reaction, "settle", by=rc.CASEWORKER)
    assert (office.case(case_id).stage, office.case(case_id).ledger.outstanding) == ("controlled", 0)


def test_two_reports_of_the_same_unused_funds_open_one_reclaim(office: Office) -> None:
    """A25: a corrected delivery of the accounts does not raise the claim again."""
    case = rc.paid(office)
    rc.move_to(office, rc.DELIVERED_AT["annual_accounts"])
    sums = {"used_amount": rc.PAID - 1, "unused_amount": 1}
    report = rc.received(office, case, "annual_accounts", **sums)
    office.perform(report.id, "return_for_correction", by=rc.CASEWORKER, facts={"reason": "mangler note"})
    rc.received(office, case, "annual_accounts", **sums)
    office.perform(report.id, "approve", by=rc.CASEWORKER)
    assert len([p for p in office.case(case.id).proceedings if p.workflow == "reaction"]) == 1
    assert office.case(case.id).ledger.unused == 1


def test_accounts_whose_sums_are_wrong_are_received_all_the_same(office: Office) -> None:
    """fvl/11, A40: what comes in is registered; it is incomplete, and no money is entered."""
    case = rc.paid(office)
    rc.move_to(office, rc.DELIVERED_AT["annual_accounts"])
    report = rc.received(office, case, "annual_accounts", used_amount=rc.PAID + 1)
    assert (report.state, office.case(case.id).ledger.accounted) == ("incomplete", 0)


def test_the_control_report_counts_what_happened(office: Office) -> None:
    """A30: named, paid, unused, controls, deviations by code, late reports with days, decisions, language."""
    late = rc.paid(office)
    reported_and_controlled(office)
    erroneous = rc.opened(office)
    office.mark(erroneous.id, "registered_in_error", by=rc.CASEWORKER, reason="dobbelt")
    rc.move_to(office, "2026-03-20T12:00:00+01:00")
    rc.decided(office, late, kind="withhold", amount=7)
    report = office.control_report(rc.SCHEME, rc.YEAR)
    assert (report["named"], report["cases"], report["paid_ore"]) == (6, 2, rc.AMOUNT + rc.PAID)
    assert (report["controls"], report["deviations"]) == (
        1,
        {"A27a": 0, "A27b": 0, "A27c": 1, "A27d": 0, "A27e": 0},
    )
    assert (report["warnings"], report["withheld_ore"]) == (1, 7)
    assert report["decisions_by_kind"] == {"grant.award.awarded": 2, "reaction.decide.withheld": 1}
    assert {(r["kind"], r["received_day"]) for r in report["late_reports"]} == {
        ("status_report", None),
        ("annual_report", None),
        ("annual_accounts", None),
    }
    assert report["late_reports"][0]["kind"] == "status_report"
    assert report["language"]["nn"] > 0
    assert (report["appeals"], report["access_requests"]) == (0, 0)


@pytest.mark.parametrize(("language", "heading"), [("nb", "For sent levert"), ("nn", "Levert for seint")])
def test_the_control_report_is_a_page_in_both_written_forms(office: Office, language: str, heading: str) -> None:
    """A30, sprl/13: the ministry reads it in bokmål or nynorsk; an empty year is a page too."""
    assert heading in as_page(office.control_report(rc.SCHEME, rc.YEAR), language)
    late = rc.paid(office)
    rc.move_to(office, "2026-03-20T12:00:00+01:00")
    text = as_page(office.control_report(rc.SCHEME, rc.YEAR), language)
    assert late.number in text and "{{" not in text


def test_consultation_bodies_are_those_awarded_with_the_roles_they_fill(office: Office) -> None:
    """A21: who is to be heard, which role only one fills, and which nobody does."""
    rc.awarded(office, consultation_roles=["children_and_youth", "anti_discrimination"])
    other = {"party": "292502222", "award": {"amount": 315_000_000}}
    rc.awarded(office, consultation_roles=["anti_discrimination"], **other)  # type: ignore[arg-type]
    rc.opened(office, party="292501854")
    rows = consultation_bodies(office, rc.SCHEME, rc.YEAR)
    assert sorted((r["org_number"], r["roles"], r["alone_in"]) for r in rows) == [
        ("292502222", ["anti_discrimination"], []),
        ("292502591", ["children_and_youth", "anti_discrimination"], ["children_and_youth"]),
    ]
    assert "work_and_education" in unfilled_roles(office, rc.SCHEME, rc.YEAR)


def test_the_budget_table_says_that_it_is_made_up(office: Office) -> None:
    """A4, A7: nobody may take the shipped amounts for those of the budget."""
    scheme = office.surroundings.definitions.scheme(rc.SCHEME, rc.YEAR)
    assert all(a.org_number.startswith("2") and "oppdiktet" in a.name for a in scheme.allocations)
    assert all("OPPDIKTET" in a.source for a in scheme.allocations)


def test_a_report_that_comes_in_parts_is_complete_with_the_last(office: Office) -> None:
    """A36, best/6.3.6: what was sent before need not be sent again, and the letter asks for what is left alone."""
    case = rc.paid(office)
    rc.move_to(office, rc.DELIVERED_AT["status_report"])
    first, second, *rest = rc.STATUS["delivered"]
    for part in (first, second):
        assert rc.received(office, case, "status_report", delivered=[part]).state == "incomplete"
    text = office.letter_text(office.case(case.id).letters[-1].id)
    assert "Revidert budsjett" not in text and "Framgangen i arbeidet" in text
    assert rc.received(office, case, "status_report", delivered=rest).state == "complete"
    assert office.case(case.id).stage == "status_reported"
