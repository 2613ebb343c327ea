"""What follows from what a channel says of a letter: delivered, read, or not arrived."""

from __future__ import annotations

from dataclasses import replace

from casework.desk import Desk
from casework.engine.draft import Draft
from casework.law.calendar import oslo_day
from casework.mail.arrivals import UNDER_WAY, arrived, follow, notice_of, step
from casework.model.actor import SYSTEM
from casework.model.mail import RETURNED, SENT, Dispatch
from casework.model.rows import Proceeding
from casework.notices.channel import Fate, Receipt
from casework.store import outbox


def became(desk: Desk, dispatch: Dispatch, receipt: Receipt) -> None:
    """Enter what a channel says of a letter that it has. The same again enters nothing, and `taken` says nothing new.

    Delivered or read, its notice has arrived at that instant (efvf/11-2); failed, it has not.
    """
    if receipt.fate in (Fate.TAKEN, Fate.LATER) or dispatch.status not in (SENT, RETURNED):
        return
    with desk.database.transaction():
        record = desk.load(dispatch.case_id or "")
        draft = desk.draft(record, SYSTEM)
        notice = notice_of(record, dispatch)
        if receipt.fate in (Fate.FAILED, Fate.REFUSED):
            _lost(desk, draft, dispatch, receipt)
        elif notice is not None:
            _reached(draft, notice, receipt)
        desk.write(record, draft)


def _lost(desk: Desk, draft: Draft, dispatch: Dispatch, receipt: Receipt) -> None:
    if dispatch.status == RETURNED:
        return
    back = replace(dispatch, status=RETURNED, error=(receipt.code or str(receipt.fate))[:100])
    outbox.mark(desk.database, dispatch.id, status=RETURNED, error=back.error, settled_at=draft.now)
    follow(desk, draft, back)


def _reached(draft: Draft, notice: Proceeding, receipt: Receipt) -> None:
    at = receipt.at or draft.now
    if notice.state in UNDER_WAY:
        arrived(draft, notice, at)
    if receipt.fate is Fate.READ and "record_opening" not in notice.acts:
        facts = {"opened_on": oslo_day(at).isoformat(), "opened_at": at.isoformat()}
        step(draft, draft.record.proceeding(notice.id), "record_opening", facts)
