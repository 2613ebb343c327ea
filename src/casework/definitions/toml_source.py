"""The text of one definition file, parsed, with its digest and the line of everything in it."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casework.definitions.findings import FAULT
from casework.definitions.toml_lines import KeyPath, Repeated, TomlLines, toml_lines
from casework.errors import BadInput, Finding, NotFound

#: A text given in place of a path has line breaks; no path has.
Origin = str | Path


@dataclass(frozen=True, slots=True)
class Source:
    """One file as read. `data` is empty where the text is not TOML; then `findings` says why."""

    file: str
    digest: str
    data: dict[str, Any]
    lines: TomlLines
    findings: tuple[Finding, ...] = ()

    def fault(self, path: KeyPath, code: str, message: str) -> Finding:
        """A fault at the line of `path`."""
        return self.finding(path, FAULT, code, message)

    def finding(self, path: KeyPath, severity: str, code: str, message: str) -> Finding:
        """A finding at the line of `path`."""
        return Finding(self.file, self.lines.line(path), severity, code, message)


def read_source(origin: Origin, file: str | None = None) -> Source:
    """The file of that path, or the text itself; `file` is the name that findings give it.

    Raises NotFound for a path without a file, BadInput for one that cannot be read.
    """
    if isinstance(origin, str) and "\n" in origin:
        return _parsed(origin.encode(), file or "<text>")
    return _parsed(_bytes(Path(origin)), file or str(origin))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as missing:
        raise NotFound("file", path) from missing
    except (OSError, ValueError) as error:
        raise BadInput(f"{path} cannot be read: {error}") from error


def _parsed(content: bytes, file: str) -> Source:
    digest = hashlib.sha256(content).hexdigest()
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return _unreadable(file, digest, line, "not_utf8", "the file is not UTF-8; save it as UTF-8")
    try:
        return _read(text, file, digest)
    except RecursionError:
        return _unreadable(file, digest, 1, "bad_toml", "lists or tables are nested too deep to be read")


def _read(text: str, file: str, digest: str) -> Source:
    found = toml_lines(text)
    try:
        return Source(file, digest, tomllib.loads(text), found)
    except ValueError as error:
        repeated = tuple(_repeated(r, text, file) for r in found.repeated)
        data, told = _first_given(text, found.repeated, error)
        syntax = [_syntax(told, text, file)] if told else []
        # Within an inline table the repetition cannot be taken out without breaking its line.
        apart = [fault for fault in syntax if fault.line not in {again.line for again in repeated}]
        return Source(file, digest, data, found, (*repeated, *apart))


def _first_given(text: str, repeated: list[Repeated], error: ValueError) -> tuple[dict[str, Any], str]:
    """The data without what is given twice, so that the rest can be checked too, or what else is wrong."""
    if not repeated:
        return {}, str(error)
    try:
        return tomllib.loads(_without(text, repeated)), ""
    except ValueError as other:
        return {}, str(other)


def _syntax(told: str, text: str, file: str) -> Finding:
    line, what = _place(told, text)
    return Finding(file, line, FAULT, "bad_toml", f"this is not TOML: {what}")


def _repeated(again: Repeated, text: str, file: str) -> Finding:
    name = ".".join(str(part) for part in again.path)
    line = text.count("\n", 0, again.start) + 1
    code = "duplicate_state" if len(again.path) == 2 and again.path[0] == "states" else "duplicate_key"
    return Finding(file, line, FAULT, code, f"{name} is given twice; give it once")


def _without(text: str, repeated: list[Repeated]) -> str:
    """The text with each repetition blanked out, line by line."""
    for again in repeated:
        blank = re.sub(r"[^\n]", " ", text[again.start : again.end])
        text = text[: again.start] + blank + text[again.end :]
    return text


def _place(message: str, text: str) -> tuple[int, str]:
    at = re.search(r" \(at line (\d+), column \d+\)$", message)
    if at:
        return int(at.group(1)), message[: at.start()]
    return text.rstrip("\n").count("\n") + 1, message.removesuffix(" (at end of document)")


def _unreadable(file: str, digest: str, line: int, code: str, message: str) -> Source:
    return Source(file, digest, {}, TomlLines(), (Finding(file, line, FAULT, code, message),))
