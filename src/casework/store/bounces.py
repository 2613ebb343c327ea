"""Reports that mail did not arrive, each once, with what was made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from casework.model.record import instant, to_json
from casework.store.database import Database


@dataclass(frozen=True, slots=True)
class Bounce:
    """One report. `verdict` is applied, for_a_person or looked_at; `doubt` is why a person must look."""

    digest: str
    received_at: datetime
    dispatch: str | None
    arrived: str
    address_dead: int
    status_code: str | None
    verdict: str
    doubt: str | None
    text: str


_COLUMNS = tuple(f.name for f in fields(Bounce))


def keep(database: Database, bounce: Bounce) -> bool:
    """Keep the report, once. Whether it was new."""
    statement = (
        f"insert into bounces ({', '.join(_COLUMNS)}) values ({', '.join('?' * len(_COLUMNS))}) "
        "on conflict (digest) do nothing"
    )
    with database.cursor(atomic=True) as cursor:
        cursor.execute(database.sql(statement), tuple(to_json(getattr(bounce, name)) for name in _COLUMNS))
        return bool(cursor.rowcount)


def for_a_person(database: Database) -> list[Bounce]:
    """The reports that a person must look at, the oldest first."""
    with database.cursor() as cursor:
        cursor.execute(f"select {', '.join(_COLUMNS)} from bounces where verdict = 'for_a_person' order by received_at")
        return [_bounce(row) for row in cursor.fetchall()]


def _bounce(row: Sequence[Any]) -> Bounce:
    values = dict(zip(_COLUMNS, row, strict=True))
    at = values["received_at"]
    return Bounce(**(values | {"received_at": instant(at) if isinstance(at, str) else at}))
