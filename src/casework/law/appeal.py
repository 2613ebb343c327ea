"""What the law counts about an appeal, beyond plain limits: third parties, late appeals, changes for the worse."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from casework.law.time_limits import Limit, limit

LATE_APPEAL_CAP = "fvl/31-3"
DETRIMENT_MESSAGE = "fvl/34-3"


class Clock(StrEnum):
    """Where one person's time for appeal stands."""

    NOT_STARTED = "not_started"  #: No notice has reached this person, and nothing else has started the clock.
    RUNNING = "running"  #: A last day is known.
    INTERRUPTED = "interrupted"  #: Reasons were demanded and have not arrived (fvl/29-3).


def third_party_limit(learned: date, decided: date) -> Limit:
    """The time for appeal of one who was not notified, when the decision gave somebody else a right (fvl/29-2).

    Three weeks from knowledge, but at the latest three months from when the decision was made (fvl/29-2-2): the
    earlier of the two counts.
    """
    known, capped = limit("fvl/29-2", learned), limit("fvl/29-2-2", decided)
    return capped if capped.last_day < known.last_day else known


def too_late_for_relief(decided: date, received: date) -> bool:
    """Whether a late appeal came more than a year after the decision was made (fvl/31-3); both are legal days."""
    return received > limit(LATE_APPEAL_CAP, decided).last_day


def message_of_detriment_in_time(received_below: date, sent: date) -> bool:
    """Whether the message of a change for the worse was sent in time (fvl/34-3).

    Three months from the day the first instance received the appeal, to sending; the last day does not roll.
    """
    return sent <= limit(DETRIMENT_MESSAGE, received_below).last_day
