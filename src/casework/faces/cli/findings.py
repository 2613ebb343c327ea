"""How what a check found is told."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from casework.errors import Finding, NotFound
from casework.faces.cli import texts
from casework.faces.cli.failures import REFUSED
from casework.faces.cli.paper import Paper, tell
from casework.faces.cli.settings import Settings


def files_of(given: Sequence[str]) -> list[str]:
    """The files, and those in the folders given. Raises NotFound for a folder without any."""
    found: list[str] = []
    for place in given:
        inside = sorted(map(str, Path(place).glob("*.toml"))) if Path(place).is_dir() else [place]
        if not inside:
            raise NotFound("TOML file in", place)
        found += inside
    return found


def told(context: click.Context, settings: Settings, found: Sequence[Finding], files: int) -> None:
    """Tell the findings; faults end the command with exit code 1."""
    faults = sum(finding.severity == "fault" for finding in found)
    tell(settings, found, lambda paper: _lines(paper, found, faults, files))
    if faults:
        context.exit(REFUSED)


def _lines(paper: Paper, found: Sequence[Finding], faults: int, files: int) -> None:
    for f in found:
        paper.line(f"{f.file}:{f.line}: {paper.said(texts.SEVERITIES[f.severity])}: {f.message} [{f.code}]")
    if faults:
        paper.line(texts.SOME_FAULTS.format(faults=faults, advice=len(found) - faults))
    else:
        paper.line(texts.ALL_WELL.format(files=files))


def schema(value: dict[str, Any]) -> None:
    """A JSON Schema, which is JSON for people too."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
