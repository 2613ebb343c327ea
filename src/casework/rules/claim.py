"""A claim on its way to being paid: limitation (fel), instalments, collection, interest (frl/5), deferral (fvl/42)."""

from __future__ import annotations

from datetime import date

from casework.law.calendar import oslo_day
from casework.law.time_limits import limit
from casework.model.account import account
from casework.model.contested import chain, contested, made_in
from casework.model.reckoned import Reckoning, unpaid_instalments
from casework.model.rows import Proceeding
from casework.rules.deferral import deferred
from casework.rules.reaction import left
from casework.rules.registry import rule
from casework.rules.situation import Situation

LIMITATION = "limitation"
ACKNOWLEDGED = "fel/14"

# ---- Limitation


@rule(
    "fel/24",
    code="claim_is_barred",
    nb="kravet er foreldet og kan ikke kreves inn",
    nn="kravet er forelda og kan ikkje krevjast inn",
    en="the claim has lapsed and cannot be demanded",
    fact="claim_arose_on",
)
def claim_is_not_barred(s: Situation) -> bool:
    """Three years from the day performance could first be demanded, unless they were interrupted (fel/2)."""
    running = s.record.open_deadlines(s.proceeding.id, LIMITATION)
    if running:
        return all(d.ends_at is None or s.now < d.ends_at for d in running)
    return s.today <= limit("fel/2", _arose_on(s)).last_day


def _arose_on(s: Situation) -> date:
    opened = s.proceeding.opened_at
    return s.own_day("claim_arose_on") or (oslo_day(opened) if opened else s.today)


@rule(
    "fel/14",
    nb="fristen er avbrutt på en annen måte enn ved erkjennelse",
    nn="fristen er broten på ein annan måte enn ved erkjenning",
    en="the period is interrupted otherwise than by acknowledgement",
    fact="interrupted_by",
)
def claim_is_acknowledged(s: Situation) -> bool:
    """After an acknowledgement the ordinary period runs anew; after other steps ten years (fel/20, fel/21)."""
    return bool(s.given.get("interrupted_by") == ACKNOWLEDGED)


@rule(
    "fel/2",
    code="claim_is_barred",
    nb="foreldelsesfristen var ute den dagen, og kan ikke avbrytes",
    nn="foreldingsfristen var ute den dagen, og kan ikkje brytast",
    en="the period had ended by that day, and cannot be interrupted",
    fact="interrupted_on",
)
def limitation_has_not_passed(s: Situation) -> bool:
    """Only a period that runs can be interrupted, by the day of what interrupts it."""
    day = s.own_day("interrupted_on") or s.today
    running = s.record.open_deadlines(s.proceeding.id, LIMITATION)
    return any(d.last_day is not None and day <= d.last_day for d in running)


@rule(
    "fel/3-1",
    nb="dagen kravet oppsto, må oppgis",
    nn="dagen kravet oppstod, må oppgjevast",
    en="the day on which the claim arose must be given",
    fact="claim_arose_on",
)
def claim_day_is_given(s: Situation) -> bool:
    """A correction says which day is the right one."""
    return bool(s.given.get("claim_arose_on"))


# ---- Instalments and collection


@rule(
    "best/6.3.5",
    nb="noe står igjen av kravet",
    nn="noko står att av kravet",
    en="a part of the claim is left",
    fact="repaid_amount",
)
def the_rest_is_repaid(s: Situation) -> bool:
    """What is paid now is all that is left."""
    return s.given.get("repaid_amount") == left(s)


@rule(
    "best/6.3.5",
    nb="det er ikke avtalt avdrag, eller det som betales, dekker ikke det neste",
    nn="det er ikkje avtalt avdrag, eller det som blir betalt, dekkjer ikkje det neste",
    en="no instalments are agreed, or what is paid does not cover the next one",
    fact="repaid_amount",
)
def instalment_is_covered(s: Situation) -> bool:
    """The instalment that is awaited is paid, and the next one becomes due."""
    reckoning = Reckoning(s.record, s.proceeding)
    before = next(unpaid_instalments(reckoning), None)
    after = next(unpaid_instalments(reckoning, s.given.get("repaid_amount") or 0), None)
    return before is not None and before != after


@rule(
    "best/6.3.5",
    code="instalments_differ",
    nb="avdragene skal ha hver sin dag fra i dag, og til sammen være det som står igjen av kravet",
    nn="avdraga skal ha kvar sin dag frå i dag, og til saman vere det som står att av kravet",
    en="the instalments must each have a day from today, and together be what is left of the claim",
    fact="instalments",
)
def instalments_cover_the_claim(s: Situation) -> bool:
    """Days as YYYY-MM-DD, amounts in whole øre; nothing more and nothing less than what is left."""
    plan = s.given.get("instalments") or {}
    amounts = list(plan.values())
    whole = all(isinstance(amount, int) and amount > 0 for amount in amounts)
    return whole and all(_from_today(s, day) for day in plan) and sum(amounts) == left(s)


def _from_today(s: Situation, day: str) -> bool:
    try:
        return date.fromisoformat(day) >= s.today
    except ValueError:
        return False


@rule(
    "best/6.3.5",
    code="payment_not_late",
    nb="betalingsfristen er ikke ute",
    nn="betalingsfristen er ikkje ute",
    en="the payment date has not passed",
)
def payment_is_late(s: Situation) -> bool:
    """What is not yet due is not sent to collection."""
    running = s.record.open_deadlines(s.proceeding.id, "repayment")
    return any(d.ends_at is not None and d.ends_at <= s.now for d in running)


# ---- Interest


@rule(
    "frl/5",
    code="interest_basis_required",
    nb="renter krever et grunnlag: forskrift, tilskuddsbrev eller dom, med bestemmelse, startdag og sats",
    nn="renter krev eit grunnlag: forskrift, tilskotsbrev eller dom, med føresegn, startdag og sats",
    en="interest needs a basis: a regulation, the grant letter or a judgment, with provision, first day and rate",
    fact="interest_basis",
)
def interest_has_a_basis(s: Situation) -> bool:
    """Outside private claims the Act gives no interest; something else must, and is recorded."""
    facts = ("interest_basis", "interest_provision", "interest_from", "interest_rate")
    return all(s.given.get(fact) for fact in facts)


# ---- What is decided about the claim elsewhere


def _about_mine(s: Situation, other: Proceeding) -> bool:
    """Whether the other proceeding is about a decision made here, or one that took its place."""
    mine = {d.id for d in made_in(s.record, s.proceeding)}
    decision = contested(s.record, other)
    return decision is not None and not mine.isdisjoint(d.id for d in chain(s.record, decision))


@rule("fvl/42-1", nb="et annet vedtak er utsatt", nn="eit anna vedtak er utsett", en="another decision is deferred")
def own_decision_is_deferred(s: Situation) -> bool:
    """What was deferred is the decision of this proceeding."""
    return s.cause is not None and _about_mine(s, s.cause)


@rule("fvl/42-1", nb="er fortsatt utsatt", nn="er framleis utsett", en="is still deferred")
def own_deferral_is_over(s: Situation) -> bool:
    """The last deferral of the decision of this proceeding has ended."""
    return own_decision_is_deferred.holds(s) and not deferred(s.record, list(made_in(s.record, s.proceeding)))


@rule("best/6.3.5", nb="ingenting står igjen", nn="ingenting står att", en="nothing is left")
def claim_is_left(s: Situation) -> bool:
    """Something is left to be paid."""
    return left(s) > 0


@rule(
    "fvl/34-4", nb="ingenting er holdt tilbake her", nn="ingenting er halde tilbake her", en="nothing is withheld here"
)
def something_is_withheld_here(s: Situation) -> bool:
    """Money is withheld under the decision of this proceeding."""
    return account(s.record, s.proceeding).withheld > 0


@rule(
    "fvl/33-4",
    code="appeal_is_open",
    nb="en klage over reaksjonen er ikke avgjort",
    nn="ei klage over reaksjonen er ikkje avgjord",
    en="an appeal against the reaction is not decided",
)
def no_appeal_against_it_is_open(s: Situation) -> bool:
    """A reaction is not closed while somebody has appealed against it."""
    appeals = [p for p in s.record.proceedings("appeal") if p.closed_at is None]
    return not any(_about_mine(s, appeal) for appeal in appeals)


@rule(
    "fvl/34-3",
    nb="vedtaket i denne saksgangen er ikke endret til skade",
    nn="vedtaket i denne saksgangen er ikkje endra til skade",
    en="the decision of this proceeding was not changed to detriment",
)
def own_decision_was_worsened(s: Situation) -> bool:
    """More is demanded than before."""
    mine = {d.id for d in made_in(s.record, s.proceeding)}
    done = made_in(s.record, s.cause) if s.cause else iter(())
    return any(d.effect == "worsened" and mine & {one.id for one in chain(s.record, d)} for d in done)
