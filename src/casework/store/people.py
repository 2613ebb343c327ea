"""Where people are written to."""

from __future__ import annotations

from dataclasses import dataclass

from casework.store.database import Database


@dataclass(frozen=True, slots=True)
class Person:
    """One person, or an organisation that asks for reminders in English: name, address, language."""

    person: str
    name: str
    email: str | None = None
    language: str = "nb"


def save(database: Database, person: Person) -> None:
    """Register a person, or what has changed about them."""
    statement = (
        "insert into people (person, name, email, language) values (?, ?, ?, ?) on conflict (person) do update "
        "set name = excluded.name, email = excluded.email, language = excluded.language"
    )
    with database.cursor(atomic=True) as cursor:
        cursor.execute(database.sql(statement), (person.person, person.name, person.email, person.language))


def find(database: Database, person: str) -> Person | None:
    """The person of that id, where they are registered."""
    with database.cursor() as cursor:
        statement = "select person, name, email, language from people where person = ?"
        cursor.execute(database.sql(statement), (person,))
        row = cursor.fetchone()
    return Person(*row) if row else None


def everybody(database: Database) -> list[Person]:
    """Everybody who is registered."""
    with database.cursor() as cursor:
        cursor.execute("select person, name, email, language from people order by person")
        return [Person(*row) for row in cursor.fetchall()]


def superior_of(database: Database, person: str | None) -> str | None:
    """The direct superior of a person, where one is known (fvl/6-3)."""
    with database.cursor() as cursor:
        cursor.execute(database.sql("select superior from superiors where person = ?"), (person or "",))
        row = cursor.fetchone()
    return row[0] if row else None
