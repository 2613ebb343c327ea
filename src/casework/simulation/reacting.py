"""Unused money and transfers to equity: told beforehand, heard, proposed, decided, paid back (fvl chapters IV–VI)."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date, timedelta

from casework.model.rows import Proceeding
from casework.simulation.case_in_hand import CaseInHand
from casework.simulation.notifying import final, notify
from casework.simulation.staff import BUDGET_AUTHORITY, CASEWORKER, DECISION_MAKER
from casework.simulation.walk import working

REACTION = "reaction"


def reclaim(case: CaseInHand, unused: int) -> Generator[date, None, None]:
    """The whole of a reclaim. Where the accounts have opened it by themselves, people go on from there."""
    yield working(case.today + timedelta(days=2))
    reaction = (case.of(REACTION) or [_opened(case, unused)])[-1]
    if not case.tried("send_notice", CASEWORKER, reaction, kind="reclaim", amount=unused):
        return
    yield from _heard(case, reaction)
    if not case.tried("propose", CASEWORKER, reaction, kind="reclaim", amount=unused):
        return
    yield working(case.today + timedelta(days=3))
    if not case.tried("decide", DECISION_MAKER, reaction, kind="reclaim", amount=unused):
        return
    case.tried("notify", CASEWORKER, reaction)
    yield from notify(case, reaction)
    yield from _paid_back(case, reaction, unused)


def still_open(case: CaseInHand) -> bool:
    """Whether a reaction is not carried out yet."""
    return any(reaction.closed_at is None for reaction in case.of(REACTION))


def _opened(case: CaseInHand, unused: int) -> Proceeding:
    breaches = [breach.id for breach in case.scheme.of("breach")]
    breach = "unused_funds" if "unused_funds" in breaches or not breaches else breaches[0]
    term = "tilskuddsbrevet: midler som ikke er brukt, betales tilbake"
    return case.open(REACTION, CASEWORKER, kind="reclaim", breach=breach, term=term, amount=unused)


def _heard(case: CaseInHand, reaction: Proceeding) -> Generator[date, None, None]:
    """A statement, or silence until the time for it has passed."""
    if case.behaviour.equity:
        yield working(case.last_day("statement", reaction) + timedelta(days=1))
        return
    yield case.today + timedelta(days=6)
    case.tried("receive_statement", case.grantee, reaction)
    yield working(case.today + timedelta(days=2))


def _paid_back(case: CaseInHand, reaction: Proceeding, amount: int) -> Generator[date, None, None]:
    yield working(case.today + timedelta(days=3))
    case.tried("demand_payment", CASEWORKER, reaction)
    yield working(case.today + timedelta(days=9))
    case.tried("record_repayment", BUDGET_AUTHORITY, reaction, repaid_amount=amount)
    yield from final(case, reaction)
    case.tried("settle", CASEWORKER, reaction)
