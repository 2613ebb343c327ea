"""What an appeal must be to be taken up: in time, in form, by the right person, against what can be appealed."""

from __future__ import annotations

from datetime import date, datetime, time

from casework.errors import Text, reason
from casework.law.appeal import Clock, too_late_for_relief
from casework.law.arrival import Channel
from casework.law.calendar import oslo_day, start_of_day
from casework.law.filing import Filing, Timeliness, filed_in_time, repeat_limit
from casework.law.time_limits import Limit, fixed_day, limit
from casework.model.contested import contested
from casework.model.rows import Deadline, Proceeding
from casework.rules.notice import award_is_the_budgets, cannot_be_appealed, decided_on, decision_of, told_in
from casework.rules.registry import Answer, rule
from casework.rules.situation import Situation


def appellant(s: Situation) -> str:
    """Who appeals: the one named, else the organisation of the case."""
    return str(s.proceeding.facts.get("appellant") or s.given.get("appellant") or s.record.case.party)


def received_on(s: Situation) -> date:
    """The legal day (Oslo) on which the appeal came in; a repeated one by the day of the repetition."""
    value = s.own("repeated_at") or s.own("arrived_at") or s.own("received_at")
    return oslo_day(datetime.fromisoformat(value)) if value else oslo_day(s.proceeding.opened_at or s.now)


def clock(s: Situation) -> tuple[Clock, Limit | None]:
    """Where the appellant's own time for appeal stands; of several last days the latest counts."""
    if any(notice.state == "interrupted" for notice in _notices(s)):
        return Clock.INTERRUPTED, None
    days = [d.last_day for d in _appeal_deadlines(s) if d.last_day is not None]
    if not days:
        return Clock.NOT_STARTED, None
    return Clock.RUNNING, fixed_day(max(days), rolls=False)


def _notices(s: Situation) -> list[Proceeding]:
    """The notices of the decision to this appellant."""
    decision, who = decision_of(s), appellant(s)
    about = [n for n in s.record.proceedings("notice") if contested(s.record, n) == decision]
    return [n for n in about if (n.facts.get("party") or s.record.case.party) == who]


def _appeal_deadlines(s: Situation) -> list[Deadline]:
    """Every time limit for appeal against the decision that runs or ran for this appellant."""
    decision = decision_of(s)
    own = {n.id for n in _notices(s)}
    if decision is not None and appellant(s) == s.record.case.party:
        own.add(decision.proceeding_id)
    made = decided_on(s)
    every: list[Deadline] = list(s.record.all("deadlines").values())
    return [
        d
        for d in every
        if d.name == "appeal"
        and d.proceeding_id in own
        and d.status in ("open", "met")
        and (made is None or d.start_day is None or d.start_day >= made)
    ]


def timeliness(s: Situation) -> Timeliness:
    """Whether the appeal was filed in time (fvl/29-1, fvl/30-1); where no clock ever ran, a person must judge."""
    if decision_of(s) is None or s.own("lost_known_on"):
        return _repeated(s) if s.own("repeated_at") else Timeliness.IN_TIME
    where, last = clock(s)
    if where is Clock.INTERRUPTED:
        return Timeliness.IN_TIME
    if last is None:
        return _without_a_clock(s)
    found = filed_in_time(filing(s), last).timeliness
    misdirected = s.own("addressed_to") == "appeal_body"
    return Timeliness.NEEDS_PERSON if misdirected and found is Timeliness.LATE else found


def _repeated(s: Situation) -> Timeliness:
    """A lost appeal counts where it was posted in time and repeated within a week of knowing (fvl/30-1)."""
    last = clock(s)[1]
    posted, known = s.own_day("posted_on"), s.own_day("lost_known_on")
    in_time = known is not None and received_on(s) <= repeat_limit(known).last_day
    first = posted is not None and (last is None or posted <= last.last_day)
    return Timeliness.IN_TIME if in_time and first else Timeliness.LATE


def _without_a_clock(s: Situation) -> Timeliness:
    made = decided_on(s)
    soon = made is not None and received_on(s) <= limit("fvl/29-1", made).last_day
    return Timeliness.IN_TIME if soon else Timeliness.NEEDS_PERSON


def filing(s: Situation) -> Filing:
    """What is recorded about how the appeal came in."""
    received, sent = s.own("arrived_at") or s.own("received_at"), s.own("sent_at")
    # To have been sent is enough under the Act of 2025; before it, an electronic appeal must have arrived (efvf/11-5).
    counts = sent if sent and s.under("fvl2025/64-1") else received
    return Filing(
        channel=Channel(s.own("channel") or "electronic"),
        postmarked_on=s.own_day("posted_on"),
        received_at=datetime.fromisoformat(counts) if counts else s.proceeding.opened_at or s.now,
    )


def noon(day: date) -> datetime:
    """Midday in Oslo, for what is known by its day alone."""
    return datetime.combine(day, time(12), tzinfo=start_of_day(day).tzinfo)


# ---- Branches: which way an appeal takes when it is registered


def _this(s: Situation) -> bool:
    return s.cause is None or s.cause.id == s.proceeding.id


@rule("fvl/33-2", nb="gjelder en annen klage", nn="gjeld ei anna klage", en="concerns another appeal")
def this_appeal(s: Situation) -> bool:
    """It is this appeal that was registered, not another one beside it."""
    return _this(s)


@rule("fvl/30-1", nb="klagen er ikke meldt tapt", nn="klaga er ikkje meld tapt", en="the appeal is not reported lost")
def appeal_is_lost(s: Situation) -> bool:
    """It was posted and never came."""
    return bool(s.own("lost_known_on")) and not s.own("received_at")


@rule("fvl/30-1", nb="klagen er i tide", nn="klaga er i tide", en="the appeal is in time")
def appeal_is_late(s: Situation) -> bool:
    """The evidence shows that the time for appeal was out."""
    return timeliness(s) is Timeliness.LATE


@rule(
    "fvl/29-1",
    nb="det er klart om klagen er i tide",
    nn="det er klart om klaga er i tide",
    en="it is clear whether the appeal is in time",
)
def timeliness_is_doubtful(s: Situation) -> bool:
    """No clock ever ran, or the evidence is not conclusive: never decided by the machine."""
    return timeliness(s) is Timeliness.NEEDS_PERSON


@rule(
    "fvl/11-4",
    nb="klagen er sendt til det organet som traff vedtaket",
    nn="klaga er send til det organet som gjorde vedtaket",
    en="the appeal was sent to the body that decided",
)
def sent_to_the_appeal_body(s: Situation) -> bool:
    """It goes to the first instance, which prepares it, and the sender is told."""
    return s.own("addressed_to") == "appeal_body" and _this(s)


@rule(
    "fvl/27b",
    nb="det er ikke satt som vilkår for søksmål at vedtaket er påklaget",
    nn="det er ikkje sett som vilkår for søksmål at vedtaket er klaga på",
    en="suit was not made conditional on an appeal",
)
def suit_presupposes_an_appeal(s: Situation) -> bool:
    """Only a condition that the notice told of binds the party."""
    return any("court_condition" in (*told_in(s, n), *(n.facts.get("tells") or ())) for n in _notices(s))


# ---- Requirements


@rule(
    "fvl/11-4",
    code="decision_is_ours",
    nb="vedtaket det klages på, er truffet her; klagen skal behandles",
    nn="vedtaket det blir klaga på, er gjort her; klaga skal handsamast",
    en="the decision appealed was made here; the appeal is to be handled",
)
def decision_is_not_ours(s: Situation) -> bool:
    """What is appealed was decided by another body, or nothing in the case tells what it is."""
    return decision_of(s) is None


@rule(
    "fvl/27b",
    code="suit_not_barred",
    nb="søksmål er ikke utsatt av klagen",
    nn="søksmål er ikkje utsett av klaga",
    en="suit is not put off by the appeal",
)
def suit_is_barred(s: Situation) -> bool:
    """The six months run, and an appellant who delays the decision does not get the good of them."""
    return bool(s.record.open_deadlines(s.proceeding.id, "suit"))


@rule(
    "fvl/28-1",
    code="not_appealable",
    nb="det klages ikke på et enkeltvedtak, eller vedtaket kan ikke påklages",
    nn="det blir ikkje klaga på eit enkeltvedtak, eller vedtaket kan ikkje klagast på",
    en="what is appealed is no individual decision, or cannot be appealed",
)
def decision_is_appealable(s: Situation) -> Answer:
    """An individual decision of the first instance; an award named in the budget only where the scheme says so."""
    if _unidentified(s):
        return True
    decision = decision_of(s)
    if decision is None:
        return False
    if cannot_be_appealed(decision):
        return (reason("not_appealable", "fvl/28-3", _FINAL),)
    return not award_is_the_budgets(s)


_FINAL = Text(
    "klageinstansens vedtak kan ikke påklages",
    "vedtaka til klageinstansen kan ikkje klagast på",
    "what the appeal body decided cannot be appealed",
)


def _unidentified(s: Situation) -> bool:
    """Whether the appeal names nothing at all: that is a defect to be cured (fvl/32-3), not a bar."""
    return not (s.proceeding.about or s.own("decision"))


@rule(
    "fvl/28-1",
    code="no_standing_must_dismiss",
    nb="klageren er verken part eller har rettslig klageinteresse; klagen må avvises",
    nn="klagaren er verken part eller har rettsleg klageinteresse; klaga må avvisast",
    en="the appellant is neither a party nor has a legal interest; the appeal must be dismissed",
)
def appellant_has_standing(s: Situation) -> bool:
    """A party, or somebody whose legal interest a person has found."""
    party = s.own("is_party")
    known = appellant(s) == s.record.case.party or bool(_notices(s))
    return bool((known if party is None else party) or _others_may_appeal(s))


def _others_may_appeal(s: Situation) -> bool:
    """Legal interest; in the Act of 2025 being substantially affected, or a purpose that covers the matter."""
    if s.under("fvl2025/61-1"):
        return bool(s.own("substantially_affected") or s.own("purpose_covers"))
    return bool(s.own("legal_interest"))


def uncured(s: Situation) -> set[str]:
    """The defects of form that are left; the Act of 2025 asks for no signature (fvl2025/66-1)."""
    signature = {"not_signed"} if s.under("fvl2025/66-1") else set()
    return set(s.own("defects") or []) - set(s.own("cured") or []) - signature


@rule(
    "fvl/32-3",
    code="form_is_defective",
    nb="klagen har formfeil som ikke er rettet",
    nn="klaga har formfeil som ikkje er retta",
    en="the appeal has defects of form that are not cured",
)
def form_is_in_order(s: Situation) -> bool:
    """Signed, naming the decision and the change wanted. Missing reasons are no defect."""
    return not uncured(s) and not _unidentified(s)


@rule("fvl/32-3", nb="klagen har ingen formfeil", nn="klaga har ingen formfeil", en="the appeal has no defects of form")
def form_is_defective(s: Situation) -> bool:
    """There is something to be cured."""
    return not form_is_in_order.holds(s)


@rule(
    "fvl/33-2",
    nb="vilkårene for å ta klagen opp er ikke oppfylt",
    nn="vilkåra for å ta opp klaga er ikkje oppfylte",
    en="the conditions for taking the appeal up are not met",
)
def appeal_may_be_taken_up(s: Situation) -> bool:
    """In form, in time, by the right person, against what can be appealed."""
    rules = (form_is_in_order, decision_is_appealable, appellant_has_standing)
    return all(each.holds(s) for each in rules) and timeliness(s) is Timeliness.IN_TIME


@rule(
    "fvl/31-3",
    code="one_year_limit",
    nb="det er mer enn ett år siden vedtaket ble truffet; klagen kan ikke tas opp som klagesak",
    nn="det er meir enn eitt år sidan vedtaket vart gjort; klaga kan ikkje takast opp som klagesak",
    en="more than a year has passed since the decision was made; it cannot be taken up as an appeal",
)
def relief_is_within_a_year(s: Situation) -> bool:
    """From when the decision was made to when the appeal came in; review under section 35 stays open."""
    made = decided_on(s)
    return made is None or not too_late_for_relief(made, received_on(s))
