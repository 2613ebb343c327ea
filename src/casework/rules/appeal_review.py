"""What binds the appeal body: a case that is ready, clarified and heard, and its own limits (fvl/33-5, fvl/34)."""

from __future__ import annotations

from datetime import date, datetime

from casework.errors import Text, reason
from casework.law.appeal import message_of_detriment_in_time
from casework.law.calendar import oslo_day
from casework.law.impartiality import DECIDED_BELOW
from casework.model.contested import contested, decided_below
from casework.model.rows import Proceeding
from casework.rules.notice import decision_of
from casework.rules.reconsideration import appeal_of
from casework.rules.registry import Answer, rule
from casework.rules.situation import Situation


@rule(
    "fvl/33-4",
    code="first_instance_preparation_missing",
    nb="underinstansen må forberede klagen og oversende den først",
    nn="underinstansen må førebu klaga og sende henne over først",
    en="the first instance must prepare the appeal and send it first",
)
def appeal_was_forwarded(s: Situation) -> bool:
    """An appeal sent straight to the appeal body goes down first; one that came up is taken in once."""
    about = s.about
    return about is not None and about.state == "forwarded" and s.proceeding.parent == about.id


@rule(
    DECIDED_BELOW,
    code="impartiality",
    nb="saksbehandleren har foreslått eller truffet vedtaket det klages på",
    nn="saksbehandlaren har føreslått eller gjort vedtaket det blir klaga på",
    en="the handler proposed or made the decision appealed",
    fact="handler",
)
def handler_did_not_decide_below(s: Situation) -> Answer:
    """Nobody handles an appeal against a decision of his own."""
    who = str(s.given.get("handler"))
    if who not in decided_below(s.record, s.proceeding):
        return True
    return (reason("impartiality", DECIDED_BELOW, _BELOW.format(who=who), "handler"),)


_BELOW = Text(
    "{who} har foreslått eller truffet vedtaket det klages på",
    "{who} har føreslått eller gjort vedtaket det blir klaga på",
    "{who} proposed or made the decision appealed",
)


@rule(
    "fvl/6-2",
    code="participation_unjudged",
    nb="den som skal behandle klagen, har deltatt i saken før; noen må vurdere habiliteten",
    nn="den som skal handsame klaga, har teke del i saka før; nokon må vurdere habiliteten",
    en="whoever is to handle the appeal took part in the case before; somebody must judge the impartiality",
    fact="participation_judged",
)
def participation_is_judged(s: Situation) -> bool:
    """Having taken part below otherwise than by proposing or deciding does not disqualify, but a person must say so."""
    who = str(s.given.get("handler") or s.actor.person)
    return who not in _took_part_below(s) or bool(s.own("participation_judged"))


def _took_part_below(s: Situation) -> set[str]:
    """Who did something in the appeal, or where the decision was made."""
    decision = decision_of(s)
    places = {appeal_of(s).id, decision.proceeding_id if decision else ""}
    every: list[Proceeding] = list(s.record.all("proceedings").values())
    return {name for p in every if p.id in places for name in _performers(p)}


def _performers(proceeding: Proceeding) -> set[str]:
    return {name for step, people in proceeding.acts.items() if step not in _NO_PART for name in people}


#: Registering is no part in a case; and those below open a review, by forwarding, and send it.
_NO_PART = ("open", "acknowledge", "send_package", "receive_statement", "return_inquiry")


@rule(
    "fvl/33-5",
    code="inquiry_outstanding",
    nb="en undersøkelse som er pålagt, er ikke besvart",
    nn="ei undersøking som er pålagd, er ikkje svart på",
    en="an inquiry that was ordered has not been answered",
)
def no_inquiry_is_outstanding(s: Situation) -> bool:
    """What was ordered blocks deciding until it is answered."""
    return s.proceeding.state != "awaiting_inquiry"


@rule(
    "fvl/34-3",
    code="three_month_limit",
    nb="underretning om endring til skade må være sendt innen tre måneder etter at underinstansen fikk klagen",
    nn="underretting om endring til skade må vere send innan tre månader etter at underinstansen fekk klaga",
    en="the message of a change for the worse must be sent within three months of receipt by the first instance",
    fact="message_sent_on",
)
def message_of_detriment_is_in_time(s: Situation) -> bool:
    """Counted from receipt below, to sending; not where another appellant's appeal is well founded."""
    sent = s.own_day("message_sent_on") or s.today
    return another_appeal_is_founded(s) or message_of_detriment_in_time(received_below(s), sent)


def received_below(s: Situation) -> date:
    """The legal day (Oslo) on which the first instance received the appeal."""
    appeal = appeal_of(s)
    value = appeal.facts.get("received_at")
    return oslo_day(datetime.fromisoformat(value)) if value else oslo_day(appeal.opened_at or s.now)


def another_appeal_is_founded(s: Situation) -> bool:
    """Whether the appeal body has found another appellant's appeal against the same decision well founded.

    Where that one was handed over as a case of its own, a person names the case.
    """
    return bool(s.own("founded_case")) or any(review.facts.get("founded") for review in _other_reviews(s))


def _other_reviews(s: Situation) -> list[Proceeding]:
    decision = decision_of(s)
    others = [r for r in s.record.proceedings("appeal_review") if r.id != s.proceeding.id]
    return [r for r in others if contested(s.record, r) == decision]


@rule(
    "fvl/16-1",
    code="advance_notice_missing",
    nb="parten er ikke varslet om at vedtaket kan bli endret til skade",
    nn="parten er ikkje varsla om at vedtaket kan bli endra til skade",
    en="the party has not been told that the decision may be changed for the worse",
)
def detriment_was_announced(s: Situation) -> bool:
    """Chapter IV applies in the appeal too (fvl/33-1): a change for the worse is announced first."""
    return "announce_detriment" in s.proceeding.acts


@rule(
    "fvl/28-1",
    code="dismissal_not_contested",
    nb="klagen gjelder ikke en avvisning",
    nn="klaga gjeld ikkje ei avvising",
    en="the appeal is not against a dismissal",
)
def dismissal_is_contested(s: Situation) -> bool:
    """Only the dismissal of an appeal by the first instance is set aside in this way."""
    decision = decision_of(s)
    return decision is not None and decision.kind == "appeal.dismiss"


@rule(
    "fvl/33-5",
    nb="gjelder en annen klage",
    nn="gjeld ei anna klage",
    en="concerns another appeal",
)
def this_appeal_is_reviewed(s: Situation) -> bool:
    """What the appeal body did was about this appeal."""
    return s.cause is not None and s.cause.parent == s.proceeding.id


@rule(
    "fvl/34-4",
    code="review_not_closed",
    nb="klageinstansen har ikke avgjort klagen",
    nn="klageinstansen har ikkje avgjort klaga",
    en="the appeal body has not decided the appeal",
)
def review_is_closed(s: Situation) -> bool:
    """The appeal body's own proceeding has ended with a decision."""
    own = [r for r in s.record.proceedings("appeal_review") if r.parent == s.proceeding.id]
    return any(d.proceeding_id in {r.id for r in own} for d in s.record.all("decisions").values())
