"""What lies on whose desk."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import select

from casework.model.record import to_json
from casework.model.rows import Deadline
from casework.store import schema as t
from casework.store.database import Database


@dataclass(frozen=True, slots=True)
class OnDesk:
    """One open deadline with its case."""

    number: str
    party_name: str
    deadline: Deadline


def people_with_something(database: Database, until: date) -> list[str]:
    """Everybody with an open deadline up to that day (Oslo) on their desk, or on the desk of somebody below them."""
    statement = (
        "with busy as (select distinct caseworker as person from deadlines "
        "where status = 'open' and last_day <= ? and caseworker is not null) "
        "select person from busy union select s.superior from superiors s join busy b on b.person = s.person"
    )
    with database.cursor() as cursor:
        cursor.execute(database.sql(statement), (to_json(until),))
        return sorted(row[0] for row in cursor.fetchall())


def on_the_desk(database: Database, person: str, until: date) -> list[OnDesk]:
    """The open deadlines up to that day on a person's desk and on those below, the nearest first."""
    d, c, s = t.deadlines.c, t.cases.c, t.superiors.c
    below = select(s.person).where(s.superior == person)
    query = (
        select(c.number, c.party_name, t.deadlines)
        .join(t.cases, c.id == d.case_id)
        .where(d.status == "open", d.last_day <= until, (d.caseworker == person) | d.caseworker.in_(below))
        .order_by(d.ends_at, d.id)
        .limit(500)
    )
    names = [f.name for f in fields(Deadline)]
    with database.connection() as connection:
        rows = connection.execute(query).mappings().all()
    return [OnDesk(row["number"], row["party_name"], Deadline(**{name: row[name] for name in names})) for row in rows]
