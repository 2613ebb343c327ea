"""A round of reports as a Norwegian agency has it: due 1 June, warned in June, a new date in August, then decisions.

Four made-up organisations: one delivers in time, one after the warning, one after the decision but before the time for
appeal is out, and one never does.
"""

# ruff: noqa: T201  (an example shows what happens)
from __future__ import annotations

from pathlib import Path
from typing import Any

from casework import Actor, Case, Office, Proceeding
from casework.testing import FrozenClock

SCHEME = Path(__file__).parent / "report_round" / "scheme.toml"
IN_TIME, AFTER_WARNING, BEFORE_APPEAL, NEVER = "310000000", "310000019", "310000027", "310000035"
KARI, DINA = Actor("kari", "caseworker"), Actor("dina", "decision_maker")
BERIT, SIV = Actor("berit", "budget_authority"), Actor("siv", "supervisor")
AMOUNT, LAST_INSTALMENT = 300_000_00, 60_000_00
NEW_DATE = "2027-08-16"
LETTER = (
    "purpose use_conditions reporting_requirements payment_plan control_reservation breach_reactions repayment_terms"
).split()
TELLS = "decision reasons right_of_appeal appeal_deadline appeal_body procedure access deferral".split()


def play(url: str = "sqlite://") -> Office:
    """The whole round, in an office of its own. Gives the office, for whoever wants to look at it."""
    clock = FrozenClock("2026-03-02T10:00:00+01:00")
    office = Office(url, clock=clock, schemes=[SCHEME])
    cases = {party: awarded(office, party) for party in (IN_TIME, AFTER_WARNING, BEFORE_APPEAL, NEVER)}

    until(office, "2027-05-20T12:00:00+02:00")
    deliver(office, cases[IN_TIME])

    until(office, "2027-06-15T09:00:00+02:00")
    for report in overdue(office):
        warn(office, report)

    until(office, "2027-07-10T12:00:00+02:00")
    deliver(office, cases[AFTER_WARNING])
    shelve(office, cases[AFTER_WARNING])

    until(office, "2027-08-17T09:00:00+02:00")
    for report in overdue(office):
        decide(office, report)

    until(office, "2027-08-30T12:00:00+02:00")
    deliver(office, cases[BEFORE_APPEAL])
    reverse(office, cases[BEFORE_APPEAL])

    until(office, "2027-10-01T09:00:00+02:00")
    return office


def awarded(office: Office, party: str) -> Case:
    """A grant with its letter issued, of which the last instalment waits for the report."""
    case = office.open_case(scheme="culture_for_all", year=2026, party=party, by=KARI, facts={})
    for who in (KARI, DINA, BERIT):
        office.declare_impartiality(case.id, who.person, by=who, impartial=True)
    step(office, case.grant, "assess", KARI, assessment="oppfyller vilkårene")
    step(office, case.grant, "award", DINA, amount=AMOUNT, award_reason="gode tiltak")
    step(office, case.grant, "issue_grant_letter", BERIT, **dict.fromkeys(LETTER, "etter retningslinjene"))
    return office.case(case.id)


def overdue(office: Office) -> list[Proceeding]:
    """The reports that are late now: what a supervisor sees, and what the round is about."""
    late = sorted({row["case"] for row in office.overdue() if row["kind"] == "annual_report"})
    return [office.case(number.replace("/", "-")).proceeding("report") for number in late]


def warn(office: Office, report: Proceeding) -> None:
    """The advance notice (fvl § 16), with the new date stated in it."""
    facts = {"breach": "late_report", "reaction_kind": "withhold", "amount": LAST_INSTALMENT}
    step(office, report, "open_reaction", SIV, **facts)
    notice = {"notice_facts": "Rapporten som skulle vært levert 1. juni, er ikke kommet.", "statement_day": NEW_DATE}
    step(office, reaction(office, report), "send_notice", KARI, **notice)


def shelve(office: Office, case: Case) -> None:
    """What was missing has come: whoever was warned is told that nothing comes of it."""
    about = reaction(office, case.proceeding("report"))
    step(office, about, "shelve", KARI, reason="Rapporten er levert og godkjent.")


def decide(office: Office, report: Proceeding) -> None:
    """One person proposes, another decides; the party is notified and the arrival recorded."""
    about = reaction(office, report)
    basis = {"basis": "fvl/35-5:decision", "main_considerations": "Purret og varslet, uten svar."}
    step(office, about, "propose", KARI, proposed_reasons="Rapporten er ikke levert.", **basis)
    step(office, about, "decide", DINA, reasons="Rapporten er ikke levert innen den nye fristen.")
    notice = office.case(about.case_id).proceeding("notice")
    if notice.state == "prepared":
        step(office, notice, "send", KARI, channel="post", tells=TELLS)
    step(office, notice, "record_arrival", KARI, arrived_on="2027-08-17", evidence="recorded")


def deliver(office: Office, case: Case) -> None:
    """The report comes in and is approved."""
    report = case.proceeding("report")
    party = Actor("leder", "grantee", case.party.id)
    step(office, report, "receive", party, delivered=[], received_on=office.clock.now().date().isoformat())
    step(office, report, "approve", KARI)


def reverse(office: Office, case: Case) -> None:
    """The reaction is reversed in favour without an appeal (fvl § 35), and what was withheld is released."""
    decision = office.case(case.id).decisions[-1]
    reversal = office.open(case.id, "reversal", by=KARI, about=decision.id, facts={"raised_by": "own_motion"})
    step(office, reversal, "assess", KARI, assessment="Rapporten kom før klagefristen var ute.")
    facts = {"effect": "favour", "basis": "fvl/35-1-a", "reason": "Rapporten er levert og godkjent."}
    step(office, reversal, "reverse", DINA, released_amount=LAST_INSTALMENT, **facts)
    task = office.case(case.id).proceeding("implementation")
    step(office, task, "carry_out", KARI, what_was_done="Siste del er lagt til utbetaling.")


def reaction(office: Office, report: Proceeding) -> Proceeding:
    """The reaction that the missing report gave cause for, as it stands now."""
    return office.case(report.case_id).proceeding("reaction")


def step(office: Office, where: Proceeding, name: str, by: Actor, **facts: Any) -> None:
    """One transition."""
    office.perform(where.id, name, by=by, facts=facts)


def until(office: Office, instant: str) -> None:
    """On to that moment; what has passed meanwhile is noticed, as a worker would."""
    office.clock.move_to(instant)  # type: ignore[attr-defined]
    office.tick()


def main() -> None:
    """Each organisation with its report, its reaction, and what is withheld."""
    office = play()
    for n in range(1, 5):
        case = office.case(f"2026-{n:05d}")
        reactions = [p.state for p in case.proceedings if p.workflow == "reaction"] or ["none"]
        kroner = case.ledger.withheld // 100
        print(f"{case.number}: report {case.proceeding('report').state}, reaction {reactions[0]}, withheld {kroner}")


if __name__ == "__main__":
    main()
