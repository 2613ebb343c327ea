"""Rows as JSON, both ways, in SQL text that is made once per database.

The hot path runs this text on the driver's own cursor: building statements anew costs more than the disk does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, date
from functools import cache
from operator import attrgetter
from typing import Any

from sqlalchemy import JSON, Table

from casework.model.actor import Actor
from casework.model.chain import entry_json
from casework.model.record import COLLECTIONS, Change, Entry, from_json, instant, to_json
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
def columns_of(name: str) -> tuple[str, ...]:
    """The columns of a table, in order."""
    return tuple(table(name).columns.keys())


#: What never changes about a row, and is not written again: writing a key anew makes SQLite look for its children.
FIXED = frozenset(
    "id case_id proceeding_id number scheme year party party_name opened_at workflow parent about name kind law "
    "start_day nominal_day original_day template language recipient subject digest created_at deadline_id".split()
)

#: A proceeding that is moved to another version of its workflow is pinned to the digest of that one.
MOVED = frozenset({("proceedings", "digest")})


@cache
def changeable_columns(name: str) -> tuple[str, ...]:
    """The columns that an existing row may get new values in."""
    fixed = {"id"} if name == "parties" else FIXED
    return tuple(c for c in columns_of(name) if c not in fixed or (name, c) in MOVED)


@cache
def upsert(name: str, sqlite: bool, conflict: str = "id") -> str:
    """The statement that writes rows: on SQLite one row of parameters, on PostgreSQL a JSON list of rows."""
    columns = list(table(name).columns.keys())
    listed = ", ".join(columns)
    updates = ", ".join(f"{c} = excluded.{c}" for c in changeable_columns(name))
    on_conflict = f"on conflict ({conflict}) do " + (f"update set {updates}" if name in _CHANGEABLE else "nothing")
    if name in _INSERTED:
        on_conflict = ""
    if sqlite:
        return f"insert into {name} ({listed}) values ({', '.join('?' * len(columns))}) {on_conflict}"
    rows = f"jsonb_populate_recordset(null::{name}, ?::jsonb)"
    return f"insert into {name} ({listed}) select {listed} from {rows} {{guard}} {on_conflict}"


_CHANGEABLE = frozenset(COLLECTIONS) | {"parties", "next_rungs"}
_INSERTED = frozenset({"entries", "idempotency_keys", "ledger_postings"})


def parameters(name: str, row: Any, columns: tuple[str, ...] | None = None) -> tuple[Any, ...]:
    """The values of a row, or of a mapping, in the order of the columns (default: all), for SQLite."""
    chosen = columns if columns is not None else columns_of(name)
    values = [row[c] for c in chosen] if isinstance(row, Mapping) else list(attrgetter(*chosen)(row))
    for index in _documents(name, chosen):
        values[index] = _encode(values[index])
    return tuple(to_json(value) if isinstance(value, date) else value for value in values)


@cache
def _documents(name: str, columns: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(index for index, column in enumerate(columns) if column in json_columns(name))


_encode = json.JSONEncoder(ensure_ascii=False).encode


def row_json(row: Any) -> dict[str, Any]:
    """A row of `model.rows` as JSON; a mapping is JSON already."""
    return dict(row) if isinstance(row, Mapping) else {f.name: to_json(getattr(row, f.name)) for f in fields(row)}


def entry_row(entry: Entry) -> dict[str, Any]:
    """An entry as a row of its table, as JSON."""
    return {**entry_json(entry), "hash": entry.hash}


#: The columns of an entry, in the order that `entry_of` reads them.
ENTRY_COLUMNS = (
    "case_id, seq, kind, name, proceeding_id, from_state, to_state, law, previous, hash, "
    "at, person, role, agency, facts, changes"
)


def entry_of(row: Sequence[Any]) -> Entry:
    """An entry from its columns, as either driver gives them."""
    case_id, seq, kind, name, proceeding_id, from_state, to_state, law, previous, own, at, *actor, facts, changes = row
    facts, changes = (json.loads(value) if isinstance(value, str) else value for value in (facts, changes))
    return Entry(
        case_id=case_id,
        seq=seq,
        at=instant(at) if isinstance(at, str) else at.astimezone(UTC),
        actor=_actor(*actor),
        kind=kind,
        name=name,
        proceeding_id=proceeding_id,
        from_state=from_state,
        to_state=to_state,
        facts=facts,
        law=law,
        changes=tuple(Change(*change) for change in changes),
        previous=previous,
        hash=own,
    )


@cache
def _actor(person: str, role: str, agency: str | None) -> Actor:
    return Actor(person, role, agency)


def rows_of(name: str, values: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Rows of `model.rows` by id, from their JSON. Columns that a later version has added are left alone."""
    kind, known = COLLECTIONS[name], _known(name)
    found = ({name: value for name, value in row.items() if name in known} for row in values)
    return {row["id"]: kind(**from_json(kind, row)) for row in found}


@cache
def _known(name: str) -> frozenset[str]:
    return frozenset(f.name for f in fields(COLLECTIONS[name]))


def party_of(value: Mapping[str, Any]) -> Party:
    """An organisation from its row, without the columns that a later version has added."""
    return Party(**{f.name: value[f.name] for f in fields(Party)})


def party_from(columns: Sequence[Any]) -> Party:
    """An organisation from its columns in their order; SQLite gives 0 or 1 for the truth value that is the last."""
    return replace(Party(*columns), reserved=bool(columns[-1]))
