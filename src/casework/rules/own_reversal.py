"""Reversing any decision without an appeal: the ground, and the clocks of a superior body (fvl/35)."""

from __future__ import annotations

from datetime import date

from casework.errors import Text, reason
from casework.law.reversal import IN_FAVOUR, carries, reversal_message_limit, review_notice_limit
from casework.model.contested import contested
from casework.rules.arrival import ARRIVED
from casework.rules.notice import decision_of
from casework.rules.reconsideration import stake
from casework.rules.registry import Answer, rule
from casework.rules.situation import Situation


@rule("fvl/35-1-a", nb="er til skade for parten", nn="er til skade for parten", en="is to the party's detriment")
def reversal_is_in_favour(s: Situation) -> bool:
    """To nobody's harm whom the decision is aimed at or directly favours."""
    return bool(s.own("effect") == IN_FAVOUR)


@rule(
    "fvl/35-1",
    code="partial_reversal",
    nb="noe av kravet skal stå; gjør om delvis i stedet",
    nn="noko av kravet skal stå; gjer om delvis i staden",
    en="a part of the claim is to stand; reverse partly instead",
    fact="new_amount",
)
def reversal_is_whole(s: Situation) -> bool:
    """Nothing is left of a claim that is reversed; of what gives the party money, the amount is the new one."""
    decision = decision_of(s)
    burden = stake(s.record, decision)[0] if decision else 0
    return not burden or not s.given.get("new_amount")


@rule(
    "fvl/35-1",
    code="no_ground_35",
    nb="omgjøringen har ikke et grunnlag i § 35 som bærer virkningen for parten",
    nn="omgjeringa har ikkje eit grunnlag i § 35 som ber verknaden for parten",
    en="the reversal has no ground in section 35 that carries its effect for the party",
    fact="basis",
)
def there_is_a_ground(s: Situation) -> bool:
    """One of the closed list; letter b only until the notice has come through or the decision is announced."""
    return carries(str(s.own("basis")), str(s.own("effect")), told=_told(s))


def _told(s: Situation) -> bool:
    """Whether anybody it is aimed at has been told of the decision, or it is publicly announced."""
    decision = decision_of(s)
    notices = [n for n in s.record.proceedings("notice") if decision and contested(s.record, n) == decision]
    return any(ARRIVED & notice.acts.keys() for notice in notices)


@rule(
    "fvl/16-1",
    code="advance_notice_missing",
    nb="parten er ikke varslet om omgjøringen, og det er ikke oppgitt noe unntak",
    nn="parten er ikkje varsla om omgjeringa, og det er ikkje oppgjeve noko unntak",
    en="the party has had no advance notice of the reversal, and no exception is recorded",
)
def detriment_is_announced(s: Situation) -> bool:
    """Told beforehand and heard, or an exception of section 16 third subsection."""
    running = s.record.open_deadlines(s.proceeding.id, "statement")
    heard = "announce" in s.proceeding.acts and all(d.ends_at is not None and d.ends_at <= s.now for d in running)
    return heard or "record_notice_exception" in s.proceeding.acts


@rule("fvl/35-3", nb="ikke truffet i en klagesak", nn="ikkje gjort i ei klagesak", en="not made in an appeal case")
def decision_was_made_in_an_appeal(s: Situation) -> bool:
    """There only one clock runs, and it is the short one."""
    decision = decision_of(s)
    return decision is not None and decision.kind.startswith(("appeal.", "appeal_review."))


def _sent(s: Situation) -> date:
    return s.own_day("decision_sent_on") or s.today


_REVIEW = Text(
    "varsel om overprøving må være sendt innen tre uker etter at underretningen om vedtaket ble sendt",
    "varsel om prøving må vere sendt innan tre veker etter at underrettinga om vedtaket vart send",
    "the review must be announced within three weeks after the message of the decision was sent",
)
_REVERSAL = Text(
    "melding om omgjøring må være sendt innen tre måneder etter at underretningen om vedtaket ble sendt",
    "melding om omgjering må vere send innan tre månader etter at underrettinga om vedtaket vart send",
    "the message of the reversal must be sent within three months after the message of the decision was sent",
)
_APPEAL_CASE = Text(
    "i en klagesak må melding om omgjøring være sendt innen tre uker etter at underretningen om vedtaket ble sendt",
    "i ei klagesak må melding om omgjering vere send innan tre veker etter at underrettinga om vedtaket vart send",
    "in an appeal case the message of the reversal must be sent within three weeks after that of the decision",
)


@rule(
    "fvl/35-3:review",
    code="three_week_limit",
    nb=_REVIEW.nb,
    nn=_REVIEW.nn,
    en=_REVIEW.en,
    fact="review_notice_sent_on",
)
def review_notice_is_in_time(s: Situation) -> bool:
    """Three weeks from sending to sending; the limit binds the authority and does not roll."""
    sent = s.own_day("review_notice_sent_on")
    return sent is None or sent <= review_notice_limit(_sent(s)).last_day


@rule(
    "fvl/35-3:review",
    code="three_week_limit",
    nb="parten er ikke varslet i tide om at vedtaket blir overprøvd",
    nn="parten er ikkje varsla i tide om at vedtaket blir prøvd",
    en="the party was not told in time that the decision is under review",
)
def review_was_announced(s: Situation) -> bool:
    """Without the first message in time there is no second one; in an appeal case there is only the second."""
    return decision_was_made_in_an_appeal.holds(s) or "tell_of_review" in s.proceeding.acts


@rule(
    "fvl/35-3:reversal",
    code="three_month_limit",
    nb=_REVERSAL.nb,
    nn=_REVERSAL.nn,
    en=_REVERSAL.en,
    fact="message_sent_on",
)
def reversal_message_is_in_time(s: Situation) -> Answer:
    """Three months from sending to sending, in an appeal case three weeks."""
    in_appeal, sent = decision_was_made_in_an_appeal.holds(s), s.own_day("message_sent_on")
    if sent is None or sent <= reversal_message_limit(_sent(s), in_appeal_case=in_appeal).last_day:
        return True
    if not in_appeal:
        return False
    return (reason("three_week_limit", "fvl/35-3:appeal_case", _APPEAL_CASE, "message_sent_on"),)
