"""A clock that stands still until it is moved: for tests and simulations."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from casework.errors import BadInput


class FrozenClock:
    """Tells the instant that it was set to. Takes an aware instant, or RFC 3339 text with an offset."""

    def __init__(self, instant: datetime | str) -> None:
        self._now = _instant(instant)

    def now(self) -> datetime:
        """The instant it was set to, in UTC."""
        return self._now

    def move_to(self, instant: datetime | str) -> None:
        """Set it to another instant, earlier or later."""
        self._now = _instant(instant)

    def advance(self, by: timedelta | None = None, **units: float) -> None:
        """Move it on: `advance(days=1)` or `advance(timedelta(hours=2))`. Days are of 24 hours."""
        self._now += by if by is not None else timedelta(**units)


def _instant(value: datetime | str) -> datetime:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError as error:
        raise BadInput(f"{value!r} is not an instant; write it as 2026-03-15T09:30:00+01:00") from error
    if moment.tzinfo is None:
        raise BadInput(f"{value!r} has no time zone; write it as 2026-03-15T09:30:00+01:00")
    return moment.astimezone(UTC)
