"""The daily overview by e-mail: what is late, due and new on a person's desk, and on those below. None if nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from casework.desk import Desk
from casework.engine.ladders import OTHERS, SILENT, ladder_of
from casework.engine.surroundings import WrittenLetter
from casework.law.calendar import is_working_day, oslo_day, previous_working_day, start_of_day
from casework.mail.recipients import Recipient
from casework.model.mail import Dispatch, dispatch_id
from casework.notices.deadline_words import days, what_is_due
from casework.notices.mail_settings import MailSettings
from casework.store import desks, outbox
from casework.store.desks import Offices, OnDesk

#: When in the day (Oslo) it goes, after midnight.
HOUR = timedelta(hours=7)
AHEAD = timedelta(days=7)
#: What is late for longer, and nothing was done about it, goes to everybody above.
LONG = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Line:
    """One deadline on a desk. `days_late` is negative before the day; `link` opens the case."""

    number: str
    party: str
    what: str
    last_day: date
    days_late: int
    caseworker: str | None
    link: str | None


def stage_digests(desk: Desk, now: datetime) -> int:
    """Stage the overview of the day for everybody who has something on the desk, once; how many are new."""
    today = oslo_day(now)
    if not is_working_day(today) or now < start_of_day(today) + HOUR:
        return 0
    return sum(_stage(desk, person, today, now) for person in sorted(_told(desk, today)))


def _stage(desk: Desk, person: str, today: date, now: datetime) -> bool:
    row = Dispatch(
        id=dispatch_id("digest", person, today, "email"),
        kind="digest",
        template="digest",
        recipient=f"person:{person}",
        created_at=now,
        not_before=now,
        recorded=1,
    )
    return outbox.stage(desk.database, row)


def _told(desk: Desk, today: date) -> set[str]:
    """Those with something on the desk, their superiors, and those further up where it is late for long."""
    busy = desks.busy(desk.database, today + AHEAD, (name for name, rungs in OTHERS.items() if rungs == SILENT))
    if not busy:
        return set()
    office, told = desks.offices(desk.database), set[str]()
    for person, earliest in busy.items():
        if person is None:
            told |= office.leaders()
            continue
        above = office.above(person)
        told |= {person, *(above if earliest < today - LONG else above[:1])}
    return told


def content(desk: Desk, settings: MailSettings, to: Recipient, now: datetime) -> WrittenLetter | None:
    """What the overview says now; None once there is nothing to tell."""
    today, office = oslo_day(now), desks.offices(desk.database)
    found = [row for row in _rows(desk, office, to.person, today) if _watched(desk, row)]
    if not found:
        return None
    since = previous_working_day(today)
    late = [row for row in found if _last_day(row) < today]
    waiting = [row for row in late if row.deadline.caseworker != to.person and _last_day(row) < today - LONG]
    coming = [row for row in found if row not in late]
    new = [row for row in coming if _came(row) >= since]

    def lines(rows: Iterable[OnDesk]) -> list[Line]:
        return [_line(desk, settings, row, to.language, today) for row in rows]

    values = {
        "today": today,
        "person": to.person,
        "all_late": len(late),
        "waiting": lines(waiting),
        "late": lines(row for row in late if row not in waiting),
        "due": lines(row for row in coming if row not in new),
        "new": lines(new),
        "link": settings.office_url,
        "count": lambda count: days(count, to.language),
    }
    return desk.around.compose.page("digest", to.language, values)


def _rows(desk: Desk, office: Offices, person: str, today: date) -> list[OnDesk]:
    """The person's own, those of the nearest below, nobody's for whoever leads, and what is late for long further down.

    In the order of their last days.
    """
    below = office.below(person)
    nearest = {one for one in below if office.superiors[one] == person}
    near = desks.on_desks(desk.database, {person} | nearest, today + AHEAD, nobody=bool(below))
    far = desks.on_desks(desk.database, below - nearest - {person}, today - LONG - timedelta(days=1))
    return sorted([*near, *far], key=lambda row: (_last_day(row), row.deadline.id))


def _watched(desk: Desk, row: OnDesk) -> bool:
    """Whether anybody is told of such a deadline; what the party may let pass is nobody's task."""
    deadline = row.deadline
    return bool(ladder_of(desk.around.definitions.scheme(deadline.scheme, deadline.year), deadline))


def _came(row: OnDesk) -> date:
    """The day on which it came to the desk, or on which its limit began to run."""
    deadline = row.deadline
    counted = deadline.start_day if deadline.start_day != deadline.nominal_day else None
    days_known = [counted, oslo_day(row.since) if row.since else None]
    return max(filter(None, days_known), default=date.min)


def _last_day(row: OnDesk) -> date:
    return row.deadline.last_day or date.max


def _line(desk: Desk, settings: MailSettings, row: OnDesk, language: str, today: date) -> Line:
    deadline, url = row.deadline, settings.office_url
    what = what_is_due(desk.around.definitions.scheme(deadline.scheme, deadline.year), deadline)
    return Line(
        number=row.number,
        party=row.party_name,
        what=what.in_language(language),
        last_day=_last_day(row),
        days_late=(today - _last_day(row)).days,
        caseworker=deadline.caseworker,
        link=f"{url.rstrip('/')}/cases/{deadline.case_id}" if url else None,
    )
