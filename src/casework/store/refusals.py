"""Refused attempts: written beside the chain, without waiting, and never in the way of the answer."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from casework.errors import CaseworkError, Refused
from casework.log import log
from casework.model.actor import Actor
from casework.model.record import instant, to_json
from casework.store.database import Database

_INSERT = "insert into refusals (at, case_id, proceeding_id, name, person, role, reasons) values (?, ?, ?, ?, ?, ?, ?)"


def record_refusal(
    database: Database, case_id: str, attempted: tuple[str | None, str], actor: Actor, at: datetime, refused: Refused
) -> None:
    """Record who was refused what and why. What cannot be written at once is logged and dropped."""
    reasons = json.dumps([{"code": r.code, "law": r.law, "fact": r.fact} for r in refused.reasons])
    values = (to_json(at), case_id, attempted[0], attempted[1], actor.person, actor.role, reasons)
    log.info("transition_refused", case=case_id, step=attempted[1], codes=[r.code for r in refused.reasons])
    try:
        with database.cursor(atomic=database.joined) as cursor, _impatient(database, cursor):
            cursor.execute(database.sql(_INSERT), values)
    except CaseworkError as error:
        log.warning("refusal_not_recorded", case=case_id, step=attempted[1], error=str(error))


@contextmanager
def _impatient(database: Database, cursor: Any) -> Iterator[None]:
    """Do not wait for a lock that somebody else holds; in a joined transaction it is ours already."""
    if database.joined:
        yield
        return
    before = _patience(database, cursor)
    cursor.execute(_SET[database.sqlite].format(0 if database.sqlite else 50))
    try:
        yield
    finally:
        cursor.execute(_SET[database.sqlite].format(before))


#: How long to wait, in milliseconds.
_SET = {True: "PRAGMA busy_timeout = {}", False: "set lock_timeout = '{}'"}


def _patience(database: Database, cursor: Any) -> Any:
    cursor.execute("PRAGMA busy_timeout" if database.sqlite else "show lock_timeout")
    return cursor.fetchone()[0]


def refusals(database: Database, case_id: str) -> list[dict[str, Any]]:
    """The refused attempts on a case, oldest first."""
    statement = "select at, proceeding_id, name, person, role, reasons from refusals where case_id = ? order by id"
    with database.cursor() as cursor:
        cursor.execute(database.sql(statement), (case_id,))
        found = cursor.fetchall()
    return [_as_told(row) for row in found]


_NAMES = ("at", "proceeding_id", "name", "person", "role", "reasons")


def _as_told(row: Sequence[Any]) -> dict[str, Any]:
    """The same on both databases: an instant in UTC, reasons as a list."""
    told = dict(zip(_NAMES, row, strict=True))
    at, reasons = told["at"], told["reasons"]
    told["at"] = instant(at) if isinstance(at, str) else at.astimezone(UTC)
    return told | {"reasons": json.loads(reasons) if isinstance(reasons, str) else reasons}
