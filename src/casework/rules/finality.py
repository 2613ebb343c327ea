"""When a decision stands: nobody can appeal against it in time any more, and no appeal against it is open."""

from __future__ import annotations

from casework.model.contested import chain, contested, made_in
from casework.model.rows import Decision, Proceeding
from casework.rules.registry import rule
from casework.rules.situation import Situation


def _about(s: Situation, workflow: str, decisions: set[str]) -> list[Proceeding]:
    """The proceedings of that workflow about one of the decisions, or one that came after it."""
    found = [(p, contested(s.record, p)) for p in s.record.proceedings(workflow)]
    return [p for p, decision in found if decision and decisions & {d.id for d in chain(s.record, decision)}]


@rule(
    "fvl/29-1",
    nb="vedtaket i denne saksgangen er ikke endelig",
    nn="vedtaket i denne saksgangen er ikkje endeleg",
    en="the decision of this proceeding is not final",
)
def own_decision_stands(s: Situation) -> bool:
    """Each notice of it has run its time, and every appeal against it is closed."""
    mine = {d.id for d in made_in(s.record, s.proceeding)}
    every = [p for workflow in ("notice", "appeal", "appeal_review") for p in _about(s, workflow, mine)]
    return bool(mine) and all(p.closed_at is not None for p in every)


@rule(
    "fvl/29-1",
    code="decision_not_final",
    nb="vedtaket kan fortsatt påklages, eller en klage er ikke avgjort",
    nn="vedtaket kan framleis klagast på, eller ei klage er ikkje avgjord",
    en="the decision can still be appealed, or an appeal is not decided",
)
def own_decision_is_final(s: Situation) -> bool:
    """Not closed while somebody may still appeal in time."""
    return own_decision_stands.holds(s)


def appeals_open(s: Situation, decisions: list[Decision]) -> bool:
    """Whether an appeal against one of the decisions is open."""
    meant = {d.id for d in decisions}
    return any(p.closed_at is None for p in _about(s, "appeal", meant))


@rule(
    "fvl/33-4",
    code="appeal_is_open",
    nb="en klage på vedtaket er ikke avgjort",
    nn="ei klage på vedtaket er ikkje avgjord",
    en="an appeal against the decision has not been decided",
)
def no_appeal_against_it_is_open(s: Situation) -> bool:
    """What is contested is not closed."""
    return not appeals_open(s, list(made_in(s.record, s.proceeding)))


@rule(
    "fvl/34-4",
    nb="vedtaket i denne saksgangen er ikke avløst av et nytt",
    nn="vedtaket i denne saksgangen er ikkje avløyst av eit nytt",
    en="the decision of this proceeding was not replaced by another",
)
def own_decision_was_replaced(s: Situation) -> bool:
    """Another decision took its place, for the better or the worse, in an appeal or without one."""
    mine = {d.id for d in made_in(s.record, s.proceeding)}
    done = made_in(s.record, s.cause) if s.cause else iter(())
    replacing = [d for d in done if d.effect in ("reversed", "partly_reversed", "worsened")]
    return any(mine & {one.id for one in chain(s.record, d)} for d in replacing)
