"""What a message says: a reminder from its template, a letter as it was written, or the alert of a decision."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from casework.desk import Desk
from casework.engine.ladders import ladder_of
from casework.engine.surroundings import WrittenLetter
from casework.errors import NotFound
from casework.mail.recipients import Recipient
from casework.mail.reminder_words import SIGNED, reminder_words
from casework.model.mail import OUTSIDE, Dispatch
from casework.model.record import Record
from casework.model.rows import Deadline, Letter
from casework.notices.calendar_file import calendar_file
from casework.notices.deadline_words import what_is_due
from casework.notices.mail_settings import MailSettings
from casework.store import lists, people, records

#: What the office's own people are told in, whatever the letter to the grantee is called.
STAFF = "staff_reminder"
#: What is mailed of an individual decision (efvf/8-3).
ALERT = "notice_alert"


@dataclass(frozen=True, slots=True)
class Content:
    """What one message says, with the calendar files that go with it."""

    letter: WrittenLetter
    calendars: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Writing:
    """One message about one case, about to be written at an instant, on its legal day (Oslo)."""

    desk: Desk
    settings: MailSettings
    dispatch: Dispatch
    record: Record
    to: Recipient
    now: datetime
    today: date
    calls: dict[str, Any] = field(default_factory=dict)

    def content(self) -> Content:
        """What it says. Raises NotFound or BadDefinition where it cannot be written."""
        if self.dispatch.kind == "reminder":
            return self._reminder(self.record.all("deadlines")[self.dispatch.deadline_id or ""])
        letter: Letter = self.record.all("letters")[self.dispatch.letter_id or ""]
        if self.dispatch.kind == "alert":
            return Content(self._composed(ALERT, letter.proceeding_id, {"link": self.link()}))
        text = lists.content(self.desk.database, letter.digest)
        return Content(WrittenLetter(letter.language, letter.subject, text), self._calendars(letter))

    def _reminder(self, deadline: Deadline) -> Content:
        outside = self.dispatch.recipient in OUTSIDE
        template = self.dispatch.template if outside else STAFF
        letter = self._composed(template, deadline.proceeding_id, self._values(deadline))
        ahead = deadline.last_day is not None and deadline.last_day >= self.today
        return Content(letter, (self._calendar(deadline),) if ahead else ())

    def _composed(self, template: str, proceeding_id: str, values: dict[str, Any]) -> WrittenLetter:
        proceeding = self.record.proceeding(proceeding_id)
        known = {"facts": proceeding.facts, "today": self.today, **values}
        known["ruleset"] = self.desk.around.ruleset(self.record, proceeding, self.today)
        try:
            return self.desk.around.compose(template, self.to.language, self.record, proceeding, known)
        except NotFound:
            form = self.record.party.language_form if self.record.party else "nb"
            return self.desk.around.compose(template, form, self.record, proceeding, known)

    def _values(self, deadline: Deadline) -> dict[str, Any]:
        scheme = self.desk.around.scheme_of(self.record)
        words = reminder_words(scheme, self.record, deadline, self.dispatch, self.to.language, self.today)
        caseworker = self._name(self.record.case.responsible)
        signed = caseworker if self.dispatch.template in SIGNED else None
        return {**words, "caseworker": caseworker, "signed": signed, "link": self.link()}

    def link(self) -> str | None:
        """Where the case can be opened, if the office has pages."""
        url = self.settings.office_url
        return f"{url.rstrip('/')}/cases/{self.record.case.id}" if url else None

    def _name(self, person: str | None) -> str | None:
        found = people.find(self.desk.database, person) if person else None
        return found.name if found else person

    def _calendars(self, letter: Letter) -> tuple[tuple[str, str], ...]:
        """The deadlines that the letter's own entry opened, moved or settled, where the grantee is reminded of them."""
        case_id, _, rest = letter.id.partition("#")
        entries = records.entries(self.desk.database, case_id, int(rest.partition(".")[0]) - 1)[:1]
        touched = [c.id for entry in entries for c in entry.changes if c.collection == "deadlines"]
        found = [self.record.all("deadlines")[i] for i in dict.fromkeys(touched)]
        return tuple(self._calendar(deadline) for deadline in found if self._asks_the_grantee(deadline))

    def _asks_the_grantee(self, deadline: Deadline) -> bool:
        rungs = ladder_of(self.desk.around.scheme_of(self.record), deadline)
        return any("grantee" in rung.recipients for rung in rungs)

    def _calendar(self, deadline: Deadline) -> tuple[str, str]:
        scheme, case = self.desk.around.scheme_of(self.record), self.record.case
        what = what_is_due(scheme, deadline).in_language(self.to.language)
        title = scheme.title.in_language(self.to.language)
        told = f"{title} {case.year}\n{self.link() or ''}".strip()
        return calendar_file(deadline, self.settings.domain, self.now, f"{what} · {case.number}", told)
