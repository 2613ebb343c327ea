"""What stands beside the record: when the next reminder of a deadline goes, and what is to be sent to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from casework.model.chain import digest_of

#: Where an outbox row can stand.
STAGED = "staged"  #: Waits to be sent, or is being sent.
SENT = "sent"  #: The mail server has taken it.
RETURNED = "returned"  #: It came back: it did not arrive.
FAILED = "failed"  #: It cannot be sent until a person has looked.
WITHDRAWN = "withdrawn"  #: What it was about was settled before it was sent.
DROPPED = "dropped"  #: A person decided that it is not to be sent.

EMAIL, POST = "email", "post"  #: The channels of the office itself; a host adds others by name.

#: Of whom a letter asks something, and who is told that it was not done.
OUTSIDE = ("grantee", "representative")


#: Why a rung never went: that of a later day applied instead, as after the office was down.
LATER_RUNG = "later_rung"
#: The error of a message whose template or rule failed: a person must look, and it is tried again meanwhile.
CANNOT_BE_WRITTEN = "cannot_be_written"
ID_LENGTH = 20


@dataclass(frozen=True, slots=True)
class NextRung:
    """When the next rung of an open deadline goes; `at` is None once there is none."""

    deadline_id: str
    case_id: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One outbox row: one message to one recipient by one channel.

    `kind` is letter, alert (of an individual decision), reminder or digest. `recipient` is a role in the case, or
    `person:` and an id. `message` is the message byte for byte, from the first attempt on; `not_before` an instant;
    `foreign_id` is what a host's channel calls the message.
    """

    id: str
    kind: str
    template: str
    recipient: str
    created_at: datetime
    not_before: datetime
    case_id: str | None = None
    letter_id: str | None = None
    deadline_id: str | None = None
    last_day: date | None = None
    rung: int | None = None
    channel: str = EMAIL
    status: str = STAGED
    attempts: int = 0
    claimed_by: str | None = None
    claimed_until: datetime | None = None
    address: str | None = None
    message: str | None = None
    sent_at: datetime | None = None
    settled_at: datetime | None = None
    recorded: int = 0
    error: str | None = None
    foreign_id: str | None = None


def dispatch_id(*parts: object) -> str:
    """The id of an outbox row: the same cause, recipient and channel are the same row, however often it is staged."""
    return digest_of("/".join(map(str, parts)))[:ID_LENGTH]
