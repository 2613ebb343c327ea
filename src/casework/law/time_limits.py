"""How a time limit is counted, step by step: the Courts Act sections 148 and 149."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from casework.errors import BadInput
from casework.law.calendar import LAST_YEAR, add_working_days, end_of_day, legal_day, oslo_day, working_day_from
from casework.law.length import Length
from casework.law.provisions import Provision, provision
from casework.law.reasoning import explained, explained_day, explained_start

_WRITTEN_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WRITTEN_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?")

#: When a limit starts: a legal day (Oslo), an aware instant, or either of them written as text.
When = date | datetime | str


@dataclass(frozen=True, slots=True)
class Limit:
    """One counted limit. Days are Oslo days; `ends_at` is the exclusive end of the last day, in UTC.

    `given` is the start as it was given. For a limit that bars something (fvl/27b), the last day is the last one on
    which it is still barred.
    """

    provision: str | None
    given: str
    start_day: date
    nominal_day: date
    last_day: date
    ends_at: datetime
    rolled: bool
    reasoning: tuple[str, ...]

    def has_passed(self, instant: datetime) -> bool:
        """Whether the last day is over at an aware instant."""
        return instant >= self.ends_at

    def as_json(self) -> dict[str, object]:
        """As `law limit --json` gives it."""
        return {
            "provision": self.provision,
            "from": self.given,
            "nominal_day": self.nominal_day.isoformat(),
            "last_day": self.last_day.isoformat(),
            "ends_at": f"{self.ends_at:%Y-%m-%dT%H:%M:%SZ}",
            "rolled": self.rolled,
            "reasoning": list(self.reasoning),
        }


def limit(law: str | Provision, start: When, *, language: str = "nb") -> Limit:
    """The limit that a provision sets, counted from `start`: `limit("fvl/29-1", date(2026, 3, 14))`.

    Raises NotFound for an unknown provision and BadInput for one that sets no limit, for a naive instant, and for
    years outside 1948 to 2100.
    """
    found = provision(law) if isinstance(law, str) else law
    if found.limit is None:
        raise BadInput(f"{found.key} sets no time limit")
    rule = found.limit
    bars = rule.last_day == "bars"
    return _counted(rule.length, start, rolls=rule.rolls, law=found.key, bars=bars, language=language)


def limit_of_length(
    length: Length | str, start: When, *, rolls: bool, law: str | None = None, language: str = "nb"
) -> Limit:
    """A limit whose length is set elsewhere, as in a scheme's settings ("3 weeks"). Raises BadInput."""
    parsed = Length.parse(length) if isinstance(length, str) else length
    return _counted(parsed, start, rolls=rolls, law=law, language=language)


def fixed_day(day: date | str, *, rolls: bool, law: str | None = None, language: str = "nb") -> Limit:
    """A limit that ends on a calendar day (dl/148-3), such as a report date. Raises BadInput."""
    nominal = start_day(day)
    last = roll(nominal) if rolls else nominal
    reasoning = explained_day(nominal, last, language)
    return Limit(law, _as_given(day), nominal, nominal, last, end_of_day(last), last != nominal, reasoning)


def honoured(found: Limit, stated: date, *, language: str = "nb") -> Limit:
    """The limit with the last day that a notice stated, where that is later than the law's: it binds the authority."""
    later = fixed_day(stated, rolls=False, law=found.provision, language=language)
    return later if later.last_day > found.last_day else found


def count(start: date, length: Length) -> date:
    """The nominal last day (dl/148): the start day is not counted, and the end never rolls here. Raises BadInput."""
    match length.unit:
        case "days":
            return legal_day(start + timedelta(days=length.count))
        case "weeks":
            return legal_day(start + timedelta(weeks=length.count))
        case "months":
            return months_on(start, length.count)
        case "years":
            return months_on(start, 12 * length.count)
        case _:
            return add_working_days(start, length.count)


def roll(day: date) -> date:
    """The nearest working day on or after `day` (dl/149-1)."""
    return working_day_from(day)


def start_day(when: When) -> date:
    """The legal day (Oslo) on which something happened. Raises BadInput for a naive instant or unreadable text."""
    moment = _read(when) if isinstance(when, str) else when
    return oslo_day(moment) if isinstance(moment, datetime) else legal_day(moment)


def _counted(length: Length, start: When, *, rolls: bool, law: str | None, language: str, bars: bool = False) -> Limit:
    first = start_day(start)
    nominal = count(first, length)
    last = roll(nominal) if rolls else nominal
    given = _as_given(start)
    steps = explained(length, first, nominal, last, bars=bars, language=language)
    reasoning = explained_start(given, first, language) + steps
    return Limit(law, given, first, nominal, last, end_of_day(last), last != nominal, reasoning)


def months_on(start: date, months: int) -> date:
    """The day so many months after `start`, or before it; the last of the month where it has no such day (dl/148-2)."""
    year, month = divmod(12 * start.year + start.month - 1 + months, 12)
    if year > LAST_YEAR:
        raise BadInput(f"the limit would end in {year}; it must end in {LAST_YEAR} or before")
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _read(written: str) -> date | datetime:
    try:
        if _WRITTEN_DAY.fullmatch(written):
            return date.fromisoformat(written)
        if _WRITTEN_INSTANT.fullmatch(written):
            return datetime.fromisoformat(written)
    except ValueError as error:
        raise BadInput(f"{written!r} is no day in any calendar: {error}") from error
    raise BadInput(f"{written!r} is neither a day (2026-03-14) nor an instant with its offset (2026-03-14T12:00:00Z)")


def _as_given(when: When) -> str:
    return when if isinstance(when, str) else when.isoformat().replace("+00:00", "Z")
