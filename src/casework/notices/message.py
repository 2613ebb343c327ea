"""One message from its parts: the same bytes at every attempt, because they are made once and kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

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
    message = EmailMessage(policy=POLICY)
    message["From"] = _address(settings.sender_name or "", settings.sender)
    message["To"] = _address(envelope.name, envelope.address)
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = format_datetime(envelope.at)
    message["Message-ID"] = message_id(envelope.dispatch_id, settings.domain)
    message["Auto-Submitted"] = "auto-generated"
    message["List-Id"] = f"<{settings.list_id or f'casework.{settings.domain}'}>"
    if settings.reply_to:
        message["Reply-To"] = settings.reply_to.replace("{case}", envelope.case_id or "")
    message.set_content(plain(letter.text), cte="quoted-printable")
    message.add_alternative(html(letter.subject, letter.text, letter.language), subtype="html", cte="quoted-printable")
    for number, (method, text) in enumerate(calendars, 1):
        message.add_attachment(
            text.encode("utf-8"),
            maintype="text",
            subtype="calendar",
            params={"method": method, "charset": "utf-8"},
            filename=f"frist{number if number > 1 else ''}.ics",
        )
    # Last, because the headers of content move into the parts as these are made.
    message["Content-Language"] = letter.language
    return message.as_bytes().decode("ascii")


def _address(name: str, address: str) -> Address:
    local, _, domain = address.rpartition("@")
    # A mailbox name outside ASCII would need servers that few have.
    address.encode("ascii")
    return Address("".join(c for c in name if c.isprintable()), local, domain)
