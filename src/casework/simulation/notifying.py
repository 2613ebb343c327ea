"""Telling a party of a decision, and the time until the decision is final (fvl chapters V and VI)."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date, timedelta

from casework.model.rows import Proceeding
from casework.simulation.case_in_hand import CaseInHand
from casework.simulation.staff import CASEWORKER
from casework.simulation.walk import working

#: Days from when the notice is sent until it has arrived, where the office does not know it itself.
ARRIVES_AFTER = 2


def notify(case: CaseInHand, proceeding: Proceeding) -> Generator[date, None, None]:
    """The notice of the last decision of a proceeding, sent and arrived."""
    notice = notice_of(case, proceeding)
    if notice is None:
        return
    if notice.state == "prepared":
        case.tried("send", CASEWORKER, notice, channel="electronic")
    yield working(case.today + timedelta(days=ARRIVES_AFTER))
    if case.now(notice).state == "sent":
        case.tried("record_arrival", CASEWORKER, notice, evidence="recorded")


def final(case: CaseInHand, proceeding: Proceeding) -> Generator[date, None, None]:
    """The time for appeal, and for what may still be under way by post."""
    notice = notice_of(case, proceeding)
    for deadline in ("appeal", "allowance") if notice else ():
        yield working(case.last_day(deadline, notice) + timedelta(days=1))


def notice_of(case: CaseInHand, proceeding: Proceeding) -> Proceeding | None:
    """The last notice of what was decided in a proceeding."""
    return next((n for n in reversed(case.of("notice")) if n.parent == proceeding.id), None)
