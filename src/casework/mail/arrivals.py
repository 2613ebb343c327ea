"""What really happened to a notice decides when it arrived: an alert that was sent, that came back, that was read.

An electronic notice has arrived when it is available and the alert is sent (efvf/11-2). One whose alert came back has
not, and the time for appeal that it started is taken back in the record.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from casework.desk import Deed, Desk
from casework.engine.dispatching import ALERT, recipients_of
from casework.engine.draft import Draft
from casework.engine.perform import perform
from casework.errors import Refused, Stale
from casework.law.arrival import Arrival, Channel, Delivery, arrival
from casework.law.calendar import oslo_day
from casework.log import kind_of, log
from casework.model.actor import SYSTEM
from casework.model.contested import contested
from casework.model.mail import DROPPED, EMAIL, FAILED, RETURNED, SENT, Dispatch
from casework.model.record import Record
from casework.model.rows import Letter, Proceeding
from casework.rules.letter import letter_of
from casework.store import outbox, records
from casework.store.carried import in_the_post

NOTICE = "notice"
#: What became of a message that did not arrive.
LOST = (FAILED, RETURNED, DROPPED)
#: Where a notice stands that is under way, and where its time for appeal runs or has run.
UNDER_WAY, COUNTING = ("sent", "undelivered"), ("running", "expired")


def follow(desk: Desk, draft: Draft, dispatch: Dispatch) -> None:
    """What follows for a notice from what became of one of its messages. Nothing, where it is no message of a notice.

    To be asked in the transaction in which the outbox says what became of it.
    """
    notice = notice_of(draft.record, dispatch)
    if notice is None:
        return
    if dispatch.channel != EMAIL:
        _carried(draft, notice, dispatch)
        return
    messages = _messages(desk, draft.record, notice, dispatch)
    found = arrival(_delivery(draft.record, notice, messages))
    lost = notice.state == "sent" and all(m.status in LOST for m in messages)
    if lost or (notice.state in COUNTING and _counted_otherwise(notice, found)):
        step(draft, notice, "note_undelivered", {"undelivered_because": dispatch.error or dispatch.status})
    if found.at is not None and draft.record.proceeding(notice.id).state in UNDER_WAY:
        arrived(draft, notice, found.at)


def presume(desk: Desk) -> int:
    """Record as presumed the arrival of every posted letter whose time in the post has passed; how many that are.

    The day is the scheme's estimate, which the party may disprove, and nothing becomes final on it alone.
    """
    done = 0
    for deadline in in_the_post(desk.database, desk.clock.now()):
        facts = {"arrived_on": str(deadline.last_day), "evidence": "presumed"}
        try:
            desk.change(deadline.case_id, SYSTEM, _presumed(deadline.proceeding_id, facts))
        except (Refused, Stale) as lost:
            log.warning(
                "arrival_not_presumed", case=deadline.case_id, notice=deadline.proceeding_id, error=kind_of(lost)
            )
            continue
        done += 1
    return done


def _presumed(notice_id: str, facts: Mapping[str, Any]) -> Deed:
    return lambda draft: perform(draft, notice_id, "record_arrival", facts)


def _carried(draft: Draft, notice: Proceeding, dispatch: Dispatch) -> None:
    """A letter that came back has not arrived, whatever was presumed. When one has, its channel or a person says."""
    if dispatch.status in LOST and notice.state in ("sent", *COUNTING) and "record_opening" not in notice.acts:
        step(draft, notice, "note_undelivered", {"undelivered_because": dispatch.error or dispatch.status})


def arrived(draft: Draft, notice: Proceeding, at: datetime) -> None:
    """Record that a notice has come through at that instant."""
    facts = {"arrived_on": oslo_day(at).isoformat(), "arrived_at": at.isoformat(), "evidence": "recorded"}
    step(draft, notice, "record_arrival", facts)


def step(draft: Draft, notice: Proceeding, name: str, facts: Mapping[str, Any]) -> None:
    """A step of the notice that follows from what happened; where the notice has moved on, that is told and left."""
    try:
        perform(draft, notice.id, name, facts)
    except Refused as refused:
        # What happened stands in the record all the same; a person sees to the notice.
        codes = ",".join(reason.code for reason in refused.reasons)
        log.warning("notice_not_moved", case=notice.case_id, notice=notice.id, step=name, codes=codes)


def notice_of(record: Record, dispatch: Dispatch) -> Proceeding | None:
    """The notice that the message is of, where it goes to its addressee: the one that alerts, or sent that letter."""
    letter: Letter | None = record.all("letters").get(dispatch.letter_id or "")
    if letter is None:
        return None
    own = record.proceeding(letter.proceeding_id)
    if own.workflow == NOTICE:
        sent = [own] if letter.template == ALERT else []
    else:
        sent = _sent_with(record, letter) if dispatch.channel != EMAIL else []
    mine = [n for n in sent if recipients_of(record, n)[0] == dispatch.recipient]
    return mine[-1] if mine else None


def _sent_with(record: Record, letter: Letter) -> list[Proceeding]:
    """The notices by which that letter was sent."""
    found = [n for n in record.proceedings(NOTICE) if letter_of(record, contested(record, n)) == letter]
    return [n for n in found if "send" in n.acts]


def _messages(desk: Desk, record: Record, notice: Proceeding, dispatch: Dispatch) -> list[Dispatch]:
    """The messages to the addressee since the notice was last sent, the earliest first."""
    history = records.entries(desk.database, record.case.id)
    last = max((e.seq for e in history if e.proceeding_id == notice.id and e.name == "send"), default=0)
    alerts = {
        letter.id: letter
        for letter in record.all("letters").values()
        if letter.proceeding_id == notice.id and letter.template == ALERT and _seq(letter) >= last
    }
    rows = outbox.listing(desk.database, {"case_id": record.case.id, "kind": "alert"})
    mine = [row for row in rows if row.letter_id in alerts and row.recipient == dispatch.recipient]
    return sorted(mine, key=lambda row: _seq(alerts[row.letter_id or ""]))


def _seq(letter: Letter) -> int:
    return int(letter.id.rpartition("#")[2].partition(".")[0])


def _delivery(record: Record, notice: Proceeding, messages: list[Dispatch]) -> Delivery:
    """What is known of the delivery to the addressee, as the law of arrival asks for it."""
    decision = contested(record, notice)
    letter = letter_of(record, decision)
    first, later = messages[0] if messages else None, [m for m in messages[1:] if m.status == SENT]
    return Delivery(
        channel=Channel.ELECTRONIC,
        addressee=recipients_of(record, notice)[0],
        decided_at=decision.decided_at if decision else None,
        made_available_at=letter.created_at if letter else decision.decided_at if decision else None,
        alert_sent_at=first.sent_at if first else None,
        alert_bounced=first is not None and first.status != SENT,
        second_alert_at=later[0].sent_at if later else None,
    )


def _counted_otherwise(notice: Proceeding, found: Arrival) -> bool:
    """Whether the time for appeal counts from an alert that does not count any more.

    What a person recorded, or the party has opened, stands.
    """
    counted = notice.facts.get("arrived_at")
    if counted is None or "record_opening" in notice.acts:
        return False
    at = datetime.fromisoformat(counted)
    return oslo_day(at).isoformat() == notice.facts.get("arrived_on") and found.at != at
