"""Every error as an exit code, and as words or JSON on standard error."""

from __future__ import annotations

import json
import logging
import os
import sys
import traceback
from collections.abc import Iterator
from typing import Any

import click

from casework.errors import (
    BadDatabase,
    BadDefinition,
    BadInput,
    Fault,
    KeyReused,
    Refused,
    Stale,
    Text,
)
from casework.faces.as_json import as_json, entry_json, reason_json
from casework.faces.cli import texts
from casework.faces.cli.paper import printable
from casework.faces.cli.settings import Settings

REFUSED, WRONG_USAGE, TECHNICAL, INTERRUPTED, OUTPUT_CLOSED = 1, 2, 3, 130, 141


class OutputClosed(Exception):
    """Whoever read our output has stopped reading."""


def told(error: Exception, settings: Settings) -> int:
    """Tell the person or the program what went wrong. Returns the exit code."""
    if isinstance(error, OutputClosed):
        return _closed()
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if settings.debug and exit_code(error) == TECHNICAL:
        traceback.print_exception(error)
    if settings.as_json:
        _write(json.dumps(error_json(error, settings.language), ensure_ascii=False))
    elif isinstance(error, click.ClickException):
        error.show()
    else:
        _write(printable("\n".join(_lines(error, settings.language))))
    return exit_code(error)


def _write(text: str) -> None:
    try:
        click.echo(text, err=True)
    except BrokenPipeError:
        _closed()


def exit_code(error: Exception) -> int:
    """1 refused, 2 wrong usage or bad input, 3 technical failure; bad facts are bad input, not a refusal."""
    if isinstance(error, click.Abort):
        return INTERRUPTED
    if isinstance(error, (BadInput, BadDefinition, KeyReused, click.ClickException)):
        return WRONG_USAGE
    return REFUSED if isinstance(error, (Refused, Stale)) else TECHNICAL


def error_json(error: Exception, language: str) -> dict[str, Any]:
    """The error as JSON: `error` says which kind, the rest is what belongs to it."""
    match error:
        case BadInput():
            return {"error": "bad_input", "faults": [fault_json(f, language) for f in error.faults], **_step(error)}
        case Refused():
            reasons = [reason_json(r, language) for r in error.reasons]
            return {"error": "refused", "step": error.step, "reasons": reasons}
        case Stale():
            entries = [entry_json(entry, language) for entry in error.entries]
            told = {"case": error.case_id, "expected": error.expected, "revision": error.found}
            return {"error": "stale", **told, "entries": entries}
        case KeyReused():
            return {"error": "key_reused", "key": error.key, "message": str(error)}
        case BadDefinition():
            return {"error": "bad_definition", "findings": as_json(error.findings)}
        case _:
            return {"error": _kind(error), "message": _message(error)}


def _step(error: BadInput) -> dict[str, Any]:
    return {"step": error.step} if isinstance(error, Refused) else {}


def _kind(error: Exception) -> str:
    kinds = {BadDatabase: "bad_database", click.Abort: "interrupted", click.ClickException: "usage"}
    return next((name for kind, name in kinds.items() if isinstance(error, kind)), "unexpected")


def fault_json(fault: Fault, language: str) -> dict[str, Any]:
    """One fault; one that has a place in a file also has its line and column."""
    place = {name: getattr(fault, name) for name in ("line", "column", "value") if hasattr(fault, name)}
    return {"code": fault.code, "where": fault.where, "message": fault_message(fault, language), **place}


def fault_message(fault: Fault, language: str) -> str:
    """What is wrong, without the place."""
    text = getattr(fault, "text", None)
    return text.in_language(language) if text else fault.message


def fault_line(fault: Fault, language: str) -> str:
    """What is wrong, with the place before it."""
    in_language = getattr(fault, "in_language", None)
    if in_language:
        return str(in_language(language))
    return f"{fault.where}: {fault.message}" if fault.where else fault.message


def _lines(error: Exception, language: str) -> Iterator[str]:
    match error:
        case BadInput():
            yield texts.BAD_INPUT.in_language(language)
            yield from (f"  - {fault_line(fault, language)}" for fault in error.faults)
        case Refused():
            yield texts.REFUSED.format(step=error.step).in_language(language)
            yield from (f"  - {r.in_language(language)} ({r.law})" for r in error.reasons)
        case Stale():
            changed = {"case": error.case_id, "expected": error.expected, "found": error.found}
            yield texts.STALE.format(**changed).in_language(language)
            yield from (f"  - {e.id} {e.name} ({e.actor.person})" for e in error.entries)
        case BadDefinition():
            yield texts.BAD_DEFINITION.in_language(language)
            yield from (f"  {f.file}:{f.line}: {f.message}" for f in error.findings)
        case _:
            yield _line(error).in_language(language)


def _line(error: Exception) -> Text:
    match error:
        case KeyReused():
            return texts.KEY_REUSED.format(key=error.key)
        case BadDatabase():
            return texts.BAD_DATABASE.format(error=error)
        case click.Abort():
            return texts.INTERRUPTED
        case _:
            return texts.UNEXPECTED.format(error=_message(error))


def _message(error: Exception) -> str:
    if isinstance(error, click.ClickException):
        return error.format_message()
    message = " ".join(str(error).split())
    return message if isinstance(error, BadDatabase) else f"{type(error).__name__}: {message}"


def _closed() -> int:
    """Nobody reads: let the interpreter flush into nothing when it ends."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            os.dup2(nothing, stream.fileno())
        except (OSError, ValueError):
            continue
    return OUTPUT_CLOSED


class _Stderr(logging.Handler):
    """Writes to whatever standard error is at that moment."""

    def emit(self, record: logging.LogRecord) -> None:
        """One line."""
        click.echo(self.format(record), err=True)


def log_to_stderr() -> None:
    """Show warnings and errors of the log on standard error."""
    logging.getLogger("casework").addHandler(_Stderr())


def show_whole_log() -> None:
    """Show everything that the log tells (`--debug`)."""
    logging.getLogger("casework").setLevel(logging.DEBUG)
