"""What the tests of the command line start from, and how they read what it wrote."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import Result

TAILORED = Path(__file__).parent / "tailored"
SOURCE = Path(__file__).resolve().parents[3] / "src"
ORGANISATION = "222421241"

Run = Callable[..., Result]
Shell = Callable[..., subprocess.CompletedProcess[str]]


def told(result: Result) -> Any:
    """What a command that went well wrote as JSON."""
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def wrong(result: Result) -> Any:
    """What a command that did not go well wrote as JSON on standard error."""
    assert result.exit_code != 0 and not result.stdout, result.output
    return json.loads(result.stderr)


def opened(run: Run, *args: object) -> str:
    """The id of a case that was just opened."""
    who = ("--party", ORGANISATION, "--by", "kari", "--role", "caseworker")
    received = ("--fact", "received_on=2022-03-01", "--fact", "applied_amount=50000000")
    command = ("case", "open", "--scheme", "made_up", "--year", 2022, *who, *received, *args, "--json")
    return str(told(run(*command))["id"])
