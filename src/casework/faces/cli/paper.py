"""What people see: lines, fields and tables; coloured by rich on a terminal that has it, else plain and aligned."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import click

from casework.errors import Text
from casework.faces.as_json import as_json
from casework.faces.cli import texts
from casework.faces.cli.settings import Settings

MISSING = "–"


class Paper:
    """Where a command writes for people, in their language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def line(self, text: Text | str = "", *, indent: int = 0) -> None:
        """One line."""
        click.echo("  " * indent + printable(self.said(text)))

    def said(self, text: Text | str) -> str:
        """The text in the language of the paper."""
        return text.in_language(self.language) if isinstance(text, Text) else text

    def heading(self, text: Text | str) -> None:
        """A heading, with an empty line before it."""
        click.echo()
        click.secho(printable(self.said(text)), bold=True)

    def fields(self, values: dict[str, Any]) -> None:
        """Names and values under each other; what has no value is left out."""
        shown = {
            texts.field(name, self.language): value for name, value in values.items() if value not in (None, "", (), [])
        }
        width = max(map(len, shown), default=0)
        for name, value in shown.items():
            self.line(f"{name + ':':<{width + 1}} {self.cell(value)}")

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, right: Sequence[str] = ()) -> None:
        """A row a line under the names of the columns; those in `right` are set to the right."""
        names = [texts.field(column, self.language) for column in columns]
        cells = [[printable(self.cell(value)) for value in row] for row in rows]
        aligned = [column in right for column in columns]
        _rich_table(names, cells, aligned) if _has_rich() else _plain_table(names, cells, aligned)

    def tree(self, value: Any, indent: int = 0) -> None:
        """Names and values of any depth, each level further in."""
        members = value.items() if isinstance(value, Mapping) else enumerate(value, 1)
        for name, member in members:
            told = texts.field(str(name), self.language)
            if isinstance(member, Mapping | list | tuple):
                self.line(f"{told}:", indent=indent)
                self.tree(member, indent + 1)
            else:
                shown = kroner(member) if str(name).endswith("_ore") else self.cell(member)
                self.line(f"{told}: {shown}", indent=indent)

    def cell(self, value: Any) -> str:
        """A value as people read it: days as dd.mm.yyyy, instants in Oslo time."""
        if value is None or value == "":
            return MISSING
        if isinstance(value, bool):
            return self.said(texts.YES if value else texts.NO)
        if isinstance(value, datetime):
            return moment(value)
        if isinstance(value, date):
            return f"{value:%d.%m.%Y}"
        if isinstance(value, (list, tuple)):
            return ", ".join(self.cell(member) for member in value) or MISSING
        return self.said(value) if isinstance(value, Text) else str(value)


def tell(settings: Settings, value: Any, write: Callable[[Paper], None]) -> None:
    """JSON for programs, else what `write` puts on paper."""
    if settings.as_json:
        click.echo(json.dumps(as_json(value, settings.language), ensure_ascii=False, indent=2))
    else:
        write(Paper(settings.language))


def moment(instant: datetime) -> str:
    """An instant in Oslo time, to the minute."""
    from casework.law.calendar import OSLO

    return f"{instant.astimezone(OSLO):%d.%m.%Y %H:%M}"


def day_written(iso: str) -> str:
    """A day given as YYYY-MM-DD, as people read it."""
    return f"{date.fromisoformat(iso):%d.%m.%Y}"


def kroner(ore: int | None) -> str:
    """An amount given in øre: «38 227 000 kr»."""
    from casework.notices import wording

    return MISSING if ore is None else wording.kroner(ore)


def printable(text: str) -> str:
    """The text without what would steer the terminal."""
    return "".join(c if c == "\n" or unicodedata.category(c)[0] != "C" else "\N{REPLACEMENT CHARACTER}" for c in text)


def _has_rich() -> bool:
    if not sys.stdout.isatty():
        return False
    try:
        import rich  # noqa: F401  (only asked whether it is there)
    except ImportError:
        return False
    return True


def _plain_table(names: list[str], cells: list[list[str]], right: list[bool]) -> None:
    rows = [names, *cells]
    widths = [max(len(row[i]) for row in rows) for i in range(len(names))]
    for row in rows:
        padded = [c.rjust(w) if r else c.ljust(w) for c, w, r in zip(row, widths, right, strict=True)]
        click.echo("  ".join(padded).rstrip())


def _rich_table(names: list[str], cells: list[list[str]], right: list[bool]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text as Plain

    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for name, to_the_right in zip(names, right, strict=True):
        table.add_column(Plain(name), justify="right" if to_the_right else "left", overflow="fold")
    for row in cells:
        # Plain text: what people wrote in brackets is no markup.
        table.add_row(*(Plain(cell) for cell in row))
    Console(highlight=False).print(table)
