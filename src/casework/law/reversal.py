"""Reversal without an appeal: the closed list of bases, and the clocks of a superior body (fvl/35)."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType

from casework.law.time_limits import Limit, limit

IN_FAVOUR, TO_DETRIMENT = "favour", "detriment"

#: Every basis there is, with the effects that it can carry.
BASES = MappingProxyType(
    {
        "fvl/35-1-a": (IN_FAVOUR,),
        "fvl/35-1-b": (IN_FAVOUR, TO_DETRIMENT),
        "fvl/35-1-c": (IN_FAVOUR, TO_DETRIMENT),
        "fvl/35-3": (TO_DETRIMENT,),
        "fvl/35-5:law": (IN_FAVOUR, TO_DETRIMENT),
        "fvl/35-5:decision": (IN_FAVOUR, TO_DETRIMENT),
        "fvl/35-5:unwritten": (IN_FAVOUR, TO_DETRIMENT),
        "fvl2025/71-1-a": (IN_FAVOUR, TO_DETRIMENT),
        "fvl2025/71-1-b": (IN_FAVOUR,),
        "fvl2025/71-1-c": (IN_FAVOUR, TO_DETRIMENT),
        "fvl2025/71-1-d": (IN_FAVOUR, TO_DETRIMENT),
        "fvl2025/72-2": (TO_DETRIMENT,),
        "fvl2025/74-3": (IN_FAVOUR, TO_DETRIMENT),
    }
)

#: Only a body above may use this one, within its own clocks.
SUPERIOR_ONLY = "fvl/35-3"


#: These are gone once somebody it is aimed at has been told.
UNTIL_TOLD = ("fvl/35-1-b", "fvl2025/71-1-a")

#: A breach of terms, or a central premise that failed: a reversal must also be proportionate.
PROPORTIONATE = "fvl2025/71-1-c"


def carries(basis: str, effect: str, *, told: bool) -> bool:
    """Whether the basis can carry a reversal of that effect.

    `told` is whether notice of the decision has come through to somebody it is aimed at, or it was publicly announced:
    then letter b is gone.
    """
    return effect in BASES.get(basis, ()) and not (basis in UNTIL_TOLD and told)


def review_notice_limit(sent: date) -> Limit:
    """Until when the superior may tell that the decision will be reviewed, from when its message was sent."""
    return limit("fvl/35-3:review", sent)


def reversal_message_limit(sent: date, *, in_appeal_case: bool) -> Limit:
    """Until when the message of the reversal must be sent: three months, in an appeal case three weeks."""
    return limit("fvl/35-3:appeal_case" if in_appeal_case else "fvl/35-3:reversal", sent)
