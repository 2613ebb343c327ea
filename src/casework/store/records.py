"""Writing what a transaction made of a record, all or nothing, and reading the entries of a case."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from typing import Any

from casework.errors import KeyReused, Stale
from casework.model.record import COLLECTIONS, Entry, Record
from casework.model.rows import Party
from casework.store import codec
from casework.store.database import Database


@dataclass(frozen=True, slots=True)
class Key:
    """An idempotency key and the hash of what was asked with it."""

    key: str
    request: str


@dataclass(frozen=True, slots=True)
class Transaction:
    """What one transaction writes: the record before and after, the entries between, and the texts they point to.

    `beside` are rows of tables that stand beside the record, by table.
    """

    before: Record
    after: Record
    entries: Sequence[Entry]
    contents: Mapping[str, str] = field(default_factory=dict)
    key: Key | None = None
    beside: Mapping[str, Sequence[Any]] = field(default_factory=dict)


def rows_to_write(transaction: Transaction) -> dict[str, list[Any]]:
    """The rows that are new or changed, by table; the case itself comes first, as everything points to it."""
    written: dict[str, list[Any]] = {}
    for name in COLLECTIONS:
        before, after = transaction.before.all(name), transaction.after.all(name)
        changed = [row for row_id, row in after.items() if before.get(row_id) is not row]
        if changed:
            written[name] = changed
    written["entries"] = [codec.entry_row(entry) for entry in transaction.entries]
    if transaction.contents:
        written["contents"] = [{"digest": d, "text": t} for d, t in transaction.contents.items()]
    if transaction.key:
        last = transaction.entries[0]
        key = {"key": transaction.key.key, "request": transaction.key.request, "case_id": last.case_id, "seq": last.seq}
        written["idempotency_keys"] = [key]
    return written | {name: list(rows) for name, rows in transaction.beside.items() if rows}


def write(database: Database, transaction: Transaction) -> None:
    """Write it all or nothing. Raises Stale where somebody else was first, KeyReused for a key used for other input."""
    before = transaction.before.all("cases")
    revision = transaction.before.case.revision if before else 0
    rows = rows_to_write(transaction)
    statements = _write_sqlite if database.sqlite else _write_postgresql

    def job(cursor: Any) -> None:
        if not statements(cursor, rows, revision):
            raise Stale(transaction.after.case.id, revision, -1)

    database.write(job)


def _write_sqlite(cursor: Any, rows: dict[str, list[Any]], revision: int) -> bool:
    case = rows["cases"][0]
    if revision:
        values = codec.parameters("cases", case, codec.changeable_columns("cases"))
        cursor.execute(_guard(True), (*values, case.id, revision))
        if cursor.rowcount != 1:
            return False
    for name, written in rows.items():
        if name == "cases" and revision:
            continue
        statement = codec.upsert(name, True, _CONFLICT.get(name, "id"))
        cursor.executemany(statement, [codec.parameters(name, row) for row in written])
    return True


_CONFLICT = {"contents": "digest", "entries": "case_id, seq", "idempotency_keys": "key", "next_rungs": "deadline_id"}


@cache
def _guard(sqlite: bool) -> str:
    columns = codec.changeable_columns("cases")
    if sqlite:
        return f"update cases set {', '.join(f'{c} = ?' for c in columns)} where id = ? and revision = ?"
    values = ", ".join(f"{c} = r.{c}" for c in columns)
    return (
        f"update cases set {values} from jsonb_populate_recordset(null::cases, ?::jsonb) r "
        "where cases.id = r.id and cases.revision = ? returning cases.id"
    )


def _write_postgresql(cursor: Any, rows: dict[str, list[Any]], revision: int) -> bool:
    """One statement: the guard on the revision, and everything else only where the guard held."""
    names = tuple(name for name in rows if name != "cases")
    values: list[Any] = [_as_json(rows["cases"])] + ([revision] if revision else [])
    values += [_as_json(rows[name]) for name in names]
    cursor.execute(_one_statement(names, bool(revision)), values)
    return bool(cursor.fetchone()[0])


def _as_json(rows: Iterable[Any]) -> str:
    return json.dumps([codec.row_json(row) for row in rows], ensure_ascii=False)


@cache
def _one_statement(names: tuple[str, ...], existing: bool) -> str:
    guard = (
        _guard(False)
        if existing
        else codec.upsert("cases", False).format(guard="").split(" on conflict")[0] + " returning id"
    )
    parts = [f"guard as ({guard})"]
    for name in names:
        statement = codec.upsert(name, False, _CONFLICT.get(name, "id")).format(
            guard="where exists (select 1 from guard)"
        )
        parts.append(f"w_{name} as ({statement})")
    return f"with {', '.join(parts)} select count(*) from guard".replace("?", "%s")


def used(database: Database, key: Key) -> tuple[str, int] | None:
    """The case and entry that the key was first used for; None for a new one. Raises KeyReused for other input."""
    with database.cursor() as cursor:
        cursor.execute(database.sql("select request, case_id, seq from idempotency_keys where key = ?"), (key.key,))
        row = cursor.fetchone()
    if row and row[0] != key.request:
        raise KeyReused(key.key)
    return (row[1], row[2]) if row else None


def entries(database: Database, case_id: str, after: int = 0) -> list[Entry]:
    """The entries of a case after number `after`, in order."""
    statement = f"select {codec.ENTRY_COLUMNS} from entries where case_id = ? and seq > ? order by seq"
    with database.cursor() as cursor:
        cursor.execute(database.sql(statement), (case_id, after))
        return [codec.entry_of(row) for row in cursor.fetchall()]


def take_number(database: Database, year: int) -> int:
    """The next case number of the year. Taken in the caller's transaction, so none is lost to a failure."""
    with database.cursor() as cursor:
        cursor.execute(
            database.sql(
                "insert into case_numbers (year, last) values (?, 1) "
                "on conflict (year) do update set last = case_numbers.last + 1 returning last"
            ),
            (year,),
        )
        return int(cursor.fetchone()[0])


def save_party(database: Database, party: Party) -> None:
    """Register an organisation, or what has changed about it."""
    row = codec.row_json(party)
    with database.cursor(atomic=True) as cursor:
        if database.sqlite:
            cursor.execute(codec.upsert("parties", True), codec.parameters("parties", row))
        else:
            cursor.execute(
                codec.upsert("parties", False).format(guard="where true").replace("?", "%s"), (_as_json([row]),)
            )


def party(database: Database, org_number: str) -> Party | None:
    """The organisation of that number, where it is registered."""
    columns = ", ".join(f.name for f in fields(Party))
    with database.cursor() as cursor:
        cursor.execute(database.sql(f"select {columns} from parties where id = ?"), (org_number,))
        found = cursor.fetchone()
    return codec.party_from(found) if found else None
