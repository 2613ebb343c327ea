"""When the rungs of a reminder ladder fall due. Pure counting: days in, instants out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from casework.errors import BadInput
from casework.law.calendar import OSLO, working_day_from, working_day_until
from casework.law.time_limits import months_on
from casework.model.scheme import Rung

#: When in the day (Oslo) a reminder goes.
HOUR = time(8)


@dataclass(frozen=True, slots=True)
class Planned:
    """A rung, its offset counted out in days, and the instant (UTC) at which it goes."""

    rung: Rung
    at: datetime


@lru_cache(maxsize=4096)
def planned(rungs: tuple[Rung, ...], nominal_day: date, last_day: date) -> tuple[Planned, ...]:
    """The rungs in the order in which they go; of two on one day the later one stands last.

    Up to the day they count from the nominal day and go on the working day before a closed one, after it from the
    effective day and on the working day after. A rung beyond the calendar never goes.
    """
    found = [p for rung in rungs if (p := _planned(rung, nominal_day, last_day)) is not None]
    return tuple(sorted(found, key=lambda p: (p.at, p.rung.offset)))


def _planned(rung: Rung, nominal_day: date, last_day: date) -> Planned | None:
    try:
        offset = _in_days(rung, nominal_day, last_day)
        day = rung_day(offset, nominal_day, last_day)
    except (BadInput, OverflowError):
        return None
    # The hour is of the day's own offset from UTC: decided here once, whatever the clocks do meanwhile.
    return Planned(replace(rung, offset=offset, unit="days"), datetime.combine(day, HOUR, tzinfo=OSLO).astimezone(UTC))


def _in_days(rung: Rung, nominal_day: date, last_day: date) -> int:
    if rung.unit == "days":
        return rung.offset
    counted = last_day if rung.offset > 0 else nominal_day
    return (months_on(counted, rung.offset) - counted).days


def rung_day(offset: int, nominal_day: date, last_day: date) -> date:
    """The legal day (Oslo) on which the rung goes. Raises BadInput beyond the calendar."""
    if offset > 0:
        return working_day_from(last_day + timedelta(days=offset))
    return working_day_until(nominal_day + timedelta(days=offset))


def first_after(plan: tuple[Planned, ...], now: datetime) -> datetime | None:
    """When the next rung goes that is not due at `now`; None after the last one."""
    return next((p.at for p in plan if p.at > now), None)


def due(plan: tuple[Planned, ...], since: datetime, now: datetime) -> tuple[Planned, ...]:
    """The rungs from `since` to `now`, both included: the last of them applies, the earlier ones are skipped."""
    return tuple(p for p in plan if since <= p.at <= now)
