"""How each database is connected to: drivers, pools, and what SQLite must be told on every connection."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, StaticPool, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import IsolationLevel
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from casework.errors import BadDatabase

BUSY_SECONDS = 10

#: Every commit is on disk before it is told; 64 MiB of the file are kept at hand.
PRAGMAS = ("synchronous=FULL", "foreign_keys=ON", "wal_autocheckpoint=4000", "cache_size=-65536", "mmap_size=268435456")


def parsed(url: str) -> URL:
    """The URL. Raises BadDatabase for one that is none, or of a database that we do not support."""
    try:
        found = make_url(url)
    except ArgumentError as error:
        told = url.rpartition("@")[2]  # what stands before it may be a password
        raise BadDatabase(
            f"{told!r} is not a database URL; write sqlite:///file.db or postgresql://host/name"
        ) from error
    if found.get_backend_name() not in ("sqlite", "postgresql"):
        raise BadDatabase(f"{found.get_backend_name()} is not supported; use sqlite or postgresql")
    return found


def engine_for(url: URL, isolation: IsolationLevel = "READ COMMITTED") -> Engine:
    """The engine, which connects when it is first asked to. Raises BadDatabase where the driver is missing."""
    try:
        return _postgresql(url, isolation) if url.get_backend_name() == "postgresql" else _sqlite(url)
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise BadDatabase(f"the driver for {url.get_backend_name()} is missing; install casework[postgres]") from error


def _postgresql(url: URL, isolation: IsolationLevel) -> Engine:
    """`?prepare_threshold=none` in the URL suits a pooler that knows no prepared statements."""
    asked = str(url.query.get("prepare_threshold", "2"))
    threshold = None if asked == "none" else int(asked) if asked.isdecimal() else 2
    url = url.difference_update_query(["prepare_threshold"])
    arguments = {"prepare_threshold": threshold}
    return create_engine(url, pool_size=10, max_overflow=20, connect_args=arguments, isolation_level=isolation)


def _sqlite(url: URL) -> Engine:
    """`?timeout=SECONDS` in the URL says how long to wait for others who write."""
    arguments: dict[str, Any] = {"check_same_thread": False}
    if "timeout" not in url.query:
        arguments["timeout"] = BUSY_SECONDS
    pool = StaticPool if in_memory(url) else None
    # The driver's own BEGIN would come too late and lose writers to a busy database: we say it ourselves.
    engine = create_engine(url, poolclass=pool, connect_args=arguments, isolation_level="AUTOCOMMIT")
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, record: object) -> None:
    try:
        _write_ahead(connection)
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except sqlite3.Error:
        connection.close()
        raise


def _write_ahead(connection: Any) -> None:
    """So that readers and writers do not wait for one another. The file remembers it."""
    (patience,) = connection.execute("PRAGMA busy_timeout").fetchone()
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.OperationalError as error:
        # A file that may only be read, or that another process is in, is used as it is.
        if not any(word in str(error) for word in ("readonly", "locked")):
            raise
    connection.execute(f"PRAGMA busy_timeout = {patience}")


def in_memory(url: URL) -> bool:
    """Whether it is a SQLite database that is gone with the process."""
    return url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:")


def sqlite_file(url: URL) -> Path | None:
    """The file of a SQLite database; None where it is in memory or on a server."""
    return Path(str(url.database)) if url.get_backend_name() == "sqlite" and not in_memory(url) else None
