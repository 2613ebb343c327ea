"""Half-written forms: one for each person, proceeding and transition."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import ColumnElement, delete, insert, select

from casework.model.access import SavedForm
from casework.store.access_tables import saved_forms as table
from casework.store.database import Database


def save(database: Database, form: SavedForm) -> None:
    """Keep the form in place of the one before."""
    with database.transaction(), database.connection() as connection:
        connection.execute(delete(table).where(*_same(form.person, form.proceeding_id, form.transition)))
        connection.execute(insert(table).values(**asdict(form)))


def find(database: Database, person: str, proceeding_id: str, transition: str) -> SavedForm | None:
    """The form that the person has begun on, if any."""
    query = select(table).where(*_same(person, proceeding_id, transition))
    with database.connection() as connection:
        row = connection.execute(query).mappings().first()
    return SavedForm(**row) if row else None


def of_person(database: Database, person: str) -> list[SavedForm]:
    """Every form that the person has begun on, the latest first."""
    query = select(table).where(table.c.person == person).order_by(table.c.saved_at.desc(), table.c.proceeding_id)
    with database.connection() as connection:
        return [SavedForm(**row) for row in connection.execute(query).mappings()]


def drop(database: Database, person: str, proceeding_id: str, transition: str) -> None:
    """Throw the form away, if there is one."""
    with database.transaction(), database.connection() as connection:
        connection.execute(delete(table).where(*_same(person, proceeding_id, transition)))


def _same(person: str, proceeding_id: str, transition: str) -> tuple[ColumnElement[bool], ...]:
    return table.c.person == person, table.c.proceeding_id == proceeding_id, table.c.transition == transition
