"""What was done on the ladders: which rungs were staged and which were skipped, and what became of their messages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from casework.model.record import instant
from casework.store.database import Database


@dataclass(frozen=True, slots=True)
class Counted:
    """How many rungs of one offset, in days from the due day, were staged and skipped for one kind of deadline."""

    kind: str
    rung: int
    staged: int
    skipped: int


@dataclass(frozen=True, slots=True)
class DoneRung:
    """One rung that is done with: the day it was about, why it was skipped, or what became of its messages.

    `outcomes` are pairs of recipient and status; `at` is the instant at which it was due.
    """

    deadline_id: str
    last_day: date
    rung: int
    letter: str
    at: datetime
    skipped: str | None
    outcomes: tuple[tuple[str, str], ...]


def counted(database: Database, scheme: str, year: int) -> list[Counted]:
    """The rungs of a scheme's deadlines, counted by kind and offset."""
    statement = (
        "select d.kind, r.rung, sum(case when r.skipped is null then 1 else 0 end), "
        "sum(case when r.skipped is null then 0 else 1 end) from reminders r join deadlines d on d.id = r.deadline_id "
        "where d.scheme = ? and d.year = ? group by d.kind, r.rung order by d.kind, r.rung"
    )
    with database.cursor() as cursor:
        cursor.execute(database.sql(statement), (scheme, year))
        return [
            Counted(kind, int(rung), int(staged), int(skipped)) for kind, rung, staged, skipped in cursor.fetchall()
        ]


def done(database: Database, case_id: str) -> list[DoneRung]:
    """The rungs of a case's deadlines that are done with, in the order in which they were due."""
    statement = (
        "select r.deadline_id, r.last_day, r.rung, r.letter, r.due_at, r.skipped, o.recipient, o.status "
        "from reminders r left join outbox o on o.deadline_id = r.deadline_id and o.last_day = r.last_day "
        "and o.rung = r.rung where r.case_id = ? order by r.due_at, r.deadline_id, r.rung, o.recipient"
    )
    with database.cursor() as cursor:
        cursor.execute(database.sql(statement), (case_id,))
        rows = cursor.fetchall()
    found: dict[tuple[Any, ...], list[tuple[str, str]]] = {}
    for *rung, recipient, status in rows:
        outcomes = found.setdefault(tuple(rung), [])
        if recipient is not None:
            outcomes.append((recipient, status))
    return [_done(rung, outcomes) for rung, outcomes in found.items()]


def _done(rung: Sequence[Any], outcomes: Sequence[tuple[str, str]]) -> DoneRung:
    deadline_id, last_day, offset, letter, due_at, skipped = rung
    day = date.fromisoformat(last_day) if isinstance(last_day, str) else last_day
    at = instant(due_at) if isinstance(due_at, str) else due_at
    return DoneRung(deadline_id, day, int(offset), letter, at, skipped, tuple(outcomes))


def following_since(database: Database, scheme: str, year: int) -> datetime | None:
    """From when the open deadlines of a scheme follow the ladder that they follow now."""
    with database.cursor() as cursor:
        cursor.execute(database.sql("select since from ladders where scheme = ? and year = ?"), (scheme, year))
        row = cursor.fetchone()
    return (instant(row[0]) if isinstance(row[0], str) else row[0]) if row else None
