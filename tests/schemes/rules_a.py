"""The rules A1–A42 of the resource environments: what obeys each, and what breaks it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from casework import Actor, Office, Refused
from tests.schemes import resource_case as rc
from tests.schemes.harness import Example, Run

CODES = [f"A{n}" for n in range(1, 43) if n not in (27, 35)]
CODES += ["A27a", "A27b", "A27c", "A27d", "A27e", "A35", "A35a", "A35b", "A35c"]


def award(**changed: Any) -> Run:
    """An award with those facts changed."""

    def run(office: Office) -> None:
        rc.awarded(office, **changed)

    return run


def report(kind: str, **changed: Any) -> Run:
    """What is found in a report with those facts changed."""
    return lambda office: rc.findings(office, kind, **changed)


def line(topic: str, **changed: Any) -> dict[str, Any]:
    """The sheet of conditions with one line changed."""
    sheet: dict[str, Any] = rc.ELIGIBLE["eligibility"]
    return {**sheet, topic: present({**sheet[topic], **changed})}


def present(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts that are given; None leaves one out."""
    return {k: v for k, v in facts.items() if v is not None}


def before_force(office: Office) -> None:
    office.clock.move_to("2024-12-31T23:30:00+01:00")  # type: ignore[attr-defined]
    rc.awarded(office, received_on=None)


def letter(**changed: Any) -> Run:
    """A grant letter with those blocks changed; None leaves one out."""

    def run(office: Office) -> None:
        case = rc.awarded(office)
        facts = present({**rc.LETTER, **changed})
        office.perform(case.grant.id, "issue_grant_letter", by=rc.BUDGET, facts=facts)

    return run


def reactions(**changed: Any) -> Run:
    """The terms that the reactions opened by the accounts rest on."""

    def run(office: Office) -> list[str]:
        case = rc.paid(office)
        rc.move_to(office, rc.DELIVERED_AT["annual_accounts"])
        rc.received(office, case, "annual_accounts", **changed)
        return [p.facts["term"] for p in office.case(case.id).proceedings if p.workflow == "reaction"]

    return run


def reacts(step: Callable[..., Any], **changed: Any) -> Run:
    """A reaction taken as far as that step."""

    def run(office: Office) -> None:
        step(office, rc.paid(office), **changed)

    return run


def delivered(kind: str, instant: str) -> Run:
    """Whether something is late when the report comes in at that instant."""

    def run(office: Office) -> list[str]:
        case = rc.paid(office)
        rc.move_to(office, instant)
        return rc.late(office, case)

    return run


def control(*, by: Actor = rc.CASEWORKER, **changed: Any) -> Run:
    """A control opened with those facts."""

    def run(office: Office) -> None:
        facts = {"kind": "yearly", "initiator": "agency", **changed}
        office.open(rc.opened(office).id, "control", by=by, facts=facts)

    return run


CHECKS = {
    "annual_report_exists": {"result": "ok", "evidence": "rapporten"},
    "accounts_complete": {"result": "ok", "evidence": "regnskapet"},
    "own_result_unit": {"result": "deviation", "finding": "egen enhet mangler", "evidence": "regnskapet s. 4"},
    "grant_on_own_line": {"result": "ok", "evidence": "note 2"},
    "accounts_attested": {"result": "ok", "evidence": "attestasjonen"},
}


def finished(without: str | None = None, demand: bool = False, **changed: Any) -> Run:
    """A yearly control finished with its checks, but for the one left out."""

    def run(office: Office) -> None:
        facts = {"kind": "yearly", "initiator": "agency"}
        opened = office.open(rc.opened(office).id, "control", by=rc.CASEWORKER, facts=facts)
        checks = {k: present({**v, **changed}) for k, v in CHECKS.items() if k != without}
        office.perform(opened.id, "record_finding", by=rc.CASEWORKER, facts={"checks": checks})
        if demand:
            asked = {"request": "bilag 7", "documentation_due_on": "2025-03-01"}
            office.perform(opened.id, "request_documentation", by=rc.CASEWORKER, facts=asked)
        office.perform(opened.id, "finish", by=rc.CASEWORKER, facts={"conclusion": "i orden"})

    return run


def further(*parts: str) -> Run:
    """Whether the annual report is incomplete with those parts, where the award asked for one more."""

    def run(office: Office) -> list[str]:
        case = rc.paid(office, award={"further_requirements": ["antall frivillige"]})
        rc.move_to(office, rc.DELIVERED_AT["annual_report"])
        came = rc.received(office, case, "annual_report", delivered=[*rc.ANNUAL["delivered"], *parts])
        return [f"{rc.CITATION}A37"] if came.state == "incomplete" else []

    return run


def evaluation(contributes: bool) -> Run:
    """Whether a contribution that was ordered is late."""

    def run(office: Office) -> list[str]:
        case = rc.paid(office)
        ordered = {"evaluation": "evaluering av ordningen", "contribution_due_on": "2025-05-01"}
        evaluated = office.open(case.id, "evaluation", by=rc.CASEWORKER, facts=ordered)
        if contributes:
            office.perform(evaluated.id, "receive_contribution", by=rc.GRANTEE, facts={"contribution": "svar"})
        rc.move_to(office, "2025-05-02T08:00:00+02:00")
        return rc.late(office, case)

    return run


def evaluation_if_ordered(office: Office) -> list[str]:
    try:
        return [*(evaluation(contributes=False)(office) or ())]
    except Refused:
        # Without the duty in the scheme nothing can be ordered, so nothing can be late.
        return []


good = award()
half_board = {"board_size": 6, "employees_on_board": 3}
accounts = partial(report, "annual_accounts")

EXAMPLES = (
    Example("A1", good, before_force),
    Example("A2", award(goals=["G2"]), award(goals=None)),
    Example("A2", good, award(goals=["G1", "G9"])),
    Example("A2", report("annual_report"), report("annual_report", activities={"Fest": "G9"})),
    Example("A3", good, award(target_groups=None)),
    Example("A4", good, award(party=rc.UNNAMED)),
    Example("A5", good, award(criteria={"K2": rc.CRITERIA["K2"]})),
    Example("A6", good, award(criteria={**rc.CRITERIA, "K2": {"met": True}})),
    Example("A7", good, award(award={"amount": rc.AMOUNT + 1})),
    Example(
        "A7",
        award(award={"amount": 5, "changed_allocation": 5, "changed_allocation_source": "Innst. 99 S"}),
        award(award={"amount": 5, "changed_allocation": 5}),
    ),
    Example("A8", good, award(eligibility=line("national_contribution", met=False))),
    Example("A8", good, award(eligibility=line("national_contribution", checked_on="2025-02-04"))),
    Example("A9", good, award(eligibility=line("across_nationality", document="brev"))),
    Example("A10", award(regions=["Oslo", "Bergen"]), award(regions=["Oslo", "oslo "])),
    Example("A10", good, award(population_groups=["unge"])),
    Example("A11", award(cooperation={"Råd": "broad_membership"}), award(cooperation={"Bank": "sponsor"})),
    Example("A12", good, award(eligibility=line("nonprofit_register", checked_on="2025-01-03"))),
    Example("A13", award(in_operation_since="2022-02-03"), award(in_operation_since="2022-02-04")),
    Example("A14", good, award(eligibility=line("goal_routines", evidence=None))),
    Example("A15", good, award(eligibility=line("risk_routines", document="goal_routines"))),
    Example("A16", award(member_based=True, external_board=False), award(external_board=False)),
    Example("A16", award(immigrant_background_on_board=1), award(immigrant_background_on_board=0)),
    Example("A16", good, award(member_based=None, immigrant_background_on_board=None)),
    Example("A17", good, award(board_independent=False)),
    Example("A17", award(member_based=True), award(member_based=True, board_independent=None)),
    Example("A18", good, award(chair="ADA  leder")),
    Example("A19", award(**half_board), award(**{**half_board, "employees_on_board": 4})),
    Example("A20", good, award(bookkeeping={**rc.ELIGIBLE["bookkeeping"], "traceability": False})),
    Example("A21", good, award(consultation_roles=["everything"])),
    Example("A22", award(by=Actor("ola", "decision_maker", "IMDi")), award(by=Actor("ola", "decision_maker", "UDI"))),
    Example("A23", control(initiator="oag", by=rc.AUDITOR), control(initiator="oag")),
    Example("A24", accounts(), accounts(outside_period_amount=1)),
    Example("A25", reactions(), reactions(used_amount=rc.PAID - 1, unused_amount=1)),
    Example("A26", letter(), letter(repayment_terms=None)),
    Example("A27a", finished(), finished("annual_report_exists")),
    Example("A27b", finished(), finished("accounts_complete")),
    Example("A27c", finished(), finished("own_result_unit")),
    Example("A27d", finished(), finished("grant_on_own_line")),
    Example("A27e", finished(), finished("accounts_attested")),
    Example("A28", finished(), finished(demand=True)),
    Example("A29", control(kind="ad_hoc", subject="bilag"), control(kind="ad_hoc")),
    Example(
        "A29",
        control(kind="ad_hoc", subject="lager", intrusive=True, control_basis="fvl/15"),
        control(kind="ad_hoc", subject="lager", intrusive=True),
    ),
    Example("A30", finished(), finished(evidence=None)),
    Example("A31", reacts(rc.proposed, amount=rc.PAID), reacts(rc.proposed, amount=rc.PAID + 1)),
    Example(
        "A32",
        reacts(rc.proposed, kind="withhold", amount=rc.AMOUNT - rc.PAID),
        reacts(rc.proposed, kind="withhold", amount=rc.AMOUNT - rc.PAID + 1),
    ),
    Example("A33", reacts(rc.decided), reacts(rc.decided, decision={"reasons": "brudd"})),
    Example("A34", good, award(by=Actor("ola", "decision_maker", "AID"))),
    Example("A34", reacts(rc.decided), reacts(rc.decided, by=Actor("ola", "decision_maker", "AID"))),
    Example(
        "A35",
        delivered("annual_report", "2026-03-15T23:59:59+01:00"),
        delivered("annual_report", "2026-03-16T00:00:00+01:00"),
    ),
    Example("A35a", report("annual_report"), report("annual_report", activities=None)),
    Example(
        "A35b", report("annual_report", target_group_reached=False), report("annual_report", target_group_reached=None)
    ),
    Example("A35c", report("annual_report", media_cases=0), report("annual_report", media_cases=None)),
    Example(
        "A36",
        delivered("status_report", "2025-08-15T23:59:59+02:00"),
        delivered("status_report", "2025-08-16T00:00:00+02:00"),
    ),
    Example("A36", report("status_report"), report("status_report", accounts_to="2025-06-29")),
    Example("A36", report("status_report"), report("status_report", deviations=None)),
    Example("A37", further("antall frivillige"), further()),
    Example("A38", evaluation(contributes=True), evaluation_if_ordered, ("evaluation_duty",)),
    Example(
        "A39",
        delivered("annual_accounts", "2026-03-15T23:59:59+01:00"),
        delivered("annual_accounts", "2026-03-16T00:00:00+01:00"),
    ),
    Example(
        "A39",
        accounts(award={"project_accounts_required": True}, delivered=[*rc.ACCOUNTS["delivered"], "project_accounts"]),
        accounts(award={"project_accounts_required": True}),
    ),
    Example("A40", accounts(used_amount=rc.PAID - 5, unused_amount=5), accounts(used_amount=rc.PAID - 5)),
    Example("A40", accounts(), accounts(received_amount=None)),
    Example("A41", reactions(), reactions(used_amount=rc.PAID - 9, unused_amount=9, equity_transfer=9)),
    Example("A41", accounts(), accounts(equity_transfer=1)),
    Example("A42", accounts(auditor_title="state_authorised"), accounts(auditor_title="other")),
    Example("A42", accounts(), accounts(attested_on=None)),
)
