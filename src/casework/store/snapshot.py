"""Reading the whole record of one case at one instant: one statement on PostgreSQL, one short transaction on SQLite."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any

from casework.errors import NotFound
from casework.model.record import COLLECTIONS, Record, days_of, instant, instants_of
from casework.model.rows import Party
from casework.store import codec
from casework.store.database import Database

_PARTY = "parties where id = (select party from cases where id = ?)"
_SUPERIOR = "superiors where person = ?"


def load(database: Database, case_id: str, person: str = "") -> Record:
    """The record of a case, with the superior of `person`. Raises NotFound."""
    record = read(database, case_id, person)
    if not record.all("cases"):
        raise NotFound("case", case_id)
    return record


def read(database: Database, case_id: str, person: str = "") -> Record:
    """Whatever is stored of a case, also where the case itself is not there."""
    with database.cursor() as cursor:
        return (_from_sqlite if database.sqlite else _from_postgresql)(cursor, case_id, person)


def _from_sqlite(cursor: Any, case_id: str, person: str) -> Record:
    started = not cursor.connection.in_transaction
    if started:
        cursor.execute("begin")
    try:
        rare = cursor.execute(_RARE, (case_id,) * len(_RARELY)).fetchone()
        empty = {name for name, there in zip(_RARELY, rare, strict=True) if not there}
        collections = {name: _rows(cursor, name, case_id) for name in COLLECTIONS if name not in empty}
        party = cursor.execute(_SELECT_PARTY, (case_id,)).fetchone()
        superiors = dict(cursor.execute(_SELECT_SUPERIOR, (person,)).fetchall())
    finally:
        if started:
            cursor.execute("commit")
    return Record(collections, codec.party_from(party) if party else None, superiors)


#: What most cases do not have: asked for in one go whether it is there.
_RARELY = tuple(name for name in COLLECTIONS if name not in ("cases", "proceedings", "deadlines", "letters"))
_RARE = f"select {', '.join(f'exists(select 1 from {n} where {codec.OF_A_CASE[n]} = ?)' for n in _RARELY)}"


def _columns(kind: type[Any]) -> str:
    return ", ".join(f.name for f in fields(kind))


_SELECT_PARTY = f"select {_columns(Party)} from {_PARTY}"
_SELECT_SUPERIOR = f"select person, superior from {_SUPERIOR}"


def _rows(cursor: Any, name: str, case_id: str) -> dict[str, Any]:
    kind, decode = COLLECTIONS[name], _decoders(name)
    found = {}
    for row in cursor.execute(_select(name), (case_id,)):
        values = list(row)
        for index, read in decode:
            if values[index] is not None:
                values[index] = read(values[index])
        found[row[0]] = kind(*values)
    return found


@cache
def _select(name: str) -> str:
    column = codec.OF_A_CASE[name]
    # Ids count up at their end: `2025-00042-10` comes after `2025-00042-9`.
    return f"select {_columns(COLLECTIONS[name])} from {name} where {column} = ? order by length(id), id"


@cache
def _decoders(name: str) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    """What turns the text of a column into its value, by position."""
    kind = COLLECTIONS[name]
    readers: dict[str, Callable[[Any], Any]] = dict.fromkeys(codec.json_columns(name), json.loads)
    readers |= dict.fromkeys(instants_of(kind), instant)
    readers |= dict.fromkeys(days_of(kind), date.fromisoformat)
    return tuple((index, readers[f.name]) for index, f in enumerate(fields(kind)) if f.name in readers)


def _from_postgresql(cursor: Any, case_id: str, person: str) -> Record:
    found: dict[str, list[Mapping[str, Any]]] = {}
    cursor.execute(_one_statement(), (*(case_id for _ in COLLECTIONS), case_id, person))
    for name, row in cursor.fetchall():
        found.setdefault(name, []).append(row)
    parties = found.pop("parties", [])
    superiors = {row["person"]: row["superior"] for row in found.pop("superiors", [])}
    ordered = {name: sorted(rows, key=lambda row: (len(row["id"]), row["id"])) for name, rows in found.items()}
    collections = {name: codec.rows_of(name, rows) for name, rows in ordered.items()}
    return Record(collections, codec.party_of(parties[0]) if parties else None, superiors)


@cache
def _one_statement() -> str:
    parts = [
        f"select '{name}', to_jsonb({name}) from {name} where {column} = %s" for name, column in codec.OF_A_CASE.items()
    ]
    parts.append(f"select 'parties', to_jsonb(parties) from {_PARTY}")
    parts.append(f"select 'superiors', to_jsonb(superiors) from {_SUPERIOR}")
    return " union all ".join(parts).replace("?", "%s")
