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
