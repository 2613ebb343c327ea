"""Tells how a time limit was counted, one step a line, so that a person can check it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from casework.errors import Text
from casework.law.calendar import is_working_day, reasons_off, written_day
from casework.law.length import Length

_IN_OSLO = Text("{given} er {day} i Oslo", "{given} er {day} i Oslo", "{given} is {day} in Oslo")
_FROM = Text("{length} fra {start}", "{length} frå {start}", "{length} from {start}")
_FIXED = Text("fast dag: {day}", "fast dag: {day}", "fixed day: {day}")
_NOT_COUNTED = Text(
    "dagen det regnes fra, telles ikke med (dl/148-1)",
    "dagen det blir rekna frå, tel ikkje med (dl/148-1)",
    "the day it is counted from is not included (dl/148-1)",
)
_CLAMPED = Text(
    "måneden har ingen dag {number}, så fristen slutter på månedens siste dag (dl/148-2)",
    "månaden har ingen dag {number}, så fristen sluttar på siste dagen i månaden (dl/148-2)",
    "the month has no day {number}, so it ends on the month's last day (dl/148-2)",
)
_ENDS = Text("slutter {day}", "sluttar {day}", "ends {day}")
_OFF = Text("{day} er ikke virkedag ({why})", "{day} er ikkje vyrkedag ({why})", "{day} is no working day ({why})")
_ROLLED = Text(
    "så siste dag er {day} (dl/149-1)", "så siste dag er {day} (dl/149-1)", "so the last day is {day} (dl/149-1)"
)
_STAYS = Text(
    "denne fristen flyttes ikke; siste dag er {day}",
    "denne fristen blir ikkje flytta; siste dag er {day}",
    "this limit does not move; the last day is {day}",
)
_LAST = Text("siste dag er {day}", "siste dag er {day}", "the last day is {day}")
_BARRED = Text(
    "søksmål er sperret til og med {day} og kan reises fra {next}",
    "søksmål er sperra til og med {day} og kan reisast frå {next}",
    "suit is barred up to and including {day} and may be brought from {next}",
)


def explained(length: Length, start: date, nominal: date, last: date, *, bars: bool, language: str) -> tuple[str, ...]:
    """The steps from the starting day to the last day."""
    begun = _FROM.format(start=written_day(start, language), length=length.in_language(language))
    steps = [begun.in_language(language)]
    if length.unit in ("days", "working days"):
        steps.append(_NOT_COUNTED.in_language(language))
    if length.unit in ("months", "years") and nominal.day != start.day:
        steps.append(_CLAMPED.format(number=start.day).in_language(language))
    steps.append(_said(_ENDS, nominal, language))
    return (*steps, *_ending(nominal, last, language), *_barred(last, bars, language))


def explained_start(given: str, day: date, language: str) -> tuple[str, ...]:
    """Which Oslo day the given instant is; nothing where a day was given."""
    if given == day.isoformat():
        return ()
    return (_IN_OSLO.format(given=given, day=written_day(day, language)).in_language(language),)


def explained_day(nominal: date, last: date, language: str) -> tuple[str, ...]:
    """The steps for a fixed calendar day."""
    return (_said(_FIXED, nominal, language), *_ending(nominal, last, language))


def _ending(nominal: date, last: date, language: str) -> Iterator[str]:
    days = [nominal + timedelta(days=n) for n in range((last - nominal).days)] or [nominal]
    for day in days:
        if why := reasons_off(day, language):
            told = _OFF.format(day=written_day(day, language), why=", ".join(why))
            yield told.in_language(language)
    if last != nominal:
        yield _said(_ROLLED, last, language)
    else:
        yield _said(_LAST if is_working_day(last) else _STAYS, last, language)


def _barred(last: date, bars: bool, language: str) -> Iterator[str]:
    if bars:
        after = written_day(last + timedelta(days=1), language)
        yield _BARRED.format(day=written_day(last, language), next=after).in_language(language)


def _said(text: Text, day: date, language: str) -> str:
    return text.format(day=written_day(day, language)).in_language(language)
