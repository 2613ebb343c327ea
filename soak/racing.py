"""A clock that races, the same for every process: three mornings go by while the workers are killed."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

OPENED = datetime(2026, 8, 9, 10, tzinfo=UTC)
#: Just before eight in Oslo, when reminders go.
START = datetime(2026, 8, 10, 5, 59, tzinfo=UTC)
SPAN = timedelta(days=2, hours=1)
#: The reminder three days before goes on the 10th, the 11th and the 12th; the next ones are a day after the clock ends.
DUE_DAYS = ("2026-08-13", "2026-08-14", "2026-08-15")
#: After the mornings, a second is a minute, so that what was put off is tried again.
AFTERWARDS = 60


@dataclass(frozen=True, slots=True)
class RacingClock:
    """`began` is the machine's monotonic time; the mornings go by in so many seconds after it."""

    began: float
    seconds: float

    def now(self) -> datetime:
        """The present instant in UTC, as every process of the run has it."""
        gone = time.monotonic() - self.began
        later = max(gone - self.seconds, 0.0) * AFTERWARDS
        return START + SPAN * min(gone / self.seconds, 1.0) + timedelta(seconds=later)
