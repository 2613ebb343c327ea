"""What became of a run, judged by what the mail server noted and by what the database holds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casework.store.database import Database
from casework.store.verify import verify


@dataclass(slots=True)
class Outcome:
    """One run in numbers. `faults` says what must not be; `seconds` from the first worker to the last message."""

    database: str
    due: int
    kills: int
    seconds: float
    accepted: int = 0
    doubled: int = 0
    kept: int = 0
    faults: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Journal:
    """What the server noted: each message with its peer and digest, in order, and who took their leave."""

    taken: list[tuple[str, str, str]] = field(default_factory=list)
    left: set[str] = field(default_factory=set)
    kept: int = 0

    @classmethod
    def read(cls, file: Path) -> Journal:
        """The journal in the file."""
        found = cls()
        for line in file.read_text("ascii").splitlines():
            kind, *rest = line.split()
            if kind == "left":
                found.left.add(rest[0])
                continue
            found.taken.append((rest[0], rest[1], rest[2]))
            found.kept += rest[3] == "kept"
        return found


def judge(outcome: Outcome, url: str, journal: Journal) -> Outcome:
    """Fill in what was accepted, and name everything that must not be."""
    outcome.accepted, outcome.kept = len(journal.taken), journal.kept
    database = Database(url)
    sent = {f"<{row[0]}@imdi.example>" for row in _rows(database, "select id from outbox")}
    outcome.faults += _missing(outcome, journal, sent)
    outcome.faults += _doubles(outcome, journal)
    outcome.faults += _record(outcome, database)
    database.close()
    return outcome


def _missing(outcome: Outcome, journal: Journal, sent: set[str]) -> list[str]:
    accepted = {message_id for message_id, _, _ in journal.taken}
    faults = [f"{message_id} was not accepted" for message_id in sent - accepted]
    faults += [f"{message_id} is not ours" for message_id in accepted - sent]
    if len(sent) != outcome.due or journal.kept != outcome.due:
        faults.append(f"{len(sent)} messages and {journal.kept} in the mailbox, for {outcome.due} reminders")
    return faults


def _doubles(outcome: Outcome, journal: Journal) -> list[str]:
    """The window: only what was last on a connection that ended without a farewell may come again, and the same."""
    last = {peer: index for index, (_, peer, _) in enumerate(journal.taken)}
    came = defaultdict[str, list[int]](list)
    for index, (message_id, _, _) in enumerate(journal.taken):
        came[message_id].append(index)
    faults = []
    for message_id, indexes in came.items():
        outcome.doubled += len(indexes) - 1
        if len({journal.taken[index][2] for index in indexes}) > 1:
            faults.append(f"{message_id} came with other bytes")
        for index in indexes[:-1]:
            peer = journal.taken[index][1]
            if last[peer] != index or peer in journal.left:
                faults.append(f"{message_id} came again though its worker went on")
    if outcome.doubled > outcome.kills:
        faults.append(f"{outcome.doubled} came again, and {outcome.kills} workers were killed")
    return faults


def _record(outcome: Outcome, database: Database) -> list[str]:
    once = "select count(*), count(distinct case_id) from entries where kind = '{}'"
    counted = [tuple(_rows(database, once.format(kind))[0]) for kind in ("reminded", "sent")]
    faults = [] if counted == [(outcome.due,) * 2] * 2 else [f"reminded and sent are in the record {counted} times"]
    rungs = _rows(database, "select count(*), count(distinct deadline_id) from reminders where skipped is null")
    faults += [] if tuple(rungs[0]) == (outcome.due,) * 2 else [f"rungs were staged {tuple(rungs[0])} times"]
    return faults + [str(found) for found in verify(database)]


def _rows(database: Database, statement: str) -> list[Any]:
    with database.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())
