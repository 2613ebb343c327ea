"""What the grant itself must meet: before an award, and before the case is closed."""

from __future__ import annotations

from casework.model.contested import contested
from casework.rules.registry import rule
from casework.rules.situation import Situation


@rule(
    "fvl/33-4",
    code="open_proceedings",
    nb="saken har saksganger som ikke er avsluttet; avslutt dem først",
    nn="saka har saksgangar som ikkje er avslutta; avslutt dei først",
    en="the case has proceedings that are not closed; close them first",
)
def no_open_proceedings(s: Situation) -> bool:
    """A case is not closed over an open appeal, report or reaction."""
    return not [p for p in s.record.proceedings() if p.closed_at is None and p.id != s.proceeding.id]


@rule(
    "best/6.3.5",
    code="money_unsettled",
    nb="det er penger i saken som ikke er utbetalt, bortfalt, regnskapsført eller betalt tilbake",
    nn="det er pengar i saka som ikkje er utbetalte, bortfalne, rekneskapsførte eller betalte tilbake",
    en="there is money in the case that is not paid, lapsed, accounted for or repaid",
)
def money_is_settled(s: Situation) -> bool:
    """Nothing is unpaid, withheld, outstanding or owed back, and what was paid is accounted for."""
    ledger = s.ledger
    owed = ledger.unpaid or ledger.withheld or ledger.outstanding or ledger.owed_back
    return not (owed or (ledger.paid and not ledger.accounted))


@rule(
    "fvl/11",
    nb="søknaden har ingen funn å veilede om",
    nn="søknaden har ingen funn å rettleie om",
    en="the application has no findings to guide about",
)
def has_findings(s: Situation) -> bool:
    """What came in does not meet the conditions of the scheme, and the sender is guided."""
    return bool(s.fact("findings"))


@rule(
    "fvl/11",
    nb="søknaden er lastet inn fra et annet system; der er søkeren veiledet",
    nn="søknaden er lasta inn frå eit anna system; der er søkjaren rettleidd",
    en="the application was loaded from another system, where the applicant was guided",
)
def came_from_the_applicant(s: Situation) -> bool:
    """History that the machine loads writes no letters; a caseworker may guide all the same."""
    return s.actor.role != "system"


@rule(
    "fvl/29-1",
    code="appeal_deadline_running",
    nb="klagefristen er ikke ute",
    nn="klagefristen er ikkje ute",
    en="the time limit for appeal has not passed",
)
def no_appeal_deadline_running(s: Situation) -> bool:
    """A case is not closed while somebody may still appeal in time."""
    running = [d for d in s.record.all("deadlines").values() if d.name == "appeal" and d.status == "open"]
    return all(d.ends_at is not None and d.ends_at <= s.now for d in running)


@rule(
    "best/6.3.6",
    nb="rapporten som kom inn, er ikke en statusrapport",
    nn="rapporten som kom inn, er ikkje ein statusrapport",
    en="the report received is not a status report",
)
def status_report_is_in(s: Situation) -> bool:
    """The milestone counts on complete receipt, not on approval."""
    return _received(s, "status_report")


@rule(
    "best/6.3.6",
    nb="rapporten som kom inn, er ikke en årsrapport",
    nn="rapporten som kom inn, er ikkje ein årsrapport",
    en="the report received is not an annual report",
)
def annual_report_is_in(s: Situation) -> bool:
    """The milestone counts on complete receipt; a missing status report does not stop it."""
    return _received(s, "annual_report")


def _received(s: Situation, kind: str) -> bool:
    cause = s.cause
    return cause is not None and cause.facts.get("kind") == kind and cause.state == "complete"


@rule(
    "fvl/34-4",
    nb="det er ikke tildelt noe",
    nn="det er ikkje tildelt noko",
    en="nothing has been awarded",
)
def something_is_awarded(s: Situation) -> bool:
    """The decision after the appeal gave money, so that the award's duties follow."""
    return s.ledger.awarded > 0


@rule(
    "best/6.3.3",
    code="award_unchanged",
    nb="tildelingen er ikke endret etter at tilskuddsbrevet ble sendt",
    nn="tildelinga er ikkje endra etter at tilskotsbrevet vart sendt",
    en="the award was not changed after the grant letter was issued",
)
def award_was_changed(s: Situation) -> bool:
    """A letter was issued, and the outcome of an appeal or a reversal has changed the award since."""
    return {"issue_grant_letter", "note_changed_award"} <= s.proceeding.acts.keys()


@rule(
    "best/6.3.6",
    nb="ingenting er omgjort til gunst",
    nn="ingenting er gjort om til gunst",
    en="nothing was reversed in favour",
)
def award_stands_again(s: Situation) -> bool:
    """A decision was reversed in favour, so that what had fallen away because of it is owed again."""
    decision = contested(s.record, s.cause) if s.cause else None
    return decision is not None and decision.effect == "reversed"


@rule(
    "best/6.3.3",
    code="already_issued",
    nb="tilskuddsbrevet er alt sendt; endringer går gjennom endringssøknad eller nytt vedtak",
    nn="tilskotsbrevet er alt sendt; endringar går gjennom endringssøknad eller nytt vedtak",
    en="the grant letter is already issued; changes take a change request or a new decision",
)
def grant_letter_not_issued_before(s: Situation) -> bool:
    """There is one grant letter; its terms do not change silently."""
    return "issue_grant_letter" not in s.proceeding.acts
