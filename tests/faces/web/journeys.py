"""Grants of their own for those who go through the office in a browser, so that no journey meets another."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from casework.access import Access
from casework.clock.frozen import FrozenClock
from casework.faces.web.office import FIRST_DAY
from casework.office import Office
from casework.simulation import office_year
from casework.simulation.applicants import Applicant
from casework.simulation.behaviour import FOLLOWS
from casework.simulation.case_in_hand import CaseInHand
from casework.simulation.grant_year import dealt
from casework.simulation.paying import ACCOUNT
from casework.simulation.staff import ATTESTER, BUDGET_AUTHORITY, CASEWORKER, DECISION_MAKER
from casework.simulation.walk import Walk

#: Before the time limit for applications of the year was out.
APPLIED = "2024-11-20"
#: Its reports are due next month.
DUE = {"report_due_on": "2026-05-15", "accounts_due_on": "2026-05-29"}
#: Each leads an organisation with a grant of its own; the last one's is late with its reports.
LEADERS, LATE = ("grete", "geir", "gro", "gard", "gunn"), "gaute"
PAID = LEADERS[0]
#: Whoever decides what another of the appeal body has assessed.
SECOND_ABOVE = "solveig"


def settled(office: Office, clock: FrozenClock) -> tuple[str, ...]:
    """Give each their organisation and its grant; the ids of all who came."""
    walk, taken = Walk(office, clock), {row["party"] for row in office.cases()}
    scheme = office.surroundings.definitions.scheme(*office_year.NEW)
    free = {a.party.id: a for a, _ in dealt(scheme, 2025, None) if a.awarded and a.party.id not in taken}
    for person, applicant in zip(LEADERS, free.values(), strict=False):
        case = _awarded(walk, replace(applicant, party=replace(applicant.party, language_form="nb")))
        if person == PAID:
            _paid(case)
        _leads(office, person, applicant.party.id)
    late = [row["party"] for row in office.overdue(year=2025) if row["party"] != office_year.an_organisation(office)[0]]
    _leads(office, LATE, late[0])
    Access(office).grant(SECOND_ABOVE, "appeal_body", by="demo", first_day=FIRST_DAY)
    return (*LEADERS, LATE, SECOND_ABOVE)


def _leads(office: Office, person: str, number: str) -> None:
    Access(office).grant(person, "grantee", by="demo", agency=number, first_day=FIRST_DAY)
    office.mail.set_person(person, name=f"Leder {person.title()}")


def _awarded(walk: Walk, applicant: Applicant) -> CaseInHand:
    """A grant that was applied for in time, awarded, with its letter."""
    scheme = walk.office.surroundings.definitions.scheme(*office_year.NEW)
    facts: dict[str, Any] = {**applicant.facts, "received_on": APPLIED}
    case = CaseInHand(walk, scheme, replace(applicant, facts=facts), FOLLOWS)
    case.apply()
    walk.office.assign(case.id, CASEWORKER.person, CASEWORKER.role, by=CASEWORKER)
    case.act("assess", CASEWORKER, proposed_amount=applicant.awarded)
    for person in (CASEWORKER, DECISION_MAKER, BUDGET_AUTHORITY):
        walk.office.declare_impartiality(case.id, person.person, by=person, impartial=True)
    case.act("award", DECISION_MAKER, None, amount=applicant.awarded, **DUE)
    case.act("issue_grant_letter", BUDGET_AUTHORITY)
    return case


def _paid(case: CaseInHand) -> None:
    """The whole of it in one payment, so that its use can be accounted for."""
    case.open("payee_account", BUDGET_AUTHORITY, account_number=ACCOUNT)
    case.act("confirm", CASEWORKER, case.of("payee_account")[-1])
    payment = case.open("payment", CASEWORKER, amount=case.case.ledger.awarded, due_on=case.today.isoformat())
    case.act("attest", ATTESTER, payment)
    case.act("pay", BUDGET_AUTHORITY, payment, payment_reference=f"TILSKUDD-{payment.id}")
