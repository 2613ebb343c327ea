"""Which line of a TOML text each key, element and table stands on; `tomllib` does not tell."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]

_STRING = re.compile(r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'', re.DOTALL)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SPACE = re.compile(r"[ \t\r]*")
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BARE_VALUE = re.compile(r"[^,\]}#\n]*")
_REST_OF_LINE = re.compile(r"[^\n]*")


@dataclass(frozen=True, slots=True)
class Repeated:
    """A key or table given a second time: its path, and the part of the text that repeats it."""

    path: KeyPath
    start: int
    end: int


@dataclass(slots=True)
class TomlLines:
    """The lines of one text (the first is 1). A path is what leads to a value: `("transition", 3, "requires", 0)`."""

    known: dict[KeyPath, int] = field(default_factory=dict)
    repeated: list[Repeated] = field(default_factory=list)

    def line(self, path: KeyPath) -> int:
        """The line of the path, or of the nearest thing around it that is written in the text; else 1."""
        while path and path not in self.known:
            path = path[:-1]
        return self.known.get(path, 1)


def toml_lines(text: str) -> TomlLines:
    """Every path of the text with its line. Never fails: of a broken text it tells what can be told."""
    return _Scan(text).run()


class _Scan:
    """One walk over the text. Keys are recorded where they stand; inline tables where each of their keys stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.breaks = [i for i, c in enumerate(text) if c == "\n"]
        self.found = TomlLines()
        self.table: KeyPath = ()
        self.sizes: dict[KeyPath, int] = {}
        self.given: set[KeyPath] = set()
        self.second: tuple[KeyPath, int] | None = None

    def run(self) -> TomlLines:
        while self._skip(_BLANK) < len(self.text):
            before = self.at
            if self.text[self.at] == "[":
                self._header()
            else:
                self._pair(self.table)
            # A broken line must not hold the walk up.
            if self._skip(_SPACE) == before or not self._rest_is_blank():
                self._skip(_REST_OF_LINE)
        self._close_repeated(len(self.text))
        return self.found

    def _skip(self, pattern: re.Pattern[str]) -> int:
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.at

    def _rest_is_blank(self) -> bool:
        return self.text[self.at : self.at + 1] in ("", "\n", "#")

    def _line(self, position: int) -> int:
        return bisect_right(self.breaks, position - 1) + 1

    def _record(self, path: KeyPath, position: int) -> None:
        self.found.known.setdefault(path, self._line(position))

    def _header(self) -> None:
        start = self.at
        many = self.text.startswith("[[", start)
        self.at += 2 if many else 1
        path = self._into_arrays(self._key(), many)
        self._close_repeated(start)
        if not many and path in self.given:
            self.second = (path, start)
        self.given.add(path)
        for length in range(1, len(path) + 1):
            self._record(path[:length], start)
        self.table = path
        self._skip(_REST_OF_LINE)

    def _into_arrays(self, key: tuple[str, ...], many: bool) -> KeyPath:
        """The full path of a header: each array of tables on the way stands for its last table."""
        path: KeyPath = ()
        for depth, part in enumerate(key):
            path = (*path, part)
            if many and depth == len(key) - 1:
                self.sizes[path] = self.sizes.get(path, 0) + 1
            if path in self.sizes:
                path = (*path, self.sizes[path] - 1)
        return path

    def _close_repeated(self, end: int) -> None:
        if self.second is not None:
            path, start = self.second
            self.found.repeated.append(Repeated(path, start, end))
            self.second = None

    def _key(self) -> tuple[str, ...]:
        parts: list[str] = []
        while True:
            start = self._skip(_SPACE)
            if self._skip(_STRING if self.text[start : start + 1] in ("'", '"') else _BARE_KEY) == start:
                return tuple(parts)
            parts.append(_plain(self.text[start : self.at]))
            if self._skip(_SPACE) >= len(self.text) or self.text[self.at] != ".":
                return tuple(parts)
            self.at += 1

    def _pair(self, table: KeyPath) -> None:
        start = self.at
        path = (*table, *self._key())
        if self.text[self.at : self.at + 1] != "=" or path == table:
            return
        again = path in self.given or path in self.sizes
        for length in range(len(table) + 1, len(path) + 1):
            self._record(path[:length], start)
        self.given.add(path)
        self.at += 1
        self._skip(_SPACE)
        self._value(path)
        if again and self.second is None:
            self.found.repeated.append(Repeated(path, start, self.at))

    def _value(self, path: KeyPath) -> None:
        opening = self.text[self.at : self.at + 1]
        if opening == "[":
            self._array(path)
        elif opening == "{":
            self._inline_table(path)
        else:
            self._skip(_STRING if opening in ("'", '"') else _BARE_VALUE)

    def _array(self, path: KeyPath) -> None:
        self.at += 1
        index = 0
        while not self._ends("]"):
            before = self.at
            self._record((*path, index), before)
            self._value((*path, index))
            if not self._comma(before):
                return
            index += 1

    def _inline_table(self, path: KeyPath) -> None:
        self.at += 1
        while not self._ends("}"):
            before = self.at
            self._pair(path)
            if not self._comma(before):
                return

    def _ends(self, closing: str) -> bool:
        """Whether the list ends here; also at the end of the text."""
        self._skip(_BLANK)
        if self.text[self.at : self.at + 1] == closing:
            self.at += 1
            return True
        return self.at >= len(self.text)

    def _comma(self, before: int) -> bool:
        """Whether the walk got anywhere; past the comma, if there is one."""
        self._skip(_BLANK)
        if self.text[self.at : self.at + 1] == ",":
            self.at += 1
        return self.at > before


def _plain(key: str) -> str:
    if key[0] not in "'\"":
        return key
    try:
        return str(tomllib.loads(f"k = {key}")["k"])
    except tomllib.TOMLDecodeError:
        return key[1:-1]
