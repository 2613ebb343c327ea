"""The floor: the same reads and writes on the same tables, in raw SQL over the driver, with nothing decided."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Sequence
from itertools import count
from typing import Any

import psycopg

from casework.store.engines import PRAGMAS

NOW, LATER, DAY = "2025-03-03T08:00:00.000000Z", "2025-03-24T23:00:00.000000Z", "2025-03-24"
TEXT = "Neste steg i saken er tatt. " * 3
FACTS = json.dumps({"note": "neste"})
#: As long as the changes that the product enters for the same step.
CHANGES = json.dumps([["proceedings", "x" * 12, {"state": "open", "note": "n" * 1400}]])

INSERTS = {
    "entries": "case_id, seq, at, person, role, kind, name, proceeding_id, from_state, to_state, facts, law, changes, "
    "previous, hash",
    "deadlines": "id, case_id, proceeding_id, name, kind, law, scheme, year, start_day, nominal_day, original_day, "
    "last_day, ends_at, status, moves",
    "letters": "id, case_id, proceeding_id, template, language, recipient, subject, digest, created_at, status",
    "contents": "digest, text",
    "next_rungs": "deadline_id, case_id",
    "outbox": "id, kind, template, recipient, created_at, not_before, case_id, letter_id, channel, status, attempts, "
    "recorded",
}

_numbers = count(os.getpid() * 10_000_000)


def _insert(table: str, sign: str) -> str:
    columns = INSERTS[table]
    return f"insert into {table} ({columns}) values ({', '.join([sign] * len(columns.split(', ')))})"


def _rows(case_id: str, revision: int) -> dict[str, Sequence[Any]]:
    unique = str(next(_numbers))
    digest = hashlib.sha256(unique.encode()).hexdigest()
    step = (case_id, revision + 1, NOW, "kari", "caseworker", "performed", "step", case_id + "-1", "open", "open")
    ours = (unique, case_id, case_id + "-1")
    days = (DAY, DAY, DAY, DAY, LATER, "open", "[]")
    return {
        "entries": (*step, FACTS, "fvl/17-1", CHANGES, digest, digest),
        "deadlines": (*ours, "next", "next", "fvl/29-1", "bench", 2025, *days),
        "letters": (*ours, "bench_step", "nb", "310000000", "Neste steg", digest, NOW, "staged"),
        "contents": (digest, TEXT),
        "next_rungs": (unique, case_id),
        "outbox": (unique, "letter", "bench_step", "grantee", NOW, NOW, case_id, unique, "email", "staged", 0, 0),
    }


def sqlite_connection(file: str) -> sqlite3.Connection:
    """A connection with the same durability as the product's."""
    connection = sqlite3.connect(file, isolation_level=None, timeout=30)
    for pragma in ("journal_mode=WAL", *PRAGMAS):
        connection.execute(f"PRAGMA {pragma}")
    return connection


_HEAD = "update cases set revision = revision + 1, head = ? where id = ? and revision = ?"
_FACTS = "update proceedings set facts = ? where id = ?"
_MET = "update deadlines set status = 'met', settled_at = ? where case_id = ? and status = 'open'"
_READ = "select revision, stage from cases where id = ?"


def sqlite_step(connection: sqlite3.Connection, case_id: str) -> None:
    """One durable transition: one select and nine writes in one commit."""
    run = connection.execute
    run("BEGIN IMMEDIATE")
    revision, stage = run(_READ, (case_id,)).fetchone()
    assert stage == "open"
    rows = _rows(case_id, revision)
    run(_HEAD, (rows["contents"][0], case_id, revision))
    run(_FACTS, (FACTS, case_id + "-1"))
    run(_MET, (NOW, case_id))
    for table, values in rows.items():
        run(_insert(table, "?"), values)
    run("COMMIT")


_PARTS = ", ".join(f"w_{table} as ({_insert(table, '%s')})" for table in INSERTS)
_ONE = (
    f"with u as ({_HEAD} returning id), p as ({_FACTS}), d as ({_MET}), ".replace("?", "%s")
    + f"{_PARTS} select count(*) from u"
)


def postgresql_connection(url: str) -> Any:
    """An autocommitting connection that prepares its statements."""
    return psycopg.connect(url.replace("postgresql+psycopg://", "postgresql://"), autocommit=True, prepare_threshold=2)


def postgresql_step(connection: Any, case_id: str) -> None:
    """One durable transition in two round trips: a select, and one data-modifying statement."""
    cursor = connection.cursor()
    revision, stage = cursor.execute(_READ.replace("?", "%s"), (case_id,)).fetchone()
    assert stage == "open"
    rows = _rows(case_id, revision)
    first = (rows["contents"][0], case_id, revision, FACTS, case_id + "-1", NOW, case_id)
    try:
        cursor.execute(_ONE, (*first, *(value for values in rows.values() for value in values)))
    except psycopg.errors.IntegrityError:
        # Somebody else was first with this case: as the product does, look again.
        postgresql_step(connection, case_id)


#: The tables that make up a case, with the columns of each that hold JSON.
READS = {
    "cases": ("id", ("stages", "marks")),
    "proceedings": ("case_id", ("facts", "acts", "marks")),
    "deadlines": ("case_id", ("moves",)),
    "letters": ("case_id", ()),
    "decisions": ("case_id", ()),
    "documents": ("case_id", ()),
    "assignments": ("case_id", ()),
    "impartiality_declarations": ("case_id", ()),
    "ledgers": ("id", ()),
    "ledger_postings": ("case_id", ()),
    "entries": ("case_id", ("facts", "changes")),
}


def read_case(connection: Any, case_id: str, sign: str) -> int:
    """A case with everything on it and its history: a query a table, JSON decoded, rows left as they come."""
    cursor, read = connection.cursor(), 0
    for table, (column, documents) in READS.items():
        cursor.execute(f"select * from {table} where {column} = {sign}", (case_id,))
        places = [n for n, described in enumerate(cursor.description) if described[0] in documents]
        for row in cursor.fetchall():
            read += sum(len(json.loads(row[n]) if isinstance(row[n], str) else row[n]) for n in places)
    return read
