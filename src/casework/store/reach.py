"""Which cases are within a reach, as a condition on the table of cases."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true, tuple_

from casework.model.access import EVERYTHING, Reach, Slice
from casework.store import schema as t
from casework.store.database import Database

#: The workflow that an appeal is handled by where it was sent to (fvl/33-4).
BEFORE_APPEAL_BODY = "appeal_review"


def within(reach: Reach) -> ColumnElement[bool]:
    """The condition that a row of `cases` is within the reach."""
    return or_(false(), *(_slice(part) for part in reach))


def _slice(part: Slice) -> ColumnElement[bool]:
    c, p = t.cases.c, t.proceedings.c
    conditions: list[ColumnElement[bool]] = [true()]
    if part.schemes is not None:
        conditions.append(tuple_(c.scheme, c.year).in_(sorted(part.schemes)) if part.schemes else false())
    for column, value in ((c.scheme, part.scheme), (c.party, part.party), (c.id, part.case_id)):
        if value is not None:
            conditions.append(column == value)
    if part.before_appeal_body:
        # Not correlated: one look at the few proceedings of that kind, however many cases there are.
        conditions.append(c.id.in_(select(p.case_id).where(p.workflow == BEFORE_APPEAL_BODY)))
    return and_(*conditions)


def reaches(database: Database, reach: Reach, case_id: str) -> bool:
    """Whether the case is within the reach. One that is not there is in none."""
    question = select(exists().where(t.cases.c.id == case_id, within(reach)))
    with database.connection() as connection:
        return bool(connection.execute(question).scalar())


def reaches_party(database: Database, reach: Reach, party: str) -> bool:
    """Whether the organisation has a case within the reach."""
    if reach == EVERYTHING:
        return True
    question = select(exists().where(t.cases.c.party == party, within(reach)))
    with database.connection() as connection:
        return bool(connection.execute(question).scalar())
