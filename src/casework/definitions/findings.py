"""How findings in definition files are made, put in order and told apart."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from casework.errors import Fault, Finding, NotFound

FAULT = "fault"
ADVICE = "advice"


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The name that was probably meant, if there is one."""
    return next(iter(get_close_matches(name, sorted(set(candidates)), n=1)), None)


def near(name: str, candidates: Iterable[str]) -> str:
    """The end of a message about an unknown name: the name that was probably meant, if there is one."""
    meant = nearest(name, candidates)
    return f"; did you mean {meant!r}?" if meant else ""


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Each finding once, in the order of the file."""
    return sorted(set(findings), key=lambda f: (f.file, f.line, f.severity != FAULT, f.code, f.message))


def faults(findings: Iterable[Finding]) -> list[Finding]:
    """Those that make the file unusable."""
    return [f for f in findings if f.severity == FAULT]


def not_found(kind: str, name: object, candidates: Iterable[str]) -> NotFound:
    """The error for an unknown name, which tells the name that was probably meant."""
    error = NotFound(kind, name)
    told = f"{error}{near(str(name), candidates)}"
    error.faults = (Fault(told, code="not_found"),)
    error.args = (told,)
    return error
