"""A message is what any mail program reads back as it was meant, whatever stands in the letter."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_string, policy
from email.message import EmailMessage

import pytest

from casework.engine.surroundings import WrittenLetter
from casework.notices.mail_settings import MailSettings
from casework.notices.message import Envelope, written
from casework.notices.readable import html, plain

#: Lines that mean something to a mail server or to a multipart message, long ones, and blanks at the end.
TEXT = "Hei\n\n- en ting   \n.\n..to\nFrom meg\n--=_alternative_1\n=_mixed_1--\n" + "åååå ææ " * 60 + "\nslutt\n"
LETTER = WrittenLetter("nn", "Rapport for tilskotet «Øving»: frist laurdag 15. august 2026", TEXT)
ICS = "BEGIN:VCALENDAR\r\nSUMMARY:Frist for øving\r\nEND:VCALENDAR\r\n"
SETTINGS = MailSettings(sender="tilskudd@imdi.example", sender_name="IMDi, øvd", reply_to="post+{case}@imdi.example")


def read(*calendars: tuple[str, str], name: str = 'Øvelaget "x", AS') -> EmailMessage:
    """The message with these calendar files, as a mail program reads it from the wire."""
    envelope = Envelope("1", "post@ovelaget.example", name, "2026-7", datetime(2026, 8, 12, 7, tzinfo=UTC))
    raw = written(SETTINGS, envelope, LETTER, calendars)
    assert raw.isascii() and raw.count("\n") == raw.count("\r\n") == raw.count("\r")
    assert all(len(line) <= 78 for line in raw.split("\r\n"))
    found = message_from_string(raw, policy=policy.default)
    assert not any(part.defects for part in found.walk())
    assert isinstance(found, EmailMessage)
    return found


def test_both_texts_come_out_as_they_went_in() -> None:
    """Plain text and HTML, also with lines that look like the marks between the parts (RFC 2045, 6.7)."""
    texts = [part.get_content().replace("\r\n", "\n") for part in read().iter_parts()]
    assert texts == [plain(TEXT), html(LETTER.subject, TEXT, "nn")]


@pytest.mark.parametrize("number", [1, 2])
def test_calendar_files_are_attached_each_under_its_name(number: int) -> None:
    """Beside the two texts, as files that a calendar opens (RFC 6047)."""
    message = read(*[("PUBLISH", ICS)] * number)
    texts, *files = message.iter_parts()
    assert texts.get_content_type() == "multipart/alternative"
    assert [f.get_filename() for f in files] == ["frist.ics", "frist2.ics"][:number]
    assert {(f.get_content(), f["Content-Type"].params["method"]) for f in files} == {(ICS, "PUBLISH")}


def test_headers_hold_names_and_subjects_of_any_letters() -> None:
    """Encoded for the way (RFC 2047), and whole again at its end; quotation marks and commas divide nothing."""
    message = read()
    assert message["Subject"] == LETTER.subject.strip()
    assert message["To"].addresses[0].display_name == 'Øvelaget "x", AS'
    assert message["From"].addresses[0].addr_spec == "tilskudd@imdi.example"
    assert message["Reply-To"] == "post+2026-7@imdi.example" and message["Message-ID"] == "<1@imdi.example>"
    assert message["Content-Language"] == "nn" and message["MIME-Version"] == "1.0"


def test_no_header_can_be_smuggled_in_by_a_name() -> None:
    """A line break in a name begins no header of its own (RFC 5322, 2.2)."""
    message = read(name="Laget\r\nBcc: andre@lag.example")
    assert message["Bcc"] is None and len(message["To"].addresses) == 1
