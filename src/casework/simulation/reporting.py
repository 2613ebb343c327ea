"""Reports and accounts: in time, late, extended, waived, incomplete at first, or never."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date, timedelta
from typing import Any

from casework.model.rows import Proceeding
from casework.simulation.case_in_hand import CaseInHand
from casework.simulation.letter_texts import LETTER_TEXTS
from casework.simulation.reacting import reclaim
from casework.simulation.staff import CASEWORKER, SUPERVISOR
from casework.simulation.walk import Plan, working

#: The reports that account for the money; the first of them that comes in does.
ACCOUNTS = ("annual_accounts", "project_accounts", "accounts")
STATUS = "status_report"


def reports(case: CaseInHand) -> list[Plan]:
    """A plan for each report that is expected."""
    return [_report(case, report) for report in case.of("report")]


def _report(case: CaseInHand, report: Proceeding) -> Generator[date, None, None]:
    kind = report.facts["kind"]
    due = _due(case, report)
    if due is None:
        return
    if case.behaviour.waived and kind == STATUS:
        yield working(due - timedelta(days=30))
        case.tried("waive", SUPERVISOR, report, reason="Tiltaket startet så sent at en statusrapport ikke gir mening.")
        return
    if case.behaviour.extension:
        yield working(due - timedelta(days=12))
        longer = (due + timedelta(days=case.behaviour.extension)).isoformat()
        case.tried("extend", SUPERVISOR, report, new_day=longer, reason=_why(case))
    offset = case.behaviour.status if kind == STATUS else case.behaviour.annual
    if offset is not None:
        yield due + timedelta(days=offset)
        yield from _deliver(case, report)


def _why(case: CaseInHand) -> str:
    return LETTER_TEXTS["extension_reason"][case.applicant.party.language_form]


def _due(case: CaseInHand, report: Proceeding) -> date | None:
    deadlines = [d for d in case.case.deadlines if d.proceeding_id == report.id and d.name == "report"]
    return deadlines[-1].last_day if deadlines else None


def _deliver(case: CaseInHand, report: Proceeding) -> Generator[date, None, None]:
    parts = list(report.facts.get("parts") or [])
    if case.behaviour.incomplete and len(parts) > 1:
        case.tried("receive", case.grantee, report, delivered=parts[:-1])
        yield case.today + timedelta(days=6)
    money = _money(case, report)
    case.tried("receive", case.grantee, report, delivered=parts, **_half_year(case, report), **money)
    yield working(case.today + timedelta(days=8))
    case.tried("approve", CASEWORKER, report)
    if money.get("unused_amount"):
        case.walk.plan(reclaim(case, money["unused_amount"]))


def _half_year(case: CaseInHand, report: Proceeding) -> dict[str, Any]:
    """The preliminary accounts of a status report: 1 January to 30 June (A36)."""
    if report.facts["kind"] != STATUS:
        return {}
    return {"accounts_from": f"{case.scheme.year}-01-01", "accounts_to": f"{case.scheme.year}-06-30"}


def _money(case: CaseInHand, report: Proceeding) -> dict[str, Any]:
    """How the money was used, in the first accounts that come in (A40); the ledger takes it once."""
    ledger, behaviour = case.case.ledger, case.behaviour
    if case.accounted or not _accounts(case, report):
        return {}
    case.accounted = True
    unused = ledger.paid * behaviour.unused // 100
    equity = ledger.paid * behaviour.equity // 100
    money: dict[str, Any] = {
        "received_amount": ledger.paid,
        "used_amount": ledger.paid - unused,
        "unused_amount": unused,
    }
    return money | ({"equity_transfer": equity} if equity else {})


def _accounts(case: CaseInHand, report: Proceeding) -> bool:
    kinds = [r.facts["kind"] for r in case.of("report")]
    accounting = [kind for kind in kinds if kind in ACCOUNTS] or [kind for kind in kinds if kind != STATUS]
    return report.facts["kind"] in accounting
