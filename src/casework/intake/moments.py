"""Days and instants as a portal writes them. Without an offset the clock is that of Europe/Oslo."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from casework.errors import BadInput
from casework.intake.remarks import Remark, remark

OSLO = ZoneInfo("Europe/Oslo")
YEARS = range(1990, 2101)

_SECONDS = r"(?:[:.](?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?)?"
_FORMS = (
    re.compile(
        r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
        rf"(?:[T ](?P<hour>\d{{1,2}}):(?P<minute>\d\d){_SECONDS}(?: ?(?P<zone>Z|[+-]\d\d(?::?\d\d)?))?)?",
        re.ASCII | re.IGNORECASE,
    ),
    re.compile(
        r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})"
        rf"(?:,? (?:kl\.? ?)?(?P<hour>\d{{1,2}})[:.](?P<minute>\d\d){_SECONDS}(?P<zone>))?",
        re.ASCII | re.IGNORECASE,
    ),
)


@dataclass(frozen=True, slots=True)
class WrittenMoment:
    """A legal day in Oslo and, where a clock time was written, the UTC instant.

    `time_known` is False without a clock time and at midnight: exports that lost the time write 00:00.
    """

    day: date
    instant: datetime | None
    time_known: bool
    notes: tuple[Remark, ...] = ()


def written_moment(text: str) -> WrittenMoment:
    """What `2022-03-15`, `15.3.2022 12:05` or `2022-03-15T23:59:30+01:00` says; raises BadInput for other forms.

    A clock time that summer time skipped is a fault; one that came twice is taken as the first, with a note.
    """
    parts = next((match for form in _FORMS if (match := form.fullmatch(text.strip()))), None)
    if parts is None:
        raise BadInput(remark("not_a_time", text))
    day = _day(parts, text)
    if parts["hour"] is None:
        return WrittenMoment(day, None, False)
    local = datetime.combine(day, _clock(parts, text))
    notes = [remark("second_fraction_cut", text)] if (parts["fraction"] or "")[6:].strip("0") else []
    instant = _with_offset(local, parts["zone"]) if parts["zone"] else _in_oslo(local, text, notes)
    return _moment(local, instant, text, notes)


def _day(parts: re.Match[str], text: str) -> date:
    try:
        day = date(int(parts["year"]), int(parts["month"]), int(parts["day"]))
    except ValueError as error:
        raise BadInput(remark("no_such_day", text)) from error
    if day.year not in YEARS:
        raise BadInput(remark("year_out_of_range", text))
    return day


def _clock(parts: re.Match[str], text: str) -> time:
    microsecond = int((parts["fraction"] or "0").ljust(6, "0")[:6])
    zone = re.sub(r"[^0-9]", "", parts["zone"] or "").ljust(4, "0")
    try:
        # Offsets beyond 14 hours exist nowhere on earth.
        if int(zone) > 1400 or int(zone[2:]) > 59:
            raise ValueError(zone)
        return time(int(parts["hour"]), int(parts["minute"]), int(parts["second"] or 0), microsecond)
    except ValueError as error:
        raise BadInput(remark("no_such_time", text)) from error


def _with_offset(local: datetime, zone: str) -> datetime:
    digits = re.sub(r"[^0-9]", "", zone).ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return local.replace(tzinfo=timezone(-offset if zone.startswith("-") else offset)).astimezone(UTC)


def _in_oslo(local: datetime, text: str, notes: list[Remark]) -> datetime:
    first = local.replace(tzinfo=OSLO, fold=0)
    second = local.replace(tzinfo=OSLO, fold=1)
    if first.astimezone(UTC).astimezone(OSLO).replace(tzinfo=None) != local:
        raise BadInput(remark("skipped_time", text))
    if first.utcoffset() != second.utcoffset():
        notes.append(remark("doubled_time", text))
    return first.astimezone(UTC)


def _moment(local: datetime, instant: datetime, text: str, notes: list[Remark]) -> WrittenMoment:
    in_oslo = instant.astimezone(OSLO)
    lost = time(0) in (local.time(), in_oslo.time())
    if lost:
        notes.append(remark("clock_time_lost", text))
    if in_oslo.date() != local.date():
        notes.append(remark("other_day_in_oslo", text, day=in_oslo.date().isoformat()))
    return WrittenMoment(in_oslo.date(), instant, not lost, tuple(notes))
