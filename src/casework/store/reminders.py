"""Rungs that are due: claimed and staged in one transaction, a batch at a time, by as many workers as there are."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from casework.model.ladder import Planned
from casework.model.mail import ID_LENGTH, LATER_RUNG, NextRung, dispatch_id
from casework.model.record import instant, to_json
from casework.model.rows import Deadline
from casework.store.database import Database

#: How many deadlines one transaction takes; more gain nothing, and fewer pay for a commit each.
BATCH = 2_000

_DEADLINE = "d.id, d.case_id, d.name, d.kind, d.law, d.scheme, d.year, d.nominal_day, d.last_day, d.status, d.moves"


@dataclass(frozen=True, slots=True)
class DueRung:
    """Deadlines that are alike in all that a ladder asks, and the instant from which their rungs are not yet done.

    `deadline` stands for them all.
    """

    deadline: Deadline
    since: datetime
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Staged:
    """What becomes of such deadlines: the rungs that are done with, the last of them staged; and the next instant."""

    rungs: tuple[Planned, ...]
    next_at: datetime | None


@dataclass(slots=True)
class LeftOut:
    """What this sweep could not decide, so that it is not taken again."""

    deadlines: set[str] = field(default_factory=set)
    schemes: set[str] = field(default_factory=set)

    def add(self, due: DueRung, *, whole_scheme: bool) -> None:
        """Leave out these deadlines, or every one of their scheme."""
        if whole_scheme:
            self.schemes.add(f"{due.deadline.scheme}/{due.deadline.year}")
        else:
            self.deadlines.update(due.ids)


def stage_due(
    database: Database, now: datetime, decide: Callable[[DueRung], Staged | None], left_out: LeftOut
) -> int | None:
    """Take a batch of what is due, decide, and write it, all or nothing. How many were staged; None: nothing is due.

    Others who look at the same time take other deadlines on PostgreSQL and wait their turn on SQLite. Whoever dies
    before the commit leaves everything due.
    """
    if not _anything_due(database, now):
        return None
    with database.transaction(), database.cursor() as cursor:
        found = _claimed(database, cursor, now, left_out)
        decided = [(due, staged) for due in found if (staged := decide(due)) is not None]
        if not found:
            return None
        return sum(_stage(database, cursor, due, staged, now) for due, staged in decided)


def _anything_due(database: Database, now: datetime) -> bool:
    with database.cursor() as cursor:
        cursor.execute(database.sql("select 1 from next_rungs where at <= ? limit 1"), (to_json(now),))
        return cursor.fetchone() is not None


def _claimed(database: Database, cursor: Any, now: datetime, left_out: LeftOut) -> list[DueRung]:
    locking = "" if database.sqlite else " for update of n skip locked"
    but = _but("d.id", left_out.deadlines) + _but("d.scheme || '/' || d.year", left_out.schemes)
    statement = (
        "select n.deadline_id, n.at, d.name, d.kind, d.law, d.scheme, d.year, d.nominal_day, d.last_day, d.status, "
        f"d.moves = '[]', n.case_id from next_rungs n join deadlines d on d.id = n.deadline_id "
        f"where n.at <= ?{but} order by n.at limit {BATCH}{locking}"
    )
    cursor.execute(database.sql(statement), (to_json(now), *left_out.deadlines, *left_out.schemes))
    alike: dict[tuple[Any, ...], list[Any]] = {}
    for row in cursor.fetchall():
        alike.setdefault(tuple(row[1:-1]), []).append(row)
    return [_due(rows) for rows in alike.values()]


def _due(rows: Sequence[Sequence[Any]]) -> DueRung:
    first_id, at, *columns, unmoved, case_id = rows[0]
    deadline = _deadline([first_id, case_id, *columns, [] if unmoved else [{}]])
    return DueRung(deadline, _instant(at), tuple(row[0] for row in rows))


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


def _stage(database: Database, cursor: Any, due: DueRung, staged: Staged, now: datetime) -> int:
    """Write what is decided, set by set, but for what is there already: what was staged is never staged again."""
    ids, last_day, at = json.dumps(due.ids), to_json(due.deadline.last_day), to_json(now)
    count = 0
    for planned in staged.rungs:
        skipped = None if planned is staged.rungs[-1] else LATER_RUNG
        values = (last_day, planned.rung.offset, planned.rung.letter, to_json(planned.at), at, skipped, ids)
        cursor.execute(_statement(_REMINDERS, database.sqlite), values)
        count = max(cursor.rowcount, 0)
    for planned in staged.rungs[-1:]:
        for recipient in dict.fromkeys(planned.rung.recipients):
            rest = f"/{last_day}/{planned.rung.offset}/{recipient}/email"
            message = (rest, planned.rung.letter, recipient, at, at, last_day, planned.rung.offset, ids)
            _prepare(database, cursor)
            cursor.execute(_statement(_OUTBOX, database.sqlite), message)
    cursor.execute(_statement(_NEXT, database.sqlite), (to_json(staged.next_at), ids))
    return count


_REMINDERS = (
    "insert into reminders (deadline_id, last_day, rung, case_id, letter, due_at, staged_at, skipped) "
    "select n.deadline_id, ?, ?, n.case_id, ?, ?, ?, ? from next_rungs n where n.deadline_id in {ids} "
    "on conflict (deadline_id, last_day, rung) do nothing"
)
_OUTBOX = (
    "insert into outbox (id, kind, template, recipient, created_at, not_before, case_id, deadline_id, last_day, rung, "
    "channel, status, attempts, recorded) select {id}, 'reminder', ?, ?, ?, ?, n.case_id, n.deadline_id, ?, ?, "
    "'email', 'staged', 0, 0 from next_rungs n where n.deadline_id in {ids} on conflict (id) do nothing"
)
_NEXT = "update next_rungs set at = ? where deadline_id in {ids}"


@cache
def _statement(text: str, sqlite: bool) -> str:
    """The statement, with the ids as a JSON list and the id of an outbox row as `dispatch_id` makes it."""
    if sqlite:
        row_id = "casework_dispatch_id('reminder/' || n.deadline_id || ?)"
        return text.format(ids="(select value from json_each(?))", id=row_id)
    whole = "convert_to('reminder/' || n.deadline_id || ?, 'UTF8')"
    row_id = f"substr(encode(sha256({whole}), 'hex'), 1, {ID_LENGTH})"
    return text.format(ids="(select jsonb_array_elements_text(?::jsonb))", id=row_id).replace("?", "%s")


def _prepare(database: Database, cursor: Any) -> None:
    if database.sqlite:
        cursor.connection.create_function("casework_dispatch_id", 1, dispatch_id, deterministic=True)


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


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A deadline whose passing was not recorded, or whose reminder was not staged, though it was due then."""

    case_id: str
    deadline_id: str
    what: str
    due_at: datetime


def left_behind(database: Database, before: datetime) -> list[LeftBehind]:
    """What was due before that instant and is not done: a worker could not, or none runs. The earliest first."""
    statement = (
        "select case_id, id, 'passing', ends_at from deadlines "
        "where status = 'open' and passed_at is null and ends_at <= ? union all "
        "select case_id, deadline_id, 'reminder', at from next_rungs where at <= ? order by 4, 2, 3 limit 10000"
    )
    with database.cursor() as cursor:
        cursor.execute(database.sql(statement), (to_json(before), to_json(before)))
        return [LeftBehind(row[0], row[1], row[2], _instant(row[3])) for row in cursor.fetchall()]
