"""Connections and transactions on both databases, and the host's own transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from contextvars import ContextVar
from threading import RLock
from typing import Any

from sqlalchemy import Connection, Engine

from casework.errors import BadDatabase, BadInput
from casework.store.engines import engine_for, in_memory, parsed
from casework.store.failures import translated
from casework.store.group_commit import GroupCommit

#: Reading several times in a row, as of one moment.
_SNAPSHOT = {True: "BEGIN", False: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}


class Database:
    """One database. Everything outside a transaction of its own runs in the host's, where one is joined.

    Threads may share it; one in memory they take in turns. After a fork each process makes its own.
    """

    def __init__(self, url: str) -> None:
        self.url = parsed(url)
        self.engine = engine_for(self.url)
        self.sqlite = self.engine.dialect.name == "sqlite"
        self._joined: ContextVar[Connection | None] = ContextVar("joined", default=None)
        # SQLite commits each statement by itself already, unless BEGIN says otherwise.
        self._autocommit = self.engine if self.sqlite else engine_for(self.url, "AUTOCOMMIT")
        # In memory there is one connection for all, and what one thread begins another would commit.
        self._alone: Any = RLock() if in_memory(self.url) else nullcontext()
        # Threads that read and decide at once on SQLite would hand the interpreter to and fro at every statement.
        # In memory it is the same lock: two would be taken in either order, and wait for each other.
        turn = self._alone if in_memory(self.url) else RLock() if self.sqlite else nullcontext()
        self.turn: AbstractContextManager[Any] = turn
        self._group = GroupCommit(self.turn)

    @property
    def joined(self) -> bool:
        """Whether the current context writes in somebody's open transaction."""
        return self._joined.get() is not None

    @contextmanager
    def join(self, connection: Connection) -> Iterator[None]:
        """Write in the transaction of `connection` until the block ends; its owner commits or rolls back.

        Raises BadInput for a connection that cannot carry a transaction with ours in it.
        """
        _fits(connection, self.engine)
        with translated():
            _begun(connection)
        with self._in(connection):
            yield

    @contextmanager
    def _in(self, connection: Connection) -> Iterator[None]:
        token = self._joined.set(connection)
        try:
            yield
        finally:
            self._joined.reset(token)

    @contextmanager
    def _connected(self, engine: Engine) -> Iterator[Connection]:
        with self._alone:
            with translated():
                connection = engine.connect()
            try:
                yield connection
            except BadDatabase:
                self._forget_broken(connection)
                raise
            finally:
                with translated():
                    connection.close()

    def _forget_broken(self, connection: Connection) -> None:
        """Where the server hung up on one connection, it hung up on all that wait in the pool."""
        if not self.sqlite and not connection.invalidated and _driver(connection).closed:
            connection.invalidate()
            self.close()

    def close(self) -> None:
        """Close every connection that waits to be used."""
        self.engine.dispose()
        self._autocommit.dispose()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One transaction for everything in the block; in a joined one, a part of it that fails alone."""
        joined = self._joined.get()
        if joined is not None:
            with _savepoint(joined):
                yield
            return
        with self._connected(self.engine) as connection:
            with translated():
                _begun(connection)
            with self._in(connection):
                yield
            with translated():
                connection.commit()

    @contextmanager
    def rebuilding(self) -> Iterator[Connection]:
        """One transaction in which tables may be built anew; references are checked when it ends, not before."""
        with self._connected(self.engine) as connection, translated():
            if self.sqlite:
                _driver(connection).execute("PRAGMA foreign_keys = OFF")
            try:
                _begun(connection)
                yield connection
                if self.sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise BadDatabase("a row refers to one that is not there; nothing was changed")
                connection.commit()
            finally:
                connection.rollback()
                if self.sqlite:
                    _driver(connection).execute("PRAGMA foreign_keys = ON")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read in the block is of one moment. Nobody is kept waiting, and nothing may be written."""
        if self.joined:
            yield
            return
        with self._connected(self._autocommit) as connection:
            cursor = _driver(connection).cursor()
            with translated():
                cursor.execute(_SNAPSHOT[self.sqlite])
            try:
                with self._in(connection):
                    yield
            finally:
                with translated():
                    cursor.execute("ROLLBACK")

    @contextmanager
    def cursor(self, *, atomic: bool = False) -> Iterator[Any]:
        """A cursor of the driver. `atomic`: its one statement, on SQLite all of them, is committed whole or not at all.

        Several statements that belong together need `transaction`, which holds on both databases.
        """
        joined = self._joined.get()
        if joined is not None:
            with translated(), _savepoint(joined) if atomic else nullcontext():
                yield _driver(joined).cursor()
            return
        with self._straight() as driver, translated():
            cursor = driver.cursor()
            # An open cursor would keep SQLite's lock after the connection is closed.
            with closing(cursor), _writing(cursor) if atomic else nullcontext():
                yield cursor

    @contextmanager
    def _straight(self) -> Iterator[Any]:
        """The driver's connection straight from the pool: half the way, on the path that every step takes."""
        with self._alone:
            with translated():
                pooled = self._autocommit.raw_connection()
            try:
                yield pooled.driver_connection
            except BadDatabase:
                driver: Any = pooled.driver_connection
                if not self.sqlite and driver.closed:
                    pooled.invalidate()
                    self.close()
                raise
            finally:
                pooled.close()

    def write(self, job: Callable[[Any], None]) -> None:
        """Run the job with a cursor: when this returns, what it wrote is committed together, or else nothing of it."""
        if self.sqlite and not self.joined:
            with translated():
                self._group.write(job, lambda: self.cursor(atomic=True))
            return
        with self.cursor(atomic=True) as cursor:
            job(cursor)

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A SQLAlchemy connection for reading: the joined one, or one of its own."""
        joined = self._joined.get()
        if joined is not None:
            with translated():
                yield joined
            return
        with self._connected(self._autocommit) as connection, translated():
            yield connection

    def sql(self, statement: str) -> str:
        """The statement with the parameter marks of this database; written with `?`."""
        return statement if self.sqlite else statement.replace("?", "%s")


def _driver(connection: Connection) -> Any:
    return connection.connection.dbapi_connection


def _fits(connection: Connection, engine: Engine) -> None:
    if connection.dialect.name != engine.dialect.name:
        raise BadInput(f"the office is on {engine.dialect.name}, the connection on {connection.dialect.name}")
    if connection.dialect.name == "postgresql" and getattr(_driver(connection), "autocommit", False):
        raise BadInput("the connection commits each statement by itself; nothing can be joined with it")


def _begun(connection: Connection) -> None:
    """Make sure that the owner's commit and rollback cover what is written on the driver's own cursor."""
    if not connection.in_transaction():
        connection.begin()
    driver = _driver(connection)
    if isinstance(driver, sqlite3.Connection) and not driver.in_transaction:
        driver.execute("BEGIN IMMEDIATE")


@contextmanager
def _savepoint(connection: Connection) -> Iterator[None]:
    """A part that fails alone. Parts may lie within one another: of equal names the innermost is meant."""
    driver = _driver(connection)
    cursor = driver.cursor()
    with translated():
        cursor.execute("SAVEPOINT casework")
    try:
        yield
    except BaseException:
        # A full disk has already made SQLite undo the whole transaction, and a lost server needs no undoing.
        if driver.in_transaction if isinstance(driver, sqlite3.Connection) else not driver.closed:
            cursor.execute("ROLLBACK TO SAVEPOINT casework")
            cursor.execute("RELEASE SAVEPOINT casework")
        raise
    with translated():
        cursor.execute("RELEASE SAVEPOINT casework")


@contextmanager
def _writing(cursor: Any) -> Iterator[None]:
    """Everything that the cursor runs, committed together. One statement on PostgreSQL is committed by itself."""
    if not isinstance(cursor, sqlite3.Cursor):
        yield
        return
    cursor.execute("BEGIN IMMEDIATE")
    try:
        yield
        cursor.execute("COMMIT")
    except BaseException:
        if cursor.connection.in_transaction:
            cursor.execute("ROLLBACK")
        raise
