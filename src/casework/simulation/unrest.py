"""What does not go by itself in a year: money withheld, decisions appealed, changes and more time asked for."""

from __future__ import annotations

from collections.abc import Generator
from datetime import date, timedelta
from typing import Any

from casework.model.actor import Actor
from casework.model.rows import Proceeding
from casework.simulation.case_in_hand import CaseInHand
from casework.simulation.notifying import notify
from casework.simulation.staff import CASEWORKER, DECISION_MAKER, SUPERVISOR
from casework.simulation.walk import Plan, working

APPEAL_BODY = Actor("ragnhild", "appeal_body")
POINTS = ["Rapporten ble sendt innen fristen", "Beløpet er regnet feil"]

#: How far an appeal comes, from one that was only received to one that lies with the appeal body.
RECEIVED, ADMITTED, REVIEWED, FORWARDED, ACKNOWLEDGED = range(5)


def withholding(case: CaseInHand, begins: date, appeal: int | None = None) -> Plan:
    """Told beforehand, heard, proposed, decided and notified; perhaps appealed, and handled so far."""
    yield working(begins)
    amount = case.case.ledger.unpaid // 2 or case.case.ledger.paid // 10
    kind = "withhold" if case.case.ledger.unpaid else "reclaim"
    breach = next((b.id for b in case.scheme.of("breach")), "unused_funds")
    term = "tilskuddsbrevet punkt 4: rapportering innen fristen"
    reaction = case.open("reaction", CASEWORKER, kind=kind, breach=breach, term=term, amount=amount)
    if not case.tried("send_notice", CASEWORKER, reaction, kind=kind, amount=amount):
        return
    yield case.today + timedelta(days=6)
    case.tried("receive_statement", case.grantee, reaction)
    yield working(case.today + timedelta(days=2))
    if not case.tried("propose", CASEWORKER, reaction, kind=kind, amount=amount):
        return
    yield working(case.today + timedelta(days=3))
    if not case.tried("decide", DECISION_MAKER, reaction, kind=kind, amount=amount):
        return
    case.tried("notify", CASEWORKER, reaction)
    yield from notify(case, reaction)
    if appeal is not None:
        yield working(case.today + timedelta(days=4))
        yield from _appeal(case, reaction, appeal)


def _appeal(case: CaseInHand, contested: Proceeding, until: int) -> Generator[date, None, None]:
    decision = [d for d in case.case.decisions if d.proceeding_id == contested.id][-1]
    case.walk.moment()
    appeal = case.walk.office.open(
        case.id, "appeal", by=case.grantee, about=decision.id, facts=_lodged(case, decision.id)
    )
    steps: tuple[tuple[str, Actor, dict[str, Any]], ...] = (
        ("admit", CASEWORKER, {}),
        ("start_review", CASEWORKER, {}),
        ("uphold", CASEWORKER, {"answers": dict.fromkeys(POINTS, "Vi ser ingen ny grunn til å endre vedtaket.")}),
        ("complete_file", CASEWORKER, {"file_list": ["vedtaket", "forhåndsvarselet", "klagen"]}),
        ("give_statement", CASEWORKER, {"statement_above": "Vedtaket bygger på rapporten slik den kom inn."}),
        ("copy_statement", CASEWORKER, {}),
        ("forward", DECISION_MAKER, {}),
    )
    for name, person, facts in steps[: (0, 1, 2, 7, 7)[until]]:
        yield working(case.today + timedelta(days=1))
        case.tried(name, person, appeal, **facts)
    if until == ACKNOWLEDGED and case.of("appeal_review"):
        yield working(case.today + timedelta(days=1))
        case.tried("acknowledge", APPEAL_BODY, case.of("appeal_review")[-1])


def _lodged(case: CaseInHand, decision: str) -> dict[str, object]:
    return {
        "appellant": case.applicant.party.name,
        "is_party": True,
        "decision": decision,
        "channel": "electronic",
        "received_at": case.walk.clock.now().isoformat(),
        "wanted_change": "Vi ber om at hele tilskuddet blir utbetalt.",
        "points": POINTS,
    }


def changing(case: CaseInHand, begins: date, *, assessed: bool) -> Plan:
    """A change asked for, which lies with the office; perhaps assessed and waiting for its decision."""
    yield working(begins)
    request = case.open("change_request", case.grantee, concerns="budget")
    if assessed:
        yield working(case.today + timedelta(days=2))
        case.tried("assess", CASEWORKER, request)
        case.tried("propose", CASEWORKER, request)


def more_time(case: CaseInHand, begins: date) -> Plan:
    """A longer time for what is not yet delivered, given before it was due."""
    yield working(begins)
    for report in case.of("report"):
        if report.state == "expected":
            longer = (case.today + timedelta(days=52)).isoformat()
            case.tried("extend", SUPERVISOR, report, new_day=longer, reason="Revisor er syk; regnskapet kommer i mai.")
