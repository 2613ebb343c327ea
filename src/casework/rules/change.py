"""Changing what was granted: consent comes first."""

from __future__ import annotations

from casework.rules.registry import rule
from casework.rules.situation import Situation


@rule(
    "best/6.3.3",
    code="prior_consent_required",
    nb="endringen er gjennomført før samtykke; samtykke kan ikke gis i etterkant",
    nn="endringa er gjennomført før samtykke; samtykke kan ikkje gjevast i etterkant",
    en="the change was made before consent; consent cannot be given afterwards",
)
def consent_comes_before_the_change(s: Situation) -> bool:
    """Changes need written application and consent beforehand; what was spent before is a breach."""
    return not s.fact("spent_before_consent")
