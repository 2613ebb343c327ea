"""What the two drivers say about the database itself, in words that tell what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from casework.errors import BadDatabase, BadInput

BUSY = "the database is busy: somebody else holds it for writing; try again"
READ_ONLY = "the database file is read-only; give the process write access to the file and its folder"
FULL = "the disk or the database is full; nothing was written; make room and try again"
NO_TABLES = "the database has no casework tables yet; run: casework db upgrade"
NO_FILE = "the database file cannot be opened; does its folder exist, and may we write there?"
NO_DATABASE = "the file is not a SQLite database, or is damaged"
NO_SERVER = "the database server does not answer"

_GONE = (
    "connection refused",
    "connection failed",
    "could not connect",
    "server closed",
    "connection is closed",
    "connection is lost",
    "terminating connection",
    "consuming input failed",
    "connection timeout",
    "timeout expired",
    "is starting up",
    "is shutting down",
    "not yet accepting connections",
    "in recovery mode",
    "no such file or directory",
    "could not translate host name",
    "failed to resolve host",
)
_SAYINGS = (
    (("is locked", "lock timeout", "deadlock detected", "could not serialize"), BUSY),
    (("readonly database", "read-only transaction"), READ_ONLY),
    (("disk is full", "no space left", "disk i/o error"), FULL),
    (("no such table",), NO_TABLES),
    (("unable to open database file",), NO_FILE),
    (("file is not a database", "malformed"), NO_DATABASE),
    (_GONE, NO_SERVER),
)


#: Where one thing cannot be written for such a reason, nothing else can be.
_NOTHING_GOES = (READ_ONLY, FULL, NO_TABLES, NO_FILE, NO_DATABASE, NO_SERVER)


def unusable(error: BaseException) -> bool:
    """Whether the database as a whole is out of use, so that there is no point in trying the next row."""
    return isinstance(error, BadDatabase) and str(error) in _NOTHING_GOES


class KeyTaken(BadDatabase):
    """Somebody else used the same idempotency key at the same time, and was first."""


@contextmanager
def translated() -> Iterator[None]:
    """What a driver raises in the block, as BadDatabase with what to do; everything else as it is."""
    try:
        yield
    except PoolTimeout as error:
        raise BadDatabase(BUSY) from error
    except (UnicodeEncodeError, OverflowError) as error:
        raise BadInput(f"the database cannot store this: {error}") from error
    except Exception as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        if not _of_a_driver(cause):
            raise
        if _is(cause, "IntegrityError") and "idempotency_keys" in str(cause):
            raise KeyTaken("the idempotency key was used at the same time; try again") from error
        if _is(cause, "DataError"):
            raise BadInput(f"the database cannot store this: {str(cause).strip()}") from error
        raise BadDatabase(_told(cause)) from error


def _of_a_driver(error: BaseException | None) -> bool:
    """Whether it is an error of either driver; only one of them need be installed."""
    kinds = type(error).__mro__
    return any(k.__name__ == "Error" and k.__module__.partition(".")[0] in ("sqlite3", "psycopg") for k in kinds)


def _is(error: BaseException | None, name: str) -> bool:
    return any(kind.__name__ == name for kind in type(error).__mro__)


def _told(error: BaseException | None) -> str:
    message = str(error).strip()
    if _is(error, "IntegrityError"):
        return f"the schema refuses this: {message}"
    if _is(error, "UndefinedTable"):
        return NO_TABLES
    lowered = message.lower()
    return next((told for words, told in _SAYINGS if any(w in lowered for w in words)), f"the database says: {message}")
