"""Cases and deadlines page by page: each begins after the last row of the one before, wherever that is now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, and_, false, or_, select

from casework.errors import BadInput, Fault
from casework.model.access import Reach
from casework.model.rows import Deadline
from casework.store import schema as t
from casework.store.database import Database
from casework.store.reach import within

CASE_FILTERS = ("scheme", "year", "stage", "party", "responsible")
DEADLINE_FILTERS = ("scheme", "year", "kind", "name", "caseworker", "case_id")
#: What cases can be sorted by; none of it ever changes about a case, so that a page neither skips nor repeats one.
CASE_SORTS = ("number", "opened_at", "party_name")

_CASE = ("id", "number", "scheme", "year", "party", "party_name", "stage", "responsible", "opened_at", "revision")


def cases(
    database: Database, reach: Reach, filters: Mapping[str, Any], sort: str, after: tuple[Any, str] | None, most: int
) -> list[dict[str, Any]]:
    """At most so many cases within reach. `sort` is one of CASE_SORTS, with `-` before it the other way round.

    `after` is the sorted value and the id of the last case of the page before.
    """
    name, falling = sort.removeprefix("-"), sort.startswith("-")
    if name not in CASE_SORTS:
        raise BadInput(Fault(f"cannot sort by {name!r}; sort by {', '.join(CASE_SORTS)}", "sort"))
    column = t.cases.c["id" if name == "number" else name]
    query = select(*(t.cases.c[n] for n in _CASE)).where(within(reach), *_equal(t.cases, filters, CASE_FILTERS))
    query = _page(query, (column, t.cases.c.id), after, falling, most)
    with database.connection() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


def deadlines(
    database: Database,
    reach: Reach,
    filters: Mapping[str, Any],
    until: date | None,
    after: tuple[Any, str] | None,
    most: int,
) -> list[Deadline]:
    """At most so many open deadlines of cases within reach, up to a day (Oslo), the nearest first."""
    d = t.deadlines.c
    query = select(t.deadlines).join(t.cases, t.cases.c.id == d.case_id)
    query = query.where(d.status == "open", within(reach), *_equal(t.deadlines, filters, DEADLINE_FILTERS))
    if until is not None:
        query = query.where(d.last_day <= until)
    query = _page(query, (d.ends_at, d.id), after, False, most)
    with database.connection() as connection:
        return [Deadline(**row) for row in connection.execute(query).mappings()]


def _equal(table: Any, filters: Mapping[str, Any], allowed: tuple[str, ...]) -> list[ColumnElement[bool]]:
    unknown = filters.keys() - set(allowed)
    if unknown:
        raise BadInput(f"cannot filter by {', '.join(sorted(unknown))}; filter by {', '.join(allowed)}")
    return [table.c[name] == value for name, value in filters.items() if value is not None]


def _page(
    query: Select[Any],
    keys: tuple[Column[Any], Column[Any]],
    after: tuple[Any, str] | None,
    falling: bool,
    most: int,
) -> Select[Any]:
    value, row_id = keys
    if after is not None:
        last, last_id = after
        beyond = value < last if falling else value > last
        beside = row_id < last_id if falling else row_id > last_id
        query = query.where(or_(beyond, and_(value == last, beside)))
    ordered = (value.desc(), row_id.desc()) if falling else (value, row_id)
    return query.order_by(*ordered).limit(most)


def waiting(
    database: Database, reach: Reach, states: Mapping[str, Sequence[str]], person: str | None, most: int
) -> list[dict[str, Any]]:
    """The open proceedings within reach that stand in one of the states, by workflow; the oldest first.

    With a `person`, only those of cases that this person or nobody is responsible for.
    """
    p, c = t.proceedings.c, t.cases.c
    standing = or_(false(), *(and_(p.workflow == name, p.state.in_(names)) for name, names in states.items()))
    query = (
        select(p.id, p.case_id, p.workflow, p.version, p.digest, p.state, p.opened_at)
        .add_columns(c.number, c.party_name, c.scheme, c.year)
        .join(t.cases, c.id == p.case_id)
        .where(p.closed_at.is_(None), standing, within(reach))
        .order_by(p.opened_at, p.id)
        .limit(most)
    )
    query = query if person is None else query.where(or_(c.responsible.is_(None), c.responsible == person))
    with database.connection() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]
