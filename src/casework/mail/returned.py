"""What came back. Two questions are kept apart: did this message arrive, and is the address dead?

Only the first touches a legal clock, and only where the report can be tied to what we sent. One that cannot, or may be
forged, goes to a person and changes nothing.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from casework.desk import Desk
from casework.errors import NotFound
from casework.log import log
from casework.mail.entering import enter_about_letter
from casework.model.chain import digest_of
from casework.model.mail import RETURNED, SENT, Dispatch
from casework.notices.bounce import Report, read_report
from casework.notices.mail_settings import MailSettings
from casework.store import bounces, outbox
from casework.store.bounces import Bounce

#: Servers give up after some days; what comes much later is not from them.
LATEST = timedelta(days=14)


def take_back(desk: Desk, settings: MailSettings, raw: bytes) -> Bounce:
    """Keep a report, judge it, and do what follows. The same report twice changes nothing twice."""
    report, now = read_report(raw), desk.clock.now()
    dispatch = _sent(desk, report)
    doubt = _doubt(report, dispatch, settings, now)
    bounce = Bounce(
        digest=digest_of(raw.decode("latin-1")),
        received_at=now,
        dispatch=dispatch.id if dispatch else None,
        arrived=report.arrived,
        address_dead=int(report.address_dead),
        status_code=report.status[:100] or None,
        verdict="for_a_person" if doubt else "applied",
        doubt=doubt,
        text=raw.decode("utf-8", "replace").replace("\x00", ""),
    )
    with desk.database.transaction():
        new = bounces.keep(desk.database, bounce)
        if new and not doubt and dispatch is not None:
            _apply(desk, report, dispatch, now)
    log.info("mail_came_back", mail=bounce.dispatch, arrived=bounce.arrived, verdict=bounce.verdict, doubt=doubt)
    return bounce


def _sent(desk: Desk, report: Report) -> Dispatch | None:
    if not report.dispatch_id:
        return None
    try:
        found = outbox.one(desk.database, report.dispatch_id)
    except NotFound:
        return None
    return found if found.id == report.dispatch_id else None


def _doubt(report: Report, dispatch: Dispatch | None, settings: MailSettings, now: datetime) -> str | None:
    """Why a person must look, or None where the report can be believed."""
    if not report.is_report:
        return "no_delivery_report"
    if dispatch is None or dispatch.sent_at is None or report.domain != settings.domain.lower():
        return "not_tied_to_a_message"
    if not report.null_sender:
        return "not_from_a_mail_server"
    if (dispatch.address or "").lower() != report.address:
        return "other_address"
    return None if now - dispatch.sent_at <= LATEST else "too_late"


def _apply(desk: Desk, report: Report, dispatch: Dispatch, now: datetime) -> None:
    if report.arrived != "no" or dispatch.status not in (SENT, RETURNED):
        return
    if report.address_dead and dispatch.address:
        outbox.suppress(desk.database, dispatch.address, now, report.status[:100])
    came_back = replace(dispatch, status=RETURNED, error=report.status or "failed", settled_at=now)
    outbox.mark(desk.database, dispatch.id, status=RETURNED, error=came_back.error, settled_at=now)
    if dispatch.case_id and dispatch.letter_id and dispatch.status == SENT:
        record = desk.load(dispatch.case_id)
        # Where it was told to somebody else as well, that one may have arrived.
        enter_about_letter(desk, record, "returned", came_back, {"status": "undelivered"})
