"""Instalments, the account they go to, and a change of plan."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date, timedelta

from casework.model.rows import Proceeding
from casework.simulation.case_in_hand import CaseInHand
from casework.simulation.notifying import notify
from casework.simulation.staff import ATTESTER, BUDGET_AUTHORITY, CASEWORKER, DECISION_MAKER
from casework.simulation.walk import working

#: Accounts with a valid check digit, in a series that no bank uses.
ACCOUNT, OTHER_ACCOUNT = "99990000006", "99990000014"


def payments(case: CaseInHand) -> Generator[date, None, None]:
    """Two instalments. Whoever changes the account in between waits until another person has confirmed it."""
    yield working(case.today + timedelta(days=3))
    case.open("payee_account", BUDGET_AUTHORITY, account_number=ACCOUNT)
    _confirm(case)
    half = case.case.ledger.awarded // 2
    yield from _pay(case, half)
    yield working(case.today + timedelta(days=100))
    if case.behaviour.new_account:
        case.open("payee_account", BUDGET_AUTHORITY, account_number=OTHER_ACCOUNT)
    yield from _pay(case, case.case.ledger.unpaid)


def _confirm(case: CaseInHand) -> None:
    case.tried("confirm", CASEWORKER, case.of("payee_account")[-1])


def _pay(case: CaseInHand, amount: int) -> Generator[date, None, None]:
    due = working(case.today + timedelta(days=7))
    payment = case.open("payment", CASEWORKER, amount=amount, due_on=due.isoformat())
    yield working(case.today + timedelta(days=2))
    case.tried("attest", ATTESTER, payment)
    yield due
    if not _paid(case, payment):
        yield working(case.today + timedelta(days=1))
        _confirm(case)
        _paid(case, payment)


def _paid(case: CaseInHand, payment: Proceeding) -> bool:
    return case.tried("pay", BUDGET_AUTHORITY, payment, payment_reference=f"TILSKUDD-{payment.id}")


def change_of_plan(case: CaseInHand) -> Generator[date, None, None]:
    """An application for another use of the money, made before it is used, and consented to (B22)."""
    if not case.behaviour.change:
        return
    yield working(case.today + timedelta(days=60))
    request = case.open("change_request", case.grantee, concerns="budget")
    yield working(case.today + timedelta(days=6))
    case.tried("assess", CASEWORKER, request)
    case.tried("propose", CASEWORKER, request)
    yield working(case.today + timedelta(days=2))
    if case.tried("approve", DECISION_MAKER, request):
        yield from notify(case, request)
