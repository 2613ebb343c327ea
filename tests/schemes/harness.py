"""For each rule of a scheme an example that obeys it and one that breaks it, and the scheme with that rule taken out.

A rule is switched off as its owner would: every table with its code is taken out of the scheme file.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from casework import Office, Refused
from casework.definitions.shipped import shipped_folder
from casework.testing import FrozenClock, office_in_memory

#: What an example does; it returns the provisions, findings or messages that it was caught with, if any.
Run = Callable[[Office], Iterable[str] | None]

_PROVISION = re.compile(r"^[a-z_]+/\d{4}#\w+")


@dataclass(frozen=True, slots=True)
class Example:
    """One rule: what obeys it, what breaks it. `settings` are those that carry the rule besides its tables."""

    code: str
    obeyed: Run
    broken: Run
    settings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """The scheme that examples are about, and the instant at which each of them starts."""

    scheme: str
    year: int
    starts: str

    def office(self) -> Office:
        """An office in memory with the scheme as shipped."""
        return office_in_memory(FrozenClock(self.starts))

    def office_without(self, example: Example, folder: Path) -> Office:
        """An office whose scheme file lacks the rule; `folder` takes the changed file."""
        return self.office_with(lambda text: without(text, example.code, example.settings), folder)

    def office_with(self, change: Callable[[str], str], folder: Path) -> Office:
        """An office whose scheme file was changed by its owner; `folder` takes the changed file."""
        shipped = shipped_folder("workflows") / "schemes" / self.scheme
        shutil.copytree(shipped, folder, dirs_exist_ok=True)
        file = folder / f"{self.year}.toml"
        file.write_text(change(file.read_text("utf-8")), "utf-8")
        return office_in_memory(FrozenClock(self.starts), schemes=[file])

    def catches(self, example: Example, office: Office, run: Run) -> bool:
        """Whether what the example does is refused, found or reported under the rule's own citation."""
        return f"{self.scheme}/{self.year}#{example.code}" in caught(office, run)


def without(text: str, code: str, settings: tuple[str, ...] = ()) -> str:
    """A scheme file without the tables of that code, and without those settings. At least one of them must be there."""
    parts = re.split(r"(?m)^(?=\[)", text)
    of_rule = re.compile(rf'(?m)^code\s*=\s*"{re.escape(code)}"')
    kept = "".join(part for part in parts if not (part.startswith("[[") and of_rule.search(part)))
    for name in settings:
        kept = re.sub(rf"(?m)^{name}\s*=.*\n", "", kept)
    assert kept != text, f"the scheme file says nothing under {code}"
    return kept


def caught(office: Office, run: Run) -> frozenset[str]:
    """The citations under which the run is refused, or which it returns."""
    try:
        told = [*(run(office) or ())]
    except Refused as refused:
        told = [reason.law for reason in refused.reasons]
    return frozenset(match.group() for law in told if (match := _PROVISION.match(law)))
