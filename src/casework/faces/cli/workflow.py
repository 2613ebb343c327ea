"""`casework workflow`: check, draw and list workflow files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from casework.checking import check_workflows
from casework.definitions.drawing import mermaid
from casework.definitions.svg import svg
from casework.definitions.workflow_file import read_workflow
from casework.definitions.workflow_schema import workflow_json_schema
from casework.faces.cli import findings
from casework.faces.cli.paper import Paper, tell
from casework.faces.cli.settings import Settings
from casework.faces.cli.shared import Group, pass_settings
from casework.model.workflow import Workflow

DRAWN = {"mermaid": mermaid, "svg": svg}


@click.group(cls=Group)
def workflow() -> None:
    """Check, draw and list workflow files."""


@workflow.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@pass_settings
@click.pass_context
def check(context: click.Context, settings: Settings, files: tuple[str, ...]) -> None:
    """Report every finding in workflow files, with its line; only faults give exit code 1."""
    found = check_workflows(findings.files_of(files), settings.at_hand)
    findings.told(context, settings, found, len(files))


@workflow.command()
@click.argument("name", metavar="NAME|FILE")
@click.option("--format", "form", type=click.Choice(list(DRAWN)), default="mermaid", show_default=True)
@pass_settings
def draw(settings: Settings, name: str, form: str) -> None:
    """Draw a workflow, given by its name or its file."""
    found = read_workflow(name) if _is_file(name) else settings.at_hand.definitions.workflow(name)
    drawing = DRAWN[form](found, settings.language)
    told = {"workflow": found.name, "version": found.version, "format": form, "drawing": drawing}
    tell(settings, told, lambda paper: click.echo(drawing, nl=False))


def _is_file(name: str) -> bool:
    return name.endswith(".toml") or "/" in name or Path(name).is_file()


@workflow.command("list")
@pass_settings
def list_(settings: Settings) -> None:
    """List the workflows at hand, the newest version of each."""
    definitions = settings.at_hand.definitions
    every = [definitions.workflow(name) for name in definitions.workflow_names()]
    tell(settings, [_json(found) for found in every], lambda paper: _list(paper, every))


def _json(found: Workflow) -> dict[str, Any]:
    told = {"workflow": found.name, "version": found.version, "in_force": found.in_force, "title": found.title}
    return {**told, "states": len(found.states), "transitions": len(found.transitions), "file": found.file}


def _list(paper: Paper, every: list[Workflow]) -> None:
    paper.table(
        ("workflow", "version", "in_force", "title", "file"),
        [(f.name, f.version, f.in_force, f.title, f.file) for f in every],
        right=("version",),
    )


@workflow.command()
@pass_settings
def schema(settings: Settings) -> None:
    """Write the JSON Schema of workflow files."""
    findings.schema(workflow_json_schema())
