"""Tables as CSV that a Norwegian spreadsheet opens as it is, and in which no cell is ever a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import StringIO
from typing import Any

from casework.errors import Text
from casework.law.calendar import OSLO

#: What a spreadsheet takes for the beginning of a formula, also behind spaces, and what merely looks like it.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
GUARD = "'"
#: Without it a spreadsheet reads æ, ø and å as something else.
BYTE_ORDER_MARK = "\ufeff"


def csv_bytes(headings: Sequence[str], rows: Iterable[Sequence[Any]], language: str = "nb") -> bytes:
    """The table in UTF-8 with a byte order mark, semicolons between cells and CRLF between rows."""
    page = StringIO()
    writer = csv.writer(page, delimiter=";", lineterminator="\r\n")
    writer.writerow([guarded(heading) for heading in headings])
    writer.writerows([cell(value, language) for value in row] for row in rows)
    return (BYTE_ORDER_MARK + page.getvalue()).encode("utf-8")


def cell(value: Any, language: str = "nb") -> str:
    """A value as people write it here: days as 15.03.2026, instants in Oslo time, numbers as they are."""
    match value:
        case bool():
            return _YES_NO[value].in_language(language)
        case datetime():
            return f"{value.astimezone(OSLO):%d.%m.%Y %H:%M}"
        case date():
            return f"{value:%d.%m.%Y}"
        case int():
            return str(value)
    told = value.in_language(language) if isinstance(value, Text) else value
    return guarded(str(told)) if told is not None else ""


_YES_NO = (Text("nei", "nei", "no"), Text("ja", "ja", "yes"))


def kroner_cell(ore: int) -> str:
    """An amount given in øre, as a spreadsheet reads it here: 1250,50."""
    whole, rest = divmod(abs(ore), 100)
    return f"{'-' if ore < 0 else ''}{whole},{rest:02d}"


def guarded(text: str) -> str:
    """The text so that no spreadsheet runs it."""
    return f"{GUARD}{text}" if text.lstrip(" \u00a0").startswith(FORMULA) else text
