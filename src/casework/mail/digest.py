"""The daily overview by e-mail: what is late, due and new on a person's desk, and on those below. None if nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from casework.definitions.shipped import shipped_folder
from casework.desk import Desk
from casework.engine.surroundings import WrittenLetter
from casework.law.calendar import is_working_day, oslo_day, previous_working_day, start_of_day
from casework.mail.recipients import Recipient
from casework.model.mail import Dispatch, dispatch_id
from casework.notices.deadline_words import what_is_due
from casework.notices.mail_settings import MailSettings
from casework.notices.page import page
from casework.notices.wording import day
from casework.store import desks, outbox
from casework.store.desks import OnDesk

#: When in the day (Oslo) it goes, after midnight.
HOUR = timedelta(hours=7)
AHEAD = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Line:
    """One deadline on a desk."""

    number: str
    party: str
    what: str
    last_day: date
    caseworker: str | None


def stage_digests(desk: Desk, now: datetime) -> int:
    """Stage the overview of the day for everybody who has something on the desk, once; how many are new."""
    today = oslo_day(now)
    if not is_working_day(today) or now < start_of_day(today) + HOUR:
        return 0
    staged = 0
    for person in desks.people_with_something(desk.database, today + AHEAD):
        row = Dispatch(
            id=dispatch_id("digest", person, today, "email"),
            kind="digest",
            template="digest",
            recipient=f"person:{person}",
            created_at=now,
            not_before=now,
            recorded=1,
        )
        staged += outbox.stage(desk.database, row)
    return staged


def content(desk: Desk, settings: MailSettings, to: Recipient, now: datetime) -> WrittenLetter | None:
    """What the overview says now; None once there is nothing to tell."""
    today = oslo_day(now)
    found = desks.on_the_desk(desk.database, to.person, today + AHEAD)
    if not found:
        return None
    since, language = previous_working_day(today), to.language
    new = [row for row in found if row.deadline.start_day and since <= row.deadline.start_day <= today]
    known = [row for row in found if row not in new]

    def lines(rows: Iterable[OnDesk]) -> list[Line]:
        return [_line(desk, row, language) for row in rows]

    values = {
        "today": today,
        "person": to.person,
        "late": lines(row for row in known if row.deadline.last_day and row.deadline.last_day < today),
        "due": lines(row for row in known if row.deadline.last_day and row.deadline.last_day >= today),
        "new": lines(new),
        "link": settings.office_url,
        "day": lambda value: day(value, language),
    }
    text = page([shipped_folder("notifications")], "digest", language, values)
    subject, _, body = text.partition("\n")
    return WrittenLetter(language, subject.removeprefix("#").strip(), body.strip() + "\n")


def _line(desk: Desk, row: OnDesk, language: str) -> Line:
    deadline = row.deadline
    what = what_is_due(desk.around.definitions.scheme(deadline.scheme, deadline.year), deadline)
    last_day = deadline.last_day or desk.clock.now().date()
    return Line(row.number, row.party_name, what.in_language(language), last_day, deadline.caseworker)
