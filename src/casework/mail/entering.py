"""What the record of a case tells of its mail: that a reminder was written, that a letter was sent or came back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from casework.desk import Desk
from casework.engine.draft import Draft
from casework.errors import Stale
from casework.log import kind_of, log
from casework.mail.arrivals import follow
from casework.mail.writing import Content
from casework.model import mail
from casework.model.actor import SYSTEM
from casework.model.mail import Dispatch
from casework.model.record import Record, change
from casework.store import carried, outbox
from casework.store.failures import unusable


def enter_reminder(desk: Desk, dispatch: Dispatch, record: Record, content: Content) -> str:
    """Enter the reminder in the record of the case, with its letter, and return the letter's id."""
    draft = desk.draft(record, SYSTEM)
    deadline = record.all("deadlines")[dispatch.deadline_id or ""]
    facts = {"deadline": deadline.id, "last_day": str(deadline.last_day), "rung": dispatch.rung}
    entry = draft.entry(
        "reminded", dispatch.template, proceeding_id=deadline.proceeding_id, facts=facts, law=deadline.law
    )
    letter_id = f"{entry.id}.1"
    letter = change(
        "letters",
        letter_id,
        case_id=record.case.id,
        proceeding_id=deadline.proceeding_id,
        template=dispatch.template,
        language=content.letter.language,
        recipient=record.case.party,
        subject=content.letter.subject,
        digest=draft.keep(content.letter.text),
        created_at=draft.now,
    )
    draft.enter(replace(entry, changes=(letter,)))
    desk.write(record, draft)
    return letter_id


def record_sent(desk: Desk, left_out: set[str]) -> int:
    """Enter in the record of their cases what was sent; what a crash left out is entered by whoever comes next.

    What cannot be entered is told, added to `left_out`, and stops nobody.
    """
    entered = 0
    for dispatch in (*outbox.unrecorded(desk.database, left_out), *carried.undelivered(desk.database, left_out)):
        try:
            with desk.database.transaction():
                if outbox.mark_recorded(desk.database, dispatch.id):
                    _enter(desk, dispatch)
            entered += 1
        except Stale:
            continue
        except Exception as error:
            # A broken file of one case must not keep the others.
            if unusable(error):
                raise
            log.error("mail_not_recorded", case=dispatch.case_id, mail=dispatch.id, error=kind_of(error))
            left_out.add(dispatch.id)
    return entered


def _enter(desk: Desk, dispatch: Dispatch) -> None:
    if dispatch.case_id is None or dispatch.letter_id is None:
        return
    record = desk.load(dispatch.case_id)
    if dispatch.letter_id not in record.all("letters"):
        return
    if dispatch.status == mail.FAILED:
        enter_about_letter(desk, record, "undelivered", dispatch, {"status": "undelivered"})
    else:
        enter_about_letter(desk, record, "sent", dispatch, {"status": "sent", "sent_at": dispatch.sent_at})


def enter_about_letter(
    desk: Desk, record: Record, kind: str, dispatch: Dispatch, values: dict[str, str | datetime | None]
) -> None:
    """Enter that a letter was sent or came back: to which role, by which channel, as which message."""
    draft: Draft = desk.draft(record, SYSTEM)
    letter = record.all("letters")[dispatch.letter_id or ""]
    sent_at = dispatch.sent_at.isoformat() if dispatch.sent_at else None
    facts = {
        "letter": letter.id,
        "to": dispatch.recipient,
        "channel": dispatch.channel,
        "message": dispatch.id,
        "sent_at": sent_at,
    }
    entry = draft.entry(kind, letter.template, proceeding_id=letter.proceeding_id, facts=facts)
    draft.enter(replace(entry, changes=(change("letters", letter.id, **values),)))
    follow(desk, draft, dispatch)
    desk.write(record, draft)
