"""What each provision says, from when to when, and which time limit it sets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import Any

from casework.errors import LANGUAGES, BadDefinition, BadInput, Fault, Finding, NotFound, Text
from casework.law.length import Length
from casework.law.statute_files import COMMENCEMENT, fault, line_of, packaged, read_toml

#: Whose time runs: the party's, counted from what reached it, or the authority's own.
CLOCKS = ("party", "authority")

#: Every event that a limit can run from.
RUNS_FROM: Mapping[str, str] = MappingProxyType(
    {
        "arrival": "notice has come through to the party or its representative",
        "announcement": "the decision is announced publicly for the first time",
        "knowledge": "the person learned of it, or should have",
        "reasons_arrival": "the reasons demanded afterwards have come through",
        "availability": "the document is available electronically and the alert is sent",
        "sending": "the authority, or the creditor, sent its message",
        "receipt": "the first instance received the inquiry, appeal or demand",
        "decision": "the decision was made",
        "lodging": "the appeal was lodged for the first time",
        "due": "performance could first be demanded",
        "acknowledgement": "the debtor acknowledged the claim",
        "accounting_year_end": "the accounting year ended",
    }
)

#: What may still be done on the last day: the act itself (`acts`), or nothing yet because it still bars (`bars`).
LAST_DAYS = ("acts", "bars")

_KEY = re.compile(r"[a-z][a-z0-9]*/[0-9]+[a-z]?(\.[0-9]+)*(-[0-9a-z]+)*(:[a-z_]+)?")
_FIELDS = {*LANGUAGES, "heading", "since", "until", "checked", "limit", "successor"}
_LIMIT_FIELDS = {"length", "clock", "runs_from", "rolls", "last_day"}


@dataclass(frozen=True, slots=True)
class LimitRule:
    """The time limit a provision sets: how long, whose, from which event, and whether its end rolls (dl/149-1)."""

    length: Length
    clock: str
    runs_from: str
    rolls: bool
    last_day: str = "acts"


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision, restated in our own words. `since` is None while the King has set no day of commencement.

    `checked` is the day on which the text it restates was retrieved; `successor` is its key in the 2025 Act.
    """

    key: str
    act: Text
    heading: Text
    text: Text
    since: date | None
    until: date | None
    checked: date
    url: str
    limit: LimitRule | None = None
    successor: str | None = None

    def dated(self, day: date) -> bool:
        """Whether `day` lies between its own days; `until` is the first day without it."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


def provision(key: str) -> Provision:
    """The provision of that key. Raises NotFound, whose faults also name the nearest keys."""
    found = provisions().get(key)
    if found is None:
        raise _not_found(key)
    return found


@cache
def provisions() -> Mapping[str, Provision]:
    """Every packaged provision by key. Raises BadDefinition where the data is malformed."""
    return read_provisions({name: text for name, text in packaged().items() if name != COMMENCEMENT})


def read_provisions(files: Mapping[str, str]) -> Mapping[str, Provision]:
    """The provisions in statute files given as text by name. Raises BadDefinition with every finding."""
    book: dict[str, Provision] = {}
    findings: list[Finding] = []
    for file, text in files.items():
        for key, built in _Statute(file, text).provisions(findings):
            if key in book:
                findings.append(fault(file, line_of(text, key), "duplicate", f"{key} is already in another file"))
            book[key] = built
    findings += _dangling(book, files)
    if findings:
        raise BadDefinition(findings)
    return MappingProxyType(book)


def _dangling(book: Mapping[str, Provision], files: Mapping[str, str]) -> Iterator[Finding]:
    for key, entry in book.items():
        if entry.successor and entry.successor not in book:
            file, line = next((f, line_of(t, key)) for f, t in files.items() if f'["{key}"]' in t)
            yield fault(file, line, "no_successor", f"{key} has no successor {entry.successor}")


def _not_found(key: str) -> NotFound:
    error = NotFound("provision", key)
    parts = [known for known in provisions() if known.startswith((f"{key}:", f"{key}-"))]
    near = parts[:5] or get_close_matches(key, provisions(), n=3, cutoff=0.7)
    if near:
        error.faults += (Fault(f"did you mean {', '.join(near)}?", code="near"),)
        error.add_note(error.faults[-1].message)
    return error


class _Statute:
    """One statute file being read; what is wrong in it is told with its line."""

    def __init__(self, file: str, text: str) -> None:
        self._file, self._text = file, text
        self._tables = read_toml(file, text)
        self._acts: Mapping[str, Any] = self._tables.pop("acts", {})
        self._headings: Mapping[str, Any] = self._tables.pop("headings", {})

    def provisions(self, findings: list[Finding]) -> Iterator[tuple[str, Provision]]:
        for key, table in self._tables.items():
            try:
                yield key, self._provision(key, table)
            except (KeyError, TypeError, ValueError, BadInput) as error:
                findings.append(fault(self._file, line_of(self._text, key), "malformed", f"{key}: {_told(error)}"))

    def _provision(self, key: str, table: Mapping[str, Any]) -> Provision:
        _refuse_unknown(table, _FIELDS)
        if not _KEY.fullmatch(key):
            raise ValueError("a key is written like fvl/29-1, fvl/16-3-a or fvl/35-3:review")
        act = self._acts[key.split("/", maxsplit=1)[0]]
        dated = {**act, **table}
        return Provision(
            key,
            _text(act["title"]),
            _text(table["heading"]) if "heading" in table else self._heading(key),
            _text(table),
            _day(dated, "since"),
            _day(dated, "until"),
            _checked(dated),
            act["url"],
            _limit(table["limit"]) if "limit" in table else None,
            table.get("successor"),
        )

    def _heading(self, key: str) -> Text:
        """The heading of the nearest level above: that of fvl/16 for fvl/16-3-a."""
        level = key.split(":", maxsplit=1)[0]
        while level not in self._headings and "-" in level:
            level = level.rsplit("-", 1)[0]
        return _text(self._headings[level])


def _limit(table: Mapping[str, Any]) -> LimitRule:
    _refuse_unknown(table, _LIMIT_FIELDS)
    rule = LimitRule(**{**table, "length": Length.parse(table["length"])})
    for value, known in ((rule.clock, CLOCKS), (rule.runs_from, RUNS_FROM), (rule.last_day, LAST_DAYS)):
        if value not in known:
            raise ValueError(f"{value!r} is none of {', '.join(known)}")
    if type(rule.rolls) is not bool:
        raise ValueError(f"{rule.rolls!r} is neither true nor false")
    return rule


def _text(table: Mapping[str, Any]) -> Text:
    told = [table[language] for language in LANGUAGES]
    if not all(isinstance(words, str) and words.strip() for words in told):
        raise ValueError("a text is written in nb, nn and en")
    return Text(*told)


def _day(table: Mapping[str, Any], field: str) -> date | None:
    day = table.get(field)
    if day is not None and type(day) is not date:
        raise ValueError(f"{field} is a day, written 2026-01-31 without quotes")
    return day


def _checked(table: Mapping[str, Any]) -> date:
    day = _day(table, "checked")
    if day is None:
        raise ValueError("checked is missing: the day on which the text was retrieved")
    return day


def _refuse_unknown(table: Mapping[str, Any], known: set[str]) -> None:
    if unknown := sorted(set(table) - known):
        raise ValueError(f"unknown field {', '.join(unknown)}")


def _told(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)
