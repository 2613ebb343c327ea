"""What a mail server says about a message that did not arrive (RFC 3464); whether it is so is judged elsewhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from typing import cast

#: The address itself is said not to exist or not to take mail (RFC 3463).
_DEAD = re.compile(r"5\.1\.(1|2|3|6|10)|5\.2\.1")
_ID = re.compile(r"<([^<>@\s]+)@([^<>\s]+)>")


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says of one message. `arrived` is yes, no or unknown; `null_sender` whether it came from nobody.

    Whether the message arrived and whether the address is dead are two questions: a full mailbox is no dead address.
    """

    is_report: bool
    dispatch_id: str | None
    domain: str | None
    address: str | None
    action: str
    status: str
    null_sender: bool

    @property
    def arrived(self) -> str:
        """Whether this message came through; delayed is not yet known."""
        return {"failed": "no", "delivered": "yes", "relayed": "yes", "expanded": "yes"}.get(self.action, "unknown")

    @property
    def address_dead(self) -> bool:
        """Whether the address takes no mail at all."""
        return self.action == "failed" and bool(_DEAD.fullmatch(self.status))


def read_report(raw: bytes) -> Report:
    """What the message says; nothing in it is trusted."""
    # The newer policy of the library parses what it reads, and raises on what is malformed.
    message = message_from_bytes(raw)
    fields = _fields(message)
    found = _ID.search(_original_id(message))
    address = fields.get("final-recipient", "").rpartition(";")[2].strip().lower()
    return Report(
        is_report=bool(fields),
        dispatch_id=found[1] if found else None,
        domain=found[2].lower() if found else None,
        address=address or None,
        action=fields.get("action", "").strip().lower(),
        status=fields.get("status", "").strip().partition(" ")[0],
        null_sender=str(message.get("Return-Path", "<>")).strip() in ("<>", ""),
    )


def _fields(message: Message) -> dict[str, str]:
    """The fields of the one recipient that the report is about; none where it is no report, or about several."""
    parts = [part for part in message.walk() if part.get_content_type() == "message/delivery-status"]
    if len(parts) != 1:
        return {}
    groups = parts[0].get_payload()
    of_recipients = (
        [g for g in groups if isinstance(g, Message) and g.get("Final-Recipient")] if isinstance(groups, list) else []
    )
    if len(of_recipients) != 1:
        return {}
    return {name.lower(): str(value) for name, value in of_recipients[0].items()}


def _original_id(message: Message) -> str:
    """The Message-ID of the message that came back, whole or as its headers alone."""
    for part in message.walk():
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload()
            if isinstance(inner, list) and inner:
                return str(cast(Message, inner[0]).get("Message-ID", ""))
        if part.get_content_type() == "text/rfc822-headers":
            text = part.get_payload(decode=True)
            return str(message_from_bytes(text).get("Message-ID", "")) if isinstance(text, bytes) else ""
    return ""
