"""What a report must hold to count as received."""

from __future__ import annotations

from casework.rules.registry import rule
from casework.rules.situation import Situation


@rule(
    "best/6.3.6",
    code="parts_missing",
    nb="rapporten mangler deler",
    nn="rapporten manglar delar",
    en="the report lacks parts",
)
def all_parts_delivered(s: Situation) -> bool:
    """Every part that the scheme or the grant letter asks for has been delivered, now or before."""
    delivered = set(s.given.get("delivered") or []) | set(s.proceeding.facts.get("delivered") or [])
    return set(s.proceeding.facts.get("parts") or []) <= delivered


@rule(
    "voluntary_organisations/2022#B23",
    code="due_day_is_set",
    nb="fristen er alt satt; forleng den i stedet",
    nn="fristen er alt sett; forleng han i staden",
    en="the due day is already set; extend it instead",
)
def no_due_day_yet(s: Situation) -> bool:
    """A due day is set once, in the grant letter; after that it is extended, and the original stays visible."""
    return not s.record.open_deadlines(s.proceeding.id, "report")


@rule(
    "resource_environments/2025#A38",
    code="no_evaluation_duty",
    nb="ordningen pålegger ikke tilskuddsmottakere å bidra til evalueringer",
    nn="ordninga pålegg ikkje tilskotsmottakarar å bidra til evalueringar",
    en="the scheme does not oblige grantees to contribute to evaluations",
)
def scheme_has_evaluations(s: Situation) -> bool:
    """Only where the scheme says so can a grantee be told to contribute."""
    return s.scheme is not None and bool(s.scheme.settings.get("evaluation_duty"))
