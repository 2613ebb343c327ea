"""What there is to say about one place in a file: a fault that stops the row, or a note that does not."""

from __future__ import annotations

from dataclasses import dataclass, replace

from casework.errors import Fault, Text
from casework.intake.wording import PLACE_IN_CELL, PLACE_IN_LINE, TEXTS

LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Remark(Fault):
    """A fault or note with its physical line (from 1; 0 is the whole file), column and shortened value.

    `message` and `where` are English like the other errors; `in_language` gives both as people read them.
    """

    line: int = 0
    column: str = ""
    value: str = ""
    text: Text | None = None

    def at(self, line: int, column: str = "") -> Remark:
        """The same remark, about this line and column."""
        return replace(self, line=line, column=column, where=_place(line, column, "en"))

    def in_language(self, language: str) -> str:
        """Place and message in `nb`, `nn` or `en`."""
        place = _place(self.line, self.column, language)
        message = self.text.in_language(language) if self.text else self.message
        return f"{place}: {message}" if place else message


def remark(code: str, value: str = "", **facts: object) -> Remark:
    """A remark worded in three languages, not yet placed in the file."""
    shown = shortened(value)
    text = TEXTS[code].format(value=shown, **facts)
    return Remark(message=text.en, code=code, value=shown, text=text)


def placed(fault: Fault, line: int, column: str = "") -> Remark:
    """The fault as a remark about this line and column."""
    return (fault if isinstance(fault, Remark) else Remark(fault.message, code=fault.code)).at(line, column)


def shortened(value: str) -> str:
    """The value as it may be shown: one line, printable, at most 40 characters."""
    head = "".join(c if c.isprintable() else " " for c in value[: LONGEST_SHOWN * 5])
    folded = " ".join(head.split())
    return folded if len(folded) <= LONGEST_SHOWN else folded[: LONGEST_SHOWN - 1] + "…"


def _place(line: int, column: str, language: str) -> str:
    if not line:
        return ""
    return (PLACE_IN_CELL if column else PLACE_IN_LINE).in_language(language).format(line=line, column=column)
