"""What a control must hold before it is finished."""

from __future__ import annotations

from typing import Any

from casework.errors import Reason, Text, reason
from casework.rules.registry import Answer, rule
from casework.rules.situation import Situation

RESULTS = ("ok", "deviation", "not_assessed")

_NOT_ASSESSED = Text(
    "kontrollpunktet «{check}» er ikke vurdert",
    "kontrollpunktet «{check}» er ikkje vurdert",
    "the check “{check}” is not assessed",
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
    law = s.scheme.citation(code) if s.scheme else code
    return reason("check_not_assessed", law, _NOT_ASSESSED.format(check=check))


@rule(
    "best/6.3.8.2",
    nb="kontrollen som ble avsluttet, er ikke årskontrollen",
    nn="kontrollen som vart avslutta, er ikkje årskontrollen",
    en="the control that was finished is not the yearly one",
)
def yearly_control_is_done(s: Situation) -> bool:
    """Only the yearly control moves the grant on; an ad hoc one does not."""
    return s.cause is not None and s.cause.facts.get("kind") == "yearly"


@rule(
    "regl/15-2",
    nb="kontroll settes i gang av forvalteren, eller av Riksrevisjonen selv",
    nn="kontroll blir sett i gang av forvaltaren, eller av Riksrevisjonen sjølv",
    en="a control is begun by the grant manager, or by the Office of the Auditor General itself",
    fact="initiator",
)
def initiator_is_authorised(s: Situation) -> bool:
    """One of the scheme's initiators; nobody but an auditor begins a control as Riksrevisjonen."""
    known = {e.id for e in s.scheme.of("control_initiator")} if s.scheme else set()
    initiator = s.given.get("initiator")
    return initiator in known and (initiator != "oag" or s.actor.role == "auditor")


@rule(
    "fvl/14",
    code="documentation_outstanding",
    nb="dokumentasjon er krevd og ikke kommet, og fristen er ikke ute",
    nn="dokumentasjon er kravd og ikkje komen, og fristen er ikkje ute",
    en="documentation was demanded and is not in, and its day has not passed",
)
def demanded_documentation_is_settled(s: Situation) -> bool:
    """A control waits for what it demanded, until it is in or its day has passed."""
    demanded = s.record.open_deadlines(s.proceeding.id, "documentation")
    return all(d.ends_at is not None and d.ends_at <= s.now for d in demanded)


@rule(
    "fvl/15",
    nb="en annen kontroll må si hva den gjelder, og et inngripende tiltak hvilken hjemmel det har",
    nn="ein annan kontroll må seie kva han gjeld, og eit inngripande tiltak kva heimel det har",
    en="an ad hoc control must say what it concerns, and an intrusive measure its legal basis",
    fact="subject",
)
def ad_hoc_control_is_described(s: Situation) -> bool:
    """Begun at any time without more, but never without saying what is looked at; entering premises needs a basis."""
    if s.given.get("kind") != "ad_hoc":
        return True
    return bool(s.given.get("subject")) and (not s.given.get("intrusive") or bool(s.given.get("control_basis")))


@rule(
    "best/6.3.8.2",
    nb="et kontrollpunkt sier ikke hva som er undersøkt (evidence)",
    nn="eit kontrollpunkt seier ikkje kva som er undersøkt (evidence)",
    en="a check does not say what was looked at (evidence)",
    fact="checks",
)
def checks_name_their_evidence(s: Situation) -> bool:
    """Control measures are documented: each assessed check says what was looked at."""
    lines = _checks(s).values()
    return all(line.get("evidence") for line in lines if isinstance(line, dict) and not _open(line))
