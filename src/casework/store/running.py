"""Which proceedings of a workflow are running."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import select

from casework.store import schema as t
from casework.store.database import Database


@dataclass(frozen=True, slots=True)
class Running:
    """One proceeding that is not closed: where it stands, in which version of its workflow."""

    case_id: str
    number: str
    proceeding_id: str
    version: int
    state: str


def running(database: Database, workflow: str) -> list[Running]:
    """The running proceedings of a workflow, in order, but for those registered in error."""
    p, c = t.proceedings.c, t.cases.c
    query = (
        select(c.id, c.number, p.id, p.version, p.state, p.marks, c.marks)
        .join(t.cases, c.id == p.case_id)
        .where(p.workflow == workflow, p.closed_at.is_(None))
        .order_by(c.id, p.opened_at, p.id)
    )
    with database.connection() as connection:
        rows = connection.execute(query).all()
    return [Running(*row[:5]) for row in rows if "registered_in_error" not in json.dumps([row[5], row[6]])]
