"""What holds for every command: which database, which language, JSON or not, and whose definitions."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import click

from casework.clock.frozen import FrozenClock
from casework.errors import BadInput
from casework.faces.cli import texts

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from casework.checking import AtHand
    from casework.clock.wall import Clock
    from casework.office import Office
    from casework.store.database import Database

DEFAULT_DATABASE = "sqlite:///casework.db"


@dataclass
class Settings:
    """Filled while the command line is read; an option after the subcommand overrides the same one before it."""

    url: str | None = None
    as_json: bool = False
    language: str = "nb"
    now: str | None = None
    debug: bool = False
    workflows: Sequence[str] = ()
    schemes: Sequence[str] = ()
    letters: Sequence[str] = ()
    rules: Sequence[str] = ()

    @property
    def database_url(self) -> str:
        """The database of `--database`, else of CASEWORK_DATABASE_URL, else `casework.db` here."""
        return self.url or os.environ.get("CASEWORK_DATABASE_URL") or DEFAULT_DATABASE

    @cached_property
    def database(self) -> Database:
        """The database itself, for what concerns it and not the cases in it."""
        from casework.store.database import Database

        return Database(self.database_url)

    @cached_property
    def clock(self) -> Clock:
        """The machine's clock, or one that stands still at `--now`. Raises BadInput for no instant."""
        from casework.clock.wall import WallClock

        return FrozenClock(self.now) if self.now else WallClock()

    @cached_property
    def office(self) -> Office:
        """The office over the database, with the definitions of the host before the shipped ones.

        Where the file of a database is not there it is made, and people are told so: nothing is late in an empty
        office, and the path may be mistyped.
        """
        from casework.office import Office

        file = self._sqlite_file()
        is_new = file is not None and not file.exists()
        office = Office(self.database_url, clock=self.clock, **self.definitions)
        if is_new and not self.as_json:
            click.echo(texts.NEW_DATABASE.format(file=file).in_language(self.language), err=True)
        return office

    @cached_property
    def at_hand(self) -> AtHand:
        """The definitions, rules and letters, without a database."""
        from casework.checking import at_hand

        return at_hand(**self.definitions)

    @property
    def definitions(self) -> dict[str, Any]:
        """The folders, files and modules of the host."""
        return {
            "workflows": _listed(self.workflows, "CASEWORK_WORKFLOWS"),
            "schemes": _listed(self.schemes, "CASEWORK_SCHEMES"),
            "letters": _listed(self.letters, "CASEWORK_LETTERS"),
            "rules": [_module(name) for name in _listed(self.rules, "CASEWORK_RULES")],
        }

    def check_clock(self) -> None:
        """Raises BadInput where `--now` is given and the database was not made with `db upgrade --simulation`."""
        if self.now is None:
            return
        FrozenClock(self.now)
        if not self._is_simulation():
            raise BadInput(
                f"--now is accepted only by a database made for simulation, and {self.database_url} is not; "
                "make one with: casework db upgrade --simulation --database URL"
            )

    def _is_simulation(self) -> bool:
        from casework.store.upgrade import is_simulation, version

        file = self._sqlite_file()
        if file is not None and not file.exists():
            return False
        return version(self.database) is not None and is_simulation(self.database)

    def _sqlite_file(self) -> Path | None:
        from casework.store.engines import sqlite_file

        return sqlite_file(self.database.url)


def _listed(given: Sequence[str], variable: str) -> list[str]:
    return list(given) or [place for place in os.environ.get(variable, "").split(os.pathsep) if place]


def _module(name: str) -> ModuleType:
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError as error:
        raise BadInput(f"the module {name!r} with rules cannot be imported: {error}") from error
