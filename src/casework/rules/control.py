"""What a control must hold before it is finished."""

from __future__ import annotations

from typing import Any

from casework.errors import Reason, Text, reason
from casework.rules.registry import Answer, rule
from casework.rules.situation import Situation

RESULTS = ("ok", "deviation", "not_assessed")

_NOT_ASSESSED = Text(
    "kontrollpunktet «{check}» er ikke vurdert", "kontrollpunktet «{check}» er ikkje vurdert", "the check “{check}” is not assessed"
)


def _checks(s: Situation) -> dict[str, Any]:
    return {**(s.proceeding.facts.get("checks") or {}), **(s.given.get("checks") or {})}


@rule(
    "best/6.3.8.2",
    nb="kontrollpunkt som ordningen ikke kjenner, eller resultat utenom ok, deviation og not_assessed",
    nn="kontrollpunkt som ordninga ikkje kjenner, eller resultat utanom ok, deviation og not_assessed",
    en="a check unknown to the scheme, or a result other than ok, deviation and not_assessed",
    fact="checks",
)
def checks_are_known(s: Situation) -> bool:
    """Each line names a check of the scheme (in a yearly control) and one of three results."""
    lines = s.given.get("checks") or {}
    known = {e.id for e in s.scheme.of("control")} if s.scheme and s.proceeding.facts.get("kind") == "yearly" else None
    named = known is None or set(lines) <= known
    return named and all(isinstance(line, dict) and line.get("result") in RESULTS for line in lines.values())


@rule(
    "best/6.3.8.2",
    nb="et avvik må beskrives",
    nn="eit avvik må skildrast",
    en="a deviation must be described",
    fact="checks",
)
def deviations_are_described(s: Situation) -> bool:
    """Control measures are documented: a deviation says what was found."""
    lines = (s.given.get("checks") or {}).values()
    return all(line.get("finding") for line in lines if isinstance(line, dict) and line.get("result") == "deviation")


@rule(
    "best/6.3.8.2",
    nb="ikke alle kontrollpunkt er vurdert",
    nn="ikkje alle kontrollpunkt er vurderte",
    en="not every check is assessed",
)
def every_check_is_assessed(s: Situation) -> Answer:
    """The yearly control is finished when each point of the scheme is found ok or to deviate."""
    if s.scheme is None or s.proceeding.facts.get("kind") != "yearly":
        return True
    return tuple(_missing(s, e.id, e.code) for e in s.scheme.of("control") if _open(_checks(s).get(e.id)))


def _open(line: Any) -> bool:
    return not line or line.get("result") in (None, "not_assessed")


def _missing(s: Situation, check: str, code: str) -> Reason:
    assert s.scheme is not None
    return reason("check_not_assessed", s.scheme.citation(code), _NOT_ASSESSED.format(check=check))


@rule(
    "best/6.3.8.2",
    nb="kontrollen som ble avsluttet, er ikke årskontrollen",
    nn="kontrollen som vart avslutta, er ikkje årskontrollen",
    en="the control that was finished is not the yearly one",
)
def yearly_control_is_done(s: Situation) -> bool:
    """Only the yearly control moves the grant on; an ad hoc one does not."""
    return s.cause is not None and s.cause.facts.get("kind") == "yearly"
