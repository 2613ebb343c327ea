"""Sending what is staged: claimed, written once and kept, handed over, and never lost on the way."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from casework.desk import Desk
from casework.engine.draft import Draft
from casework.errors import Stale
from casework.law.calendar import oslo_day
from casework.log import kind_of, log
from casework.mail import digest
from casework.mail.arrivals import follow
from casework.mail.recipients import Recipient, recipient
from casework.mail.settling import Settling
from casework.mail.writing import Content, Writing
from casework.model import mail
from casework.model.actor import SYSTEM
from casework.model.mail import CANNOT_BE_WRITTEN, OUTSIDE, Dispatch, dispatch_id
from casework.model.record import Record, change
from casework.notices.mail_settings import MailSettings
from casework.notices.message import Envelope, written
from casework.notices.postman import ACCEPTED, LATER, REFUSED, UNREACHABLE, WITHHELD, Answer, Postman
from casework.rules.notice import represented_by
from casework.store import carried, outbox
from casework.store.failures import unusable

#: How many messages are claimed at a time: what one worker can surely send within its lease.
BATCH = 25
#: After so many attempts, about six days, a person must look.
ATTEMPTS = 40
#: After so many seconds of one batch the claims are renewed, so that a slow server does not outlast them.
RENEWAL = 60
LONGEST_PAUSE = timedelta(hours=4)
#: The address itself is said not to exist (RFC 3463).
DEAD = ("5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1")


_COUNTS = ("sent", "postponed", "failed", "withdrawn", "recorded")


@dataclass(slots=True)
class Pass:
    """What one pass did, and whether the mail server could be reached at all."""

    sent: int = 0
    postponed: int = 0
    failed: int = 0
    withdrawn: int = 0
    recorded: int = 0
    reachable: bool = True

    def __add__(self, later: Pass) -> Pass:
        """Both together; whether the server can be reached is as the later one found it."""
        sums = {name: getattr(self, name) + getattr(later, name) for name in _COUNTS}
        return replace(later, **sums)

    @property
    def idle(self) -> bool:
        """Whether there was nothing to do."""
        return not (self.sent or self.postponed or self.failed or self.withdrawn or self.recorded)


class Delivery:
    """One worker's way of sending. `worker` is a name that no other one has."""

    def __init__(self, desk: Desk, settings: MailSettings, postman: Postman, worker: str) -> None:
        self._desk, self._settings, self._postman, self._worker = desk, settings, postman, worker
        self._database = desk.database
        self._settling = Settling(desk.database)
        self._interrupted = False
        self._left_out: set[str] = set()
        self.stopping = False

    def run(self) -> Pass:
        """Send one batch of what is due, and enter in the record what was sent before."""
        done = Pass(sent=self._settling.end())
        if self._interrupted:
            outbox.give_back(self._database, self._worker)
        self._interrupted = True
        if self._settings.sends:
            now = self._desk.clock.now()
            claimed = outbox.claim(self._database, self._worker, now, BATCH, self._settings.per_minute)
            self._send(claimed, done)
        self._interrupted = False
        done.recorded = record_sent(self._desk, self._left_out)
        return done

    def finish(self) -> None:
        """Let others have what was claimed and not sent. Raises BadDatabase."""
        self._settling.end()
        self._settling.close()
        outbox.give_back(self._database, self._worker)

    def _send(self, claimed: Sequence[Dispatch], done: Pass) -> None:
        renewed = time.monotonic()
        for dispatch in claimed:
            if self.stopping or not done.reachable:
                break
            if time.monotonic() - renewed > RENEWAL:
                outbox.renew(self._database, self._worker)
                renewed = time.monotonic()
            try:
                self._one(dispatch, done)
            except Exception as error:
                # Whatever a letter or a host's rule does must not stop the others.
                if unusable(error):
                    raise
                log.error("mail_not_written", case=dispatch.case_id, mail=dispatch.id, error=kind_of(error))
                self._later(dispatch, CANNOT_BE_WRITTEN, done)
        done.sent += self._settling.end()
        if self.stopping or not done.reachable:
            outbox.give_back(self._database, self._worker)

    def _one(self, dispatch: Dispatch, done: Pass) -> None:
        if dispatch.message is None:
            prepared = self._prepared(dispatch, done) if self._still_due(dispatch, done) else None
            if prepared is None:
                return
            dispatch = prepared
        address, message = dispatch.address or "", dispatch.message or ""
        answer = self._postman.hand_over(dispatch.id, address, message, lambda: self._may_go(dispatch, done))
        if answer.outcome != WITHHELD:
            self._answered(dispatch, answer, done)

    def _may_go(self, dispatch: Dispatch, done: Pass) -> bool:
        """The last question before a message goes. The one before it is committed by then: a crash doubles only one."""
        done.sent += self._settling.end()
        return self._still_due(dispatch, done)

    def _still_due(self, dispatch: Dispatch, done: Pass) -> bool:
        due = outbox.still_due(self._database, dispatch)
        if due is None:
            log.warning("mail_claim_lost", mail=dispatch.id)
        elif not due:
            self._settle(dispatch, mail.WITHDRAWN, done, "settled")
        return bool(due)

    def _answered(self, dispatch: Dispatch, answer: Answer, done: Pass) -> None:
        log.info("mail_handed_over", case=dispatch.case_id, mail=dispatch.id, outcome=answer.outcome, code=answer.code)
        if answer.outcome == ACCEPTED:
            self._settling.begin(dispatch, self._desk.clock.now())
        elif answer.outcome == REFUSED:
            if answer.code.endswith(DEAD):
                outbox.suppress(self._database, dispatch.address or "", self._desk.clock.now(), answer.code)
            self._settle(dispatch, mail.FAILED, done, answer.code)
        elif answer.outcome in (LATER, UNREACHABLE):
            done.reachable = answer.outcome != UNREACHABLE
            self._later(dispatch, answer.code, done)

    def _settle(self, dispatch: Dispatch, status: str, done: Pass, error: str | None = None) -> None:
        if outbox.settle(self._database, dispatch, status, self._desk.clock.now(), error):
            done.failed += status == mail.FAILED
            done.withdrawn += status == mail.WITHDRAWN

    def _later(self, dispatch: Dispatch, error: str, done: Pass) -> None:
        if dispatch.attempts + 1 >= ATTEMPTS:
            self._settle(dispatch, mail.FAILED, done, f"gave_up {error}")
        elif outbox.postpone(self._database, dispatch, self._desk.clock.now() + pause(dispatch), error):
            done.postponed += 1

    def _prepared(self, dispatch: Dispatch, done: Pass) -> Dispatch | None:
        """The message written and kept, with its letter on the case; None where nobody can be written to."""
        for _ in range(3):
            try:
                with self._database.transaction():
                    return self._prepare(dispatch, done)
            except Stale:
                continue
        return None

    def _prepare(self, dispatch: Dispatch, done: Pass) -> Dispatch | None:
        record = self._desk.load(dispatch.case_id) if dispatch.case_id else None
        to = recipient(self._database, dispatch.recipient, record)
        if to is None and dispatch.recipient == "representative":
            self._settle(dispatch, mail.WITHDRAWN, done, "nobody_represents")
            return None
        problem = self._unreachable(to)
        if problem or to is None:
            self._settle(dispatch, mail.FAILED, done, problem)
            return None
        if _in_error(record, dispatch):
            self._settle(dispatch, mail.WITHDRAWN, done, "registered_in_error")
            return None
        content = self._content(dispatch, record, to)
        if content is None:
            self._settle(dispatch, mail.WITHDRAWN, done, "nothing_to_tell")
            return None
        address = to.address or ""
        envelope = Envelope(dispatch.id, address, to.name, dispatch.case_id, self._desk.clock.now())
        message = written(self._settings, envelope, content.letter, content.calendars)
        letter_id = dispatch.letter_id or self._letter(dispatch, record, to, content)
        recorded = int(not letter_id)
        if not outbox.change(
            self._database, dispatch, message=message, address=address, letter_id=letter_id, recorded=recorded
        ):
            raise Stale(dispatch.case_id or "", 0, 0)
        return replace(dispatch, message=message, address=address, letter_id=letter_id, recorded=recorded)

    def _content(self, dispatch: Dispatch, record: Record | None, to: Recipient) -> Content | None:
        now = self._desk.clock.now()
        if record is None:
            found = digest.content(self._desk, self._settings, to, now)
            return Content(found) if found else None
        return Writing(self._desk, self._settings, dispatch, record, to, now, oslo_day(now)).content()

    def _unreachable(self, to: Recipient | None) -> str | None:
        if to is None:
            return "no_recipient"
        if not to.address:
            return "no_address"
        if not to.address.isascii():
            return "address_not_ascii"
        return "address_suppressed" if outbox.is_suppressed(self._database, to.address) else None

    def _letter(self, dispatch: Dispatch, record: Record | None, to: Recipient, content: Content) -> str | None:
        """The letter on the case that a reminder to the grantee is; the office's own notices are none."""
        if dispatch.kind != "reminder" or dispatch.recipient not in OUTSIDE or record is None:
            return None
        earlier = outbox.letter_of_rung(self._database, dispatch)
        if earlier:
            return earlier
        letter_id = enter_reminder(self._desk, dispatch, record, content)
        outbox.remember_letter(self._database, dispatch, letter_id)
        if represented_by(record) and dispatch.recipient == "grantee":
            self._tell_representative(dispatch, letter_id)
        return letter_id

    def _tell_representative(self, dispatch: Dispatch, letter_id: str) -> None:
        """Whoever represents the grantee is told as well (fvl/12-3)."""
        # As the ladder itself would call it, so that a rung that names both tells whoever it is once.
        cause = ("reminder", dispatch.deadline_id, dispatch.last_day, dispatch.rung)
        row_id = dispatch_id(*cause, "representative", "email")
        row = replace(dispatch, id=row_id, recipient="representative", letter_id=letter_id, attempts=0)
        outbox.stage(self._database, replace(row, claimed_by=None, claimed_until=None))


def pause(dispatch: Dispatch) -> timedelta:
    """How long to wait before the next attempt: twice as long each time, and not for all at once."""
    waited = min(timedelta(minutes=2 ** min(dispatch.attempts, 10)), LONGEST_PAUSE)
    spread = int(dispatch_id(dispatch.id, dispatch.attempts)[:4], 16) / 0xFFFF
    return waited * (0.75 + spread / 2)


def _in_error(record: Record | None, dispatch: Dispatch) -> bool:
    """Whether the case or the proceeding it is about was registered in error, so that nobody is to be told of it."""
    if record is None:
        return False
    marks = [record.case.marks]
    deadline = record.all("deadlines").get(dispatch.deadline_id or "")
    if deadline is not None:
        marks.append(record.proceeding(deadline.proceeding_id).marks)
    return any("registered_in_error" in each for each in marks)


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
