"""The port that a host fills to carry letters: a national mailbox, a message service, a print shop.

A channel is handed the whole letter, and answers with its own name for it. It may be asked more than once for the same
letter, because a worker can die between its answer and ours: `parcel.id` is then the same, and so must the answer be.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Fate(StrEnum):
    """What became of a letter, as far as the channel knows."""

    TAKEN = "taken"  #: The channel has it, and will say more later.
    LATER = "later"  #: Not now; it is tried again.
    REFUSED = "refused"  #: It never will be: a person must look.
    DELIVERED = "delivered"  #: It lies where the recipient reads, who has been alerted (efvf/8-3).
    READ = "read"  #: The recipient has opened it (efvf/8-5).
    FAILED = "failed"  #: It did not arrive: nobody fetched it, or the address was wrong.


@dataclass(frozen=True, slots=True)
class Parcel:
    """One letter to one recipient. `id` is ours, and the same however often it is handed over.

    `recipient` is an organisation number or the id of a person; `address` is the postal one, where it is known.
    """

    id: str
    case: str
    recipient: str
    name: str
    address: str | None
    language: str
    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a channel answers: what became of the letter, its own name for it, when (an aware instant), and a code.

    The code is short and says nothing of people; it may stand in a log.
    """

    fate: Fate
    message_id: str | None = None
    at: datetime | None = None
    code: str = ""


class LetterChannel(Protocol):
    """What a host fills. `name` is what a notice says in the fact `carrier`; `timeout` is in seconds.

    An exception of any kind, or no answer in time, is `later`: the letter is handed over again, under the same id.
    """

    name: str
    timeout: float

    def hand_over(self, parcel: Parcel) -> Receipt:
        """Take the letter. The same `parcel.id` again must be the same letter, and send nothing twice."""
        ...

    def ask(self, message_id: str) -> Receipt:
        """What has become of a letter since."""
        ...
