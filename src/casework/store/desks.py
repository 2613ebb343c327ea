"""What lies on whose desk, and on the desks of those below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from casework.model.rows import Deadline
from casework.store import schema as t
from casework.store.database import Database

#: No list is longer; whoever has more than this late reads the page and not the mail.
MOST = 500


@dataclass(frozen=True, slots=True)
class OnDesk:
    """One open deadline with its case. `since` is when it came to the desk: opened, or assigned after that."""

    number: str
    party_name: str
    deadline: Deadline
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Offices:
    """Who is whose superior (fvl/6-3)."""

    superiors: Mapping[str, str]

    def above(self, person: str) -> list[str]:
        """Everybody above a person, the nearest first."""
        found: list[str] = []
        while (person := self.superiors.get(person, "")) and person not in found:
            found.append(person)
        return found

    def below(self, person: str) -> set[str]:
        """Everybody below a person, however far."""
        return {one for one in self.superiors if person in self.above(one)}

    def leaders(self) -> set[str]:
        """Everybody who is somebody's superior."""
        return set(self.superiors.values())


def offices(database: Database) -> Offices:
    """Who is whose superior now."""
    with database.cursor() as cursor:
        cursor.execute("select person, superior from superiors")
        return Offices({row[0]: row[1] for row in cursor.fetchall()})


def busy(database: Database, until: date, silent: Iterable[str] = ()) -> dict[str | None, date]:
    """Everybody with an open deadline up to that day (Oslo) on their desk, and the earliest; None is nobody's desk.

    Kinds of deadline that nobody is told of are `silent`.
    """
    d = t.deadlines.c
    query = select(d.caseworker, d.last_day).distinct()
    query = query.where(d.status == "open", d.last_day <= until, d.name.not_in(sorted(silent)))
    earliest: dict[str | None, date] = defaultdict(lambda: until)
    with database.connection() as connection:
        for caseworker, last_day in connection.execute(query):
            earliest[caseworker] = min(earliest[caseworker], last_day)
    return dict(earliest)


def on_desks(database: Database, people: Iterable[str], until: date, *, nobody: bool = False) -> list[OnDesk]:
    """The open deadlines up to that day on those desks, and on nobody's where that is asked; the nearest first."""
    d, c, p, a = t.deadlines.c, t.cases.c, t.proceedings.c, t.assignments.c
    theirs = d.caseworker.in_(sorted(people))
    query = (
        select(c.number, c.party_name, p.opened_at, a.since, t.deadlines)
        .join(t.cases, c.id == d.case_id)
        .join(t.proceedings, p.id == d.proceeding_id)
        .outerjoin(t.assignments, (a.case_id == d.case_id) & (a.person == d.caseworker) & (a.role == "caseworker"))
        .where(d.status == "open", d.last_day <= until, theirs | d.caseworker.is_(None) if nobody else theirs)
        .order_by(d.ends_at, d.id)
        .limit(MOST)
    )
    names = [f.name for f in fields(Deadline)]
    with database.connection() as connection:
        rows = connection.execute(query).mappings().all()
    return [_on_desk(row, names) for row in rows]


def _on_desk(row: Mapping[Any, Any], names: Iterable[str]) -> OnDesk:
    since = max(filter(None, (row["opened_at"], row["since"])), default=None)
    return OnDesk(row["number"], row["party_name"], Deadline(**{name: row[name] for name in names}), since)
