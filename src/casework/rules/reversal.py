"""Reversing an award without an appeal (fvl/35)."""

from __future__ import annotations

from casework.rules.arrival import anybody_knows
from casework.rules.registry import rule
from casework.rules.situation import Situation


@rule(
    "fvl/35-1",
    nb="omgjøringen er ikke foreslått av en annen",
    nn="omgjeringa er ikkje føreslegen av ein annan",
    en="the reversal has not been proposed by another person",
)
def reversal_is_proposed(s: Situation) -> bool:
    """One person proposes, another decides."""
    return "propose_reversal" in s.proceeding.acts


@rule(
    "fvl/35-1-b",
    code="notice_has_arrived",
    nb="underretningen er kommet fram; vedtaket kan ikke omgjøres på dette grunnlaget",
    nn="underrettinga er komen fram; vedtaket kan ikkje gjerast om på dette grunnlaget",
    en="the notice has arrived; the decision cannot be reversed on this basis",
    fact="reversal_basis",
)
def basis_still_holds(s: Situation) -> bool:
    """A decision can be reversed because nobody has been told of it only until somebody has."""
    return s.fact("reversal_basis") != "fvl/35-1-b" or not anybody_knows(s.record, s.proceeding)


@rule(
    "fvl/35-1",
    nb="bare en del av tildelingen omgjøres",
    nn="berre ein del av tildelinga blir gjort om",
    en="only a part of the award is reversed",
    fact="reversed_amount",
)
def whole_award_is_reversed(s: Situation) -> bool:
    """Nothing is left of the award."""
    return s.given.get("reversed_amount") == s.ledger.awarded


@rule(
    "fvl/35-1",
    nb="noe av tildelingen står ved lag",
    nn="noko av tildelinga står ved lag",
    en="a part of the award stands",
)
def no_award_is_left(s: Situation) -> bool:
    """The award was reversed whole, so that what it obliged to falls away."""
    return s.ledger.awarded == 0
