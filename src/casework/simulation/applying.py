"""From application to grant letter, or to a refusal: who applies, who assesses, who decides."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date, timedelta

from casework.simulation.case_in_hand import CaseInHand
from casework.simulation.controlling import control
from casework.simulation.notifying import final, notify
from casework.simulation.paying import change_of_plan, payments
from casework.simulation.reporting import reports
from casework.simulation.staff import BUDGET_AUTHORITY, CASEWORKER, DECISION_MAKER
from casework.simulation.walk import working

#: Days from the application until somebody looks at it, from the award to its letter, and from the provisional reply to
#: the day on which it is due.
ASSESSED_AFTER, LETTER_AFTER, REPLIES_BEFORE = 9, 7, 12


def life(case: CaseInHand) -> Generator[date, None, None]:
    """The whole life of one application."""
    yield case.applicant.applies_on
    case.apply()
    if case.behaviour.withdraws:
        yield case.today + timedelta(days=5)
        case.tried("withdraw", case.grantee)
        return
    yield working(case.today + timedelta(days=ASSESSED_AFTER))
    _assess(case)
    yield from _kept_waiting(case)
    yield working(max(case.applicant.decided_on, case.today + timedelta(days=1)))
    if not _award(case):
        yield from _rejected(case)
        return
    yield working(case.today + timedelta(days=LETTER_AFTER))
    if not _letter(case):
        return
    yield from notify(case, case.case.grant)
    for plan in (payments(case), *reports(case), change_of_plan(case), control(case)):
        case.walk.plan(plan)


def _assess(case: CaseInHand) -> None:
    case.walk.office.assign(case.id, CASEWORKER.person, CASEWORKER.role, by=CASEWORKER)
    proposed = case.applicant.awarded or (case.applicant.facts["applied_amount"] if case.behaviour.outside else None)
    case.tried("assess", CASEWORKER, proposed_amount=proposed)
    for person in (CASEWORKER, DECISION_MAKER, BUDGET_AUTHORITY):
        case.walk.office.declare_impartiality(case.id, person.person, by=person, impartial=True)


def _kept_waiting(case: CaseInHand) -> Generator[date, None, None]:
    """A provisional reply in good time, where the decision comes more than a month after the inquiry (fvl/11a-3)."""
    due, decided = case.last_day("provisional_reply", case.case.grant), case.applicant.decided_on
    if due < decided:
        yield max(case.today, working(due - timedelta(days=REPLIES_BEFORE)))
        case.tried("send_provisional_reply", CASEWORKER, expected_on=decided.isoformat())


def _award(case: CaseInHand) -> bool:
    """Whether it was awarded. One outside the conditions is tried, and refused by the rules."""
    amount = case.applicant.awarded
    if case.behaviour.outside:
        amount = case.applicant.facts["applied_amount"]
    return bool(amount) and case.tried("award", DECISION_MAKER, amount=amount)


def _letter(case: CaseInHand) -> bool:
    """The grant letter, after duties that other awards to the same organisation have brought about (B20)."""
    if case.may("review_duties", CASEWORKER):
        case.tried("review_duties", CASEWORKER)
    return case.tried("issue_grant_letter", BUDGET_AUTHORITY)


def _rejected(case: CaseInHand) -> Generator[date, None, None]:
    """A rejection with its reasons, its notice, and the case closed when the time limit for appeal is out."""
    if not case.tried("reject", DECISION_MAKER):
        return
    yield from notify(case, case.case.grant)
    yield from final(case, case.case.grant)
    case.tried("close", CASEWORKER)
