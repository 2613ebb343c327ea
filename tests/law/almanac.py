"""An independent calendar to check ours against: its own Easter, its own counting, its own summer time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian computus."""
    golden, century = year % 19, year // 100
    skipped, lunar = century - century // 4, (8 * century + 13) // 25
    epact = (skipped - lunar + 19 * golden + 15) % 30
    epact -= (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - skipped) % 7
    march = 28 + epact - weekday
    return date(year, 3, 1) + timedelta(days=march - 1)


def holidays(year: int) -> set[date]:
    """The days off by statute: the Act of 1995 section 2 and the Act of 1947 section 1."""
    moveable = {easter(year) + timedelta(days=offset) for offset in (-3, -2, 0, 1, 39, 49, 50)}
    return moveable | {date(year, m, d) for m, d in ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))}


def is_working_day(day: date) -> bool:
    """Neither Saturday nor Sunday nor a day off by statute."""
    return day.isoweekday() < 6 and day not in holidays(day.year)


def rolled(day: date) -> date:
    """The nearest working day on or after `day`."""
    return day if is_working_day(day) else rolled(day + timedelta(days=1))


def months_after(day: date, months: int) -> date:
    """`months` later by number, or the last day of a month that lacks the number."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    for number in range(day.day, 0, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    raise AssertionError(day)


def counted(start: date, length: str) -> date:
    """The nominal end of a length such as "3 weeks", counted one day or one month at a time."""
    number, unit = int(length.split(maxsplit=1)[0]), length.split(" ", 1)[1].rstrip("s")
    if unit == "working day":
        day = start
        for _ in range(number):
            day = rolled(day + timedelta(days=1))
        return day
    if unit in ("day", "week"):
        return date.fromordinal(start.toordinal() + number * (7 if unit == "week" else 1))
    return months_after(start, number * (12 if unit == "year" else 1))


def summer_time(instant: datetime) -> bool:
    """Whether Norway has summer time: from the last Sunday of March to that of October, 01:00 UTC (since 1996)."""
    return _last_sunday(instant.year, 3) <= instant < _last_sunday(instant.year, 10)


def oslo_day(instant: datetime) -> date:
    """The date on the wall in Oslo."""
    return (instant + timedelta(hours=2 if summer_time(instant) else 1)).date()


def _last_sunday(year: int, month: int) -> datetime:
    last = date(year, month, 31)
    last -= timedelta(days=last.isoweekday() % 7)
    return datetime(last.year, last.month, last.day, 1, tzinfo=UTC)
