"""The outbox: who has claimed which message, until when, and what became of it.

Leases end by the clock of the database, which all workers share; everything else is the office's time.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Any

from casework.errors import BadInput, NotFound
from casework.model.mail import EMAIL, Dispatch
from casework.model.record import instant, to_json
from casework.store import codec
from casework.store.database import Database

#: How long a claim holds, in seconds: much longer than the messages of one batch take.
LEASE = 300
#: Before a message is begun, so much of the lease must be left, in seconds: longer than one message can take.
MARGIN = 150

#: The columns of a message, in the order that `dispatch_of` reads them.
COLUMNS = ", ".join(f.name for f in fields(Dispatch))
_NOW = {True: "strftime('%Y-%m-%dT%H:%M:%fZ', 'now'{0})", False: "(clock_timestamp(){0})"}


def _database_time(database: Database, seconds: int = 0) -> str:
    """The present instant by the clock of the database, and so many seconds later."""
    later = (f", '+{seconds} seconds'" if database.sqlite else f" + interval '{seconds} seconds'") if seconds else ""
    return _NOW[database.sqlite].format(later)


def claim(
    database: Database, worker: str, now: datetime, limit: int, per_minute: int = 0, channel: str = EMAIL
) -> list[Dispatch]:
    """Take up to `limit` messages of a channel that may be sent now, for one worker alone until its lease ends."""
    if not _anything(database, now, channel):
        return []
    with database.transaction(), database.cursor() as cursor:
        if per_minute:
            limit = min(limit, _left_this_minute(database, cursor, now, per_minute))
        locking = "" if database.sqlite else " for update skip locked"
        free = f"(claimed_until is null or claimed_until <= {_database_time(database)})"
        picked = (
            f"select id from outbox where status = 'staged' and not_before <= ? and channel = ? and {free} "
            f"order by not_before, id limit ?{locking}"
        )
        cursor.execute(database.sql(picked), (to_json(now), channel, max(limit, 0)))
        ids = [row[0] for row in cursor.fetchall()]
        until = _database_time(database, LEASE)
        claimed = f"update outbox set claimed_by = ?, claimed_until = {until} where id = ?"
        cursor.executemany(database.sql(claimed), [(worker, row_id) for row_id in ids])
        return _these(database, cursor, ids)


def _anything(database: Database, now: datetime, channel: str) -> bool:
    free = f"(claimed_until is null or claimed_until <= {_database_time(database)})"
    statement = f"select 1 from outbox where status = 'staged' and not_before <= ? and channel = ? and {free} limit 1"
    with database.cursor() as cursor:
        cursor.execute(database.sql(statement), (to_json(now), channel))
        return cursor.fetchone() is not None


def _left_this_minute(database: Database, cursor: Any, now: datetime, per_minute: int) -> int:
    """How many may be begun; workers ask one after the other, so that together they keep the limit."""
    # A row to queue at: SQLite's writers wait for each other anyway.
    cursor.execute(
        "insert into installation (name, value) values ('mail_rate', '') on conflict (name) do update set value = ''"
    )
    statement = (
        "select (select count(*) from outbox where sent_at > ? and sent_at <= ?) + "
        f"(select count(*) from outbox where status = 'staged' and claimed_until > {_database_time(database)})"
    )
    # What was sent later than now was sent before the clock was set back.
    cursor.execute(database.sql(statement), (to_json(now - timedelta(minutes=1)), to_json(now)))
    return per_minute - int(cursor.fetchone()[0])


def _these(database: Database, cursor: Any, ids: Sequence[str]) -> list[Dispatch]:
    if not ids:
        return []
    marks = ", ".join("?" * len(ids))
    cursor.execute(database.sql(f"select {COLUMNS} from outbox where id in ({marks}) order by not_before, id"), ids)
    return [dispatch_of(row) for row in cursor.fetchall()]


def dispatch_of(row: Sequence[Any]) -> Dispatch:
    """A message from its columns."""
    values = dict(zip((f.name for f in fields(Dispatch)), row, strict=True))
    for f in fields(Dispatch):
        value = values[f.name]
        if isinstance(value, str) and "datetime" in str(f.type):
            values[f.name] = instant(value)
        elif isinstance(value, str) and str(f.type).startswith("date "):
            values[f.name] = date.fromisoformat(value)
    return Dispatch(**values)


def still_due(database: Database, dispatch: Dispatch) -> bool | None:
    """Whether it is still to be sent, and by us. None: the claim was lost, so somebody else decides.

    What is about a deadline is not sent once that is met, moved, waived or withdrawn; nor is a letter taken back.
    """
    lease = f"o.claimed_by = ? and o.claimed_until > {_database_time(database, MARGIN)} and o.status = 'staged'"
    statement = (
        f"select (d.id is null or (d.status = 'open' and d.last_day = o.last_day)) and "
        f"(l.id is null or l.status <> 'withdrawn') from outbox o left join deadlines d on d.id = o.deadline_id "
        f"left join letters l on l.id = o.letter_id where o.id = ? and {lease}"
    )
    with database.cursor() as cursor:
        cursor.execute(database.sql(statement), (dispatch.id, dispatch.claimed_by))
        row = cursor.fetchone()
    return None if row is None else bool(row[0])


def is_suppressed(database: Database, address: str) -> bool:
    """Whether nothing is sent to that address, because it is dead."""
    with database.cursor() as cursor:
        cursor.execute(database.sql("select 1 from suppressed_addresses where address = ?"), (address.lower(),))
        return cursor.fetchone() is not None


def suppress(database: Database, address: str, now: datetime, why: str) -> None:
    """Send nothing to that address any more."""
    statement = (
        "insert into suppressed_addresses (address, since, why) values (?, ?, ?) on conflict (address) do nothing"
    )
    with database.cursor(atomic=True) as cursor:
        cursor.execute(database.sql(statement), (address.lower(), to_json(now), why))


def release(database: Database, address: str) -> None:
    """Send to that address again."""
    with database.cursor(atomic=True) as cursor:
        cursor.execute(database.sql("delete from suppressed_addresses where address = ?"), (address.lower(),))


def change(database: Database, dispatch: Dispatch, **values: Any) -> bool:
    """New values for a message that we hold. False where the claim was lost."""
    return _changed(
        database, values, "id = ? and claimed_by = ? and status = 'staged'", dispatch.id, dispatch.claimed_by
    )


def settle(database: Database, dispatch: Dispatch, status: str, now: datetime, error: str | None = None) -> bool:
    """Say what became of a message that we hold, and let go of it. False where the claim was lost."""
    values: dict[str, Any] = {"status": status, "error": error, "settled_at": now, **_FREE}
    if status == "sent":
        values["sent_at"] = now
    return change(database, dispatch, **values)


_FREE: Mapping[str, None] = {"claimed_by": None, "claimed_until": None}


def postpone(database: Database, dispatch: Dispatch, until: datetime, error: str) -> bool:
    """Try again later."""
    return change(database, dispatch, not_before=until, attempts=dispatch.attempts + 1, error=error, **_FREE)


def give_back(database: Database, worker: str) -> None:
    """Let others have what the worker has claimed and not sent."""
    _changed(database, dict(_FREE), "claimed_by = ? and status = 'staged'", worker)


def renew(database: Database, worker: str) -> None:
    """Hold what the worker has claimed for another lease; what it has lost stays lost."""
    ours = f"claimed_by = ? and status = 'staged' and claimed_until > {_database_time(database)}"
    statement = f"update outbox set claimed_until = {_database_time(database, LEASE)} where {ours}"
    with database.cursor(atomic=True) as cursor:
        cursor.execute(database.sql(statement), (worker,))


def mark(database: Database, dispatch_id: str, **values: Any) -> bool:
    """New values for a message, whoever holds it."""
    return _changed(database, values, "id = ?", dispatch_id)


def _changed(database: Database, values: Mapping[str, Any], where: str, *given: Any) -> bool:
    columns = ", ".join(f"{name} = ?" for name in values)
    with database.cursor(atomic=True) as cursor:
        statement = f"update outbox set {columns} where {where}"
        cursor.execute(database.sql(statement), (*(to_json(value) for value in values.values()), *given))
        return bool(cursor.rowcount)


def stage(database: Database, dispatch: Dispatch) -> bool:
    """Put a message into the outbox, once. Whether it was new."""
    row = codec.row_json(dispatch)
    names = ", ".join(row)
    statement = f"insert into outbox ({names}) values ({', '.join('?' * len(row))}) on conflict (id) do nothing"
    with database.cursor(atomic=True) as cursor:
        cursor.execute(database.sql(statement), tuple(row.values()))
        return bool(cursor.rowcount)


def remember_letter(database: Database, dispatch: Dispatch, letter_id: str) -> None:
    """Which letter the rung of a message became."""
    statement = "update reminders set letter_id = ? where deadline_id = ? and last_day = ? and rung = ?"
    values = (letter_id, dispatch.deadline_id, to_json(dispatch.last_day), dispatch.rung)
    with database.cursor(atomic=True) as cursor:
        cursor.execute(database.sql(statement), values)


def letter_of_rung(database: Database, dispatch: Dispatch) -> str | None:
    """The letter that the rung became for an earlier recipient, if any."""
    statement = "select letter_id from reminders where deadline_id = ? and last_day = ? and rung = ?"
    with database.cursor() as cursor:
        cursor.execute(database.sql(statement), (dispatch.deadline_id, to_json(dispatch.last_day), dispatch.rung))
        row = cursor.fetchone()
    return row[0] if row else None


def unrecorded(database: Database, but: Collection[str] = (), limit: int = 500) -> list[Dispatch]:
    """Messages that were sent and whose entry in the record is not there yet, the earliest first."""
    left = f" and id not in ({', '.join('?' * len(but))})" if but else ""
    statement = (
        f"select {COLUMNS} from outbox where recorded = 0 and sent_at is not null{left} order by sent_at limit {limit}"
    )
    with database.cursor() as cursor:
        cursor.execute(database.sql(statement), tuple(but))
        return [dispatch_of(row) for row in cursor.fetchall()]


def listing(database: Database, filters: Mapping[str, Any]) -> list[Dispatch]:
    """The messages, the newest first. Filters: status, kind, case_id, recipient, template, error."""
    allowed = ("status", "kind", "case_id", "recipient", "template", "error")
    if unknown := filters.keys() - set(allowed):
        raise BadInput(f"cannot filter by {', '.join(sorted(unknown))}; filter by {', '.join(allowed)}")
    given = {name: value for name, value in filters.items() if value is not None}
    where = " and ".join(f"{name} = ?" for name in given) or "1 = 1"
    statement = f"select {COLUMNS} from outbox where {where} order by created_at desc, id limit 10000"
    with database.cursor() as cursor:
        cursor.execute(database.sql(statement), tuple(given.values()))
        return [dispatch_of(row) for row in cursor.fetchall()]


def one(database: Database, dispatch_id: str) -> Dispatch:
    """One message by its id, or by a beginning that no other has. Raises NotFound."""
    statement = f"select {COLUMNS} from outbox where substr(id, 1, ?) = ? limit 2"
    with database.cursor() as cursor:
        cursor.execute(database.sql(statement), (len(dispatch_id), dispatch_id))
        found = cursor.fetchall()
    if len(found) != 1:
        raise NotFound("message", dispatch_id)
    return dispatch_of(found[0])


def again(database: Database, dispatch_id: str, now: datetime) -> bool:
    """Send a message that was not sent, or came back, once more: the same message, to where the recipient is now."""
    values = {"status": "staged", "not_before": now, "attempts": 0, "error": None, "settled_at": None, **_FREE}
    # The address may be another one now, so it is written anew, under the same Message-ID.
    values |= {"message": None, "address": None, "sent_at": None, "recorded": 0}
    return _changed(database, values, "id = ? and status in ('staged', 'failed', 'returned', 'dropped')", dispatch_id)


def waiting_for_address(database: Database, person: str) -> list[str]:
    """The messages that were not delivered for want of a good address of an organisation or person."""
    statement = (
        "select o.id from outbox o left join cases c on c.id = o.case_id where o.claimed_by is null and "
        "(o.status in ('failed', 'returned') or (o.status = 'staged' and o.message is not null)) and "
        "((o.recipient = 'grantee' and c.party = ?) or (o.recipient = 'caseworker' and c.responsible = ?) "
        "or o.recipient = ? "
        "or (o.error in ('no_address', 'no_recipient') and o.recipient not in ('grantee', 'caseworker')))"
    )
    with database.cursor() as cursor:
        cursor.execute(database.sql(statement), (person, person, f"person:{person}"))
        return [row[0] for row in cursor.fetchall()]


def drop_before(database: Database, instant: datetime, now: datetime) -> int:
    """Let go of what was staged before an instant and nobody has begun to send; how many messages that were."""
    statement = (
        "update outbox set status = 'dropped', settled_at = ? "
        "where status = 'staged' and created_at < ? and claimed_by is null"
    )
    with database.cursor(atomic=True) as cursor:
        cursor.execute(database.sql(statement), (to_json(now), to_json(instant)))
        return int(cursor.rowcount)


def counts(database: Database) -> dict[str, int]:
    """How many messages stand where."""
    with database.cursor() as cursor:
        cursor.execute("select status, count(*) from outbox group by status order by status")
        return {row[0]: int(row[1]) for row in cursor.fetchall()}


def mark_recorded(database: Database, dispatch_id: str) -> bool:
    """Say that the entry that tells of a sent message is in the record. False where somebody else was first."""
    return _changed(database, {"recorded": 1}, "id = ? and recorded = 0", dispatch_id)
