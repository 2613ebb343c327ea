"""Legal days: which are working days, what a day off is called, and how instants become Oslo days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

from casework.errors import LANGUAGES, BadInput, Text

OSLO = ZoneInfo("Europe/Oslo")

#: The years in which legal days are counted: from the first whole year of maidager/1 to the last of the library's
#: table, beyond which it would silently know no holidays.
FIRST_YEAR, LAST_YEAR = 1948, 2100

WEEKDAYS = (
    Text("mandag", "måndag", "Monday"),
    Text("tirsdag", "tysdag", "Tuesday"),
    Text("onsdag", "onsdag", "Wednesday"),
    Text("torsdag", "torsdag", "Thursday"),
    Text("fredag", "fredag", "Friday"),
    Text("lørdag", "laurdag", "Saturday"),
    Text("søndag", "søndag", "Sunday"),
)

_MONTHS = Text(
    "januar februar mars april mai juni juli august september oktober november desember",
    "januar februar mars april mai juni juli august september oktober november desember",
    "January February March April May June July August September October November December",
)

#: What the calendar library calls a day off, and what we call it (helligdag/2, maidager/1).
_NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "Første nyttårsdag": Text("første nyttårsdag", "første nyttårsdag", "New Year's Day"),
        "Skjærtorsdag": Text("skjærtorsdag", "skjertorsdag", "Maundy Thursday"),
        "Langfredag": Text("langfredag", "langfredag", "Good Friday"),
        "Første påskedag": Text("første påskedag", "første påskedag", "Easter Sunday"),
        "Andre påskedag": Text("andre påskedag", "andre påskedag", "Easter Monday"),
        "Arbeidernes dag": Text("1. mai", "1. mai", "1 May"),
        "Grunnlovsdag": Text("17. mai", "17. mai", "17 May"),
        "Kristi himmelfartsdag": Text("Kristi himmelfartsdag", "Kristi himmelfartsdag", "Ascension Day"),
        "Første pinsedag": Text("første pinsedag", "første pinsedag", "Whit Sunday"),
        "Andre pinsedag": Text("andre pinsedag", "andre pinsedag", "Whit Monday"),
        "Første juledag": Text("første juledag", "første juledag", "Christmas Day"),
        "Andre juledag": Text("andre juledag", "andre juledag", "the second day of Christmas"),
    }
)

_SATURDAY, _SUNDAY = 5, 6


@cache
def _days_off() -> Mapping[date, tuple[Text, ...]]:
    """The public holidays and the days equated with them. Imported here because the library is slow to load."""
    import holidays

    years = range(FIRST_YEAR, LAST_YEAR + 1)
    found = holidays.country_holidays("NO", years=years, language="no")
    return MappingProxyType({day: names_of(names) for day, names in found.items()})


def names_of(joined: str) -> tuple[Text, ...]:
    """What we call a day off that the library names, several names joined by "; ".

    A holiday that the library learns of before we do keeps the library's name: it still is one.
    """
    return tuple(_NAMES.get(name) or Text(name, name, name) for name in joined.split("; "))


def is_working_day(day: date) -> bool:
    """Whether `day` is neither Saturday nor Sunday nor a holiday or equated day (dl/149-1). Raises BadInput."""
    return legal_day(day).weekday() < _SATURDAY and day not in _days_off()


def reasons_off(day: date, language: str = "nb") -> tuple[str, ...]:
    """Every reason why `day` is no working day: ("lørdag", "17. mai"); empty for a working day."""
    weekend = (WEEKDAYS[day.weekday()],) if legal_day(day).weekday() in (_SATURDAY, _SUNDAY) else ()
    return tuple(_in(language, name) for name in weekend + _days_off().get(day, ()))


def day_name(day: date, language: str = "nb") -> str:
    """The name of the weekday: "lørdag"."""
    return _in(language, WEEKDAYS[day.weekday()])


def written_day(day: date, language: str = "nb") -> str:
    """The day in full: "torsdag 4. desember 2025"."""
    month = _in(language, _MONTHS).split()[day.month - 1]
    return f"{day_name(day, language)} {day.day}{'' if language == 'en' else '.'} {month} {day.year}"


def next_working_day(day: date) -> date:
    """The first working day after `day`, never `day` itself."""
    return _step(day, 1)


def previous_working_day(day: date) -> date:
    """The last working day before `day`, never `day` itself."""
    return _step(day, -1)


def working_day_from(day: date) -> date:
    """`day` itself where it is a working day, otherwise the nearest one after it (dl/149-1)."""
    return day if is_working_day(day) else next_working_day(day)


def working_day_until(day: date) -> date:
    """`day` itself where it is a working day, otherwise the nearest one before it."""
    return day if is_working_day(day) else previous_working_day(day)


def add_working_days(day: date, count: int) -> date:
    """The `count`th working day after `day`, which is not counted itself. Raises BadInput for a negative count."""
    if count < 0:
        raise BadInput(f"{count} working days cannot be added; the count is 0 or more")
    for _ in range(count):
        day = next_working_day(day)
    return legal_day(day)


def oslo_day(instant: datetime) -> date:
    """The legal day (Oslo) in which an aware instant lies. Raises BadInput for a naive one."""
    return legal_day(_aware(instant).astimezone(OSLO).date())


def start_of_day(day: date) -> datetime:
    """The instant (UTC) at which `day` begins in Oslo, which is when the day before it has ended."""
    return datetime.combine(legal_day(day), time(), tzinfo=OSLO).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """The exclusive end (UTC) of `day` in Oslo."""
    return datetime.combine(legal_day(day) + timedelta(days=1), time(), tzinfo=OSLO).astimezone(UTC)


def _step(day: date, direction: int) -> date:
    day = legal_day(legal_day(day) + timedelta(days=direction))
    while not is_working_day(day):
        day += timedelta(days=direction)
    return day


def legal_day(day: date) -> date:
    """`day`, once it is sure to be one: an instant and a year outside 1948 to 2100 raise BadInput."""
    # A datetime is a date to Python, yet never equal to one: it would silently miss every holiday.
    if isinstance(day, datetime):
        raise BadInput(f"{day.isoformat()} is an instant; a legal day is wanted")
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadInput(f"{day.isoformat()} is outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return day


def _aware(instant: datetime) -> datetime:
    if instant.utcoffset() is None:
        raise BadInput(f"{instant.isoformat()} has no time zone; give its offset, as in 2026-03-14T12:00:00+01:00")
    return instant


def _in(language: str, text: Text) -> str:
    if language not in LANGUAGES:
        raise BadInput(f"{language!r} is none of the languages {', '.join(LANGUAGES)}")
    return text.in_language(language)
