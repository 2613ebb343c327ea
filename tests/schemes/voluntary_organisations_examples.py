"""One table: for each rule B1–B26 what obeys it and what breaks it, with the boundaries of every amount and day."""

from __future__ import annotations

from collections.abc import Callable

from casework import Actor
from tests.schemes.harness import Example
from tests.schemes.voluntary_organisations_applications import APPLICATIONS, REDISTRIBUTES
from tests.schemes.voluntary_organisations_cases import AT_CENTRE, CASEWORKER, CENTRE_SCORES, SCORES
from tests.schemes.voluntary_organisations_runs import (
    Examples,
    Facts,
    applications,
    assessment,
    awards,
    change,
    concentrated,
    conference_award,
    control,
    delivered,
    letter,
    project_accounts_due,
    reports,
    scores,
)

BRANCH_USE = {"Ørnesjø lokallag": {"used": 20_000}, "Åsbrua lokallag": {"used": 30_000}}
AUDITED: Facts = {"auditor": "Revisor Ås", "auditor_title": "registered", "attested_on": "2022-02-09"}
ACT = "regnskapsloven"
NOT_RELEVANT = {"relevant": False, "reason": "Tiltaket trenger ingen partner."}


def _applications() -> Examples:
    for code, name, obeyed, broken in APPLICATIONS:
        yield from applications(code, name, obeyed, broken)


def _decisions() -> Examples:
    yield "B4 charged to the item", Example("B4", awards(budget_item="671.71"), awards(budget_item="671.60"))
    yield "B14 award of 10 000 kr", Example("B14", conference_award(10_000_00), conference_award(9_999_99))
    yield "B15 all twelve", Example("B15", assessment(SCORES), assessment(scores(risk=None)))
    yield (
        "B15 from 0",
        Example(
            "B15",
            assessment(scores(risk={"score": 0, "reason": "Mangler."})),
            assessment(scores(risk={"score": -1, "reason": "Mangler."})),
        ),
    )
    yield (
        "B15 to 5",
        Example(
            "B15",
            assessment(scores(risk={"score": 5, "reason": "Full."})),
            assessment(scores(risk={"score": 6, "reason": "Full."})),
        ),
    )
    yield "B15 reasons", Example("B15", assessment(SCORES), assessment(scores(network={"score": 4})))
    yield (
        "B15 criteria of the scheme",
        Example("B15", assessment(SCORES), assessment(scores(charm={"score": 4, "reason": "Hyggelige."}))),
    )
    yield (
        "B15 10 if relevant",
        Example("B15", assessment(scores(cooperation=NOT_RELEVANT)), assessment(scores(competence=NOT_RELEVANT))),
    )
    yield (
        "B15 11 if relevant",
        Example("B15", assessment(scores(transfer=NOT_RELEVANT)), assessment(scores(transfer={"relevant": False}))),
    )
    yield (
        "B16 variation",
        Example(
            "B16",
            concentrated(("transferable_method", "national_conference")),
            concentrated(("transferable_method", "transferable_method")),
        ),
    )
    yield (
        "B17 centre criteria",
        Example("B17", assessment({**SCORES, **CENTRE_SCORES}, **AT_CENTRE), assessment(SCORES, **AT_CENTRE)),
    )
    yield "B26 the same year", Example("B26", awards(grant_year=2022), awards(grant_year=2023))


def _letters() -> Examples:
    yield "B21 repayment terms", Example("B21", letter(), letter(repayment_terms=None))
    yield "B22 purpose", Example("B22", letter(), letter(purpose=None))
    yield "B22 activities", Example("B22", letter(), letter(use_conditions=None))
    yield "B23 reporting", Example("B23", letter(), letter(reporting_requirements=None))
    yield "B23 days", Example("B23", letter(), letter({"report_due_on": None}))
    yield "B24 reservation of control", Example("B24", letter(), letter(control_reservation=None))


def _controls() -> Examples:
    auditor = Actor("rut", "auditor")
    yield "B24 who begins it", Example("B24", control("oag", auditor), control("oag", CASEWORKER))


def _reports() -> Examples:
    yield (
        "B18 annual report",
        Example("B18", delivered("annual_report"), delivered("annual_report", delivered=["description_of_work"])),
    )
    yield from reports("B19", "the Act", "accounts", {"accounts_law": ACT}, {"accounts_law": "god skikk"})
    yield from reports(
        "B12",
        "accounts of each branch",
        "accounts",
        {"accounts_law": ACT, "branch_accounts": BRANCH_USE},
        {"accounts_law": ACT, "branch_accounts": {"Åsbrua lokallag": {"used": 1}}},
        application=REDISTRIBUTES,
    )
    large = {"amount": 100_000_00}
    yield from reports(
        "B20", "audited", "project_accounts", AUDITED, {**AUDITED, "auditor_title": "other"}, award=large
    )
    yield from reports(
        "B20",
        "attested on a day",
        "project_accounts",
        {**AUDITED, "auditor_title": "state_authorised"},
        {**AUDITED, "attested_on": None},
        award=large,
    )
    yield "B20 100 000.00 kr", Example("B20", project_accounts_due(99_999_99), project_accounts_due(100_000_00))
    yield (
        "B20 together",
        Example("B20", project_accounts_due(40_000_00, 59_999_99), project_accounts_due(40_000_00, 60_000_00)),
    )
    yield (
        "B20 each organisation",
        Example(
            "B20", project_accounts_due(60_000_00, 60_000_00, parties=2), project_accounts_due(60_000_00, 60_000_00)
        ),
    )
    yield (
        "B21 in the year",
        Example(
            "B21",
            delivered("accounts", accounts_law=ACT),
            delivered("accounts", accounts_law=ACT, outside_period_amount=5_000_00),
        ),
    )
    yield (
        "B22 as granted",
        Example(
            "B22",
            delivered("accounts", accounts_law=ACT),
            delivered("accounts", accounts_law=ACT, outside_plan_amount=5_000_00),
        ),
    )
    yield "B22 consent first", Example("B22", change(), change(spent_before_consent=True))


def _every(*tables: Callable[[], Examples]) -> dict[str, Example]:
    every = [pair for table in tables for pair in table()]
    assert len({name for name, _ in every}) == len(every), "two examples of one name"
    return dict(every)


EXAMPLES = _every(_applications, _decisions, _letters, _controls, _reports)
