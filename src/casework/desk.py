"""Where one change to one case is read, decided, written and told."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from casework.clock.wall import Clock
from casework.engine.dispatching import dispatches
from casework.engine.draft import Draft
from casework.engine.ladders import next_rungs
from casework.engine.surroundings import Surroundings
from casework.errors import BadInput, Refused, Stale
from casework.law.calendar import oslo_day
from casework.log import log
from casework.model.actor import Actor
from casework.model.chain import digest_of
from casework.model.record import Entry, Record
from casework.store import lists, records, snapshot
from casework.store.database import Database
from casework.store.failures import KeyTaken
from casework.store.refusals import record_refusal

Deed = Callable[[Draft], Entry]
MAXIMUM_KEY = 200


class Desk:
    """A database, the definitions and a clock: what every change needs."""

    def __init__(self, database: Database, around: Surroundings, clock: Clock) -> None:
        self.database, self.around, self.clock = database, around, clock

    def load(self, case_id: str, person: str = "") -> Record:
        """The record of a case by id or number. Raises NotFound."""
        return snapshot.load(self.database, case_id.replace("/", "-", 1), person)

    def draft(self, record: Record, actor: Actor) -> Draft:
        """An empty draft at the present instant."""
        now = self.clock.now()
        return Draft(self.around, self._across(record), actor, now, oslo_day(now))

    def _across(self, record: Record) -> Record:
        """The record with what is counted across cases; only schemes that count so pay for the look (B20)."""
        if not record.all("cases") or not self.around.scheme_of(record).counts_across_cases:
            return record
        return replace(record, awarded_elsewhere=lists.awarded_elsewhere(self.database, record.case.id))

    def change(
        self,
        case_id: str,
        actor: Actor,
        deed: Deed,
        *,
        key: str | None = None,
        request: Any = None,
        revision: int | None = None,
        attempted: tuple[str | None, str] = (None, ""),
    ) -> Entry:
        """Do the deed in one transaction. The same key returns the first entry and writes nothing."""
        case_id = case_id.replace("/", "-", 1)
        used = key_for(key, case_id, actor, request)
        earlier = self.earlier(used)
        if earlier:
            return earlier
        try:
            before, draft, first = self._decided(case_id, actor, deed, revision)
            self.write(before, draft, used)
        except (KeyTaken, Stale, Refused) as lost:
            # Somebody with the same key may have been first since we looked.
            earlier = self.earlier(used)
            if earlier:
                return earlier
            if isinstance(lost, Refused):
                record_refusal(self.database, case_id, attempted, actor, self.clock.now(), lost)
            raise
        return first

    def _decided(self, case_id: str, actor: Actor, deed: Deed, revision: int | None) -> tuple[Record, Draft, Entry]:
        """The record as it was, what is to be written, and the first entry of that."""
        with self.database.turn:
            before = self.load(case_id, actor.person)
            draft = self.draft(before, actor)
            self._fresh(before, revision)
            return before, draft, deed(draft)

    def _fresh(self, record: Record, revision: int | None) -> None:
        if revision is not None and revision != record.case.revision:
            case = record.case
            since = records.entries(self.database, case.id, max(revision, 0))
            raise Stale(case.id, revision, case.revision, since)

    def write(self, before: Record, draft: Draft, key: records.Key | None = None) -> None:
        """Write the draft and tell the log. Raises Stale where somebody else was first."""
        if not draft.entries:
            return
        beside: dict[str, list[Any]] = {
            "next_rungs": list(next_rungs(self.around, before, draft.record, draft.now)),
            "outbox": list(dispatches(draft.entries, draft.record)),
        }
        transaction = records.Transaction(before, draft.record, draft.entries, draft.contents, key, beside)
        try:
            records.write(self.database, transaction)
        except Stale as stale:
            raise self._lost(stale) from stale
        for entry in draft.entries:
            log.info("transition_performed", case=entry.case_id, seq=entry.seq, kind=entry.kind, step=entry.name)

    def _lost(self, stale: Stale) -> Stale:
        since = records.entries(self.database, stale.case_id, stale.expected)
        return Stale(stale.case_id, stale.expected, stale.expected + len(since), since)

    def earlier(self, key: records.Key | None) -> Entry | None:
        """The entry that the key was first used for. Raises KeyReused for other input."""
        used = records.used(self.database, key) if key else None
        return records.entries(self.database, used[0], used[1] - 1)[0] if used else None


def key_for(key: str | None, case_id: str, actor: Actor, request: Any) -> records.Key | None:
    """The key with the hash of what is asked with it. Raises BadInput for a key that is empty or too long."""
    if key is None:
        return None
    if not key.strip() or len(key) > MAXIMUM_KEY or any(c < " " or "\ud800" <= c <= "\udfff" for c in key):
        raise BadInput(f"an idempotency key has 1 to {MAXIMUM_KEY} characters, none of them a control character")
    asked = json.dumps([case_id, actor.person, actor.role, request], sort_keys=True, default=str)
    return records.Key(key, digest_of(asked))
