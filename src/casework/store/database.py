"""Connections and transactions on both databases, and the host's own transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from casework.errors import BadDatabase, CaseworkError

BUSY_MILLISECONDS = 10_000
BUSY = "the database is busy: somebody else holds it for writing; try again"
READ_ONLY = "the database file is read-only; give the process write access to the file and its folder"
FULL = "the disk or the database is full; nothing was written; make room and try again"


class Database:
    """One database. Everything outside a transaction of its own runs in the host's, where one is joined."""

    def __init__(self, url: str) -> None:
        self.url = _parsed(url)
        self.engine = _engine(self.url)
        self.sqlite = self.engine.dialect.name == "sqlite"
        self._joined: ContextVar[Connection | None] = ContextVar("joined", default=None)
        self._autocommit = self.engine.execution_options(isolation_level="AUTOCOMMIT")

    @property
    def joined(self) -> bool:
        """Whether the current context writes in somebody's open transaction."""
        return self._joined.get() is not None

    @contextmanager
    def join(self, connection: Connection) -> Iterator[None]:
        """Write in the transaction of `connection` until the block ends; its owner commits or rolls back."""
        _begun(connection)
        token = self._joined.set(connection)
        try:
            yield
        finally:
            self._joined.reset(token)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One transaction for everything in the block; in a joined one, a part of it that fails alone."""
        joined = self._joined.get()
        if joined is not None:
            with _savepoint(joined):
                yield
            return
        with translated(), self.engine.connect() as connection, connection.begin():
            _begun(connection)
            with self.join(connection):
                yield

    @contextmanager
    def cursor(self, *, atomic: bool = False) -> Iterator[Any]:
        """A cursor of the driver. `atomic`: what it runs is committed together, or not at all."""
        joined = self._joined.get()
        if joined is not None:
            with translated(), _savepoint(joined) if atomic else _nothing():
                yield _driver(joined).cursor()
        elif atomic and self.sqlite:
            with translated(), self.engine.connect() as connection, _sqlite_writing(_driver(connection)) as cursor:
                yield cursor
        else:
            with translated(), self._autocommit.connect() as connection:
                yield _driver(connection).cursor()

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A SQLAlchemy connection for reading: the joined one, or one of its own."""
        joined = self._joined.get()
        if joined is not None:
            yield joined
            return
        with translated(), self.engine.connect() as connection:
            yield connection

    def sql(self, statement: str) -> str:
        """The statement with the parameter marks of this database; written with `?`."""
        return statement if self.sqlite else statement.replace("?", "%s")


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise BadDatabase(
            f"{url!r} is not a database URL; write sqlite:///file.db or postgresql://host/name"
        ) from error
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise BadDatabase(f"{parsed.get_backend_name()} is not supported; use sqlite or postgresql")
    return parsed


def _engine(url: URL) -> Engine:
    try:
        if url.get_backend_name() == "postgresql":
            return create_engine(url, pool_size=10, max_overflow=20, connect_args={"prepare_threshold": 2})
        memory = url.database in (None, "", ":memory:")
        options: dict[str, Any] = {"connect_args": {"check_same_thread": False, "timeout": BUSY_MILLISECONDS / 1000}}
        engine = create_engine(url, poolclass=StaticPool if memory else None, **options)
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise BadDatabase(f"the driver for {url.get_backend_name()} is missing; install casework[postgres]") from error
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _prepare_sqlite(connection: Any, record: object) -> None:
    # The driver's own BEGIN would come too late and lose writers to a busy database.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "wal_autocheckpoint=4000"):
        try:
            connection.execute(f"PRAGMA {pragma}")
        except sqlite3.OperationalError as error:
            if "readonly" not in str(error):
                raise


def _driver(connection: Connection) -> Any:
    return connection.connection.dbapi_connection


def _begun(connection: Connection) -> None:
    """Make sure that the owner's commit and rollback cover what is written on the driver's own cursor."""
    if not connection.in_transaction():
        connection.begin()
    driver = _driver(connection)
    if isinstance(driver, sqlite3.Connection) and not driver.in_transaction:
        driver.execute("BEGIN IMMEDIATE")


@contextmanager
def _nothing() -> Iterator[None]:
    yield


@contextmanager
def _savepoint(connection: Connection) -> Iterator[None]:
    cursor = _driver(connection).cursor()
    cursor.execute("SAVEPOINT casework")
    try:
        yield
    except BaseException:
        cursor.execute("ROLLBACK TO SAVEPOINT casework")
        cursor.execute("RELEASE SAVEPOINT casework")
        raise
    cursor.execute("RELEASE SAVEPOINT casework")


@contextmanager
def _sqlite_writing(driver: sqlite3.Connection) -> Iterator[sqlite3.Cursor]:
    cursor = driver.cursor()
    cursor.execute("BEGIN IMMEDIATE")
    try:
        yield cursor
        cursor.execute("COMMIT")
    except BaseException:
        if driver.in_transaction:
            cursor.execute("ROLLBACK")
        raise


class KeyTaken(CaseworkError):
    """Somebody else used the same idempotency key at the same time, and was first."""


@contextmanager
def translated() -> Iterator[None]:
    """What the driver says about the database itself, as BadDatabase with what to do."""
    try:
        yield
    except Exception as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        if _is(cause, "IntegrityError") and "idempotency_keys" in str(cause):
            raise KeyTaken("the idempotency key was used at the same time") from error
        if _is(cause, "OperationalError", "UndefinedTable", "ReadOnlySqlTransaction", "DatabaseError") and not _is(
            cause, "IntegrityError"
        ):
            raise BadDatabase(_told(str(cause))) from error
        raise


def _is(error: BaseException | None, *names: str) -> bool:
    """Whether it is such an error of either driver; only one of them need be installed."""
    kinds = type(error).__mro__
    return kinds[0].__module__.partition(".")[0] in ("sqlite3", "psycopg") and any(k.__name__ in names for k in kinds)


def _told(message: str) -> str:
    lowered = message.lower()
    for words, told in _SAYINGS:
        if any(word in lowered for word in words):
            return told
    return f"the database says: {message.strip()}"


_SAYINGS = (
    (("database is locked", "database table is locked", "lock timeout"), BUSY),
    (("readonly database", "read-only transaction"), READ_ONLY),
    (("disk is full", "no space left", "disk i/o error"), FULL),
    (
        ("no such table", "undefinedtable", "does not exist"),
        "the database has no casework tables yet; run: casework db upgrade",
    ),
    (
        ("unable to open database file",),
        "the database file cannot be opened; does its folder exist, and may we write there?",
    ),
    (("file is not a database", "malformed"), "the file is not a SQLite database, or is damaged"),
    (
        ("connection refused", "connection failed", "could not connect", "server closed"),
        "the database server does not answer",
    ),
)


def sqlite_file(url: URL) -> Path | None:
    """The file of a SQLite database; None where it is in memory or on a server."""
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return None
    return Path(str(url.database))
