"""The workers, and when each was last heard of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from casework.model.record import instant, to_json
from casework.store.database import Database


@dataclass(frozen=True, slots=True)
class Worker:
    """One worker: since when, when last heard of, and what its last tick did. Stopped cleanly, or None."""

    name: str
    started_at: datetime
    beat_at: datetime
    stopped_at: datetime | None
    ticks: int
    told: Mapping[str, Any]


def beat(database: Database, name: str, now: datetime, told: Mapping[str, Any]) -> None:
    """Say that the worker is alive, and what it has just done."""
    statement = (
        "insert into workers (name, started_at, beat_at, ticks, told) values (?, ?, ?, 0, ?) "
        "on conflict (name) do update set beat_at = excluded.beat_at, ticks = workers.ticks + 1, told = excluded.told"
    )
    with database.cursor(atomic=True) as cursor:
        cursor.execute(database.sql(statement), (name, to_json(now), to_json(now), json.dumps(told)))


def stopped(database: Database, name: str, now: datetime) -> None:
    """Say that the worker has stopped, with nothing left in its hands."""
    with database.cursor(atomic=True) as cursor:
        cursor.execute(database.sql("update workers set stopped_at = ? where name = ?"), (to_json(now), name))


def forget(database: Database, before: datetime) -> None:
    """Forget workers that were not heard of since."""
    with database.cursor(atomic=True) as cursor:
        cursor.execute(database.sql("delete from workers where beat_at < ?"), (to_json(before),))


def everybody(database: Database) -> list[Worker]:
    """The workers, the one last heard of first."""
    with database.cursor() as cursor:
        cursor.execute("select name, started_at, beat_at, stopped_at, ticks, told from workers order by beat_at desc")
        return [
            Worker(r[0], _instant(r[1]), _instant(r[2]), _instant(r[3]), r[4], json.loads(r[5]))
            for r in cursor.fetchall()
        ]


def _instant(value: Any) -> Any:
    return instant(value) if isinstance(value, str) else value
