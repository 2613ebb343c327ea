"""`casework import`: load what other systems export."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from casework.errors import Text
from casework.faces.as_json import as_json
from casework.faces.cli import texts
from casework.faces.cli.failures import WRONG_USAGE, fault_json
from casework.faces.cli.given import acting, actor, content
from casework.faces.cli.paper import Paper, tell
from casework.faces.cli.progress import counted
from casework.faces.cli.settings import Settings
from casework.faces.cli.shared import Group, pass_settings
from casework.imports import Imported, load_applications
from casework.intake import Reading, Remark, read_applications, totals


@click.group("import", cls=Group)
def loading() -> None:
    """Load what other systems export."""


@loading.command()
@click.argument("file", metavar="FILE.csv")
@click.option("--scheme", required=True, help="The scheme that is applied under.")
@click.option("--year", required=True, type=int, help="The budget year.")
@click.option("--partial", is_flag=True, help="Load the rows without fault; otherwise all rows or none.")
@click.option("--dry-run", is_flag=True, help="Only check the file; write nothing.")
@acting(default="system")
@pass_settings
@click.pass_context
def applications(
    context: click.Context, settings: Settings, /, *, file: str, scheme: str, year: int, **given: Any
) -> None:
    """Load an application portal's export: all of it or nothing, and nothing twice."""
    who = actor(given["by"], given["role"], given["agency"])
    how = {"partial": given["partial"], "dry_run": given["dry_run"]}
    reading = read_applications(content(file))
    with counted(settings, len(reading.rows)) as done:
        result = load_applications(settings.office, reading, scheme, year, who, **how, progress=done)
    tell(settings, _json(settings, reading, result), lambda paper: _page(paper, reading, result))
    if result.faults and not (given["partial"] and result.loaded):
        context.exit(WRONG_USAGE)


def _json(settings: Settings, reading: Reading, result: Imported) -> dict[str, object]:
    return {
        "rows": len(reading.rows),
        "cases_opened": result.cases_opened,
        "already_there": result.already_there,
        "dry_run": result.dry_run,
        "totals": as_json(totals(reading.rows)),
        "faults": [fault_json(fault, settings.language) for fault in result.faults],
        "notes": [fault_json(note, settings.language) for note in result.notes],
    }


def _page(paper: Paper, reading: Reading, result: Imported) -> None:
    _remarks(paper, texts.FAULTS, result.faults)
    _remarks(paper, texts.NOTES, result.notes)
    told = {"opened": result.cases_opened, "there": result.already_there, "faults": len(result.faults)}
    if result.faults and not result.loaded:
        paper.line(texts.NOT_IMPORTED.format(**told))
    else:
        paper.line((texts.WOULD_IMPORT if result.dry_run else texts.IMPORTED).format(**told))


def _remarks(paper: Paper, heading: Text, remarks: Sequence[Remark]) -> None:
    if remarks:
        paper.heading(heading)
    for found in remarks:
        paper.line(f"- {found.in_language(paper.language)}", indent=1)
