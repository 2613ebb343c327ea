"""Money to the right account, by enough people (best/6.3.3, best/6.3.5, best/6.3.8.1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from casework import Actor, Case, Ledger, Office, Refused
from casework.testing import FrozenClock, office_in_memory
from tests.schemes import resource_case as rc

OTHER_ACCOUNT = {"account_number": "86011117947", "account_source": "brev fra styreleder"}


@pytest.fixture
def office() -> Office:
    """The year in which the grant is paid."""
    return office_in_memory(FrozenClock(rc.STARTS))


@pytest.fixture
def case(office: Office) -> Case:
    """A grant whose first instalment is paid to a confirmed account."""
    return rc.paid(office, amount=10_000_000)


def codes(step: Callable[[], object]) -> list[str]:
    """The codes that the step is refused with."""
    with pytest.raises(Refused) as refused:
        step()
    return [reason.code for reason in refused.value.reasons]


def payment(office: Office, case: Case, amount: int = 5_000_000) -> str:
    """A proposed instalment."""
    due = {"amount": amount, "due_on": office.clock.now().date().isoformat()}
    return office.open(case.id, "payment", by=rc.CASEWORKER, facts=due).id


def paid_on(office: Office) -> dict[str, str]:
    """That it was paid today."""
    return {"paid_on": office.clock.now().date().isoformat()}


@pytest.mark.parametrize("role", ["caseworker", "decision_maker", "supervisor", "attester", "grantee"])
def test_only_the_budget_authority_changes_the_account(office: Office, case: Case, role: str) -> None:
    """best/6.3.8.1: nobody else registers where money goes."""
    somebody = Actor("noen", role)
    assert "role_may_not" in codes(lambda: office.open(case.id, "payee_account", by=somebody, facts=OTHER_ACCOUNT))


def test_an_account_is_not_confirmed_by_whoever_changed_it(office: Office, case: Case) -> None:
    """best/6.3.8.1: a second person, whatever role the first one takes on."""
    account = office.open(case.id, "payee_account", by=rc.BUDGET, facts=OTHER_ACCOUNT)
    again = Actor(rc.BUDGET.person, "supervisor")
    assert codes(lambda: office.perform(account.id, "confirm", by=again, facts={"confirmed_how": "ringte"})) == [
        "same_person"
    ]


def test_nothing_is_paid_to_a_changed_account_before_it_is_confirmed(office: Office, case: Case) -> None:
    """best/6.3.8.1: the account that was confirmed before does not stand in for the new one."""
    account = office.open(case.id, "payee_account", by=rc.BUDGET, facts=OTHER_ACCOUNT)
    due = payment(office, case)
    office.perform(due, "attest", by=rc.ATTESTER, facts={"documentation": "brevet"})
    pay = partial(office.perform, due, "pay", by=rc.BUDGET, facts=paid_on(office))
    assert codes(pay) == ["payee_account_is_confirmed"]
    assert office.case(case.id).ledger == case_due(case, 5_000_000)
    office.perform(account.id, "confirm", by=rc.SUPERVISOR, facts={"confirmed_how": "ringte daglig leder"})
    pay()
    assert office.case(case.id).ledger.paid == case.ledger.paid + 5_000_000


def case_due(case: Case, amount: int) -> Ledger:
    """The ledger with one more instalment due, and nothing else."""
    return replace(case.ledger, due=case.ledger.due + amount)


@pytest.mark.parametrize("number", ["86011117948", "00000000000", "12345678901"])
def test_an_account_number_has_its_check_digit(office: Office, case: Case, number: str) -> None:
    """best/6.3.8.1: a slip of the pen is no account."""
    facts = OTHER_ACCOUNT | {"account_number": number}
    assert "account_number_is_valid" in codes(lambda: office.open(case.id, "payee_account", by=rc.BUDGET, facts=facts))


def test_a_payment_is_attested_by_one_who_neither_proposed_nor_signed(office: Office, case: Case) -> None:
    """best/6.3.3: the amount is checked against the letter by somebody else."""
    due = payment(office, case)
    for person in (rc.CASEWORKER.person, rc.BUDGET.person):
        by = Actor(person, "attester")
        assert "same_person" in codes(partial(office.perform, due, "attest", by=by, facts={"documentation": "x"}))


def test_no_more_is_paid_than_was_awarded(office: Office, case: Case) -> None:
    """best/6.3.5: one øre too much is refused, the last one is paid."""
    left = case.ledger.unpaid
    assert "exceeds_unpaid" in codes(lambda: payment(office, case, left + 1))
    rc.pay(office, case.id, left)
    assert office.case(case.id).ledger.unpaid == 0


def test_nothing_is_paid_before_the_grant_letter(office: Office) -> None:
    """best/6.3.3: the recipient has the terms first."""
    early = rc.awarded(office)
    assert "grant_letter_is_issued" in codes(lambda: payment(office, early))
