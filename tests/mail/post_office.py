"""A real mail server for the tests, that takes, puts off, refuses, or hangs up, as it is told."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope, Session

from casework.notices.mail_settings import MailSettings


@dataclass
class Letterbox:
    """What the server does. `answers` maps an address to what its recipient is answered, `data_answers` are used up.

    Before each answer to a message it takes `pause` seconds, and those in `pauses` are used up first.
    """

    taken: list[EmailMessage] = field(default_factory=list)
    addressees: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    data_answers: list[str] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)
    pause: float = 0.0
    connections: int = 0

    async def handle_EHLO(  # noqa: N802  the name that the server calls
        self, server: Any, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """Count those who come."""
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take the recipient, or answer as told."""
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Take the message, or answer as told."""
        await asyncio.sleep(self.pauses.pop(0) if self.pauses else self.pause)
        answer = self.data_answers.pop(0) if self.data_answers else "250 OK"
        if answer == "hang up":
            server.transport.abort()
            return "421 gone"
        if answer.startswith("2"):
            content = envelope.content if isinstance(envelope.content, bytes) else b""
            self.taken.append(message_from_bytes(content, policy=default))
            self.addressees += envelope.rcpt_tos
        return answer

    def ids(self) -> list[str]:
        """The Message-IDs of what was taken, in order."""
        return [str(message["Message-ID"]) for message in self.taken]


def free_port() -> int:
    """A port that nobody listens at; the server cannot choose one itself."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def mail_server(box: Letterbox, port: int, **more: Any) -> Iterator[Letterbox]:
    """The server, while the block lasts; `more` goes to its controller."""
    controller = Controller(box, hostname="127.0.0.1", port=port, **more)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()


def settings_for(port: int, **more: Any) -> MailSettings:
    """Settings of an office that sends to that port."""
    values = {"sender": "tilskudd@imdi.example", "sender_name": "IMDi (oppdiktet)", "timeout": 5.0, **more}
    return MailSettings(host="127.0.0.1", port=port, **values)


def text_of(message: EmailMessage, kind: str = "plain") -> str:
    """The text of the part of that kind."""
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def calendar_of(message: EmailMessage) -> str | None:
    """The calendar file, if one goes with the message."""
    for part in message.walk():
        if part.get_content_type() == "text/calendar":
            content = part.get_payload(decode=True)
            return content.decode() if isinstance(content, bytes) else None
    return None
