"""What an example does: one short run for each way that a rule of the scheme is met or broken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from casework import Actor, Office
from casework.model.rows import Party
from tests.schemes import voluntary_organisations_cases as c
from tests.schemes.harness import Example, Run
from tests.schemes.voluntary_organisations_cases import CENTRE_SCORES, CITED, SCORES

Facts = Mapping[str, Any]
Examples = Iterable[tuple[str, Example]]
CONFERENCE: Facts = {"grant_type": "national_conference", "transfer_value": None}


def found(**changes: Any) -> Run:
    """Register the application: what is found."""
    return lambda office: c.findings(c.applied(office, **changes))


def award(**changes: Any) -> Run:
    """Try to award on the application, whatever was found when it came."""

    def run(office: Office) -> list[str]:
        scores = {**SCORES, **CENTRE_SCORES} if "reception_centre_residents" in str(changes) else SCORES
        case = c.assessed(office, scores, **changes)
        c.do(office, case.grant, "award", c.DECISION_MAKER, **c.AWARD)
        return []

    return run


def applications(code: str, name: str, obeyed: Facts, broken: Facts) -> Examples:
    """A rule about the application: found when it is registered, refused when it is to be awarded."""
    yield f"{code} {name}, found", Example(code, found(**obeyed), found(**broken))
    yield f"{code} {name}, refused", Example(code, award(**obeyed), award(**broken))


def awards(**facts: Any) -> Run:
    """Award with these facts."""

    def run(office: Office) -> list[str]:
        c.awarded(office, facts)
        return []

    return run


def conference_award(ore: int) -> Run:
    """Award that much to a single measure."""

    def run(office: Office) -> list[str]:
        c.awarded(office, {"amount": ore}, **CONFERENCE)
        return []

    return run


def assessment(scores: dict[str, Any], **changes: Any) -> Run:
    """Weigh the application with that sheet."""

    def run(office: Office) -> list[str]:
        c.assessed(office, scores, **changes)
        return []

    return run


def letter(award: dict[str, Any] | None = None, **parts: Any) -> Run:
    """Award and issue the grant letter."""

    def run(office: Office) -> list[str]:
        c.with_letter(office, c.awarded(office, award), **parts)
        return []

    return run


def delivered(kind: str, award: dict[str, Any] | None = None, application: Any = None, **facts: Any) -> Run:
    """Receive a report: what is found."""

    def run(office: Office) -> list[str]:
        case = c.awarded(office, award, **(application or {}))
        return c.received(office, case, kind, **facts)

    return run


def approved(kind: str, award: dict[str, Any] | None = None, application: Any = None, **facts: Any) -> Run:
    """Receive a report and approve it all the same."""

    def run(office: Office) -> list[str]:
        case = c.awarded(office, award, **(application or {}))
        c.received(office, case, kind, **facts)
        expected = c.report(case, kind)
        if expected is not None:
            c.do(office, expected, "approve", c.CASEWORKER)
        return []

    return run


def reports(code: str, name: str, kind: str, obeyed: Facts, broken: Facts, **given: Any) -> Examples:
    """A rule about a report: found when it comes in, and it is not approved."""
    yield f"{code} {name}, found", Example(code, delivered(kind, **given, **obeyed), delivered(kind, **given, **broken))
    yield f"{code} {name}, refused", Example(code, approved(kind, **given, **obeyed), approved(kind, **given, **broken))


def project_accounts_due(*ores: int, parties: int = 1) -> Run:
    """Whether these awards, to so many organisations, bring a demand for project accounts (B20)."""

    def run(office: Office) -> list[str]:
        numbers = ("220220028", "220220036")[:parties]
        every = []
        for n, ore in enumerate(ores):
            party = Party(numbers[n % parties], f"Havsula mållag {n % parties} (oppdiktet)")
            every.append(c.awarded(office, {"amount": ore}, party, application_id=f"P-{n}"))
        due = [d.kind for case in every for d in office.case(case.id).deadlines]
        return [f"{CITED}#B20"] if "project_accounts" in due else []

    return run


def change(**facts: Any) -> Run:
    """Ask to change the grant."""

    def run(office: Office) -> list[str]:
        case = c.awarded(office)
        asked = {"concerns": "budget", "wanted_change": "Flere samlinger.", **facts}
        request = office.open(case.id, "change_request", by=c.GRANTEE, facts=asked)
        return list(request.facts.get("findings") or [])

    return run


def concentrated(types: tuple[str, ...]) -> Run:
    """Whether the statistic of the portfolio shows that all awards went to one type (B16)."""
    evidence = {"transferable_method": {}, "national_conference": CONFERENCE}

    def run(office: Office) -> list[str]:
        for n, kind in enumerate(types):
            c.awarded(office, application_id=f"P-{n}", **evidence[kind])
        counted = office.statistics(c.SCHEME, c.YEAR)["variation"].get("grant_types", {})
        awarded = [kind for kind, count in counted.items() if count["awards"]]
        return [f"{CITED}#B16"] if len(awarded) == 1 else []

    return run


def scores(**changes: Any) -> dict[str, Any]:
    """The good sheet with changed lines; None leaves one out."""
    return {name: line for name, line in {**SCORES, **changes}.items() if line is not None}


def control(initiator: str, by: Actor) -> Run:
    """Begin a control."""

    def run(office: Office) -> list[str]:
        case = c.awarded(office)
        begun = {"kind": "ad_hoc", "initiator": initiator, "subject": "Bruken av tilskuddet."}
        office.open(case.id, "control", by=by, facts=begun)
        return []

    return run
