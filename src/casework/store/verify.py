"""Verifying that nothing of the record was altered, removed, inserted or moved, and marking where it stands today.

Cases are verified one by one, so that the memory needed does not grow with their number. What this protects against,
and what not, stands in docs/integrity.md.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import datetime
from hashlib import sha256
from typing import Any

from casework.errors import CaseworkError
from casework.model.chain import digest_of
from casework.model.ledger import folded
from casework.model.record import COLLECTIONS, Entry, Record, replayed, to_json
from casework.model.rows import LedgerPosting
from casework.store import altered as a
from casework.store import checkpoint_file, codec, pieces, records, snapshot
from casework.store.altered import Altered, altered
from casework.store.database import Database
from casework.store.verify_chain import broken

Progress = Callable[[int, int], None]
#: How many cases are read as of one moment; a longer look would keep SQLite from tidying up behind it.
BATCH = 100


def verify(database: Database, progress: Progress | None = None) -> list[Altered]:
    """Everything that is not as it was written, by case and entry; `progress` is told (verified, of how many)."""
    ids = _case_ids(database)
    found: list[Altered] = []
    for start in range(0, len(ids), BATCH):
        with database.snapshot():
            for case_id in ids[start : start + BATCH]:
                found += _verified(database, case_id)
        if progress:
            progress(min(start + BATCH, len(ids)), len(ids))
    with database.snapshot():
        return [*found, *_numbers(database), *_keys(database)]


def _case_ids(database: Database) -> list[str]:
    """Of every case of which anything is stored, also where the case itself is gone."""
    parts = (f"select distinct {column} from {name}" for name, column in codec.OF_A_CASE.items())
    everywhere = " union ".join((*parts, "select distinct case_id from entries"))
    return sorted(row[0] for row in _rows(database, everywhere))


def _rows(database: Database, statement: str, *values: object) -> list[tuple[Any, ...]]:
    with database.cursor() as cursor:
        cursor.execute(database.sql(statement), values)
        return list(cursor.fetchall())


def verify_case(database: Database, case_id: str) -> list[Altered]:
    """Everything in one case that is not as it was written, as of one moment."""
    with database.snapshot():
        return _verified(database, case_id)


def _verified(database: Database, case_id: str) -> list[Altered]:
    try:
        entries = records.entries(database, case_id)
        stored = snapshot.read(database, case_id)
    except (CaseworkError, ValueError, TypeError, KeyError, AttributeError) as error:
        return [altered(case_id, None, a.UNREADABLE, error=error)]
    return list(_case(database, case_id, stored, entries))


def _case(database: Database, case_id: str, stored: Record, entries: list[Entry]) -> Iterator[Altered]:
    if not stored.all("cases"):
        yield altered(case_id, None, a.CASE_GONE)
    if not entries:
        yield altered(case_id, None, a.NO_ENTRIES)
        return
    row = stored.case if stored.all("cases") else None
    chain = list(broken(entries, row.revision if row else len(entries), row.head if row else ""))
    yield from chain
    if not chain:
        yield from _against_replay(case_id, stored, entries)
    yield from _ledger(case_id, stored)
    yield from _texts(database, case_id, stored)


def _against_replay(case_id: str, stored: Record, entries: list[Entry]) -> Iterator[Altered]:
    try:
        said = replayed(entries)
    except (ValueError, TypeError, KeyError) as error:
        yield altered(case_id, None, a.UNREADABLE, error=error)
        return
    for name in COLLECTIONS:
        yield from _differences(case_id, name, stored.all(name), said.all(name))


def _differences(case_id: str, table: str, stored: Mapping[str, Any], said: Mapping[str, Any]) -> Iterator[Altered]:
    for row_id in sorted(said.keys() | stored.keys()):
        if row_id not in stored:
            yield altered(case_id, None, a.ROW_REMOVED, table=table, id=row_id)
        elif row_id not in said:
            yield altered(case_id, None, a.ROW_INSERTED, table=table, id=row_id)
        elif stored[row_id] != said[row_id]:
            yield from _columns(case_id, table, stored[row_id], said[row_id])


def _columns(case_id: str, table: str, stored: Any, said: Any) -> Iterator[Altered]:
    for column in (f.name for f in fields(said)):
        one, other = getattr(stored, column), getattr(said, column)
        if one != other:
            values = {"column": column, "stored": _short(one), "said": _short(other)}
            yield altered(case_id, None, a.STATE_DIFFERS, table=table, id=said.id, **values)


def _short(value: Any) -> str:
    told = json.dumps(to_json(value), ensure_ascii=False, default=str)
    return told if len(told) <= 60 else f"{told[:59]}…"


def _ledger(case_id: str, stored: Record) -> Iterator[Altered]:
    """The running totals against the postings that made them."""
    if not stored.all("cases"):
        return
    try:
        made = folded(case_id, _standing(stored))
    except KeyError as error:
        yield altered(case_id, None, a.UNREADABLE, error=error)
        return
    for account in (f.name for f in fields(made) if f.name != "id"):
        one, other = getattr(stored.ledger, account), getattr(made, account)
        if one != other:
            yield altered(case_id, None, a.LEDGER_DIFFERS, account=account, stored=one, said=other)


def _standing(stored: Record) -> list[LedgerPosting]:
    """The postings of a case in the order of their entries, without those that were taken back."""
    postings: Mapping[str, LedgerPosting] = stored.all("ledger_postings")
    taken_back = {posting_id.removesuffix(":undone") for posting_id in postings if posting_id.endswith(":undone")}
    return [p for i, p in postings.items() if i not in taken_back and not i.endswith(":undone")]


def _texts(database: Database, case_id: str, stored: Record) -> Iterator[Altered]:
    for name in ("letters", "documents"):
        for row in stored.all(name).values():
            if row.digest:
                found = _digest_now(database, row.digest)
                if found is None:
                    yield altered(case_id, None, a.TEXT_REMOVED, row=row.id)
                elif found != row.digest:
                    yield altered(case_id, None, a.TEXT_ALTERED, row=row.id)


def _digest_now(database: Database, digest: str) -> str | None:
    """The digest of the text or the document that lies under one; None where neither does."""
    texts = _rows(database, "select text from contents where digest = ?", digest)
    if texts:
        return digest_of(texts[0][0])
    if pieces.size(database, digest) is None:
        return None
    whole = sha256()
    for piece in pieces.read(database, digest):
        whole.update(piece)
    return whole.hexdigest()


def _numbers(database: Database) -> Iterator[Altered]:
    """Numbers are given out without gaps, so a number without a case is a case that was removed."""
    given = dict(_rows(database, "select year, last from case_numbers"))
    taken: dict[int, set[int]] = {year: set() for year in given}
    for case_id, number in _rows(database, "select id, number from cases order by id"):
        year, _, count = (int(part) if part.isdecimal() else 0 for part in str(number).partition("/"))
        taken.setdefault(year, set()).add(count)
        if count > given.get(year, 0):
            yield altered(case_id, None, a.NUMBER, last=given.get(year, 0))
    for year, last in sorted(given.items()):
        for count in sorted(set(range(1, last + 1)) - taken[year]):
            yield altered(f"{year}-{count:05d}", None, a.CASE_REMOVED)


def _keys(database: Database) -> Iterator[Altered]:
    statement = (
        "select k.key, k.case_id, k.seq from idempotency_keys k left join entries e "
        "on e.case_id = k.case_id and e.seq = k.seq where e.case_id is null order by k.key"
    )
    for key, case_id, seq in _rows(database, statement):
        yield altered(case_id, seq, a.KEY, key=key)


def checkpoint(database: Database, created: datetime | None = None) -> dict[str, Any]:
    """How many entries each case has and the hash of its last one, with one digest over all; `created` in UTC."""
    statement = (
        "select e.case_id, e.seq, e.hash from entries e join "
        "(select case_id, max(seq) as last from entries group by case_id) l on l.case_id = e.case_id and l.last = e.seq"
    )
    heads = {case_id: [seq, head] for case_id, seq, head in sorted(_rows(database, statement))}
    return checkpoint_file.sealed({"format": checkpoint_file.FORMAT, "created": to_json(created), "cases": heads})


def verify_against(database: Database, checkpoint: Mapping[str, Any]) -> list[Altered]:
    """What of the record at the time of the checkpoint is no longer so; entries added since are fine.

    It compares hashes: that each hash is that of its entry, `verify` says. Raises BadInput for a checkpoint that is
    damaged, or that somebody altered.
    """
    heads: Mapping[str, Any] = checkpoint_file.checked(checkpoint)["cases"]
    with database.snapshot():
        return [found for case_id in sorted(heads) for found in _since(database, case_id, *heads[case_id])]


_THERE = "select max(seq), (select hash from entries where case_id = ? and seq = ?) from entries where case_id = ?"


def _since(database: Database, case_id: str, count: int, head: str) -> Iterable[Altered]:
    ((last, found),) = _rows(database, _THERE, case_id, count, case_id)
    if last is None:
        return [altered(case_id, None, a.CASE_GONE)]
    if last < count:
        return [altered(case_id, last + 1, a.CUT, count=count)]
    return [] if found == head else [altered(case_id, count, a.REWRITTEN)]
