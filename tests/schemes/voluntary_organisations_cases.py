"""How the examples of the voluntary organisations get a case to where a rule bites."""

from __future__ import annotations

from datetime import date
from typing import Any

from casework import Actor, Office
from casework.model.case import Case
from casework.model.rows import Party, Proceeding

SCHEME, YEAR = "voluntary_organisations", 2022
CITED = f"{SCHEME}/{YEAR}"
#: A valid check digit in a series that is never issued.
ORGANISATION = Party("220220028", "Fjordgløtt språkkafé (oppdiktet)")

CASEWORKER = Actor("kari", "caseworker")
DECISION_MAKER = Actor("berit", "decision_maker")
BUDGET_AUTHORITY = Actor("odd", "budget_authority")
ATTESTER = Actor("anne", "attester")
SUPERVISOR = Actor("siri", "supervisor")
GRANTEE = Actor("gro", "grantee", ORGANISATION.id)

#: An application that obeys every rule.
APPLICATION: dict[str, Any] = {
    "application_id": "P-1",
    "title": "Språkvenn i hele landet",
    "grant_type": "transferable_method",
    "transfer_value": "Metoden er beskrevet trinn for trinn og deles fritt.",
    "sub_goals": ["B"],
    "target_groups": ["immigrants"],
    "annual_budget": 900_000_00,
    "applied_amount": 600_000_00,
    "received_at": "2021-11-20T09:30:00+01:00",
    "received_on": "2021-11-20",
    "reach": "national",
    "national_character": "Samlinger i åtte byer, fra nord til sør.",
    "voluntary_work": True,
    "not_for_profit": True,
    "public_body": False,
    "channel": "portal",
    "signed_by": "gro",
    "signatory_role": "leader",
}
AWARD: dict[str, Any] = {
    "amount": 90_000_00,
    "award_reason": "Klare mål og en metode som andre kan bruke.",
    "report_due_on": "2023-03-15",
    "accounts_due_on": "2023-04-30",
}
LETTER: dict[str, Any] = {
    "purpose": "Språkvenner i hele landet.",
    "use_conditions": "Samlinger i åtte byer, etter planen i søknaden.",
    "reporting_requirements": "Årsrapport og regnskap.",
    "payment_plan": "Én utbetaling når kontoen er bekreftet.",
    "control_reservation": "Forvalteren og Riksrevisjonen kan kontrollere bruken.",
    "breach_reactions": "Midler kan holdes tilbake og kreves tilbake.",
    "repayment_terms": "Det som ikke brukes i 2022, betales tilbake.",
}
CRITERIA = (
    "clear_goals", "clear_target_groups", "measurable_results", "realistic_progress", "information_reaches",
    "suitable_budget", "competence", "network", "voluntary_effort", "cooperation", "transfer", "risk",
)  # fmt: skip
SCORES: dict[str, Any] = {name: {"score": 4, "reason": "Godt beskrevet."} for name in CRITERIA}
CENTRE_SCORES: dict[str, Any] = {
    name: {"score": 3, "reason": "Avtalen er inngått."}
    for name in ("centre_management", "centre_residents_council", "centre_partners")
}
AT_CENTRE: dict[str, Any] = {"target_groups": ["reception_centre_residents"], "centre_contact": "Nora Lunde"}


def applied(office: Office, party: Party = ORGANISATION, **changes: Any) -> Case:
    """A registered application: the good one, with changes; None leaves a fact out."""
    facts = {name: value for name, value in {**APPLICATION, **changes}.items() if value is not None}
    return office.open_case(scheme=SCHEME, year=YEAR, party=party, by=CASEWORKER, facts=facts)


def findings(case: Case) -> list[str]:
    """What was found on registration."""
    return list(case.grant.facts.get("findings") or [])


def do(office: Office, proceeding: Proceeding | str, name: str, by: Actor, **facts: Any) -> None:
    """One transition."""
    proceeding_id = proceeding if isinstance(proceeding, str) else proceeding.id
    office.perform(proceeding_id, name, by=by, facts=facts)


def impartial(office: Office, case_id: str, *people: Actor) -> None:
    """These people declare that nothing makes them partial."""
    for actor in people:
        office.declare_impartiality(case_id, actor.person, by=actor, impartial=True)


def assessed(office: Office, scores: dict[str, Any] | None = None, party: Party = ORGANISATION, **changes: Any) -> Case:
    """An application that has been weighed and proposed for an award."""
    case = applied(office, party, **changes)
    impartial(office, case.id, DECISION_MAKER, BUDGET_AUTHORITY)
    facts = {"assessment": "Foreslås.", "proposed_amount": 90_000_00, "scores": SCORES if scores is None else scores}
    do(office, case.grant, "assess", CASEWORKER, **facts)
    return office.case(case.id)


def awarded(office: Office, award: dict[str, Any] | None = None, party: Party = ORGANISATION, **changes: Any) -> Case:
    """An application that was awarded."""
    case = assessed(office, party=party, **changes)
    do(office, case.grant, "award", DECISION_MAKER, **{**AWARD, **(award or {})})
    return office.case(case.id)


def with_letter(office: Office, case: Case, **letter: Any) -> Case:
    """The case with its grant letter issued."""
    facts = {name: value for name, value in {**LETTER, **letter}.items() if value is not None}
    do(office, case.grant, "issue_grant_letter", BUDGET_AUTHORITY, **facts)
    return office.case(case.id)


def paid(office: Office, case: Case, amount: int, on: date) -> Case:
    """The case with its letter issued and the amount paid out, by as many people as it takes."""
    case = with_letter(office, case)
    account = office.open(
        case.id,
        "payee_account",
        by=BUDGET_AUTHORITY,
        facts={"account_number": "86011117947", "account_source": "brev fra organisasjonen"},
    )
    do(office, account, "confirm", CASEWORKER, confirmed_how="Ringt tilbake.")
    due = {"amount": amount, "due_on": on.isoformat()}
    payment = office.open(case.id, "payment", by=CASEWORKER, facts=due)
    do(office, payment, "attest", ATTESTER, documentation="Tilskuddsbrev og konto.")
    do(office, payment, "pay", BUDGET_AUTHORITY, paid_on=on.isoformat())
    return office.case(case.id)


def report(case: Case, kind: str) -> Proceeding | None:
    """The report of that kind, if the award brought one."""
    return next((p for p in case.proceedings if p.workflow == "report" and p.facts["kind"] == kind), None)


def received(office: Office, case: Case, kind: str, **facts: Any) -> list[str]:
    """Receive a report and tell what was found; nothing where there is none to receive."""
    expected = report(case, kind)
    if expected is None:
        return []
    parts = {"delivered": expected.facts.get("parts") or []}
    do(office, expected, "receive", GRANTEE, **{**parts, **facts})
    after = report(office.case(case.id), kind)
    return list(after.facts.get("findings") or []) if after else []
