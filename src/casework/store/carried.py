"""What became of the messages that tell of decisions, where that is not yet, or not only, in the record."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from casework.model.mail import Dispatch
from casework.model.record import to_json
from casework.model.rows import Deadline
from casework.store.database import Database
from casework.store.outbox import COLUMNS, dispatch_of
from casework.store.schema import metadata


def undelivered(database: Database, left_out: Collection[str] = (), limit: int = 500) -> list[Dispatch]:
    """Notices that could not be delivered, and whose entry in the record is not there yet, the earliest first."""
    statement = (
        f"select {COLUMNS} from outbox where status = 'failed' and recorded = 0 "
        f"and (kind = 'alert' or channel <> 'email') order by settled_at limit {limit + len(left_out)}"
    )
    with database.cursor() as cursor:
        cursor.execute(statement)
        found = [dispatch_of(row) for row in cursor.fetchall()]
    return [dispatch for dispatch in found if dispatch.id not in left_out][:limit]


def carried(database: Database, channel: str, now: datetime, since: datetime) -> list[Dispatch]:
    """The letters that a channel has taken since then, and is to be asked about now."""
    statement = (
        f"select {COLUMNS} from outbox where channel = ? and status = 'sent' and foreign_id is not null "
        "and sent_at >= ? and not_before <= ? order by sent_at limit 500"
    )
    with database.cursor() as cursor:
        cursor.execute(database.sql(statement), (channel, to_json(since), to_json(now)))
        return [dispatch_of(row) for row in cursor.fetchall()]


def by_foreign_id(database: Database, channel: str, foreign_id: str) -> Dispatch | None:
    """The letter that a channel calls so."""
    statement = f"select {COLUMNS} from outbox where channel = ? and foreign_id = ?"
    with database.cursor() as cursor:
        cursor.execute(database.sql(statement), (channel, foreign_id))
        row = cursor.fetchone()
    return dispatch_of(row) if row else None


def in_the_post(database: Database, now: datetime) -> list[Deadline]:
    """The times in the post that have passed, of letters whose arrival nobody has recorded."""
    with database.connection() as connection:
        table = metadata.tables["deadlines"]
        asked = select(table).where(table.c.name == "transit", table.c.status == "open", table.c.ends_at <= now)
        return [Deadline(**row) for row in connection.execute(asked).mappings()]
