"""The party's costs of getting a decision changed to its benefit (fvl/36)."""

from __future__ import annotations

from datetime import date, datetime

from casework.law.appeal import too_late_for_relief
from casework.law.arrival import Channel
from casework.law.calendar import oslo_day
from casework.law.filing import Filing, Timeliness, filed_in_time
from casework.law.time_limits import fixed_day
from casework.model.contested import UNDONE, contested
from casework.model.rows import Deadline, Decision
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
    """Costs follow a change to the party's benefit, also a partial one; what was upheld gives none.

    Whether an annulment alone is such a change is disputed: a person judges it, never the machine.
    """
    decision = decision_of(s)
    effect = decision.effect if decision is not None else None
    return effect in BENEFICIAL or (effect in UNDONE and bool(s.own("annulment_benefits")))


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
    """Necessary to get the decision changed and substantial; not due to the party, nor to what neither controls, nor
    against special reasons.
    """
    against = ("due_to_the_party", "outside_control", "special_reasons_against")
    return bool(s.own("necessary") and s.own("substantial")) and not any(s.own(name) for name in against)


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


@rule(
    "fvl/31-2",
    code="relief_not_considered",
    nb="oppreisning er ikke vurdert: bokstav a, bokstav b og skade for andre",
    nn="oppreising er ikkje vurdert: bokstav a, bokstav b og skade for andre",
    en="relief has not been considered: letter a, letter b and harm to others",
)
def relief_of_the_claim_was_considered(s: Situation) -> bool:
    """Section 31 applies to the claim: a late one is dismissed only after its questions were answered."""
    return "refuse_relief" in s.proceeding.acts


@rule(
    "fvl/36-3",
    code="wrong_payer",
    nb="et annet organ skal betale",
    nn="eit anna organ skal betale",
    en="another body pays",
    fact="payer",
)
def payer_is_right(s: Situation) -> bool:
    """Who decided pays, unless it is shifted with a reason; in the Act of 2025 the body whose decision was changed."""
    payer = s.given.get("payer")
    if payer is None:
        return True
    if s.under("fvl2025/69-2"):
        return bool(payer == _body_of(_changed(s)))
    return bool(payer == _body_of(decision_of(s)) or s.given.get("payer_reason"))


def _changed(s: Situation) -> Decision | None:
    """The decision that was changed to the party's benefit."""
    decision = decision_of(s)
    found: Decision | None = s.record.all("decisions").get(decision.follows or "") if decision else None
    return found


def _body_of(decision: Decision | None) -> str:
    return "appeal_body" if decision is not None and decision.decided_as == "appeal_body" else "first_instance"
