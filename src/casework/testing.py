"""For the tests of those who build on casework: a clock that stands still, and an office in memory."""

from __future__ import annotations

from typing import Any

from casework.clock.frozen import FrozenClock
from casework.office import Office

__all__ = ["FrozenClock", "office_in_memory"]


def office_in_memory(clock: FrozenClock | None = None, **settings: Any) -> Office:
    """An office over a SQLite database in memory, gone with the process; takes what `Office` takes."""
    return Office("sqlite://", clock=clock, **settings)
