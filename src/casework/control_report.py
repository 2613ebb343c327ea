"""The yearly control summary of a scheme, from the agency to the ministry (A30): counted from the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from statistics import median
from typing import Any

from casework.definitions.shipped import shipped_folder
from casework.law.calendar import oslo_day
from casework.model.case import Case
from casework.model.record import Entry
from casework.model.rows import Proceeding
from casework.model.scheme import Scheme
from casework.notices.page import page
from casework.shelf import Shelf

MONEY = ("awarded", "paid", "lapsed", "withheld", "used", "reclaimed", "repaid", "set_off", "waived", "outstanding")


def control_report(office: Shelf, scheme: str, year: int) -> dict[str, Any]:
    """What was named, paid, controlled, found, reacted to and appealed in a scheme and year. Amounts in øre.

    Cases and proceedings registered in error are left out. Raises NotFound for a scheme or year that there is not.
    """
    described = office.surroundings.definitions.scheme(scheme, year)
    cases = [office.case(row["id"]) for row in office.cases(scheme=scheme, year=year)]
    counted = [case for case in cases if "registered_in_error" not in case.marks]
    appealed = {case.id: office.history(case.id) for case in counted if _of(case, "appeal")}
    return {
        "scheme": scheme,
        "year": year,
        "title": {"nb": described.title.nb, "nn": described.title.nn, "en": described.title.en},
        "to": described.authority or described.appeal_body,
        **_named(described),
        **_money(counted),
        **_controls(counted),
        "deviations": _deviations(counted, described),
        "late_reports": sorted(_late(counted, oslo_day(office.clock.now())), key=lambda row: -row["days_late"]),
        **_reactions(counted),
        **_appeals(counted),
        "days": _days(counted, appealed),
        "language": _language(counted),
        "totals": office.statistics(scheme, year),
    }


def as_page(report: dict[str, Any], language: str) -> str:
    """The report as the ministry reads it, in `nb` or `nn`."""
    return page([shipped_folder("notifications")], "control_report", language, {"report": report})


def _of(case: Case, workflow: str) -> list[Proceeding]:
    return [p for p in case.proceedings if p.workflow == workflow and "registered_in_error" not in p.marks]


def _every(cases: Iterable[Case], workflow: str) -> Iterator[tuple[Case, Proceeding]]:
    return ((case, proceeding) for case in cases for proceeding in _of(case, workflow))


def _named(scheme: Scheme) -> dict[str, int]:
    return {"named": len(scheme.allocations), "named_ore": sum(a.amount for a in scheme.allocations)}


def _money(cases: Sequence[Case]) -> dict[str, int]:
    totals = {f"{kind}_ore": sum(getattr(case.ledger, kind) for case in cases) for kind in MONEY}
    return {**totals, "unused_ore": sum(map(_unused, cases)), "cases": len(cases)}


def _unused(case: Case) -> int:
    """What the ledger says; until the accounts are approved, what they report."""
    if case.ledger.accounted:
        return case.ledger.unused
    return sum(p.facts.get("unused_amount") or 0 for p in _of(case, "report"))


def _controls(cases: Sequence[Case]) -> dict[str, Any]:
    controls = [control for _, control in _every(cases, "control")]
    return {
        "controls": len(controls),
        "controls_finished": sum(c.state == "finished" for c in controls),
        "controls_by_kind": dict(sorted(Counter(str(c.facts.get("kind")) for c in controls).items())),
        "controls_by_initiator": dict(sorted(Counter(str(c.facts.get("initiator")) for c in controls).items())),
    }


def _deviations(cases: Sequence[Case], scheme: Scheme) -> dict[str, int]:
    """How many deviations each check has shown, by the code of the scheme; 0 for those that showed none."""
    codes = {check.id: check.code or check.id for check in scheme.of("control")}
    found = Counter(
        codes.get(name, name)
        for _, control in _every(cases, "control")
        for name, line in (control.facts.get("checks") or {}).items()
        if line.get("result") == "deviation"
    )
    return {**dict.fromkeys(codes.values(), 0), **dict(sorted(found.items()))}


def _late(cases: Sequence[Case], today: date) -> Iterator[dict[str, Any]]:
    """Every report that came, or has yet to come, after its last day."""
    for case, report in _every(cases, "report"):
        for deadline in case.deadlines:
            if deadline.proceeding_id != report.id or deadline.name != "report" or deadline.last_day is None:
                continue
            came = oslo_day(deadline.settled_at) if deadline.status == "met" and deadline.settled_at else None
            until = came or (today if deadline.status == "open" else deadline.last_day)
            if until > deadline.last_day:
                yield {
                    "case": case.number,
                    "party": case.party.id,
                    "party_name": case.party_name,
                    "kind": deadline.kind,
                    "due_day": deadline.last_day.isoformat(),
                    "received_day": came.isoformat() if came else None,
                    "days_late": (until - deadline.last_day).days,
                }


def _reactions(cases: Sequence[Case]) -> dict[str, Any]:
    reactions = [reaction for _, reaction in _every(cases, "reaction")]
    decisions = [d for case in cases for d in case.decisions]
    return {
        "reactions": len(reactions),
        "breaches": dict(sorted(Counter(str(r.facts.get("breach")) for r in reactions).items())),
        "warnings": sum("send_notice" in r.acts for r in reactions),
        "decisions": len(decisions),
        "decisions_by_kind": dict(sorted(Counter(f"{d.kind}.{d.outcome}" for d in decisions).items())),
    }


def _appeals(cases: Sequence[Case]) -> dict[str, Any]:
    """Appeals and access requests, of whatever proceedings there are; 0 where there are none."""
    appeals = [appeal for _, appeal in _every(cases, "appeal")]
    decided = [p for name in ("appeal", "appeal_review") for _, p in _every(cases, name)]
    outcomes = Counter(str(p.facts["outcome"]) for p in decided if p.facts.get("outcome"))
    return {
        "appeals": len(appeals),
        "appeal_outcomes": dict(sorted(outcomes.items())),
        "reinstatements": sum("grant_relief" in p.acts for p in appeals),
        "access_requests": sum(1 for _ in _every(cases, "access_request")),
    }


def _days(cases: Sequence[Case], histories: dict[str, list[Entry]]) -> dict[str, dict[str, Any]]:
    """How many days it took from receipt to the decision, and for appeals from receipt to forwarding and decision."""
    grants = [(case.opened_at, d.decided_at) for case in cases for d in case.decisions[:1] if _is_first(case, d)]
    appeals = [(appeal.opened_at, appeal.id, case.id) for case, appeal in _every(cases, "appeal")]
    forwarded = [(since, _entered(histories[case], of, "forward")) for since, of, case in appeals]
    reviewed = [(p.opened_at, p.closed_at) for _, p in _every(cases, "appeal_review")]
    return {"grant_decision": _spans(grants), "appeal_forwarded": _spans(forwarded), "appeal_decided": _spans(reviewed)}


def _is_first(case: Case, decision: Any) -> bool:
    return bool(decision.proceeding_id == case.grant.id)


def _entered(history: Iterable[Entry], proceeding_id: str, name: str) -> datetime | None:
    return next((e.at for e in history if e.proceeding_id == proceeding_id and e.name == name), None)


def _spans(pairs: Iterable[tuple[datetime | None, datetime | None]]) -> dict[str, Any]:
    days = [(oslo_day(to) - oslo_day(since)).days for since, to in pairs if since is not None and to is not None]
    return {"count": len(days), "median": median(days) if days else None, "longest": max(days, default=None)}


def _language(cases: Sequence[Case]) -> dict[str, Any]:
    """How many letters were written in each form, and the share of nynorsk (sprl/13)."""
    written = Counter(letter.language for case in cases for letter in case.letters)
    total = written["nb"] + written["nn"]
    return {"nb": written["nb"], "nn": written["nn"], "nn_share": round(written["nn"] / total, 3) if total else None}
