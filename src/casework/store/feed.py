"""The feed: every entry of every case with a position, in an order in which nothing comes later before what was read.

Positions are given out after the commit, by whoever reads, one reader at a time. A position given out at the time of
writing would be passed by a reader whenever a later one was committed first.
"""

from __future__ import annotations

from itertools import accumulate, groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import select

from casework.model.access import Reach
from casework.model.record import Entry
from casework.store import codec
from casework.store import schema as t
from casework.store.access_tables import feed
from casework.store.database import Database
from casework.store.reach import within

#: How many cases are given positions in one transaction.
BATCH = 500
_LAST = "*"

_BEHIND = (
    "select c.id, coalesce(h.seq, 0) from cases c left join feed_heads h on h.case_id = c.id "
    "where c.revision > coalesce(h.seq, 0) order by c.id limit ?"
)
_NEW = "select e.case_id, e.seq, e.at from entries e where e.case_id = ? and e.seq > ? order by e.seq"
_HEAD = "insert into feed_heads (case_id, seq) values (?, ?) on conflict (case_id) do update set seq = excluded.seq"


def advance(database: Database) -> None:
    """Give every committed entry that has none its position, in the order of their instants within each batch."""
    numbered = True
    while numbered and _is_behind(database):
        with database.transaction():
            numbered = _number(database)


def _is_behind(database: Database) -> bool:
    with database.cursor() as cursor:
        cursor.execute(database.sql(_BEHIND), (1,))
        return cursor.fetchone() is not None


def _number(database: Database) -> bool:
    """Number one batch; whether there was anything to number."""
    with database.cursor() as cursor:
        # The row of the last position is the lock: who waited for it sees what the one before has numbered.
        cursor.execute(
            database.sql(
                "insert into feed_heads (case_id, seq) values (?, 0) "
                "on conflict (case_id) do update set seq = feed_heads.seq returning seq"
            ),
            (_LAST,),
        )
        last = int(cursor.fetchone()[0])
        cursor.execute(database.sql(_BEHIND), (BATCH,))
        new = [row for case_id, seen in cursor.fetchall() for row in _entries(database, cursor, case_id, seen)]
        positions = [(last + n, case_id, seq) for n, (case_id, seq) in enumerate(_in_order(new), 1)]
        if not positions:
            return False
        cursor.executemany(database.sql("insert into feed (position, case_id, seq) values (?, ?, ?)"), positions)
        heads = {case_id: seq for _, case_id, seq in positions} | {_LAST: last + len(positions)}
        cursor.executemany(database.sql(_HEAD), list(heads.items()))
    return True


def _entries(database: Database, cursor: Any, case_id: str, seen: int) -> list[tuple[str, int, Any]]:
    cursor.execute(database.sql(_NEW), (case_id, seen))
    return list(cursor.fetchall())


def _in_order(new: list[tuple[str, int, Any]]) -> list[tuple[str, int]]:
    """By instant, and within a case by number, also where a clock was set back."""
    keyed = []
    for _, group in groupby(new, key=itemgetter(0)):
        rows = list(group)
        latest = accumulate((row[2] for row in rows), max)
        keyed += [(at, case_id, seq) for at, (case_id, seq, _) in zip(latest, rows, strict=True)]
    return [(case_id, seq) for _, case_id, seq in sorted(keyed)]


def read(database: Database, after: int, most: int, reach: Reach) -> list[tuple[int, Entry]]:
    """The entries of cases within reach after a position, with theirs, in order."""
    e = t.entries.c
    columns = [e[name.strip()] for name in codec.ENTRY_COLUMNS.split(",")]
    query = (
        select(feed.c.position, *columns)
        .join(t.entries, (e.case_id == feed.c.case_id) & (e.seq == feed.c.seq))
        .join(t.cases, t.cases.c.id == feed.c.case_id)
        .where(feed.c.position > after, within(reach))
        .order_by(feed.c.position)
        .limit(most)
    )
    with database.connection() as connection:
        return [(row[0], codec.entry_of(row[1:])) for row in connection.execute(query)]


def last(database: Database) -> int:
    """The last position that was given out; 0 before the first."""
    with database.cursor() as cursor:
        cursor.execute(database.sql("select seq from feed_heads where case_id = ?"), (_LAST,))
        row = cursor.fetchone()
    return int(row[0]) if row else 0
