"""Bringing a database to the newest version, and refusing one that is newer than this program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import inspect, text

from casework.errors import BadDatabase
from casework.store.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"

#: The version that this program reads and writes; a test holds it against the migrations.
HEAD = "0007"

# Alembic keeps what it is doing in globals.
_ONE_AT_A_TIME = Lock()


def ensure(database: Database) -> None:
    """Give an empty database its tables. Raises BadDatabase for one that is older or newer than this program."""
    found = version(database)
    if found is None:
        _first(database)
    elif found > HEAD:
        raise _newer(found)
    elif found < HEAD:
        raise BadDatabase(f"the database is of version {found}, this program needs {HEAD}; run: casework db upgrade")


def _first(database: Database) -> None:
    try:
        upgrade(database)
    except BadDatabase:
        # Another process may have made the tables at the same time.
        if version(database) != HEAD:
            raise


def _newer(found: str) -> BadDatabase:
    return BadDatabase(f"the database is of version {found}, newer than this program ({HEAD}); upgrade the program")


def version(database: Database) -> str | None:
    """The version of our tables; None where there are none yet, also beside the tables of others."""
    with database.connection() as connection:
        if "casework_version" not in inspect(connection).get_table_names():
            return None
        found = connection.execute(text("select version_num from casework_version")).scalar()
        return str(found) if found is not None else None


def upgrade(database: Database, target: str = "head", *, simulation: bool = False) -> str:
    """Bring the database to a version, everything in one transaction, and return it. Loses nothing.

    `simulation` marks a new database as one whose clock may be set by hand; an existing one cannot become that.
    Raises BadDatabase for a database that is newer than this program.
    """
    from alembic import command

    before = version(database)
    if before is not None and before > HEAD:
        raise _newer(before)
    if simulation:
        _may_simulate(database, before)
    _migrate(database, command.upgrade, target)
    if simulation:
        _mark_simulation(database)
    return version(database) or ""


def downgrade(database: Database, target: str) -> None:
    """Bring the database back to an older version, or to `base`: no tables. Raises BadDatabase for a newer one."""
    from alembic import command

    before = version(database)
    if before is not None and before > HEAD:
        raise _newer(before)
    _migrate(database, command.downgrade, target)


def _migrate(database: Database, command: Callable[[Any, str], None], target: str) -> None:
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    try:
        with _ONE_AT_A_TIME, database.rebuilding() as connection:
            config.attributes["connection"] = connection
            command(config, target)
    except CommandError as error:
        raise BadDatabase(f"the database cannot be brought to version {target}: {error}") from error


def _may_simulate(database: Database, before: str | None) -> None:
    if before is not None and not is_simulation(database):
        raise BadDatabase(
            "an existing database cannot become a simulation; make a new one with: casework db upgrade --simulation"
        )


def _mark_simulation(database: Database) -> None:
    with database.cursor(atomic=True) as cursor:
        cursor.execute(
            "insert into installation (name, value) values ('simulation', 'yes') on conflict (name) do nothing"
        )


def is_simulation(database: Database) -> bool:
    """Whether the database was made for simulations, so that its clock may be set by hand."""
    with database.connection() as connection:
        found = connection.execute(text("select value from installation where name = 'simulation'")).scalar()
    return found == "yes"
