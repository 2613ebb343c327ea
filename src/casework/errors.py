"""Everything that casework raises on purpose, one tree:

CaseworkError
├── Refused          a rule says no; `reasons` has all of them, nothing was changed
│   ├── InvalidFacts the facts given are missing, unknown or out of bounds (is BadInput too)
│   └── Denied       who asks has not the right to it, whatever the case says
├── Stale            somebody else was first; `entries` tells what changed
├── KeyReused        the idempotency key was used before, for something else
├── BadInput         the caller's mistake; `faults` has all of them
│   └── NotFound     there is nothing of that name or number
├── BadDefinition    a workflow, scheme or letter file is wrong; `findings` has all of them
└── BadDatabase      the database cannot be used as it is: too new, too old, read-only, full, locked
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

LANGUAGES = ("nb", "nn", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """One text in the three languages that people read."""

    nb: str
    nn: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in `nb`, `nn` or `en`."""
        return str(getattr(self, language))

    def format(self, **values: object) -> Text:
        """The same text with its placeholders filled in, in every language."""
        return Text(self.nb.format(**values), self.nn.format(**values), self.en.format(**values))


@dataclass(frozen=True, slots=True)
class Reason:
    """One requirement that is not met: its code, its own provision and what to tell the person."""

    code: str
    law: str
    message: str
    fact: str | None = None
    text: Text | None = None

    def in_language(self, language: str) -> str:
        """The message in `nb`, `nn` or `en`; the one message where it was not written in three."""
        return self.text.in_language(language) if self.text else self.message


def reason(code: str, law: str, text: Text, fact: str | None = None) -> Reason:
    """A reason written in three languages; `message` is the bokmål one."""
    return Reason(code, law, text.nb, fact, text)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with what somebody gave us: where, what, and what to do."""

    message: str
    where: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding in a definition file; a `fault` makes the file unusable, an `advice` does not."""

    file: str
    line: int
    severity: str
    code: str
    message: str


class CaseworkError(Exception):
    """The root of everything that casework raises on purpose."""


class Refused(CaseworkError):
    """A rule says no. Nothing was changed; every reason is given, each with its own provision."""

    def __init__(self, step: str, reasons: Sequence[Reason]) -> None:
        self.step = step
        self.reasons = tuple(reasons)
        told = "; ".join(f"{r.message} ({r.law})" for r in self.reasons)
        super().__init__(f"{step} refused: {told}")


class Denied(Refused):
    """Who asks has not the right to it: not in this role, not in this case, or no longer. It is recorded."""


class Stale(CaseworkError):
    """Somebody else was first: the case has moved on since it was read. Read it again and decide anew."""

    def __init__(self, case_id: str, expected: int, found: int, entries: Sequence[Any] = ()) -> None:
        self.case_id, self.expected, self.found = case_id, expected, found
        self.entries = tuple(entries)
        changes = ", ".join(f"{entry.name} by {entry.actor.person}" for entry in self.entries)
        super().__init__(f"case {case_id} is at revision {found}, not {expected}; since then: {changes or 'unknown'}")


class KeyReused(CaseworkError):
    """The idempotency key was used before, for other input. Use a new key for a new request."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(f"the key {key!r} was used before for another request; use a new key")


class BadInput(CaseworkError):
    """The caller gave something that cannot be right. Every fault is listed."""

    def __init__(self, *faults: Fault | str) -> None:
        self.faults = tuple(f if isinstance(f, Fault) else Fault(f) for f in faults)
        super().__init__("; ".join(f"{f.where}: {f.message}" if f.where else f.message for f in self.faults))


class NotFound(BadInput):
    """There is nothing of that name or number."""

    def __init__(self, kind: str, name: object) -> None:
        self.kind, self.name = kind, name
        super().__init__(Fault(f"there is no {kind} {str(name)!r}", code="not_found"))


class InvalidFacts(Refused, BadInput):
    """The facts given with a transition are missing, unknown, of the wrong type or out of bounds. All are listed."""

    def __init__(self, step: str, reasons: Sequence[Reason]) -> None:
        Refused.__init__(self, step, reasons)
        self.faults = tuple(Fault(r.message, r.fact or "", r.code) for r in reasons)


class BadDefinition(CaseworkError):
    """A workflow, scheme or letter file is wrong. Every finding is listed with file and line."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(f"{f.file}:{f.line}: {f.severity}: {f.message}" for f in self.findings))


class BadDatabase(CaseworkError):
    """The database cannot be used as it is; the message says why and what to do."""
