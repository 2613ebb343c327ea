"""Bringing a database to the newest version, and refusing one that is newer than this program."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import inspect, text

from casework.errors import BadDatabase
from casework.store.database import Database
from casework.store.failures import translated

MIGRATIONS = Path(__file__).parent / "migrations"

#: The version that this program reads and writes; a test holds it against the migrations.
HEAD = "0001"


def ensure(database: Database) -> None:
    """Give an empty database its tables. Raises BadDatabase for one that is older or newer than this program."""
    found = version(database)
    if found is None:
        upgrade(database)
    elif found > HEAD:
        raise BadDatabase(f"the database is of version {found}, newer than this program ({HEAD}); upgrade the program")
    elif found < HEAD:
        raise BadDatabase(f"the database is of version {found}, this program needs {HEAD}; run: casework db upgrade")


def version(database: Database) -> str | None:
    """The version of the tables; None for an empty database. Raises BadDatabase for one with tables of others."""
    with database.connection() as connection:
        tables = set(inspect(connection).get_table_names())
        if "casework_version" not in tables:
            return None
        found = connection.execute(text("select version_num from casework_version")).scalar()
        return str(found) if found is not None else None


def upgrade(database: Database, target: str = "head", *, simulation: bool = False) -> str:
    """Bring the database to a version, everything in one transaction, and return it. Loses nothing.

    `simulation` marks a new database as one whose clock may be set by hand; an existing one cannot become that.
    """
    from alembic import command

    fresh = version(database) is None
    with translated(), _configured(database) as config:
        command.upgrade(config, target)
    if simulation:
        _mark_simulation(database, fresh)
    return version(database) or ""


def downgrade(database: Database, target: str) -> None:
    """Bring the database back to an older version, or to `base`: no tables."""
    from alembic import command

    with translated(), _configured(database) as config:
        command.downgrade(config, target)


@contextmanager
def _configured(database: Database) -> Iterator[Any]:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    with database.engine.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        yield config


def _mark_simulation(database: Database, fresh: bool) -> None:
    if not fresh and not is_simulation(database):
        raise BadDatabase(
            "an existing database cannot become a simulation; make a new one with: casework db upgrade --simulation"
        )
    with database.cursor(atomic=True) as cursor:
        cursor.execute(
            "insert into installation (name, value) values ('simulation', 'yes') on conflict (name) do nothing"
        )


def is_simulation(database: Database) -> bool:
    """Whether the database was made for simulations, so that its clock may be set by hand."""
    with database.connection() as connection:
        found = connection.execute(text("select value from installation where name = 'simulation'")).scalar()
    return found == "yes"
