"""Who has looked at which case, and who was not let in. Written at once: what cannot be logged is not shown."""

from __future__ import annotations

from dataclasses import astuple, fields
from typing import Any, TypeVar

from sqlalchemy import Table, select

from casework.model.access import Denial, Look
from casework.model.record import to_json
from casework.store import access_tables as t
from casework.store.database import Database

Line = TypeVar("Line", Look, Denial)


def write_look(database: Database, look: Look) -> None:
    """Log that a person has looked at a case."""
    _write(database, t.case_reads, look)


def write_denial(database: Database, denial: Denial) -> None:
    """Log what a person had no right to."""
    _write(database, t.denials, denial)


def _write(database: Database, table: Table, line: Look | Denial) -> None:
    names = [f.name for f in fields(line)]
    statement = f"insert into {table.name} ({', '.join(names)}) values ({', '.join('?' * len(names))})"
    values = tuple(to_json(value) for value in astuple(line))

    def job(cursor: Any) -> None:
        cursor.execute(database.sql(statement), values)

    database.write(job)


def looks(database: Database, *, case_id: str | None = None, person: str | None = None, most: int = 500) -> list[Look]:
    """The looks at a case, or by a person, or all, the latest first."""
    return _lines(database, t.case_reads, Look, {"case_id": case_id, "person": person}, most)


def denials(
    database: Database, *, case_id: str | None = None, person: str | None = None, most: int = 500
) -> list[Denial]:
    """What was tried without the right to it, the latest first."""
    return _lines(database, t.denials, Denial, {"case_id": case_id, "person": person}, most)


def _lines(database: Database, table: Table, kind: type[Line], wanted: dict[str, str | None], most: int) -> list[Line]:
    query = select(*(table.c[f.name] for f in fields(kind))).order_by(table.c.id.desc()).limit(most)
    for name, value in wanted.items():
        if value is not None:
            query = query.where(table.c[name] == value)
    with database.connection() as connection:
        return [kind(**row) for row in connection.execute(query).mappings()]
