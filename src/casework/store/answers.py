"""What was answered to a request over many cases, so that the same request gets the same answer."""

from __future__ import annotations

from datetime import datetime

from casework.errors import KeyReused
from casework.model.record import to_json
from casework.store.database import Database


def find(database: Database, answer_id: str, request: str, key: str) -> str | None:
    """What was answered before; None for a new request. Raises KeyReused where something else was asked."""
    with database.cursor() as cursor:
        cursor.execute(database.sql("select request, body from answers where id = ?"), (answer_id,))
        row = cursor.fetchone()
    if row and row[0] != request:
        raise KeyReused(key)
    return str(row[1]) if row else None


def body_of(database: Database, answer_id: str) -> str | None:
    """What was answered under that id; None where nothing was."""
    with database.cursor() as cursor:
        cursor.execute(database.sql("select body from answers where id = ?"), (answer_id,))
        row = cursor.fetchone()
    return str(row[0]) if row else None


def keep(database: Database, answer_id: str, request: str, at: datetime, body: str) -> None:
    """Keep what is answered; the first that is kept stays."""
    statement = "insert into answers (id, request, answered_at, body) values (?, ?, ?, ?) on conflict do nothing"
    with database.cursor(atomic=True) as cursor:
        cursor.execute(database.sql(statement), (answer_id, request, to_json(at), body))
