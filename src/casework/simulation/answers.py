"""What simulated people answer when the office asks for a fact: by its name, else by its type where it is required."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from casework.model.scheme import Scheme
from casework.model.workflow import FactSpec
from casework.simulation.applicants import Applicant


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked, under which scheme, on which day (Oslo)."""

    scheme: Scheme
    applicant: Applicant
    today: date


Answer = Callable[[Asked], Any]


#: What an applicant outside the conditions says instead.
OUTSIDE: Mapping[str, Any] = MappingProxyType(
    {
        "reach": "local",
        "municipality": "Bergen",
        "national_character": None,
        "not_for_profit": False,
        "signatory_role": "delegated",
    }
)


def filled(specs: Iterable[FactSpec], asked: Asked) -> dict[str, Any]:
    """An answer to each fact that is known by name, and to every other that must be given."""
    answers = {spec.name: _answer(spec, asked) for spec in specs}
    return {name: value for name, value in answers.items() if value is not None}


def _answer(spec: FactSpec, asked: Asked) -> Any:
    if spec.name in _BY_NAME:
        known = _BY_NAME[spec.name]
        return known(asked) if callable(known) else known
    return _by_type(spec, asked) if spec.required else None


def _by_type(spec: FactSpec, asked: Asked) -> Any:
    if spec.choices:
        return [spec.choices[0]] if spec.type == "choices" else spec.choices[0]
    made: dict[str, Any] = {
        "integer": spec.minimum if isinstance(spec.minimum, int) else 1,
        "money": asked.applicant.awarded,
        "boolean": True,
        "date": asked.today.isoformat(),
        "instant": f"{asked.today.isoformat()}T10:00:00+01:00",
        "list": ["oppdiktet"],
        "sheet": {"oppdiktet": True},
        "org_number": asked.applicant.party.id,
    }
    return made.get(spec.type, "oppdiktet")


def _from_application(name: str) -> Answer:
    return lambda asked: asked.applicant.facts.get(name)


def _element_ids(group: str) -> Answer:
    return lambda asked: [element.id for element in asked.scheme.of(group)] or None


def _days_ahead(days: int) -> Answer:
    return lambda asked: (asked.today + timedelta(days=days)).isoformat()


def _today(asked: Asked) -> str:
    return asked.today.isoformat()


def _set_day(month: int, day: int) -> Answer:
    """The day of the year after, where the scheme leaves it to the award."""

    def answer(asked: Asked) -> str | None:
        left_open = any(duty.day is None for duty in asked.scheme.duties)
        return date(asked.scheme.year + 1, month, day).isoformat() if left_open else None

    return answer


def _scores(asked: Asked) -> dict[str, Any] | None:
    """A score with its reason for every award criterion; those of a target group only where it is named."""
    named = asked.applicant.facts.get("target_groups") or _target_groups(asked) or []
    criteria = [e for e in asked.scheme.of("criterion") if e.values.get("kind") != "goal_achievement"]
    extra = [e for group in ("centre_criterion",) for e in asked.scheme.of(group)]
    judged = [e for e in (*criteria, *extra) if e.values.get("target_group") in (None, *named)]
    return {e.id: {"score": 3, "reason": f"Godt beskrevet: {e.title.nb}"} for e in judged} or None


def _target_groups(asked: Asked) -> list[str] | None:
    """Groups that fit each chosen sub-goal, but for reception centres, which ask for more."""
    chosen = asked.applicant.facts.get("sub_goals")
    if not chosen:
        return [element.id for element in asked.scheme.of("target_group")] or None
    fitting = [e.values.get("target_groups", ()) for e in asked.scheme.of("sub_goal") if e.id in chosen]
    groups = [[g for g in each if g != "reception_centre_residents"] or list(each) for each in fitting]
    return list(dict.fromkeys(group for each in groups for group in each[:1])) or None


#: Facts known by name; what is not given stays out where it may.
_BY_NAME: Mapping[str, Any] = MappingProxyType(
    {
        # The application
        **{
            name: _from_application(name)
            for name in ("application_id", "title", "grant_type", "sub_goals", "annual_budget", "applied_amount")
        },
        "target_groups": _target_groups,
        "goals": _element_ids("goal"),
        "received_on": _today,
        "contact": "Ola Oppdiktet, styreleder",
        "channel": "portal",
        "signed_by": "Styreleder Oda Oppdiktet",
        "signatory_role": "leader",
        "voluntary_work": True,
        "not_for_profit": True,
        "public_body": False,
        "reach": "national",
        "national_character": "Tiltaket gjennomføres i alle landsdeler og deles med hele landet.",
        "intent_agreement": "Intensjonsavtale 2021/17",
        "central_body": True,
        "transfer_value": "Metoden beskrives og deles fritt med alle som vil bruke den.",
        "geographic_spread": "Oslo, Bergen, Trondheim og Tromsø",
        # The assessment and the decision
        "assessment": "Søknaden er vurdert mot kriteriene i ordningen.",
        "scores": _scores,
        "award_reason": "Tiltaket bidrar til målene for ordningen, og budsjettet er realistisk.",
        "report_due_on": _set_day(3, 1),
        "accounts_due_on": _set_day(3, 15),
        "reason": "Midlene rekker ikke til alle, og søknaden ble vurdert lavere enn de som får tilskudd.",
        "purpose": "Arbeid for integrering slik det er beskrevet i søknaden.",
        "use_conditions": "Midlene brukes til aktivitetene i søknaden, i tilskuddsåret.",
        "reporting_requirements": "Rapport og regnskap leveres innen fristene i dette brevet.",
        "payment_plan": "Utbetales i to rater.",
        "control_reservation": "Forvalteren og Riksrevisjonen kan kontrollere at midlene brukes etter forutsetningene.",
        "breach_reactions": "Ved brudd kan midler holdes tilbake eller kreves tilbake.",
        "repayment_terms": "Midler som ikke er brukt til formålet, betales tilbake.",
        "arrived_on": _today,
        # Reports
        "goal_achievement": "Tiltakene har i stor grad bidratt til målene.",
        "target_group_reached": True,
        "media_cases": 12,
        "deviations": "Ingen vesentlige avvik.",
        "auditor": "Revisjon Oppdiktet AS",
        "auditor_title": "state_authorised",
        "attested_on": _today,
        "accounts_law": "regnskapsloven",
        # Money
        "account_source": "Skjema fra organisasjonen, bekreftet på telefon",
        "confirmed_how": "Kontrollert mot bankens bekreftelse",
        "documentation": "Beløp, mottaker, konto og tilskuddsbrev er kontrollert.",
        "paid_on": _today,
        # Control
        "conclusion": "Kontrollen er gjennomført på alle punktene.",
        # Changes
        "wanted_change": "Flytte 40 000 kr fra reiser til lokaler.",
        "spent_before_consent": False,
        "approval_reason": "Endringen tjener formålet.",
        "valid_from": _today,
        "delay_reason": "Mange søknader til behandling.",
        "expected_on": _days_ahead(21),
    }
)
