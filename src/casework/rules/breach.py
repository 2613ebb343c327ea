"""What gave cause for a reaction, and what is heard and assessed before it is proposed (fvl/16, fvl/17, fvl/25)."""

from __future__ import annotations

from casework.rules.registry import rule
from casework.rules.situation import Situation

#: The cause of a reaction that ends when what was missing comes.
LATE_REPORT = "late_report"


@rule(
    "fvl/17-2",
    code="source_missing",
    nb="det er ikke oppgitt hvor opplysningene kommer fra",
    nn="det er ikkje oppgjeve kvar opplysningane kjem frå",
    en="it is not said where the information comes from",
    fact="source",
)
def source_is_named(s: Situation) -> bool:
    """The party is told what the suspicion rests on; of a tip, that it is one and what it says."""
    return s.own("cause") != "tip" or bool(s.own("source"))


@rule(
    "fvl/16-2",
    nb="brevet oppgir ingen egen dag for uttalelsen",
    nn="brevet oppgjev ingen eigen dag for fråsegna",
    en="the letter states no day of its own for the statement",
    fact="statement_day",
)
def statement_day_is_stated(s: Situation) -> bool:
    """The time counts from sending unless the letter says otherwise (fvl/16-1)."""
    return bool(s.given.get("statement_day"))


@rule(
    "fvl/17-1",
    code="not_assessed_again",
    nb="det som ble sendt tilbake, er ikke vurdert på nytt",
    nn="det som vart sendt tilbake, er ikkje vurdert på nytt",
    en="what was sent back has not been assessed again",
)
def sent_back_is_assessed(s: Situation) -> bool:
    """A proposal that came back is not made once more before somebody has looked at what was wrong with it."""
    return s.proceeding.state != "sent_back"


@rule(
    "fvl/17-1",
    code="points_unanswered",
    nb="ikke alle punktene som ble sendt tilbake, er vurdert",
    nn="ikkje alle punkta som vart sende tilbake, er vurderte",
    en="not every point that was sent back is assessed",
    fact="assessed_points",
)
def returned_points_are_assessed(s: Situation) -> bool:
    """Each point has its own assessment, given now and not for an earlier return."""
    return set(s.own("returned_points") or []) <= set(s.given.get("assessed_points") or {})


@rule(
    "fvl/35-1-a",
    nb="reaksjonen gjelder ikke at denne rapporten manglet",
    nn="reaksjonen gjeld ikkje at denne rapporten mangla",
    en="the reaction is not about this report being missing",
)
def it_was_this_report_that_was_missing(s: Situation) -> bool:
    """What was asked for has come, and is approved."""
    cause = s.cause
    return cause is not None and s.proceeding.about == cause.id and s.own("cause") == LATE_REPORT


@rule(
    "fvl/35-1-a",
    code="nothing_to_consider",
    nb="det er ikke kommet noe som gir grunn til å vurdere reaksjonen på nytt",
    nn="det er ikkje kome noko som gjev grunn til å vurdere reaksjonen på nytt",
    en="nothing has come in that gives cause to look at the reaction again",
)
def delivery_is_to_be_considered(s: Situation) -> bool:
    """Whether the reaction stands is asked when the missing report is approved."""
    return bool(s.record.open_deadlines(s.proceeding.id, "reconsider"))
