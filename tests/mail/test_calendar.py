"""The calendar of a grantee follows the deadline through a real mail server: set, moved, and gone when it is met."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from icalendar import Calendar

from casework import Office
from casework.definitions.library import Definitions
from casework.simulation import Summary, run
from casework.testing import FrozenClock
from tests.mail.post_office import Letterbox, calendar_of, free_port, mail_server, settings_for

SCHEME = ("resource_environments", 2025)


class Mailed:
    """A walked year whose mail went to a server."""

    def __init__(self) -> None:
        port = free_port()
        clock = FrozenClock("2024-12-01T08:00:00Z")
        self.office = Office("sqlite://", clock=clock, mail=settings_for(port, reply_to="post+{case}@imdi.example"))
        with mail_server(Letterbox(), port) as box:
            self.summary: Summary = run(self.office, clock, *SCHEME, cases=6)
        self.box = box

    def calendars(self, behaviour: str) -> dict[str, list[tuple[str, int, str]]]:
        """Of each calendar entry that the grantee of that behaviour got: what was said of it, in order."""
        case = self.office.case(self.summary.examples[behaviour])
        found: dict[str, list[tuple[str, int, str]]] = {}
        for address, message in zip(self.box.addressees, self.box.taken, strict=True):
            text = calendar_of(message) if address == case.party.email else None
            for event in Calendar.from_ical(text).walk("VEVENT") if text else ():
                told = (str(event["STATUS"]), int(str(event["SEQUENCE"])), event.decoded("DTSTART").isoformat())
                found.setdefault(str(event["UID"]), []).append(told)
        return found


@pytest.fixture(scope="module")
def mailed() -> Iterator[Mailed]:
    """The year, walked once."""
    year = Mailed()
    yield year
    year.office.close()


def test_a_day_that_is_moved_moves_in_the_calendar(mailed: Mailed) -> None:
    """One entry with one identity: confirmed, moved with a higher number, and cancelled when the report came."""
    told = next(t for t in mailed.calendars("extension").values() if any(day == "2025-09-05" for _, _, day in t))
    assert told[0] == ("CONFIRMED", 0, "2025-08-15")
    assert ("CONFIRMED", 1, "2025-09-05") in told and told[-1] == ("CANCELLED", 2, "2025-09-05")
    assert [number for _, number, _ in told] == sorted(number for _, number, _ in told)


@pytest.mark.parametrize("behaviour", ["follows_the_rules", "waived", "late_report"])
def test_what_is_delivered_or_waived_leaves_the_calendar(mailed: Mailed, behaviour: str) -> None:
    """Every report that was ever in it is gone at the end, and nothing comes after that."""
    reports = [t for t in mailed.calendars(behaviour).values() if t[0][2] in ("2025-08-15", "2026-03-15")]
    assert len(reports) >= 2
    assert all([status for status, _, _ in told].index("CANCELLED") == len(told) - 1 for told in reports)


def test_the_office_that_waits_in_vain_leaves_it_there(mailed: Mailed) -> None:
    """What is still owed is not cancelled."""
    told = [t for t in mailed.calendars("never_delivers").values() if t[0][2] == "2025-08-15"]
    assert told and all(status == "CONFIRMED" for t in told for status, _, _ in t)


def test_every_mail_can_be_answered_and_sorted(mailed: Mailed) -> None:
    """Auto-Submitted, List-Id, and the mailbox of the case to reply to; no picture (RFC 3834, 2919)."""
    assert len(mailed.box.taken) > 50
    for message in mailed.box.taken:
        assert message["Auto-Submitted"] == "auto-generated" and message["List-Id"] and message["Message-ID"]
        assert isinstance(message["Date"].datetime, datetime)
        page = message.get_body(("html",))
        assert page is not None and "<img" not in (html := page.get_content())
        assert "prefers-color-scheme:dark" in html and "width=device-width" in html
    of_cases = {str(m["Reply-To"]) for m in mailed.box.taken}
    assert of_cases == {f"post+{row['id']}@imdi.example" for row in mailed.office.cases()}


def test_the_parts_of_a_report_are_those_of_the_scheme(mailed: Mailed) -> None:
    """The list that a reminder shows is the scheme's own (A36)."""
    scheme = Definitions().scheme(*SCHEME)
    wanted = {part for duty in scheme.duties if duty.kind == "status_report" for part in duty.parts}
    parts = [element.title.nb for element in scheme.of("report_part") if element.id in wanted]
    reminder = next(m for m in mailed.box.taken if str(m["Subject"]).startswith("Statusrapport: frist"))
    text = str(reminder.get_body(("plain",)).get_content())  # type: ignore[union-attr]
    assert parts and [text.index(f"– {part}") for part in parts] == sorted(text.index(f"– {part}") for part in parts)
    assert "tilskuddsbrevet" in text and "Nasjonale ressursmiljøer" in text
