"""`casework scheme`: check, show and begin scheme files."""

from __future__ import annotations

from pathlib import Path

import click

from casework.checking import check_schemes
from casework.definitions.scheme_file import read_scheme
from casework.definitions.scheme_schema import scheme_json_schema
from casework.definitions.scheme_template import new_scheme
from casework.errors import BadInput
from casework.faces.cli import findings, texts
from casework.faces.cli.paper import Paper, kroner, tell
from casework.faces.cli.settings import Settings
from casework.faces.cli.shared import Group, pass_settings
from casework.model.scheme import Scheme


@click.group(cls=Group)
def scheme() -> None:
    """Check, show and begin scheme files."""


@scheme.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@pass_settings
@click.pass_context
def check(context: click.Context, settings: Settings, files: tuple[str, ...]) -> None:
    """Report every finding in scheme files, with its line; only faults give exit code 1."""
    found = check_schemes(findings.files_of(files), settings.at_hand)
    findings.told(context, settings, found, len(files))


@scheme.command()
@click.argument("name", metavar="SCHEME|FILE")
@click.argument("year", type=int, required=False)
@pass_settings
def show(settings: Settings, name: str, year: int | None) -> None:
    """Show the rules of a scheme, given by its id and year or by its file."""
    found = read_scheme(name) if year is None else settings.at_hand.definitions.scheme(name, year)
    tell(settings, found, lambda paper: _page(paper, found))


def _page(paper: Paper, found: Scheme) -> None:
    head = {"scheme": f"{found.id}/{found.year}", "title": found.title, "in_force": found.in_force}
    paper.fields({**head, "legal_basis": found.legal_basis, "workflow": found.workflow, "file": found.file})
    paper.heading(texts.CONDITIONS)
    paper.table(("code", "kind", "when"), [(c.code, c.rule, c.at) for c in found.conditions])
    paper.heading(texts.DUTIES)
    duties = [(d.code, d.title, d.day, kroner(d.from_amount) if d.from_amount else "") for d in found.duties]
    paper.table(("code", "title", "day", "amount"), duties)
    paper.heading(texts.LADDER)
    paper.table(
        ("day", "kind", "subject", "recipients"), [(r.offset, r.duty, r.letter, r.recipients) for r in found.ladder]
    )
    for group, elements in found.elements.items():
        paper.heading(group)
        paper.table(("code", "name", "title"), [(e.code, e.id, e.title) for e in elements])
    paper.heading(texts.OPEN_QUESTIONS)
    for question in found.open_questions:
        paper.line(
            f"{question.code}  {paper.said(question.question)} {question.setting} = {question.default}", indent=1
        )
    paper.heading(texts.SETTINGS)
    for name, value in found.settings.items():
        paper.line(f"{name} = {paper.cell(value)}", indent=1)


@scheme.command("list")
@pass_settings
def list_(settings: Settings) -> None:
    """List the schemes at hand."""
    definitions = settings.at_hand.definitions
    every = [definitions.scheme(name, year) for name, year in definitions.schemes()]
    rows = [{"scheme": s.id, "year": s.year, "title": s.title, "in_force": s.in_force, "file": s.file} for s in every]
    shown = [(s.id, s.year, s.title, s.file) for s in every]
    tell(settings, rows, lambda paper: paper.table(("scheme", "year", "title", "file"), shown))


@scheme.command("consultation-bodies")
@click.argument("name", metavar="SCHEME")
@click.argument("year", type=int)
@pass_settings
def consultation_bodies(settings: Settings, name: str, year: int) -> None:
    """List the recipients of SCHEME in YEAR that authorities hear, with the roles that each fills."""
    rows = settings.office.consultation_bodies(name, year)
    shown = [(row["org_number"], row["name"], row["case"], row["roles"]) for row in rows]
    tell(settings, rows, lambda paper: paper.table(("org_number", "name", "case", "role"), shown))


@scheme.command()
@click.argument("name", metavar="ID")
@click.argument("year", type=int)
@click.option("--output", metavar="FILE", help="Write to a new file; otherwise to standard output.")
@pass_settings
def new(settings: Settings, name: str, year: int, output: str | None) -> None:
    """Begin a scheme file that passes its own check."""
    text = new_scheme(name, year)
    if output is None:
        click.echo(text, nl=False)
        return
    write_new(output, text)
    tell(settings, {"file": output}, lambda paper: paper.line(texts.WRITTEN.format(file=output)))


def write_new(file: str, text: str) -> None:
    """Write a file that is not there yet. Raises BadInput where it is, or cannot be."""
    try:
        with Path(file).open("x", encoding="utf-8") as opened:
            opened.write(text)
    except FileExistsError as error:
        raise BadInput(f"{file} is there already; nothing was written") from error
    except OSError as error:
        raise BadInput(f"{file} cannot be written: {error.strerror}") from error


@scheme.command()
@pass_settings
def schema(settings: Settings) -> None:
    """Write the JSON Schema of scheme files."""
    findings.schema(scheme_json_schema())
