"""How many reminders a walked year must have brought, counted from its deadlines alone.

Nothing of the engine counts here: the ladders stand in this file, the days off are those of an almanac of our own, and
what is known of a deadline is when it began, moved and was settled, as the record says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from casework import Office
from casework.model.record import Entry
from casework.model.rows import Deadline
from tests.law.almanac import is_working_day

DUTY = (-60, -14, -3, 0, 1, 7, 21)
#: Of everything that is no report.
OTHERS: Mapping[str, tuple[int, ...]] = {
    "allowance": (),
    "answer": (-7, 0, 1, 7),
    "appeal": (),
    "carry_out": (-7, 0, 1, 7),
    "contribution": (-3, 0, 1),
    "correction": (-3, 0, 1),
    "demand": (-7, 0, 1, 7),
    "documentation": (-3, 0, 1),
    "expected_answer": (-7, 0, 1, 7),
    # Two years on at the earliest, when the walked year is long over.
    "limitation": (),
    "payment": (-7, 0, 1, 7),
    "provisional_reply": (-7, 0, 1, 7),
    "repeat": (),
    "repayment": (-14, -3, 1, 14),
    "review": (-7, 0, 1, 7),
    "second_alert": (),
    "statement": (-3, 1),
    "transit": (),
}

#: Rungs that went and rungs that gave way, by kind and days from the due day.
Tally = Counter[tuple[str, int, str]]


@dataclass(frozen=True, slots=True)
class Span:
    """While a deadline stood at one day: the day before rolling and after it, from and until which instants."""

    nominal: date
    last: date
    begins: datetime
    ends: datetime


def by_hand(office: Office, last_look: date, others: Mapping[str, tuple[int, ...]] = OTHERS) -> Tally:
    """What a clock that looks every morning at eight, up to that day, must have staged and skipped."""
    total: Tally = Counter()
    for row in office.cases():
        began = _beginnings(office.history(row["id"]))
        for deadline in office.case(row["id"]).deadlines:
            rungs = DUTY if deadline.name == "report" else others[deadline.name]
            for span in _spans(deadline, began[deadline.id], _eight(last_look + timedelta(days=1))):
                total += _climbed(deadline.kind, rungs, span)
    return total


def _beginnings(history: list[Entry]) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for entry in history:
        for change in entry.changes:
            if change.collection == "deadlines":
                found.setdefault(change.id, entry.at)
    return found


def _spans(deadline: Deadline, began: datetime, horizon: datetime) -> Iterator[Span]:
    """One for the day as it was set, and one for each day that it was moved to."""
    end = deadline.settled_at or horizon
    assert deadline.nominal_day and deadline.original_day
    moments = [datetime.fromisoformat(move["at"]) for move in deadline.moves]
    days = [date.fromisoformat(move["to"]) for move in deadline.moves]
    yield Span(deadline.nominal_day, deadline.original_day, began, min([*moments[:1], end]))
    for number, (moved, day) in enumerate(zip(moments, days, strict=True)):
        yield Span(day, day, moved, min([*moments[number + 1 : number + 2], end]))


def _climbed(kind: str, rungs: tuple[int, ...], span: Span) -> Tally:
    by_day: dict[date, list[int]] = {}
    for rung in sorted(rungs):
        day = _day(rung, span)
        if span.begins < _eight(day) < span.ends:
            by_day.setdefault(day, []).append(rung)
    tally: Tally = Counter()
    for same_day in by_day.values():
        tally[kind, same_day[-1], "staged"] += 1
        tally.update((kind, rung, "skipped") for rung in same_day[:-1])
    return tally


def _day(rung: int, span: Span) -> date:
    """After the day forward to an open day from the effective one, else back from the nominal one."""
    step, day = (1, span.last) if rung > 0 else (-1, span.nominal)
    day += timedelta(days=rung)
    while not is_working_day(day):
        day += timedelta(days=step)
    return day


def _eight(day: date) -> datetime:
    return datetime.combine(day, time(8), ZoneInfo("Europe/Oslo")).astimezone(UTC)
