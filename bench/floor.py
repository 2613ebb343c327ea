"""The floor: the same reads and writes on the same tables, in raw SQL over the driver, with nothing decided."""

from __future__ import annotations

import json
import os
import sqlite3
from itertools import count
from typing import Any

import psycopg

NOW, LATER = "2025-03-03T08:00:00.000000Z", "2025-03-24T23:00:00.000000Z"
_numbers = count(os.getpid() * 10_000_000)

ENTRY = "insert into entries (case_id, seq, at, person, role, kind, name, proceeding_id, facts, changes, previous, hash) values ({})"
DEADLINE = (
    "insert into deadlines (id, case_id, proceeding_id, name, kind, law, scheme, year, nominal_day, original_day, last_day, "
    "ends_at, status, moves) values ({})"
)
LETTER = (
    "insert into letters (id, case_id, proceeding_id, template, language, recipient, subject, digest, created_at, status) "
    "values ({})"
)


def _marks(number: int, sign: str) -> str:
    return ", ".join([sign] * number)


def _rows(case_id: str, revision: int) -> tuple[tuple[Any, ...], tuple[Any, ...], tuple[Any, ...]]:
    unique = str(next(_numbers))
    entry = (
        case_id,
        revision + 1,
        NOW,
        "kari",
        "caseworker",
        "performed",
        "step",
        case_id + "-1",
        "{}",
        "[]",
        "x",
        unique * 4,
    )
    day = "2025-03-24"
    deadline = (
        unique,
        case_id,
        case_id + "-1",
        "next",
        "next",
        "fvl/29-1",
        "bench",
        2025,
        day,
        day,
        day,
        LATER,
        "open",
        "[]",
    )
    letter = (unique, case_id, case_id + "-1", "bench_step", "nb", "310000000", "Neste steg", "y" * 64, NOW, "staged")
    return entry, deadline, letter


def sqlite_connection(file: str) -> sqlite3.Connection:
    """A connection with the same durability as the product's."""
    connection = sqlite3.connect(file, isolation_level=None, timeout=30)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "wal_autocheckpoint=4000"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def sqlite_step(connection: sqlite3.Connection, case_id: str) -> None:
    """One durable transition: 1 select and 6 writes in one commit."""
    run = connection.execute
    run("BEGIN IMMEDIATE")
    revision, stage = run("select revision, stage from cases where id = ?", (case_id,)).fetchone()
    assert stage == "open"
    entry, deadline, letter = _rows(case_id, revision)
    run(
        "update cases set revision = revision + 1, head = ? where id = ? and revision = ?",
        (entry[-1], case_id, revision),
    )
    run("update proceedings set facts = ? where id = ?", ('{"note": "x"}', case_id + "-1"))
    run("update deadlines set status = 'met', settled_at = ? where case_id = ? and status = 'open'", (NOW, case_id))
    run(ENTRY.format(_marks(12, "?")), entry)
    run(DEADLINE.format(_marks(14, "?")), deadline)
    run(LETTER.format(_marks(10, "?")), letter)
    run("COMMIT")


_ONE = (
    "with u as (update cases set revision = revision + 1, head = %s where id = %s and revision = %s returning id), "
    "p as (update proceedings set facts = %s where id = %s), "
    "d as (update deadlines set status = 'met', settled_at = %s where case_id = %s and status = 'open'), "
    f"e as ({ENTRY.format(_marks(12, '%s'))}), n as ({DEADLINE.format(_marks(14, '%s'))}), "
    f"l as ({LETTER.format(_marks(10, '%s'))}) select count(*) from u"
)


def postgresql_connection(url: str) -> Any:
    """An autocommitting connection that prepares its statements."""
    return psycopg.connect(url.replace("postgresql+psycopg://", "postgresql://"), autocommit=True, prepare_threshold=2)


def postgresql_step(connection: Any, case_id: str) -> None:
    """One durable transition in two round trips: a select, and one data-modifying statement."""
    cursor = connection.cursor()
    revision, stage = cursor.execute("select revision, stage from cases where id = %s", (case_id,)).fetchone()
    assert stage == "open"
    entry, deadline, letter = _rows(case_id, revision)
    first = (entry[-1], case_id, revision, '{"note": "x"}', case_id + "-1", NOW, case_id)
    try:
        cursor.execute(_ONE, (*first, *entry, *deadline, *letter))
    except psycopg.errors.IntegrityError:
        # Somebody else was first with this case: as the product does, look again.
        postgresql_step(connection, case_id)


READS = (
    "select * from cases where id = ?",
    "select * from entries where case_id = ? order by seq",
    "select * from deadlines where case_id = ? and status = 'open'",
)


def read_case(connection: Any, case_id: str, sign: str) -> int:
    """A case with its history and open deadlines, in three queries; the number of entries."""
    cursor = connection.cursor()
    rows = []
    for statement in READS:
        cursor.execute(statement.replace("?", sign), (case_id,))
        rows.append(cursor.fetchall())
    return sum(len(json.loads(r[11])) if isinstance(r[11], str) else len(r[11]) for r in rows[1])
