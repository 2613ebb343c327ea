"""A deadline as a calendar entry: one identity for its whole life, moved when it moves and cancelled when it is met."""

from __future__ import annotations

from datetime import datetime, timedelta

from casework.model.chain import digest_of
from casework.model.rows import Deadline


def calendar_file(deadline: Deadline, domain: str, now: datetime, summary: str, told: str) -> tuple[str, str]:
    """The method (PUBLISH or CANCEL) and the text of the `.ics` file of a deadline as it stands."""
    from icalendar import Calendar, Event

    method = "PUBLISH" if deadline.status == "open" else "CANCEL"
    calendar, event = Calendar(), Event()
    calendar.add("prodid", "-//casework//deadlines//NO")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    event.add("uid", f"{digest_of(f'deadline/{deadline.id}')[:24]}@{domain}")
    # Every move and the end count one up, so that the newest of several files is known whatever order they come in.
    event.add("sequence", len(deadline.moves) + (method == "CANCEL"))
    event.add("dtstamp", now)
    if deadline.last_day is not None:
        event.add("dtstart", deadline.last_day)
        event.add("dtend", deadline.last_day + timedelta(days=1))
    event.add("summary", summary)
    event.add("description", told)
    event.add("status", "CONFIRMED" if method == "PUBLISH" else "CANCELLED")
    event.add("transp", "TRANSPARENT")
    calendar.add_component(event)
    return method, calendar.to_ical().decode("utf-8")
