"""One recipient of the grant to resource environments, taken as far as an example needs. All of it is made up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from casework import Actor, Case, Office
from casework.model.rows import Party, Proceeding
from tests.notified import told

SCHEME, YEAR = "resource_environments", 2025
STARTS = "2025-02-03T09:00:00+01:00"
CITATION = f"{SCHEME}/{YEAR}#"

PARTY = "292502591"
UNNAMED = "292503040"
AMOUNT = 210_000_000
PAID = 60_000_000

CASEWORKER = Actor("kari", "caseworker")
DECIDER = Actor("ola", "decision_maker")
BUDGET = Actor("berit", "budget_authority")
ATTESTER = Actor("arne", "attester")
SUPERVISOR = Actor("sverre", "supervisor")
AUDITOR = Actor("rita", "auditor", "Riksrevisjonen")
GRANTEE = Actor("siri", "grantee", PARTY)


def evidence(**more: Any) -> dict[str, Any]:
    """One line of the sheet of conditions."""
    return {"met": True, "evidence": "dokument 1 – æøå", "checked_on": "2025-01-28", **more}


PRINCIPLES = (
    "accounting_system completeness reality accuracy currency documentation traceability retention security "
    "good_practice"
).split()

ELIGIBLE: dict[str, Any] = {
    "goals": ["G1", "G3"],
    "target_groups": ["immigrant_background"],
    "regions": ["Oslo", "Tromsø"],
    "population_groups": ["unge", "kvinner"],
    "cooperation": {"Lokallaget på Åsen": {"type": "local_immigrant_organisation"}},
    "in_operation_since": "2015-05-01",
    "member_based": False,
    "external_board": True,
    "immigrant_background_on_board": 3,
    "board_independent": True,
    "general_manager": "Ada Leder",
    "chair": "Bo Styre",
    "board_size": 6,
    "employees_on_board": 1,
    "bookkeeping": dict.fromkeys(PRINCIPLES, True),
    "consultation_roles": ["children_and_youth"],
    "eligibility": {
        "national_contribution": evidence(),
        "across_nationality": evidence(document="articles"),
        "nonprofit_register": evidence(),
        "goal_routines": evidence(document="goal_routines"),
        "risk_routines": evidence(document="risk_routines"),
    },
}

CRITERIA = {"K1": {"met": True, "reason": "formidler mye"}, "K2": {"met": True, "reason": "supplerer"}}

LETTER = {
    "purpose": "drift",
    "use_conditions": "til formålet",
    "reporting_requirements": "to rapporter og regnskap",
    "payment_plan": "to terminer",
    "control_reservation": "bevilgningsreglementet § 10 andre ledd",
    "breach_reactions": "tilbakehold eller tilbakekreving",
    "repayment_terms": "ubrukte midler betales tilbake",
}

ACCOUNT = {"account_number": "86011117947", "account_source": "brev fra organisasjonen"}

STATUS: dict[str, Any] = {
    "delivered": ["preliminary_accounts", "revised_budget", "progress", "deviations"],
    "deviations": "ingen",
    "accounts_from": "2025-01-01",
    "accounts_to": "2025-06-30",
}
ANNUAL: dict[str, Any] = {
    "delivered": ["measures", "goal_achievement", "media_cases"],
    "activities": {"Møteplass": "G1"},
    "deviations": "ingen",
    "goal_achievement": "i stor grad",
    "target_group_reached": True,
    "media_cases": 0,
}
ACCOUNTS: dict[str, Any] = {
    "delivered": ["income_statement", "balance", "notes", "auditor_attestation", "overview_of_use"],
    "received_amount": PAID,
    "used_amount": PAID,
    "unused_amount": 0,
    "equity_transfer": 0,
    "auditor": "Revisor Ås",
    "auditor_title": "registered",
    "attested_on": "2026-02-20",
}
DELIVERIES: dict[str, dict[str, Any]] = {"status_report": STATUS, "annual_report": ANNUAL, "annual_accounts": ACCOUNTS}
DELIVERED_AT = {
    "status_report": "2025-08-10T12:00:00+02:00",
    "annual_report": "2026-03-10T12:00:00+01:00",
    "annual_accounts": "2026-03-10T12:00:00+01:00",
}


def opened(office: Office, *, party: str = PARTY, form: str = "nb", **changed: Any) -> Case:
    """A case opened with all that the conditions ask for, but for what is changed; None leaves a fact out."""
    facts = {k: v for k, v in {**ELIGIBLE, "received_on": "2025-02-03", **changed}.items() if v is not None}
    organisation = Party(party, "Grønnholmen kvinneforum (oppdiktet)", form, "chosen")
    return office.open_case(scheme=SCHEME, year=YEAR, party=organisation, by=CASEWORKER, facts=facts)


def assessed(office: Office, *, criteria: Any = None, party: str = PARTY, form: str = "nb", **changed: Any) -> Case:
    """The case assessed by one person, with everybody declared impartial."""
    case = opened(office, party=party, form=form, **changed)
    for person in (CASEWORKER, DECIDER, BUDGET):
        office.declare_impartiality(case.id, person.person, by=person, impartial=True)
    facts = {"assessment": "oppfyller vilkårene", "criteria": CRITERIA if criteria is None else criteria}
    office.perform(case.grant.id, "assess", by=CASEWORKER, facts=facts)
    return office.case(case.id)


def awarded(office: Office, *, award: dict[str, Any] | None = None, by: Actor = DECIDER, **changed: Any) -> Case:
    """The case with its award, decided by another than the one who assessed it."""
    case = assessed(office, **changed)
    facts = {"amount": AMOUNT, "award_reason": "navngitt i budsjettet", **(award or {})}
    office.perform(case.grant.id, "award", by=by, facts=facts)
    return office.case(case.id)


def paid(office: Office, *, award: dict[str, Any] | None = None, amount: int = PAID, **changed: Any) -> Case:
    """The case with its letter sent and a first instalment paid."""
    case = awarded(office, award=award, **changed)
    office.perform(case.grant.id, "issue_grant_letter", by=BUDGET, facts=LETTER)
    told(office, case.grant.id, "2025-02-03")
    account = office.open(case.id, "payee_account", by=BUDGET, facts=ACCOUNT)
    office.perform(account.id, "confirm", by=SUPERVISOR, facts={"confirmed_how": "ringte daglig leder"})
    pay(office, case.id, amount)
    return office.case(case.id)


def pay(office: Office, case_id: str, amount: int) -> None:
    """One instalment: proposed, attested by another person, paid."""
    today = office.clock.now().date().isoformat()
    payment = office.open(case_id, "payment", by=CASEWORKER, facts={"amount": amount, "due_on": today})
    office.perform(payment.id, "attest", by=ATTESTER, facts={"documentation": "brevet"})
    office.perform(payment.id, "pay", by=BUDGET, facts={"paid_on": today})


def move_to(office: Office, instant: str) -> None:
    """Set the clock of the office, and let it notice what has passed."""
    office.clock.move_to(instant)  # type: ignore[attr-defined]
    office.tick()


def received(office: Office, case: Case, kind: str, **changed: Any) -> Proceeding:
    """The report of that kind as it was delivered, but for what is changed; None leaves a fact out."""
    report = case.proceeding("report", kind=kind)
    facts = {k: v for k, v in {**DELIVERIES[kind], **changed}.items() if v is not None}
    office.perform(report.id, "receive", by=GRANTEE, facts=facts)
    return office.case(case.id).proceeding("report", kind=kind)


def findings(office: Office, kind: str, **changed: Any) -> list[str]:
    """What is found when the report of that kind comes in."""
    award = changed.pop("award", None)
    case = paid(office, award=award)
    move_to(office, DELIVERED_AT[kind])
    expected = [p for p in case.proceedings if p.facts.get("kind") == kind]
    return list(received(office, case, kind, **changed).facts["findings"]) if expected else []


def late(office: Office, case: Case) -> list[str]:
    """The provisions of what is open after its last day."""
    deadlines = office.case(case.id).deadlines
    return [d.law for d in deadlines if d.status == "open" and d.ends_at and d.ends_at <= office.clock.now()]


REACTION: dict[str, Any] = {"breach": "guidelines", "term": f"{CITATION}A24", "kind": "reclaim", "amount": 1_000_000}


def heard(office: Office, case: Case, **changed: Any) -> Proceeding:
    """A reaction of which the party was told and for which the time for a statement has passed."""
    reaction = office.open(case.id, "reaction", by=CASEWORKER, facts={**REACTION, **changed})
    office.perform(reaction.id, "send_notice", by=CASEWORKER, facts={"notice_facts": "brukt til annet enn formålet"})
    move_to(office, (office.clock.now() + timedelta(days=22)).isoformat())
    return office.case(case.id).proceeding("reaction")


def proposed(office: Office, case: Case, **changed: Any) -> Proceeding:
    """A reaction that the caseworker has proposed."""
    reaction = heard(office, case, **changed)
    facts = {"basis": "fvl/35-5:decision", "proposed_reasons": "vilkåret er brutt"}
    office.perform(reaction.id, "propose", by=CASEWORKER, facts=facts)
    return office.case(case.id).proceeding("reaction")


DECISION: dict[str, Any] = {"reasons": "vilkåret er brutt", "main_considerations": "bruddet er vesentlig"}


def decided(office: Office, case: Case, *, by: Actor = DECIDER, decision: Any = None, **changed: Any) -> Proceeding:
    """A reaction that another person has decided."""
    reaction = proposed(office, case, **changed)
    office.perform(reaction.id, "decide", by=by, facts=DECISION if decision is None else decision)
    return office.case(case.id).proceeding("reaction")
