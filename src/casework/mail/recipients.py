"""Whom a role in a case means, and where they are written to, in which language."""

from __future__ import annotations

from dataclasses import dataclass

from casework.model.record import Record
from casework.rules.notice import represented_by
from casework.store import people
from casework.store.database import Database


@dataclass(frozen=True, slots=True)
class Recipient:
    """One addressee. `address` is None where nobody has registered one."""

    person: str
    name: str
    address: str | None
    language: str


def recipient(database: Database, role: str, record: Record | None) -> Recipient | None:
    """Who is meant by a role in the case, or by `person:` and an id; None where nobody is."""
    if role.startswith("person:"):
        return _person(database, role.removeprefix("person:"))
    if record is None:
        return None
    if role == "grantee":
        return _grantee(database, record)
    if role == "representative":
        return _person(database, represented_by(record))
    return _person(database, _staff(database, role, record))


def _grantee(database: Database, record: Record) -> Recipient | None:
    party = record.party
    if party is None:
        return None
    asked = people.find(database, party.id)
    language = "en" if asked and asked.language == "en" else party.language_form
    return Recipient(party.id, party.name, party.email, language)


def _person(database: Database, person: str | None) -> Recipient | None:
    if person is None:
        return None
    found = people.find(database, person)
    return (
        Recipient(person, found.name, found.email, found.language) if found else Recipient(person, person, None, "nb")
    )


def _staff(database: Database, role: str, record: Record) -> str | None:
    """The person with that role in the case, else the superior of the one below."""
    holders = [a.person for a in record.all("assignments").values() if a.role == role and a.until is None]
    if holders:
        return str(holders[-1])
    if role == "caseworker":
        return record.case.responsible
    below = {"supervisor": "caseworker", "head": "supervisor"}.get(role)
    return people.superior_of(database, _staff(database, below, record)) if below else None
