"""The last question is asked when the mail server waits for the text; a no leaves nothing behind."""

from __future__ import annotations

from casework.notices.postman import ACCEPTED, WITHHELD, SmtpPostman
from tests.mail.post_office import Letterbox, settings_for, text_of

ADDRESS = "post@ovelaget.example"


def test_what_is_withheld_at_the_last_moment_is_not_delivered(letterbox: Letterbox, port: int) -> None:
    """The connection ends before the first line (RFC 5321, 4.1.1.4), and the next message has one of its own."""
    carrier = SmtpPostman(settings_for(port))
    assert carrier.hand_over("a", ADDRESS, "Subject: a\r\n\r\na\r\n", lambda: False).outcome == WITHHELD
    assert carrier.hand_over("b", ADDRESS, "Subject: b\r\n\r\nb\r\n").outcome == ACCEPTED
    carrier.close()
    assert [message["Subject"] for message in letterbox.taken] == ["b"] and letterbox.connections == 2


def test_lines_that_begin_with_a_dot_arrive_as_they_are(letterbox: Letterbox, port: int) -> None:
    """A dot alone ends no message, and a line end of another kind is made the one that counts (RFC 5321, 4.5.2)."""
    carrier = SmtpPostman(settings_for(port))
    assert carrier.hand_over("a", ADDRESS, "Subject: a\n\n.\r\n..b\n.c\r.d").outcome == ACCEPTED
    carrier.close()
    assert text_of(letterbox.taken[0]).split() == [".", "..b", ".c", ".d"]
