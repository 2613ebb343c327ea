"""Whether a decision waits to be carried out (fvl/42)."""

from __future__ import annotations

from casework.model.contested import chain, contested, made_in
from casework.model.record import Record
from casework.model.rows import Decision
from casework.rules.registry import rule
from casework.rules.situation import Situation


def deferred(record: Record, decisions: list[Decision]) -> bool:
    """Whether one of the decisions, or one that it followed, is deferred now."""
    meant = {one.id for decision in decisions for one in chain(record, decision)}
    held = [contested(record, p) for p in record.proceedings("deferral") if p.state == "granted"]
    return any(decision is not None and decision.id in meant for decision in held)


@rule(
    "fvl/42-1",
    code="implementation_deferred",
    nb="iverksettingen er utsatt; kravet kan ikke sendes",
    nn="iverksetjinga er utsett; kravet kan ikkje sendast",
    en="implementation is deferred; no demand can go out",
)
def implementation_is_not_deferred(s: Situation) -> bool:
    """While the decision of this proceeding is deferred, no demand for payment goes out."""
    return not deferred(s.record, list(made_in(s.record, s.proceeding)))


@rule(
    "fvl/42-1",
    code="wrong_body",
    nb="anmodningen er sendt til et annet organ",
    nn="oppmodinga er send til eit anna organ",
    en="the request was sent to another body",
)
def request_was_sent_here(s: Situation) -> bool:
    """Either instance may defer; each answers what was asked of it."""
    above = s.own("addressed_to") == "appeal_body"
    return bool(above == (s.actor.role == "appeal_body"))


@rule(
    "fvl/42-1",
    code="end_required",
    nb="dagen utsettingen varer til, må oppgis",
    nn="dagen utsetjinga varer til, må oppgjevast",
    en="the day that the deferral lasts until must be given",
    fact="until_on",
)
def end_of_deferral_is_given(s: Situation) -> bool:
    """Until a day, until the time for appeal is out, or until the appeal is decided."""
    return s.own("until") != "date" or bool(s.own("until_on"))


@rule("fvl/42-1", nb="utsatt til noe annet", nn="utsett til noko anna", en="deferred until something else")
def deferral_lasts_until_the_appeal(s: Situation) -> bool:
    """It ends when the appeal is decided."""
    return bool(s.own("until") == "appeal_decided")


@rule("fvl/42-1", nb="utsatt til noe annet", nn="utsett til noko anna", en="deferred until something else")
def deferral_lasts_until_the_deadline(s: Situation) -> bool:
    """It ends when the time for appeal is out."""
    return bool(s.own("until") == "deadline_passed")


@rule("fvl/42-1", nb="en annen klage står igjen", nn="ei anna klage står att", en="another appeal is left")
def no_appeal_is_left(s: Situation) -> bool:
    """Of several appeals against the decision, the last one is decided."""
    mine = contested(s.record, s.proceeding)
    open_ = [p for p in s.record.proceedings("appeal") if p.closed_at is None and p != s.cause]
    return not any(contested(s.record, p) == mine for p in open_)


@rule("fvl/42-1", nb="gjelder et annet vedtak", nn="gjeld eit anna vedtak", en="concerns another decision")
def same_decision(s: Situation) -> bool:
    """What caused this is about the same decision."""
    mine = contested(s.record, s.proceeding)
    return mine is not None and s.cause is not None and contested(s.record, s.cause) == mine
