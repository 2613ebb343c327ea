"""How long a case takes: the time that the party was told, and what is owed when it is not kept (fvl/11a)."""

from __future__ import annotations

from casework.rules.registry import rule
from casework.rules.situation import Situation


@rule(
    "fvl/11a-2:delay",
    code="no_time_stated",
    nb="parten har ikke fått oppgitt noen tid; send foreløpig svar",
    nn="parten har ikkje fått oppgjeve noka tid; send førebels svar",
    en="no time has been stated to the party; send a provisional reply",
)
def stated_time_is_known(s: Situation) -> bool:
    """A delay is one beyond the time that a provisional reply stated."""
    return bool({"send_provisional_reply", "tell_of_delay"} & s.proceeding.acts.keys())
