"""What lies open across cases: proceedings under way, and how much of it each person has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select

from casework.model.access import Reach
from casework.store import schema as t
from casework.store.database import Database
from casework.store.reach import within

#: The stages in which nothing more is expected.
ENDED = ("closed", "withdrawn")

_CASE = ("number", "party", "party_name", "scheme", "year", "responsible", "stage")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a list is narrowed to; `due_before` gives only what has a duty open with its last day (Oslo) before that."""

    scheme: str | None = None
    year: int | None = None
    caseworker: str | None = None
    due_before: date | None = None


def under_way(
    database: Database, reach: Reach, workflows: Sequence[str] = (), *, ended: bool = False, most: int = 500
) -> list[dict[str, Any]]:
    """The open proceedings of the cases within reach, the oldest first; `ended` gives those that are over as well."""
    p, c = t.proceedings.c, t.cases.c
    columns = (p.id, p.case_id, p.workflow, p.version, p.state, p.opened_at, p.closed_at)
    query = (
        select(*columns, *(c[name] for name in _CASE))
        .join(t.cases, c.id == p.case_id)
        .where(within(reach))
        .order_by(p.opened_at, p.id)
        .limit(most)
    )
    query = query if ended else query.where(p.closed_at.is_(None))
    query = query.where(p.workflow.in_(workflows)) if workflows else query
    with database.connection() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


def workload(database: Database, reach: Reach) -> list[dict[str, Any]]:
    """For each person who is responsible for open cases, how many, and when the oldest was opened."""
    c = t.cases.c
    query = (
        select(c.responsible, func.count().label("cases"), func.min(c.opened_at).label("oldest"))
        .where(within(reach), c.stage.not_in(ENDED))
        .group_by(c.responsible)
        .order_by(func.count().desc(), c.responsible)
    )
    with database.connection() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


def found(database: Database, reach: Reach, words: str, most: int = 100) -> list[dict[str, Any]]:
    """The cases within reach whose number, organisation or organisation number holds the words, the newest first."""
    c = t.cases.c
    like = f"%{words.strip().lower()}%"
    fields = (c.number, c.id, c.party, c.party_name)
    query = (
        select(*(c[name] for name in ("id", *_CASE, "opened_at")))
        .where(within(reach), or_(*(func.lower(field).like(like) for field in fields)))
        .order_by(c.year.desc(), c.id.desc())
        .limit(most)
    )
    with database.connection() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


def stages(database: Database, reach: Reach) -> dict[str, int]:
    """How many cases within reach stand at each stage."""
    c = t.cases.c
    query = select(c.stage, func.count()).where(within(reach)).group_by(c.stage).order_by(c.stage)
    with database.connection() as connection:
        return {row[0]: row[1] for row in connection.execute(query)}


def places(database: Database, reach: Reach, chosen: Chosen) -> list[dict[str, Any]]:
    """In how many open proceedings each workflow stands in each state, of those that are chosen."""
    p = t.proceedings.c
    query = (
        select(p.workflow, p.state, func.count().label("count"))
        .join(t.cases, t.cases.c.id == p.case_id)
        .where(*_chosen(reach, chosen))
        .group_by(p.workflow, p.state)
        .order_by(p.workflow, p.state)
    )
    with database.connection() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


def standing(
    database: Database, reach: Reach, place: tuple[str, str], chosen: Chosen, most: int, start: int = 0
) -> list[dict[str, Any]]:
    """The open proceedings that stand in a workflow's state, of those that are chosen, the oldest first."""
    p, c = t.proceedings.c, t.cases.c
    query = (
        select(p.id, p.case_id, *(c[name] for name in _CASE))
        .join(t.cases, c.id == p.case_id)
        .where(*_chosen(reach, chosen), p.workflow == place[0], p.state == place[1])
        .order_by(p.opened_at, p.id)
        .limit(most)
        .offset(start)
    )
    with database.connection() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


def _chosen(reach: Reach, chosen: Chosen) -> list[ColumnElement[bool]]:
    p, c, d = t.proceedings.c, t.cases.c, t.deadlines.c
    equal = {"scheme": chosen.scheme, "year": chosen.year, "responsible": chosen.caseworker}
    conditions = [p.closed_at.is_(None), within(reach)]
    conditions += [c[name] == value for name, value in equal.items() if value is not None]
    if chosen.due_before is not None:
        late = select(d.proceeding_id).where(d.status == "open", d.last_day < chosen.due_before, d.law.contains("#"))
        conditions.append(p.id.in_(late))
    return conditions
