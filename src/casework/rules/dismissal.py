"""Before an appeal is dismissed without being judged: a ground, a chance to cure it, and relief considered."""

from __future__ import annotations

from casework.rules.appeal import appellant, appellant_has_standing, decision_is_appealable, uncured
from casework.rules.registry import rule
from casework.rules.situation import Situation


@rule(
    "fvl/33-2",
    code="no_ground_for_dismissal",
    nb="klagen er verken for sen, mangelfull, fra noen uten klagerett eller rettet mot noe som ikke kan påklages",
    nn="klaga er verken for sein, mangelfull, frå nokon utan klagerett eller retta mot noko som ikkje kan klagast på",
    en="the appeal is neither late nor defective, and is by the right person against what can be appealed",
)
def dismissal_has_a_ground(s: Situation) -> bool:
    """Only where a condition for appeal is missing is it dismissed."""
    formal = not appellant_has_standing.holds(s) or not decision_is_appealable.holds(s)
    return s.proceeding.state == "late" or bool(_defects(s)) or formal


def _defects(s: Situation) -> set[str]:
    unnamed = not (s.proceeding.about or s.own("decision"))
    return uncured(s) | ({"decision_not_identified"} if unnamed else set())


@rule(
    "fvl/32-3",
    code="correction_deadline_required",
    nb="klageren må først få en frist for å rette feilen, og fristen må være ute",
    nn="klagaren må først få ein frist for å rette feilen, og fristen må vere ute",
    en="the appellant must first be given time to cure the defect, and that time must have passed",
)
def time_to_correct_was_given(s: Situation) -> bool:
    """Never for form before the time set for curing it has passed; on its last day it has not."""
    if not _defects(s) or s.proceeding.state == "late":
        return True
    given = [d for d in s.record.all("deadlines").values() if _is_correction(s, d)]
    return bool(given) and all(d.ends_at is not None and d.ends_at <= s.now for d in given)


def _is_correction(s: Situation, deadline: object) -> bool:
    name, of = getattr(deadline, "name", ""), getattr(deadline, "proceeding_id", "")
    return name == "correction" and of == s.proceeding.id


@rule(
    "fvl/31-1-a",
    code="relief_not_considered",
    nb="begge grunnene i § 31 og hensynet til andre må vurderes før en for sen klage avvises",
    nn="begge grunnane i § 31 og omsynet til andre må vurderast før ei for sein klage blir avvist",
    en="both grounds of section 31 and the harm to others must be considered before a late appeal is dismissed",
)
def relief_was_considered(s: Situation) -> bool:
    """Letter a, letter b and the second subsection, each answered."""
    return s.proceeding.state != "late" or "refuse_relief" in s.proceeding.acts


@rule(
    "fvl/8-1",
    code="impartiality",
    nb="klagen bringer nye personer inn i saken; den som avgjør, må erklære seg på nytt",
    nn="klaga bringar nye personar inn i saka; den som avgjer, må erklære seg på nytt",
    en="the appeal brings new persons into the case; whoever decides must declare anew",
)
def impartiality_is_declared_anew(s: Situation) -> bool:
    """A declaration from before somebody else appealed, or was opposed, says nothing of ties to them (fvl/33-1)."""
    if appellant(s) == s.record.case.party and not s.own("counterparties"):
        return True
    mine = [d for d in s.record.all("impartiality_declarations").values() if d.person == s.actor.person]
    opened = s.proceeding.opened_at
    return any(d.declared_at is not None and opened is not None and d.declared_at >= opened for d in mine)


@rule(
    "regl/14",
    code="proposal_missing",
    nb="ingen har foreslått hva avgjørelsen skal gå ut på",
    nn="ingen har føreslått kva avgjerda skal gå ut på",
    en="nobody has proposed what to decide",
)
def outcome_is_proposed(s: Situation) -> bool:
    """One person proposes, another decides."""
    return bool({"propose", "assess"} & s.proceeding.acts.keys())
