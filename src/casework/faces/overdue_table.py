"""The list of what is overdue, as a table of cells: for paper, for pages and for files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from casework.faces import words

#: Every column of a file; `faces.cli.texts.FIELDS` has their headings.
COLUMNS = (
    "case",
    "party_name",
    "party",
    "what",
    "scheme",
    "year",
    "due_day",
    "original_day",
    "days_late",
    "reminders_sent",
    "last_reminder_on",
    "last_outcome",
    "next_step",
    "caseworker",
)
NUMBERS = ("days_late", "reminders_sent")
_DAYS = ("due_day", "original_day", "last_reminder_on")


def cells(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], language: str) -> list[list[Any]]:
    """The rows of `Office.overdue` in words: days as days, codes in `nb`, `nn` or `en`."""
    return [[_cell(row, column, language) for column in columns] for row in rows]


def _cell(row: Mapping[str, Any], column: str, language: str) -> Any:
    value = row[column]
    if column in _DAYS:
        return date.fromisoformat(value) if value else None
    if column == "next_step":
        return words.word(words.NEXT_STEPS, value, language)
    if column == "last_outcome" and value:
        return words.word(words.OUTCOMES, value, language)
    return value.in_language(language) if column == "what" else value
