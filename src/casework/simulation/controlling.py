"""The yearly control, and the end of the case."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date, timedelta
from typing import Any

from casework.simulation.case_in_hand import CaseInHand
from casework.simulation.reacting import still_open
from casework.simulation.staff import CASEWORKER, SUPERVISOR
from casework.simulation.walk import working

#: When the control begins (month, day of the year after), how often somebody looks whether the reports are in.
BEGINS, LOOKS_EVERY, GIVES_UP = (4, 7), 14, 4
EVIDENCE = "årsrapport og regnskap"


def control(case: CaseInHand) -> Generator[date, None, None]:
    """When all reports are in: every point of the control, and the case closed where nothing stands against it."""
    yield working(max(date(case.scheme.year + 1, *BEGINS), case.today))
    for _ in range(GIVES_UP):
        if case.case.grant.state == "annual_reported":
            break
        yield working(case.today + timedelta(days=LOOKS_EVERY))
    if case.case.grant.state != "annual_reported":
        return
    begun = case.open("control", CASEWORKER, kind="yearly", initiator="agency")
    yield working(case.today + timedelta(days=5))
    case.tried("record_finding", CASEWORKER, begun, checks=_checks(case))
    yield working(case.today + timedelta(days=2))
    case.tried("finish", SUPERVISOR, begun)
    yield working(case.today + timedelta(days=3))
    for _ in range(GIVES_UP):
        if not still_open(case):
            break
        yield working(case.today + timedelta(days=LOOKS_EVERY))
    _close(case)


def _checks(case: CaseInHand) -> dict[str, Any]:
    found = {point.id: {"result": "ok", "evidence": EVIDENCE} for point in case.scheme.of("control")}
    if case.behaviour.deviation and found:
        found[list(found)[-1]] = {
            "result": "deviation",
            "finding": "Regnskapet er ikke i samsvar med kravene.",
            "evidence": EVIDENCE,
        }
    return found


def _close(case: CaseInHand) -> None:
    """Closed, or refused because something stands against it, such as unused money that nobody reclaimed."""
    for account in case.of("payee_account"):
        if account.closed_at is None:
            case.tried("retire", CASEWORKER, account, reason="Saken avsluttes.")
    case.tried("close", CASEWORKER)
