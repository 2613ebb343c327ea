"""Slips of the pen in a decision: put right without deciding anew (fvl2025/70)."""

from __future__ import annotations

from casework.rules.notice import decision_of
from casework.rules.registry import rule
from casework.rules.situation import Situation


@rule(
    "fvl/27-1:correction",
    code="not_a_clerical_error",
    nb="bare en klar skrive- eller regnefeil i et vedtak kan rettes; ellers må vedtaket gjøres om",
    nn="berre ein klar skrive- eller reknefeil i eit vedtak kan rettast; elles må vedtaket gjerast om",
    en="only a plain slip in a decision can be corrected; else the decision must be reversed",
    fact="meaning_is_the_same",
)
def only_the_wording_changes(s: Situation) -> bool:
    """It is about a decision, and what was meant is plain to everybody."""
    return decision_of(s) is not None and bool(s.given.get("meaning_is_the_same"))
