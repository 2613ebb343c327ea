"""`casework db`: make, upgrade and verify the database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click

from casework.errors import BadInput, Fault
from casework.faces.cli import texts
from casework.faces.cli.failures import REFUSED
from casework.faces.cli.given import content
from casework.faces.cli.paper import Paper, tell
from casework.faces.cli.scheme import write_new
from casework.faces.cli.settings import Settings
from casework.faces.cli.shared import Group, pass_settings
from casework.store import upgrade as upgrading


@click.group(cls=Group)
def db() -> None:
    """Make, upgrade and verify the database."""


@db.command()
@click.option("--simulation", is_flag=True, help="Make a new database whose clock may be set with --now.")
@pass_settings
def upgrade(settings: Settings, simulation: bool) -> None:
    """Make the tables, or bring them to this program's version; loses nothing."""
    version = upgrading.upgrade(settings.database, simulation=simulation)
    told = {"version": version, "simulation": upgrading.is_simulation(settings.database)}
    tell(settings, told, lambda paper: paper.line(texts.UPGRADED.format(version=version)))


@db.command()
@click.option("--against", metavar="FILE", help="Also against a checkpoint kept elsewhere.")
@pass_settings
@click.pass_context
def verify(context: click.Context, settings: Settings, against: str | None) -> None:
    """Verify that no entry of the record was altered; what is altered is named, and gives exit code 1."""
    from casework.store import verify as verifying

    upgrading.ensure(settings.database)
    found = list(verifying.verify(settings.database))
    if against:
        found += verifying.verify_against(settings.database, _checkpoint(against))
    tell(settings, found, lambda paper: _verified(paper, found))
    if found:
        context.exit(REFUSED)


def _verified(paper: Paper, found: Sequence[Any]) -> None:
    paper.line(texts.ALTERED if found else texts.VERIFIED)
    for alteration in found:
        paper.line(f"- {alteration}", indent=1)


@db.command()
@click.argument("file", metavar="FILE")
@pass_settings
def checkpoint(settings: Settings, file: str) -> None:
    """Write the head of every case's chain to a new FILE, to be kept where nobody can alter it."""
    from casework.store import verify as verifying

    upgrading.ensure(settings.database)
    found = verifying.checkpoint(settings.database)
    write_new(file, json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    tell(settings, {"file": file, **found}, lambda paper: paper.line(texts.CHECKPOINT.format(file=file)))


def _checkpoint(file: str) -> dict[str, Any]:
    try:
        found = json.loads(content(file))
    except ValueError as error:
        raise BadInput(Fault(f"is not a checkpoint: {error}", file)) from error
    if not isinstance(found, dict):
        raise BadInput(Fault("is not a checkpoint: it holds no JSON object", file))
    return found
