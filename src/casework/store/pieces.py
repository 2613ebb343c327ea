"""The bytes of documents: under the SHA-256 of the whole, in pieces, so that none is ever held whole in memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from casework.errors import NotFound
from casework.store.database import Database

PIECE = 1 << 20


def save(database: Database, digest: str, content: IO[bytes]) -> None:
    """Keep what `content` holds from where it stands, in the caller's transaction. What is there already stays."""
    put = database.sql("insert into pieces (digest, number, bytes) values (?, ?, ?) on conflict do nothing")
    with database.cursor(atomic=True) as cursor:
        number = 0
        while piece := content.read(PIECE):
            cursor.execute(put, (digest, number, piece))
            number += 1


def read(database: Database, digest: str) -> Iterator[bytes]:
    """The bytes under the digest, piece by piece; no connection is kept between two. Raises NotFound."""
    first = _piece(database, digest, 0)
    if first is None:
        raise NotFound("document with digest", digest)
    return _rest(database, digest, first)


def _rest(database: Database, digest: str, first: bytes) -> Iterator[bytes]:
    yield first
    number = 1
    while (piece := _piece(database, digest, number)) is not None:
        yield piece
        number += 1


def _piece(database: Database, digest: str, number: int) -> bytes | None:
    with database.cursor() as cursor:
        cursor.execute(database.sql("select bytes from pieces where digest = ? and number = ?"), (digest, number))
        row: Any = cursor.fetchone()
    return bytes(row[0]) if row else None


def size(database: Database, digest: str) -> int | None:
    """How many bytes there are under the digest; None where there are none."""
    with database.cursor() as cursor:
        cursor.execute(database.sql("select sum(length(bytes)) from pieces where digest = ?"), (digest,))
        found = cursor.fetchone()[0]
    return None if found is None else int(found)
