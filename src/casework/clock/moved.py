"""A clock that runs on from another instant: for a simulated office that people work in."""

from __future__ import annotations

from datetime import datetime

from casework.clock.frozen import FrozenClock
from casework.clock.wall import Clock, WallClock


class MovedClock:
    """Tells what the time would be, had it been `instant` when the clock was made."""

    def __init__(self, instant: datetime | str, wall: Clock | None = None) -> None:
        self._wall = wall or WallClock()
        self._ahead = FrozenClock(instant).now() - self._wall.now()

    def now(self) -> datetime:
        """The instant in UTC."""
        return self._wall.now() + self._ahead
