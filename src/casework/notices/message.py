"""One message from its parts: the same bytes at every attempt, because they are made once and kept.

The headers are the standard library's. What lies below them always looks the same, and is put together as text: a tree
of `EmailMessage` would parse and fold its own words again for every message.
"""

from __future__ import annotations

from base64 import encodebytes
from binascii import b2a_qp
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.policy import SMTP
from email.utils import format_datetime
from functools import lru_cache

from casework.engine.surroundings import WrittenLetter
from casework.notices.mail_settings import MailSettings
from casework.notices.readable import html, plain

#: Not every server on the way takes anything but ASCII.
POLICY = SMTP.clone(cte_type="7bit")


@dataclass(frozen=True, slots=True)
class Envelope:
    """To whom, about which case, as which outbox row, and when it was written."""

    dispatch_id: str
    address: str
    name: str
    case_id: str | None
    at: datetime


def message_id(dispatch_id: str, domain: str) -> str:
    """The Message-ID of an outbox row, whatever the attempt."""
    return f"<{dispatch_id}@{domain}>"


def written(
    settings: MailSettings, envelope: Envelope, letter: WrittenLetter, calendars: Sequence[tuple[str, str]] = ()
) -> str:
    """The message as it goes over the wire, in ASCII. Raises ValueError for an address that cannot be written."""
    reply_to = (settings.reply_to or "").replace("{case}", envelope.case_id or "")
    texts = [_text("plain", plain(letter.text)), _text("html", html(letter.subject, letter.text, letter.language))]
    body = _together("alternative", envelope.dispatch_id, texts)
    if calendars:
        attached = [_calendar(number, *each) for number, each in enumerate(calendars, 1)]
        body = _together("mixed", envelope.dispatch_id, [body, *attached])
    headers = (
        _header("From", _address(settings.sender_name or "", settings.sender)),
        _header("To", _address(envelope.name, envelope.address)),
        _line("Subject", " ".join(letter.subject.split())),
        _line("Date", format_datetime(envelope.at)),
        _line("Message-ID", message_id(envelope.dispatch_id, settings.domain)),
        _line("Auto-Submitted", "auto-generated"),
        _line("List-Id", f"<{settings.list_id or f'casework.{settings.domain}'}>"),
        _line("Reply-To", reply_to) if reply_to else "",
        _line("Content-Language", letter.language),
        "MIME-Version: 1.0\r\n",
    )
    return "".join(headers) + body


def _header(name: str, value: str | Address) -> str:
    """One header, encoded and folded. Raises ValueError for one with a line break in it."""
    return str(POLICY.header_store_parse(name, value)[1].fold(policy=POLICY))


#: Most of what stands in the headers of one message stands in those of many.
_line = lru_cache(256)(_header)


def _text(kind: str, text: str) -> str:
    lines = b"\r\n".join(text.encode().splitlines()) + b"\r\n"
    head = f'Content-Type: text/{kind}; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
    return head + b2a_qp(lines).decode("ascii")


def _calendar(number: int, method: str, text: str) -> str:
    lines = encodebytes(text.encode()).decode("ascii").replace("\n", "\r\n")
    return (
        f'Content-Type: text/calendar; method="{method}"; charset="utf-8"\r\n'
        f'Content-Disposition: attachment; filename="frist{number if number > 1 else ""}.ics"\r\n'
        f"Content-Transfer-Encoding: base64\r\n\r\n{lines}"
    )


def _together(kind: str, dispatch_id: str, parts: Sequence[str]) -> str:
    """The parts as one. Neither encoding of a part ever writes `=_`, so that the boundary stands in none (RFC 2045)."""
    boundary = f"=_{kind}_{dispatch_id}"
    inner = "".join(f"--{boundary}\r\n{part}\r\n" for part in parts)
    return f'Content-Type: multipart/{kind};\r\n boundary="{boundary}"\r\n\r\n{inner}--{boundary}--\r\n'


def _address(name: str, address: str) -> Address:
    local, _, domain = address.rpartition("@")
    # A mailbox name outside ASCII would need servers that few have.
    address.encode("ascii")
    return Address("".join(c for c in name if c.isprintable()), local, domain)
