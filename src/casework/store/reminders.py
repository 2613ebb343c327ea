"""Rungs that are due: claimed and staged in one transaction, a batch at a time, by as many workers as there are."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from casework.model.mail import Dispatch, NextRung, Reminder
from casework.model.record import instant, to_json
from casework.model.rows import Deadline
from casework.store import codec
from casework.store.database import Database

#: How many deadlines one transaction takes; more gain nothing, and fewer pay for a commit each.
BATCH = 1_000

_DEADLINE = "d.id, d.case_id, d.name, d.kind, d.law, d.scheme, d.year, d.nominal_day, d.last_day, d.status, d.moves"


@dataclass(frozen=True, slots=True)
class DueRung:
    """A deadline and the instant from which its rungs are not yet done."""

    deadline: Deadline
    since: datetime


@dataclass(slots=True)
class Staging:
    """What a batch of due rungs becomes."""

    reminders: list[Reminder] = field(default_factory=list)
    dispatches: list[Dispatch] = field(default_factory=list)
    next_rungs: list[NextRung] = field(default_factory=list)


@dataclass(slots=True)
class LeftOut:
    """What this sweep could not decide, so that it is not taken again."""

    deadlines: set[str] = field(default_factory=set)
    schemes: set[str] = field(default_factory=set)

    def add(self, deadline: Deadline, *, whole_scheme: bool) -> None:
        """Leave out one deadline, or every one of its scheme."""
        if whole_scheme:
            self.schemes.add(f"{deadline.scheme}/{deadline.year}")
        else:
            self.deadlines.add(deadline.id)


def stage_due(
    database: Database, now: datetime, decide: Callable[[Sequence[DueRung]], Staging], left_out: LeftOut
) -> int | None:
    """Take a batch of what is due, decide, and write it, all or nothing. How many were staged; None: nothing is due.

    Others who look at the same time take other deadlines on PostgreSQL and wait their turn on SQLite. Whoever dies
    before the commit leaves everything due.
    """
    if not _anything_due(database, now):
        return None
    with database.transaction(), database.cursor() as cursor:
        found = _claimed(database, cursor, now, left_out)
        if not found:
            return None
        staging = decide(found)
        _write(database, cursor, staging)
    return sum(reminder.skipped is None for reminder in staging.reminders)


def _anything_due(database: Database, now: datetime) -> bool:
    with database.cursor() as cursor:
        cursor.execute(database.sql("select 1 from next_rungs where at <= ? limit 1"), (to_json(now),))
        return cursor.fetchone() is not None


def _claimed(database: Database, cursor: Any, now: datetime, left_out: LeftOut) -> list[DueRung]:
    locking = "" if database.sqlite else " for update of n skip locked"
    but = _but("d.id", left_out.deadlines) + _but("d.scheme || '/' || d.year", left_out.schemes)
    statement = (
        f"select n.at, {_DEADLINE} from next_rungs n join deadlines d on d.id = n.deadline_id "
        f"where n.at <= ?{but} order by n.at limit {BATCH}{locking}"
    )
    cursor.execute(database.sql(statement), (to_json(now), *left_out.deadlines, *left_out.schemes))
    return [DueRung(_deadline(row[1:]), _instant(row[0])) for row in cursor.fetchall()]


def _but(column: str, values: set[str]) -> str:
    return f" and {column} not in ({', '.join('?' * len(values))})" if values else ""


def _deadline(row: Sequence[Any]) -> Deadline:
    row_id, case_id, name, kind, law, scheme, year, nominal_day, last_day, status, moves = row
    return Deadline(
        id=row_id,
        case_id=case_id,
        name=name,
        kind=kind,
        law=law,
        scheme=scheme,
        year=year,
        nominal_day=_day(nominal_day),
        last_day=_day(last_day),
        status=status,
        moves=json.loads(moves) if isinstance(moves, str) else moves,
    )


def _day(value: Any) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _instant(value: Any) -> datetime:
    return instant(value) if isinstance(value, str) else value


def _write(database: Database, cursor: Any, staging: Staging) -> None:
    _insert(database, cursor, "reminders", staging.reminders, "deadline_id, last_day, rung")
    _insert(database, cursor, "outbox", staging.dispatches, "id")
    _set_next(database, cursor, staging.next_rungs)


def _insert(database: Database, cursor: Any, table: str, rows: Sequence[Any], conflict: str) -> None:
    """Insert what is not there yet: a rung that was staged once is never staged again."""
    if not rows:
        return
    if database.sqlite:
        values = [codec.parameters(table, codec.row_json(row)) for row in rows]
        cursor.executemany(codec.upsert(table, True, conflict), values)
        return
    text = json.dumps([codec.row_json(row) for row in rows], ensure_ascii=False)
    statement = codec.upsert(table, False, conflict).format(guard="where true")
    cursor.execute(database.sql(statement), (text,))


def _set_next(database: Database, cursor: Any, rows: Iterable[NextRung]) -> None:
    values = [(to_json(row.at), row.deadline_id) for row in rows]
    if database.sqlite:
        cursor.executemany("update next_rungs set at = ? where deadline_id = ?", values)
        return
    ats, ids = [value[0] for value in values], [value[1] for value in values]
    cursor.execute(
        "update next_rungs n set at = v.at from unnest(%s::timestamptz[], %s::text[]) as v(at, id) "
        "where n.deadline_id = v.id",
        (ats, ids),
    )


def ladders_of(database: Database) -> dict[tuple[str, int], str | None]:
    """Every scheme and year that has cases, with the digest of the ladder that its deadlines follow, if any yet."""
    statement = (
        "select c.scheme, c.year, l.digest from (select distinct scheme, year from cases) c "
        "left join ladders l on l.scheme = c.scheme and l.year = c.year"
    )
    with database.cursor() as cursor:
        cursor.execute(statement)
        return {(row[0], int(row[1])): row[2] for row in cursor.fetchall()}


def follow_ladder(
    database: Database,
    scheme: tuple[str, int],
    digest: str,
    now: datetime,
    count: Callable[[Deadline], NextRung],
) -> int:
    """Let every open deadline of the scheme follow another ladder from now on, and say so. How many follow it.

    What fell due before is left to be staged, as one rung, by the new ladder.
    """
    followed, after = 0, ""
    while True:
        with database.transaction(), database.cursor() as cursor:
            deadlines = _open_after(database, cursor, scheme, after)
            rows = [count(deadline) for deadline in deadlines]
            _plan(database, cursor, rows, now)
            if not deadlines:
                _follows(database, cursor, scheme, digest, now)
                return followed
        followed, after = followed + len(deadlines), deadlines[-1].id


def _open_after(database: Database, cursor: Any, scheme: tuple[str, int], after: str) -> list[Deadline]:
    statement = (
        f"select {_DEADLINE} from deadlines d where d.status = 'open' and d.scheme = ? and d.year = ? and d.id > ? "
        f"order by d.id limit {BATCH}"
    )
    cursor.execute(database.sql(statement), (*scheme, after))
    return [_deadline(row) for row in cursor.fetchall()]


def _plan(database: Database, cursor: Any, rows: Sequence[NextRung], now: datetime) -> None:
    statement = (
        "insert into next_rungs (deadline_id, case_id, at) values (?, ?, ?) on conflict (deadline_id) do update "
        "set at = case when next_rungs.at <= ? then next_rungs.at else excluded.at end"
    )
    values = [(row.deadline_id, row.case_id, to_json(row.at), to_json(now)) for row in rows]
    if values:
        cursor.executemany(database.sql(statement), values)


def _follows(database: Database, cursor: Any, scheme: tuple[str, int], digest: str, now: datetime) -> None:
    statement = (
        "insert into ladders (scheme, year, digest, since) values (?, ?, ?, ?) "
        "on conflict (scheme, year) do update set digest = excluded.digest, since = excluded.since"
    )
    cursor.execute(database.sql(statement), (*scheme, digest, to_json(now)))


def of_deadlines(database: Database, ids: Sequence[str]) -> dict[str, tuple[int, int | None]]:
    """Of each deadline how many of its reminders were sent, and its last rung that was staged."""
    found: dict[str, tuple[int, int | None]] = {}
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        marks = ", ".join("?" * len(some))
        with database.cursor() as cursor:
            cursor.execute(database.sql(_COUNTED.format(marks=marks)), tuple(some))
            found |= {row[0]: (int(row[1]), row[2]) for row in cursor.fetchall()}
    return found


_COUNTED = (
    "select r.deadline_id, sum(case when exists (select 1 from outbox o where o.deadline_id = r.deadline_id "
    "and o.last_day = r.last_day and o.rung = r.rung and o.status = 'sent' "
    "and o.recipient in ('grantee', 'representative')) then 1 else 0 end), "
    "(select l.rung from reminders l where l.deadline_id = r.deadline_id and l.skipped is null "
    "order by l.staged_at desc, l.rung desc limit 1) "
    "from reminders r where r.deadline_id in ({marks}) and r.skipped is null group by r.deadline_id"
)
