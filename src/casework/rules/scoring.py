"""Weighing an application: each criterion of the scheme with its score and reason (fvl/25)."""

from __future__ import annotations

from typing import Any

from casework.errors import Reason, Text, reason
from casework.model.scheme import Element
from casework.rules.application import targets_reception_centre
from casework.rules.registry import Answer, rule
from casework.rules.situation import Situation

_NO_SCORE = Text(
    "«{title}» mangler poeng fra {lowest} til {highest}",
    "«{title}» manglar poeng frå {lowest} til {highest}",
    "“{title}” lacks a score from {lowest} to {highest}",
)
_NO_REASON = Text("«{title}» mangler begrunnelse", "«{title}» manglar grunngjeving", "“{title}” lacks a reason")
_ALWAYS = Text(
    "«{title}» er alltid relevant og må ha poeng",
    "«{title}» er alltid relevant og må ha poeng",
    "“{title}” is always relevant and must be scored",
)
_UNKNOWN = Text(
    "ordningen har ikke kriteriet «{title}»",
    "ordninga har ikkje kriteriet «{title}»",
    "the scheme has no criterion “{title}”",
)


@rule(
    "fvl/25-3",
    nb="søknaden faller utenfor vilkårene, og ingenting er foreslått",
    nn="søknaden fell utanfor vilkåra, og ingenting er føreslått",
    en="the application is outside the conditions, and nothing is proposed",
)
def application_is_weighed(s: Situation) -> bool:
    """What falls outside the conditions, and is not proposed for an award, is not weighed against the others."""
    return bool(s.fact("proposed_amount")) or not s.fact("findings")


@rule(
    "fvl/25-3",
    nb="tiltaket er ikke rettet mot beboere i asylmottak, eller søknaden vurderes ikke mot andre",
    nn="tiltaket er ikkje retta mot bebuarar i asylmottak, eller søknaden blir ikkje vurdert mot andre",
    en="the measure is not aimed at residents of reception centres, or the application is not weighed",
)
def centre_measure_is_weighed(s: Situation) -> bool:
    """Measures for residents of reception centres are weighed on more than the others."""
    return targets_reception_centre.holds(s) and application_is_weighed.holds(s)


@rule(
    "fvl/25-3",
    code="scoring_incomplete",
    nb="ikke alle kriteriene er vurdert",
    nn="ikkje alle kriteria er vurderte",
    en="not every criterion is assessed",
    fact="scores",
)
def scoring_is_complete(s: Situation) -> Answer:
    """Every criterion in the groups `groups` has a score between the bounds and a reason.

    The sheet holds no criteria but those and the ones of the groups `others`, which another rule asks for.

    A criterion with `if_relevant` may instead be marked `relevant = false`, with the reason why; one with
    `target_group` counts only for applications that name that group.
    """
    sheet = {**(s.proceeding.facts.get("scores") or {}), **(s.given.get("scores") or {})}
    criteria = _criteria(s)
    unknown = sheet.keys() - {e.id for group in (*s.parameter("groups"), *_others(s)) for e in _of(s, group)}
    faults = [fault for e in criteria for fault in _faults(s, e, sheet.get(e.id))]
    return (*faults, *(_told(_UNKNOWN, name, name) for name in sorted(unknown))) or True


def _others(s: Situation) -> tuple[str, ...]:
    return tuple(s.parameters.get("others", ()))


def _of(s: Situation, group: str) -> tuple[Element, ...]:
    return s.scheme.of(group) if s.scheme else ()


def _criteria(s: Situation) -> list[Element]:
    groups = [e for group in s.parameter("groups") for e in _of(s, group)]
    named = s.fact("target_groups") or []
    award = [e for e in groups if e.values.get("kind") != "goal_achievement"]
    return [e for e in award if e.values.get("target_group") in (None, *named)]


def _faults(s: Situation, criterion: Element, line: Any) -> list[Reason]:
    line = line if isinstance(line, dict) else {}
    faults = [] if line.get("reason") else [_told(_NO_REASON, criterion.id, criterion)]
    if line.get("relevant") is False:
        return faults if criterion.values.get("if_relevant") else [*faults, _told(_ALWAYS, criterion.id, criterion)]
    lowest, highest = s.parameter("lowest"), s.parameter("highest")
    score = line.get("score")
    if type(score) is not int or not lowest <= score <= highest:
        faults.append(_told(_NO_SCORE, criterion.id, criterion, lowest=lowest, highest=highest))
    return faults


def _told(text: Text, name: str, title: Element | str, **bounds: int) -> Reason:
    titles = title.title if isinstance(title, Element) else Text(title, title, title)
    filled = (text.in_language(la).format(title=titles.in_language(la), **bounds) for la in ("nb", "nn", "en"))
    return reason("scoring_incomplete", "", Text(*filled), f"scores.{name}")
