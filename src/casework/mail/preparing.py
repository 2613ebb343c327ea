"""A message that is not written yet: to whom, saying what, with its letter on the case; written once and kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

from casework.desk import Desk
from casework.errors import Stale
from casework.law.calendar import oslo_day
from casework.mail import digest
from casework.mail.entering import enter_reminder
from casework.mail.recipients import Recipient, recipient
from casework.mail.writing import Content, Writing
from casework.model.mail import FAILED, OUTSIDE, WITHDRAWN, Dispatch, dispatch_id
from casework.model.record import Record
from casework.notices.mail_settings import MailSettings
from casework.notices.message import Envelope, written
from casework.rules.notice import represented_by
from casework.store import outbox


@dataclass(frozen=True, slots=True)
class Unsent:
    """Why a message is not to be written, and as what its row ends."""

    status: str
    why: str


@dataclass(frozen=True, slots=True)
class Preparing:
    """How one office writes what its outbox asks for."""

    desk: Desk
    settings: MailSettings

    def prepared(self, dispatch: Dispatch) -> Dispatch | Unsent | None:
        """The message written and kept, with its letter on the case; None where others were always quicker."""
        for _ in range(3):
            try:
                with self.desk.database.transaction():
                    return self._prepare(dispatch)
            except Stale:
                continue
        return None

    def _prepare(self, dispatch: Dispatch) -> Dispatch | Unsent:
        record = self.desk.load(dispatch.case_id) if dispatch.case_id else None
        to = recipient(self.desk.database, dispatch.recipient, record)
        if to is None:
            return _nobody(dispatch)
        if problem := self._unreachable(to):
            return Unsent(FAILED, problem)
        if _in_error(record, dispatch):
            return Unsent(WITHDRAWN, "registered_in_error")
        content = self._content(dispatch, record, to)
        if content is None:
            return Unsent(WITHDRAWN, "nothing_to_tell")
        return self._kept(dispatch, record, to, content)

    def _kept(self, dispatch: Dispatch, record: Record | None, to: Recipient, content: Content) -> Dispatch:
        address = to.address or ""
        envelope = Envelope(dispatch.id, address, to.name, dispatch.case_id, self.desk.clock.now())
        message = written(self.settings, envelope, content.letter, content.calendars)
        letter_id = dispatch.letter_id or self._letter(dispatch, record, to, content)
        recorded = int(not letter_id)
        if not outbox.change(
            self.desk.database, dispatch, message=message, address=address, letter_id=letter_id, recorded=recorded
        ):
            raise Stale(dispatch.case_id or "", 0, 0)
        return replace(dispatch, message=message, address=address, letter_id=letter_id, recorded=recorded)

    def _content(self, dispatch: Dispatch, record: Record | None, to: Recipient) -> Content | None:
        now = self.desk.clock.now()
        if record is None:
            found = digest.content(self.desk, self.settings, to, now)
            return Content(found) if found else None
        return Writing(self.desk, self.settings, dispatch, record, to, now, oslo_day(now)).content()

    def _unreachable(self, to: Recipient) -> str | None:
        if not to.address:
            return "no_address"
        if not to.address.isascii():
            return "address_not_ascii"
        return "address_suppressed" if outbox.is_suppressed(self.desk.database, to.address) else None

    def _letter(self, dispatch: Dispatch, record: Record | None, to: Recipient, content: Content) -> str | None:
        """The letter on the case that a reminder to the grantee is; the office's own notices are none."""
        if dispatch.kind != "reminder" or dispatch.recipient not in OUTSIDE or record is None:
            return None
        earlier = outbox.letter_of_rung(self.desk.database, dispatch)
        if earlier:
            return earlier
        letter_id = enter_reminder(self.desk, dispatch, record, content)
        outbox.remember_letter(self.desk.database, dispatch, letter_id)
        if represented_by(record) and dispatch.recipient == "grantee":
            self._tell_representative(dispatch, letter_id)
        return letter_id

    def _tell_representative(self, dispatch: Dispatch, letter_id: str) -> None:
        """Whoever represents the grantee is told as well (fvl/12-3)."""
        # As the ladder itself would call it, so that a rung that names both tells whoever it is once.
        cause = ("reminder", dispatch.deadline_id, dispatch.last_day, dispatch.rung)
        row_id = dispatch_id(*cause, "representative", "email")
        row = replace(dispatch, id=row_id, recipient="representative", letter_id=letter_id, attempts=0)
        outbox.stage(self.desk.database, replace(row, claimed_by=None, claimed_until=None))


def _nobody(dispatch: Dispatch) -> Unsent:
    if dispatch.recipient == "representative":
        return Unsent(WITHDRAWN, "nobody_represents")
    return Unsent(FAILED, "no_recipient")


def _in_error(record: Record | None, dispatch: Dispatch) -> bool:
    """Whether the case or the proceeding it is about was registered in error, so that nobody is to be told of it."""
    if record is None:
        return False
    marks = [record.case.marks]
    deadline = record.all("deadlines").get(dispatch.deadline_id or "")
    if deadline is not None:
        marks.append(record.proceeding(deadline.proceeding_id).marks)
    return any("registered_in_error" in each for each in marks)
