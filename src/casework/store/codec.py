"""Rows as JSON, both ways, in SQL text that is made once per database.

The hot path runs this text on the driver's own cursor: building statements anew costs more than the disk does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from sqlalchemy import JSON, Table

from casework.model.actor import Actor
from casework.model.record import COLLECTIONS, Change, Entry, from_json, to_json
from casework.model.rows import Party
from casework.store import schema

#: The tables that make up the record of one case, and by which column they belong to it.
OF_A_CASE = {name: "id" if name in ("cases", "ledgers") else "case_id" for name in COLLECTIONS}


def table(name: str) -> Table:
    """The table of that name."""
    return schema.metadata.tables[name]


@cache
def json_columns(name: str) -> frozenset[str]:
    """The columns that hold JSON."""
    return frozenset(c.name for c in table(name).columns if isinstance(c.type, JSON))


@cache
def row_as_json(name: str, sqlite: bool) -> str:
    """The SQL expression for one row of the table as a JSON object."""
    if not sqlite:
        return f"to_jsonb({name})"
    columns = (f"'{c}', " + (f"json({c})" if c in json_columns(name) else c) for c in table(name).columns.keys())
    return f"json_object({', '.join(columns)})"


@cache
def upsert(name: str, sqlite: bool, conflict: str = "id") -> str:
    """The statement that writes rows: on SQLite one row of parameters, on PostgreSQL a JSON list of rows."""
    columns = list(table(name).columns.keys())
    listed = ", ".join(columns)
    updates = ", ".join(f"{c} = excluded.{c}" for c in columns if c != conflict)
    on_conflict = f"on conflict ({conflict}) do " + (f"update set {updates}" if name in _CHANGEABLE else "nothing")
    if name in _INSERTED:
        on_conflict = ""
    if sqlite:
        return f"insert into {name} ({listed}) values ({', '.join('?' * len(columns))}) {on_conflict}"
    return f"insert into {name} ({listed}) select {listed} from jsonb_populate_recordset(null::{name}, ?::jsonb) {{guard}} {on_conflict}"


_CHANGEABLE = frozenset(COLLECTIONS) | {"parties"}
_INSERTED = frozenset({"entries", "idempotency_keys", "ledger_postings"})


def parameters(name: str, row: Mapping[str, Any]) -> tuple[Any, ...]:
    """The values of one row in the order of the columns, for SQLite."""
    as_text = json_columns(name)
    return tuple(json.dumps(row[c], ensure_ascii=False) if c in as_text else row[c] for c in table(name).columns.keys())


def row_json(row: Any) -> dict[str, Any]:
    """A row of `model.rows` as JSON."""
    return {f.name: to_json(getattr(row, f.name)) for f in fields(row)}


def entry_row(entry: Entry) -> dict[str, Any]:
    """An entry as a row of its table, as JSON."""
    return {
        "case_id": entry.case_id,
        "seq": entry.seq,
        "at": to_json(entry.at),
        "person": entry.actor.person,
        "role": entry.actor.role,
        "agency": entry.actor.agency,
        "kind": entry.kind,
        "name": entry.name,
        "proceeding_id": entry.proceeding_id,
        "from_state": entry.from_state,
        "to_state": entry.to_state,
        "facts": dict(entry.facts),
        "law": entry.law,
        "changes": [[c.collection, c.id, dict(c.values)] for c in entry.changes],
        "previous": entry.previous,
        "hash": entry.hash,
    }


def entry_of(row: Mapping[str, Any]) -> Entry:
    """An entry from its row."""
    values = {name: row[name] for name in _ENTRY_FIELDS}
    return Entry(
        **values,
        at=_instant(row["at"]),
        actor=_actor(row["person"], row["role"], row["agency"]),
        changes=tuple(Change(*change) for change in row["changes"]),
    )


_ENTRY_FIELDS = "case_id seq kind name proceeding_id from_state to_state facts law previous hash".split()


@cache
def _actor(person: str, role: str, agency: str | None) -> Actor:
    return Actor(person, role, agency)


def _instant(value: Any) -> Any:
    return from_json(COLLECTIONS["letters"], {"created_at": value})["created_at"]


def rows_of(name: str, values: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Rows of `model.rows` by id, from their JSON."""
    kind = COLLECTIONS[name]
    return {row["id"]: kind(**from_json(kind, row)) for row in values}


def party_of(value: Mapping[str, Any]) -> Party:
    """An organisation from its row."""
    return Party(**value)
