"""What is asked across cases: lists, what is due, what is late."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select

from casework.errors import BadInput, NotFound
from casework.model.access import EVERYTHING, Reach
from casework.model.record import to_json
from casework.model.rows import Deadline
from casework.store import schema as t
from casework.store.database import Database
from casework.store.reach import within

MAXIMUM_TICK = 100_000


def _filtered(query: Select[Any], table: Any, filters: Mapping[str, Any], allowed: tuple[str, ...]) -> Select[Any]:
    unknown = filters.keys() - set(allowed)
    if unknown:
        raise BadInput(f"cannot filter by {', '.join(sorted(unknown))}; filter by {', '.join(allowed)}")
    for name, value in filters.items():
        if value is not None:
            query = query.where(table.c[name] == value)
    return query


def cases(database: Database, filters: Mapping[str, Any], reach: Reach = EVERYTHING) -> list[dict[str, Any]]:
    """A row for each case within reach, the newest number first."""
    columns = ("id", "number", "scheme", "year", "party", "party_name", "stage", "responsible", "opened_at", "revision")
    query = select(*(t.cases.c[name] for name in columns)).order_by(t.cases.c.year.desc(), t.cases.c.id.desc())
    query = _filtered(query, t.cases, filters, ("scheme", "year", "stage", "party", "responsible")).where(within(reach))
    with database.connection() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


def due(
    database: Database, until: date | None, filters: Mapping[str, Any], reach: Reach = EVERYTHING
) -> list[Deadline]:
    """Open deadlines of the cases within reach up to and including a legal day, the nearest first."""
    query = select(t.deadlines).where(t.deadlines.c.status == "open").order_by(t.deadlines.c.ends_at, t.deadlines.c.id)
    query = _filtered(query, t.deadlines, filters, ("scheme", "year", "caseworker", "kind", "name", "case_id"))
    if reach != EVERYTHING:
        query = query.join(t.cases, t.cases.c.id == t.deadlines.c.case_id).where(within(reach))
    if until is not None:
        query = query.where(t.deadlines.c.last_day <= until)
    with database.connection() as connection:
        return [Deadline(**row) for row in connection.execute(query).mappings()]


def passed_unnoticed(database: Database, now: datetime) -> list[tuple[str, str]]:
    """The open deadlines that ended at `now` or earlier and whose passing nobody has recorded, the earliest first."""
    statement = (
        "select case_id, id from deadlines where status = 'open' and passed_at is null and ends_at <= ? "
        f"order by ends_at, id limit {MAXIMUM_TICK}"
    )
    with database.cursor() as cursor:
        cursor.execute(database.sql(statement), (to_json(now),))
        return [(row[0], row[1]) for row in cursor.fetchall()]


def set_superior(database: Database, person: str, superior: str | None) -> None:
    """Say who is a person's direct superior; None for nobody. Raises BadInput for a person above themselves."""
    if person == superior:
        raise BadInput(f"{person} cannot be their own superior")
    for one in (person, superior or "nobody"):
        if not one.strip() or len(one) > 200 or "\x00" in one:
            raise BadInput("a person id has 1 to 200 characters")
    saved = (
        "insert into superiors (person, superior) values (?, ?) "
        "on conflict (person) do update set superior = excluded.superior"
    )
    with database.cursor(atomic=True) as cursor:
        if superior:
            cursor.execute(database.sql(saved), (person, superior))
        else:
            cursor.execute(database.sql("delete from superiors where person = ?"), (person,))


def content(database: Database, digest: str) -> str:
    """The text kept under a digest. Raises NotFound."""
    with database.connection() as connection:
        found = connection.execute(select(t.contents.c.text).where(t.contents.c.digest == digest)).scalar()
    if found is None:
        raise NotFound("text with digest", digest)
    return str(found)


def letter_text(database: Database, letter_id: str) -> str:
    """The text of a letter as it was written. Raises NotFound."""
    with database.connection() as connection:
        digest = connection.execute(select(t.letters.c.digest).where(t.letters.c.id == letter_id)).scalar()
    if digest is None:
        raise NotFound("letter", letter_id)
    return content(database, digest)


def count_of(database: Database, table: str) -> int:
    """How many rows a table has."""
    with database.connection() as connection:
        return int(connection.execute(select(func.count()).select_from(t.metadata.tables[table])).scalar_one())


def awarded_elsewhere(database: Database, case_id: str) -> int:
    """What the organisation of the case was awarded in its other cases of the same scheme and year, in øre."""
    statement = (
        "select coalesce(sum(l.awarded), 0) from cases o join ledgers l on l.id = o.id "
        "join cases c on c.party = o.party and c.scheme = o.scheme and c.year = o.year and c.id <> o.id "
        "where c.id = ? and cast(o.marks as text) not like ?"
    )
    with database.cursor() as cursor:
        cursor.execute(database.sql(statement), (case_id, "%registered_in_error%"))
        return int(cursor.fetchone()[0])
