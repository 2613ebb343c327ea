"""Who may receive a grant: conditions shown with evidence and date, and thresholds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from casework.errors import Text, reason
from casework.law.time_limits import limit_of_length
from casework.rules.registry import Answer, rule
from casework.rules.situation import Situation


@rule(
    "regl/15-2",
    nb="ikke vist med bevis og dato: {what_nb}",
    nn="ikkje vist med prov og dato: {what_nn}",
    en="not shown with evidence and date: {what_en}",
    fact="eligibility",
)
def condition_is_evidenced(s: Situation) -> bool:
    """The line `topic` of the sheet `eligibility` says met, by which evidence, and on which day that was checked.

    Where the scheme gives `document`, the line names a document of that kind; `within_days` is how old the check may
    be, as a lookup in a register shows the day it was made and no other.
    """
    line = (s.fact("eligibility") or {}).get(s.parameter("topic"))
    if not isinstance(line, Mapping) or line.get("met") is not True or not line.get("evidence"):
        return False
    document = s.parameters.get("document")
    return document in (None, line.get("document")) and _checked_in_time(s, line.get("checked_on"))


def _checked_in_time(s: Situation, checked_on: Any) -> bool:
    day = _day(checked_on)
    within = s.parameters.get("within_days")
    earliest = s.today - timedelta(days=within) if within is not None else date.min
    return day is not None and earliest <= day <= s.today


def _day(value: Any) -> date | None:
    """The legal day that a line of a sheet holds, if it is one."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


@rule(
    "regl/15-2",
    nb="det må oppgis minst {minimum}: {what_nb}",
    nn="det må oppgjevast minst {minimum}: {what_nn}",
    en="at least {minimum} must be given: {what_en}",
)
def several_are_named(s: Situation) -> bool:
    """The list `of` names at least `minimum` different things; upper and lower case make no difference."""
    named = {str(member).strip().casefold() for member in s.fact(s.parameter("of")) or []}
    return len(named - {""}) >= int(s.parameter("minimum"))


@rule(
    "regl/15-2",
    nb="samarbeid med minst én organisasjon av riktig type er ikke oppgitt ({types})",
    nn="samarbeid med minst éin organisasjon av rett type er ikkje oppgjeve ({types})",
    en="cooperation with at least one organisation of the right type is not given ({types})",
    fact="cooperation",
)
def cooperates_with_others(s: Situation) -> bool:
    """The sheet `cooperation` names at least one organisation with one of the scheme's `types`."""
    types = set(s.parameter("types"))
    return any(_type(line) in types for line in (s.fact("cooperation") or {}).values())


def _type(line: Any) -> Any:
    return line.get("type") if isinstance(line, Mapping) else line


@rule(
    "regl/15-2",
    nb="organisasjonen har ikke vært i drift i minst {years} år på tildelingsdagen",
    nn="organisasjonen har ikkje vore i drift i minst {years} år på tildelingsdagen",
    en="the organisation has not been in operation for at least {years} years on the day of the award",
    fact="in_operation_since",
)
def in_operation_at_least(s: Situation) -> bool:
    """In operation for `years` on the day of the attempt; the anniversary itself counts."""
    since = s.day("in_operation_since")
    years = int(s.parameter("years"))
    return since is not None and limit_of_length(f"{years} years", since, rolls=False).last_day <= s.today


@rule(
    "bokfl/4",
    nb="erklæringen om grunnleggende bokføringsprinsipper mangler eller er ufullstendig",
    nn="erklæringa om grunnleggjande bokføringsprinsipp manglar eller er ufullstendig",
    en="the declaration on the basic bookkeeping principles is missing or incomplete",
    fact="bookkeeping",
)
def bookkeeping_principles_are_declared(s: Situation) -> Answer:
    """The sheet `bookkeeping` says yes to every principle that the scheme lists; each one missing is told."""
    declared = s.fact("bookkeeping") or {}
    principles = s.scheme.of("bookkeeping_principle") if s.scheme else ()
    missing = [p for p in principles if declared.get(p.id) is not True]
    told = Text("ikke erklært: {nb}", "ikkje erklært: {nn}", "not declared: {en}")
    return tuple(
        reason(
            "bookkeeping_principles_are_declared",
            s.scheme.citation(p.code),
            told.format(nb=p.title.nb, nn=p.title.nn, en=p.title.en),
            "bookkeeping",
        )
        for p in missing
        if s.scheme
    )


@rule(
    "best/6.2.1",
    nb="rollen som høringsinstans er ikke oppgitt",
    nn="rolla som høyringsinstans er ikkje oppgjeven",
    en="the role as a consultation body is not given",
    fact="consultation_roles",
)
def consultation_role_is_given(s: Situation) -> bool:
    """Which of the scheme's roles the organisation fills: the bodies complement each other."""
    known = {role.id for role in s.scheme.of("consultation_role")} if s.scheme else set()
    given = set(s.fact("consultation_roles") or [])
    return bool(given) and given <= known
