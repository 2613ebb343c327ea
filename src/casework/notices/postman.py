"""Handing messages over: to a mail server on one kept connection, or into a folder."""

from __future__ import annotations

import re
import smtplib
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from casework.notices.mail_settings import MailSettings

ACCEPTED = "accepted"  #: The server has taken it.
REFUSED = "refused"  #: It never will: a person must look.
LATER = "later"  #: Not now.
UNREACHABLE = "unreachable"  #: Nothing can be sent now.
WITHHELD = "withheld"  #: At the last moment we were told not to send it.

#: A line of a message ends like this and no other way, and one that begins with a dot gets another (RFC 5321, 4.5.2).
_LINE_END, _DOT = re.compile(r"\r\n|\n|\r"), re.compile(r"^\.", re.MULTILINE)
_FINER = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")

#: A connection that was idle for longer is asked whether it still stands (seconds).
IDLE = 5.0


@dataclass(frozen=True, slots=True)
class Answer:
    """How a message was received; `code` is the server's number or what kept us from asking, and never its text."""

    outcome: str
    code: str = ""


def always() -> bool:
    """Whatever is ready may go."""
    return True


class Postman(Protocol):
    """Whoever takes messages out of the house, and asks `may_go` when nothing is left to do but to send it."""

    def hand_over(
        self, dispatch_id: str, address: str, message: str, may_go: Callable[[], bool] = always
    ) -> Answer: ...

    def close(self) -> None: ...


def postman(settings: MailSettings) -> Postman:
    """The one that the settings ask for."""
    return FolderPostman(Path(settings.folder)) if settings.folder else SmtpPostman(settings)


class FolderPostman:
    """Puts each message into a folder as a file to open; twice the same is one file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def hand_over(self, dispatch_id: str, address: str, message: str, may_go: Callable[[], bool] = always) -> Answer:
        """Write the file, whole or not at all."""
        if not may_go():
            return Answer(WITHHELD)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            half = self._folder / f".{dispatch_id}.half"
            half.write_bytes(message.encode("ascii"))
            half.replace(self._folder / f"{dispatch_id}.eml")
        except OSError as error:
            return Answer(UNREACHABLE, type(error).__name__)
        return Answer(ACCEPTED)

    def close(self) -> None:
        """Nothing is kept open."""


class SmtpPostman:
    """A mail server, on one connection as long as it lasts."""

    def __init__(self, settings: MailSettings) -> None:
        self._settings = settings
        self._connection: smtplib.SMTP | None = None
        self._used = 0.0

    def hand_over(self, dispatch_id: str, address: str, message: str, may_go: Callable[[], bool] = always) -> Answer:
        """Send it, and say how that went."""
        try:
            connection = self._connected()
        except (smtplib.SMTPException, OSError) as error:
            return Answer(UNREACHABLE, _code(error))
        try:
            answer = self._announced(connection, address, message)
            if answer is None:
                answer = self._sent(connection, message, may_go)
            self._ready_for_another(connection, answer)
        except (smtplib.SMTPException, OSError) as error:
            # Cut off, perhaps in the middle: whether the server took it is not known, so it is sent again as the same.
            self.close()
            return Answer(LATER, _code(error))
        except BaseException:
            self.close()
            raise
        self._used = time.monotonic()
        return answer

    def _announced(self, connection: smtplib.SMTP, address: str, message: str) -> Answer | None:
        """Say from whom and to whom; None where the server wants the message."""
        sender = self._settings.bounce_to or self._settings.sender
        size = [f"size={len(message)}"] if connection.has_extn("size") else []
        code, _ = connection.mail(sender, size)
        if code != 250:
            return Answer(UNREACHABLE, str(code))
        code, told = connection.rcpt(address)
        return None if code in (250, 251) else _judged(code, told)

    def _sent(self, connection: smtplib.SMTP, message: str, may_go: Callable[[], bool]) -> Answer:
        """Send the text, if it still may go when the server waits for it; else leave before the first of it."""
        code, told = connection.docmd("data")
        if code != 354:
            return _judged(code, told)
        text = _DOT.sub("..", _LINE_END.sub("\r\n", message)).encode("ascii")
        if not may_go():
            # Only a connection that ends takes back a message that the server waits for (RFC 5321, 4.1.1.4).
            connection.close()
            return Answer(WITHHELD)
        # In one piece: what is sent in two may wait for the acknowledgement of the first.
        connection.send(text.removesuffix(b"\r\n") + b"\r\n.\r\n")
        code, told = connection.getreply()
        return Answer(ACCEPTED) if code == 250 else _judged(code, told)

    def _ready_for_another(self, connection: smtplib.SMTP, answer: Answer) -> None:
        """After anything but a message that was taken, the server is told to forget what it heard, or left."""
        if answer.code.startswith("421") or connection.sock is None:
            self.close()
        elif answer.outcome != ACCEPTED:
            connection.rset()

    def _connected(self) -> smtplib.SMTP:
        if self._connection is not None and not self._stands(self._connection):
            self.close()
        if self._connection is None:
            self._connection = self._connect()
        return self._connection

    def _stands(self, connection: smtplib.SMTP) -> bool:
        if time.monotonic() - self._used < IDLE and connection.sock is not None:
            return True
        try:
            return connection.noop()[0] == 250
        except (smtplib.SMTPException, OSError):
            return False

    def _connect(self) -> smtplib.SMTP:
        s = self._settings
        context = ssl.create_default_context()
        if s.security == "tls":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(s.host or "", s.port, timeout=s.timeout, context=context)
        else:
            connection = smtplib.SMTP(s.host or "", s.port, timeout=s.timeout)
        try:
            connection.ehlo_or_helo_if_needed()
            if s.security == "starttls":
                connection.starttls(context=context)
                connection.ehlo_or_helo_if_needed()
            if s.user:
                connection.login(s.user, s.password or "")
        except (smtplib.SMTPException, OSError):
            connection.close()
            raise
        return connection

    def close(self) -> None:
        """Say goodbye, if anybody is still there."""
        if self._connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._connection.quit()
            self._connection.close()
            self._connection = None


def _judged(code: int, told: bytes | str) -> Answer:
    """The number, and the finer one where the server gives it (RFC 3463); of its words nothing is kept."""
    text = told.decode("ascii", "replace") if isinstance(told, bytes) else told
    finer = _FINER.match(text)
    return Answer(REFUSED if code >= 500 else LATER, f"{code} {finer[0]}" if finer else str(code))


def _code(error: Exception) -> str:
    return str(getattr(error, "smtp_code", type(error).__name__))
