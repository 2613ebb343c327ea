"""Refused attempts: written beside the chain, without waiting, and never in the way of the answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from casework.errors import BadDatabase, Refused
from casework.log import log
from casework.model.actor import Actor
from casework.model.record import to_json
from casework.store.database import BUSY_MILLISECONDS, Database

_INSERT = "insert into refusals (at, case_id, proceeding_id, name, person, role, reasons) values (?, ?, ?, ?, ?, ?, ?)"


def record_refusal(
    database: Database, case_id: str, attempted: tuple[str | None, str], actor: Actor, at: datetime, refused: Refused
) -> None:
    """Record who was refused what and why (codes and provisions). What cannot be written at once is logged and dropped."""
    reasons = json.dumps([{"code": r.code, "law": r.law, "fact": r.fact} for r in refused.reasons])
    values = (to_json(at), case_id, attempted[0], attempted[1], actor.person, actor.role, reasons)
    log.info("transition_refused", case=case_id, step=attempted[1], codes=[r.code for r in refused.reasons])
    try:
        with database.cursor(atomic=database.joined) as cursor, _impatient(database, cursor):
            cursor.execute(database.sql(_INSERT), values)
    except BadDatabase as error:
        log.warning("refusal_not_recorded", case=case_id, step=attempted[1], error=str(error))


@contextmanager
def _impatient(database: Database, cursor: Any) -> Iterator[None]:
    """Do not wait for a lock that somebody else holds."""
    if not database.sqlite:
        if database.joined:
            yield
            return
        cursor.execute("set lock_timeout = '50ms'")
        try:
            yield
        finally:
            cursor.execute("reset lock_timeout")
        return
    cursor.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")


def refusals(database: Database, case_id: str) -> list[dict[str, Any]]:
    """The refused attempts on a case, oldest first."""
    statement = "select at, proceeding_id, name, person, role, reasons from refusals where case_id = ? order by id"
    with database.cursor() as cursor:
        cursor.execute(database.sql(statement), (case_id,))
        found = cursor.fetchall()
    names = ("at", "proceeding_id", "name", "person", "role", "reasons")
    rows = [dict(zip(names, row, strict=True)) for row in found]
    return [
        row | {"reasons": json.loads(row["reasons"]) if isinstance(row["reasons"], str) else row["reasons"]}
        for row in rows
    ]
