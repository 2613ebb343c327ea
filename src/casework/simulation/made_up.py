"""Everything that simulated people say, by the name of the fact. All of it is made up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from casework.model.scheme import Scheme
from casework.simulation.applicants import Applicant
from casework.simulation.letter_texts import LETTER_TEXTS


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
        "regions": ["Bergen"],
        "chair": "Gro Oppdiktet",
        "employees_on_board": 4,
    }
)


def _from_application(name: str) -> Answer:
    return lambda asked: asked.applicant.facts.get(name)


def _element_ids(group: str) -> Answer:
    return lambda asked: _ids(asked, group) or None


def _ids(asked: Asked, group: str) -> list[str]:
    return [element.id for element in asked.scheme.of(group)]


def _declared(group: str) -> Answer:
    return lambda asked: dict.fromkeys(_ids(asked, group), True) or None


def _years_ago(years: int) -> Answer:
    return lambda asked: date(asked.scheme.year - years, 1, 1).isoformat()


def _evidence(asked: Asked) -> dict[str, Any] | None:
    """A line for each condition that the scheme wants shown, with the document that it names."""
    wanted = [c.parameters for c in asked.scheme.conditions if "topic" in c.parameters]
    line = {"met": True, "evidence": "lagt ved søknaden", "checked_on": asked.today.isoformat()}
    return {p["topic"]: {**line, **({"document": p["document"]} if "document" in p else {})} for p in wanted} or None


def _cooperation(asked: Asked) -> dict[str, Any] | None:
    types = [kind for c in asked.scheme.conditions for kind in c.parameters.get("types", ())]
    return {"Nabohjelpa (oppdiktet)": {"type": types[0]}} if types else None


def _criteria(asked: Asked) -> dict[str, Any] | None:
    goals = [e for e in asked.scheme.of("criterion") if e.values.get("kind") == "goal_achievement"]
    return {e.id: {"met": True, "reason": "Vist i søknaden og i tidligere rapporter."} for e in goals} or None


def _activities(asked: Asked) -> dict[str, Any] | None:
    return {f"Aktivitet {n}": {"goal": goal} for n, goal in enumerate(_ids(asked, "goal"), 1)} or None


def _days_ahead(days: int) -> Answer:
    return lambda asked: (asked.today + timedelta(days=days)).isoformat()


def _today(asked: Asked) -> str:
    return asked.today.isoformat()


def _letter_text(name: str) -> Answer:
    """What goes into letters is written in the party's own form (sprl/15)."""
    return lambda asked: LETTER_TEXTS[name][asked.applicant.party.language_form]


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
BY_NAME: Mapping[str, Any] = MappingProxyType(
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
        "regions": ["Oslo", "Bergen", "Tromsø"],
        "population_groups": ["unge", "kvinner", "nyankomne"],
        "cooperation": _cooperation,
        "in_operation_since": _years_ago(8),
        "member_based": True,
        "board_independent": True,
        "general_manager": "Gro Oppdiktet",
        "chair": "Per Oppdiktet",
        "board_size": 7,
        "employees_on_board": 1,
        "bookkeeping": _declared("bookkeeping_principle"),
        "consultation_roles": lambda asked: _ids(asked, "consultation_role")[:2] or None,
        # The assessment and the decision
        "eligibility": _evidence,
        "criteria": _criteria,
        "assessment": "Søknaden er vurdert mot kriteriene i ordningen.",
        "scores": _scores,
        "award_reason": _letter_text("award_reason"),
        "report_due_on": _set_day(3, 1),
        "accounts_due_on": _set_day(3, 15),
        "reason": _letter_text("reason"),
        "purpose": _letter_text("purpose"),
        "use_conditions": _letter_text("use_conditions"),
        "reporting_requirements": _letter_text("reporting_requirements"),
        "payment_plan": _letter_text("payment_plan"),
        "control_reservation": _letter_text("control_reservation"),
        "breach_reactions": _letter_text("breach_reactions"),
        "repayment_terms": _letter_text("repayment_terms"),
        "arrived_on": _today,
        # Reports
        "goal_achievement": "Tiltakene har i stor grad bidratt til målene.",
        "target_group_reached": True,
        "activities": _activities,
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
        # Reactions
        "notice_facts": _letter_text("notice_facts"),
        "statement": "Vi er enige i beløpet og betaler det tilbake.",
        "basis": "fvl/35-5:decision",
        "proposed_reasons": _letter_text("proposed_reasons"),
        "reasons": _letter_text("reasons"),
        "main_considerations": _letter_text("main_considerations"),
        "payment_due_on": _days_ahead(30),
        "demand_due_on": _days_ahead(21),
        # Control
        "conclusion": "Kontrollen er gjennomført på alle punktene.",
        # Changes
        "wanted_change": "Flytte 40 000 kr fra reiser til lokaler.",
        "spent_before_consent": False,
        "approval_reason": _letter_text("approval_reason"),
        "valid_from": _today,
        "delay_reason": _letter_text("delay_reason"),
        "expected_on": _days_ahead(21),
    }
)
