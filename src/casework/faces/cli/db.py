"""`casework db`: make, upgrade and verify the database."""

from __future__ import annotations

from collections.abc import Sequence

import click

from casework.faces.as_json import instant_json
from casework.faces.cli import texts
from casework.faces.cli.failures import REFUSED
from casework.faces.cli.paper import Paper, tell
from casework.faces.cli.progress import measured
from casework.faces.cli.settings import Settings
from casework.faces.cli.shared import Group, pass_settings
from casework.store import checkpoint_file
from casework.store import upgrade as upgrading
from casework.store import verify as verifying
from casework.store.altered import Altered


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
    """Verify that nothing of the record was altered; what was is named, and gives exit code 1."""
    earlier = checkpoint_file.read(against) if against else None
    upgrading.ensure(settings.database)
    with measured(settings) as progress:
        found = verifying.verify(settings.database, progress)
    found += verifying.verify_against(settings.database, earlier) if earlier else []
    rows = [
        {"case": f.case_id, "seq": f.seq, "what": f.what, "message": f.in_language(settings.language)} for f in found
    ]
    tell(settings, rows, lambda paper: _verified(paper, found))
    if found:
        context.exit(REFUSED)


def _verified(paper: Paper, found: Sequence[Altered]) -> None:
    paper.line(texts.ALTERED if found else texts.VERIFIED)
    for f in found:
        entry = f.case_id if f.seq is None else f"{f.case_id}#{f.seq}"
        paper.line(f"- {entry}: {f.in_language(paper.language)}", indent=1)


@db.command()
@click.argument("file", metavar="FILE")
@pass_settings
def checkpoint(settings: Settings, file: str) -> None:
    """Write where the record of every case stands to FILE, to be kept where nobody can alter it."""
    upgrading.ensure(settings.database)
    found = verifying.checkpoint(settings.database, settings.clock.now())
    checkpoint_file.write(file, found)
    told = {"file": file, "created": instant_json(settings.clock.now()), "cases": len(found["cases"])}
    tell(settings, told, lambda paper: paper.line(texts.WRITTEN.format(file=file)))
