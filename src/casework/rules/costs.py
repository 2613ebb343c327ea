"""The party's costs of getting a decision changed to its benefit (fvl/36)."""

from __future__ import annotations

from datetime import date, datetime

from casework.law.appeal import too_late_for_relief
from casework.law.arrival import Channel
from casework.law.calendar import oslo_day
from casework.law.filing import Filing, Timeliness, filed_in_time
from casework.law.time_limits import fixed_day
from casework.model.contested import contested
from casework.model.rows import Deadline
from casework.rules.letter import BENEFICIAL
from casework.rules.notice import decided_on, decision_of
from casework.rules.registry import rule
from casework.rules.situation import Situation


def _limit(s: Situation) -> Deadline | None:
    """The time for a claim after this decision, if it runs or ran; a second claim has no other."""
    every: list[Deadline] = list(s.record.all("deadlines").values())
    decision = decision_of(s)
    about = {p.id for p in s.record.proceedings("costs") if contested(s.record, p) == decision}
    found = [d for d in every if d.proceeding_id in about and d.name == "claim" and d.last_day]
    return found[-1] if found else None


def _claimed_on(s: Situation) -> date:
    value = s.own("claimed_at")
    return oslo_day(datetime.fromisoformat(value)) if value else s.today


@rule("fvl/36-3", nb="kravet er i tide", nn="kravet er i tide", en="the claim is in time")
def claim_is_late(s: Situation) -> bool:
    """Three weeks from arrival of the notice of the new decision, filed as an appeal is (fvl/30-1)."""
    found = _limit(s)
    if found is None or found.last_day is None:
        return False
    value = s.own("claimed_at")
    received = datetime.fromisoformat(value) if value else s.now
    filing = Filing(Channel(s.own("channel") or "electronic"), s.own_day("posted_on"), received)
    return filed_in_time(filing, fixed_day(found.last_day, rolls=False)).timeliness is Timeliness.LATE


@rule(
    "fvl/36-3",
    code="claim_is_late",
    nb="kravet kom for sent og kan bare tas opp etter oppreisning (§ 31)",
    nn="kravet kom for seint og kan berre takast opp etter oppreising (§ 31)",
    en="the claim came too late and can be taken up after relief only (section 31)",
)
def late_claim_is_settled(s: Situation) -> bool:
    """Relief is considered before a late claim is judged; to refuse it, it is refused relief first."""
    return s.proceeding.state != "late"


@rule(
    "fvl/31-3",
    code="one_year_limit",
    nb="det er mer enn ett år siden det nye vedtaket ble truffet",
    nn="det er meir enn eitt år sidan det nye vedtaket vart gjort",
    en="more than a year has passed since the new decision was made",
)
def claim_is_within_a_year(s: Situation) -> bool:
    """Section 31 applies to the claim, with its cap of one year."""
    made = decided_on(s)
    return made is None or not too_late_for_relief(made, _claimed_on(s))


@rule(
    "fvl/36-3",
    code="claim_period_runs",
    nb="fristen for å kreve sakskostnader er ikke ute",
    nn="fristen for å krevje sakskostnader er ikkje ute",
    en="the time for claiming costs has not passed",
)
def claim_period_is_over(s: Situation) -> bool:
    """The party may still claim until its time has passed."""
    found = _limit(s)
    return found is not None and found.ends_at is not None and found.ends_at <= s.now


@rule(
    "fvl/36-1",
    code="no_change_in_favour",
    nb="vedtaket er ikke endret til gunst for parten",
    nn="vedtaket er ikkje endra til gunst for parten",
    en="the decision was not changed to the party's benefit",
)
def decision_was_changed_in_favour(s: Situation) -> bool:
    """Costs follow a change to the party's benefit, also a partial one; what was upheld gives none."""
    decision = decision_of(s)
    return decision is not None and decision.effect in BENEFICIAL


@rule(
    "fvl/36-3",
    code="wrong_body",
    nb="kravet avgjøres av det organet som endret vedtaket",
    nn="kravet blir avgjort av det organet som endra vedtaket",
    en="the claim is decided by the body that changed the decision",
)
def decided_by_the_body_that_changed(s: Situation) -> bool:
    """The appeal body, or the first instance where it made the new decision."""
    decision = decision_of(s)
    above = decision is not None and decision.decided_as == "appeal_body"
    return above == (s.actor.role == "appeal_body")


@rule(
    "fvl/36-1",
    code="costs_not_covered",
    nb="kostnadene var ikke nødvendige og vesentlige, eller endringen skyldes parten selv",
    nn="kostnadene var ikkje naudsynte og vesentlege, eller endringa kjem av parten sjølv",
    en="the costs were not necessary and substantial, or the change is due to the party itself",
)
def costs_are_covered(s: Situation) -> bool:
    """Necessary to get the decision changed, substantial, and not due to the party's own circumstances."""
    return bool(s.own("necessary") and s.own("substantial") and not s.own("due_to_the_party"))


@rule(
    "fvl/36-1",
    code="exceeds_claim",
    nb="beløpet er større enn det som er krevd",
    nn="beløpet er større enn det som er kravt",
    en="the amount is more than what is claimed",
    fact="granted_amount",
)
def costs_are_within_the_claim(s: Situation) -> bool:
    """No more is granted than what the party asked for."""
    claimed = s.own("claimed_amount")
    return claimed is None or (s.own("granted_amount") or 0) <= claimed
