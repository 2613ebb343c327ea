"""Who is late with what, how late, what was done about it, and what comes next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from casework.engine.ladders import plan_of
from casework.engine.surroundings import Surroundings
from casework.errors import BadInput, Text
from casework.law.calendar import oslo_day
from casework.model.access import EVERYTHING, Reach
from casework.model.mail import FAILED, OUTSIDE, RETURNED
from casework.model.rows import Deadline
from casework.store import mail_tables as m
from casework.store import reminders
from casework.store import schema as t
from casework.store.database import Database
from casework.store.reach import within

#: What a list can be narrowed to. `days_late` is the fewest; the caseworker "-" is nobody.
FILTERS = ("scheme", "year", "kind", "caseworker", "party", "days_late")
NOBODY = "-"

#: What a list can be sorted by, and how.
SORTS: Mapping[str, Callable[[dict[str, Any]], Any]] = {
    "days_late": lambda row: -row["days_late"],
    "case": lambda row: row["case"],
    "party": lambda row: row["party_name"].casefold(),
    "kind": lambda row: row["kind"],
    "caseworker": lambda row: (row["caseworker"] is not None, row["caseworker"] or ""),
    "reminders_sent": lambda row: -row["reminders_sent"],
    "due_day": lambda row: row["due_day"],
}
#: The next step where the last letter did not arrive, and where every rung was climbed.
FIND_ADDRESS, PROPOSE_REACTION = "find_address", "propose_reaction"


@dataclass(frozen=True, slots=True)
class LastWord:
    """The last reminder to the grantee: on which day (Oslo), and what became of it."""

    on: date
    outcome: str


def overdue(
    database: Database, now: datetime, around: Surroundings, filters: Mapping[str, Any], reach: Reach = EVERYTHING
) -> list[dict[str, Any]]:
    """A row for each duty that is open after its last day (keys of the contract, and more), the latest first.

    `filters` are those of FILTERS, and `sort` one of SORTS. Raises BadInput for others.
    """
    given = {name: value for name, value in filters.items() if value is not None}
    sort = given.pop("sort", None)
    if sort is not None and sort not in SORTS:
        raise BadInput(f"cannot sort by {sort}; sort by {', '.join(SORTS)}")
    with database.connection() as connection:
        found = [dict(row) for row in connection.execute(_query(now, given, reach)).mappings()]
    ids = [row["id"] for row in found]
    reminded, said = reminders.of_deadlines(database, ids), _last_words(database, ids)
    rows = [_late(row, reminded.get(row["id"], (0, None)), said.get(row["id"]), now, around) for row in found]
    return sorted(rows, key=SORTS[sort]) if sort else rows


def _query(now: datetime, given: Mapping[str, Any], reach: Reach) -> Select[Any]:
    d, c = t.deadlines.c, t.cases.c
    return (
        select(t.deadlines, c.number, c.party, c.party_name)
        .join(t.cases, c.id == d.case_id)
        # A duty is of the scheme, and cites it; the authority's own limits are not reports that somebody owes.
        .where(d.status == "open", d.ends_at <= now, d.law.contains("#"), within(reach))
        .where(*(_condition(name, value, oslo_day(now)) for name, value in given.items()))
        .order_by(d.ends_at, d.id)
    )


def _condition(name: str, value: Any, today: date) -> ColumnElement[bool]:
    if name not in FILTERS:
        raise BadInput(f"cannot filter by {name}; filter by {', '.join(FILTERS)}")
    if name == "days_late":
        return t.deadlines.c.last_day <= today - timedelta(days=int(value))
    if name == "caseworker" and value == NOBODY:
        return t.deadlines.c.caseworker.is_(None)
    same: ColumnElement[bool] = (t.cases if name == "party" else t.deadlines).c[name] == value
    return same


def _last_words(database: Database, ids: Sequence[str]) -> dict[str, LastWord]:
    o, said = m.outbox.c, dict[str, LastWord]()
    query = select(o.deadline_id, o.sent_at, o.created_at, o.status).where(o.recipient.in_(OUTSIDE))
    with database.connection() as connection:
        for start in range(0, len(ids), reminders.BATCH):
            some = query.where(o.deadline_id.in_(ids[start : start + reminders.BATCH])).order_by(o.created_at, o.id)
            for deadline_id, sent_at, created_at, status in connection.execute(some):
                said[deadline_id] = LastWord(oslo_day(sent_at or created_at), status)
    return said


def _late(
    row: dict[str, Any], reminded: tuple[int, int | None], last: LastWord | None, now: datetime, around: Surroundings
) -> dict[str, Any]:
    deadline = Deadline(**{f.name: row[f.name] for f in fields(Deadline)})
    scheme = around.definitions.scheme(deadline.scheme, deadline.year)
    duty = scheme.duty(deadline.kind)
    return {
        "case": row["number"],
        "scheme": row["scheme"],
        "year": row["year"],
        "kind": row["kind"],
        "party": row["party"],
        "party_name": row["party_name"],
        "caseworker": row["caseworker"],
        "original_day": row["original_day"].isoformat(),
        "due_day": row["last_day"].isoformat(),
        "days_late": (oslo_day(now) - row["last_day"]).days,
        "reminders_sent": reminded[0],
        "last_rung": reminded[1],
        "next_step": _next_step(around, deadline, last, now),
        "what": duty.title if duty else Text(row["kind"], row["kind"], row["kind"]),
        "extensions": len(deadline.moves),
        "last_reminder_on": last.on.isoformat() if last else None,
        "last_outcome": last.outcome if last else None,
        "deadline": deadline.id,
    }


def _next_step(around: Surroundings, deadline: Deadline, last: LastWord | None, now: datetime) -> str:
    if last and last.outcome in (RETURNED, FAILED):
        return FIND_ADDRESS
    plan = plan_of(around.definitions.scheme(deadline.scheme, deadline.year), deadline)
    return next((p.rung.letter for p in plan if p.at > now), PROPOSE_REACTION)
