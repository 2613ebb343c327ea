"""Taking in a case that another office handed over with an appeal: a case of our own, and the review that it is for.

What is ours gets our numbers. What was decided and posted there keeps its id behind the number of our case, so that
neither office's ids are ever mistaken for the other's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from io import BytesIO
from typing import Any

from casework.desk import Desk
from casework.engine import perform
from casework.engine.draft import Draft
from casework.model.actor import Actor
from casework.model.record import BELOW, Change, Entry, Record, change, to_json
from casework.model.rows import Deadline, Party, Proceeding
from casework.store import pieces, records

REVIEW = "appeal_review"
#: Of the time limits below, the one that binds the appeal body too (fvl/34-3). The others are watched below.
OURS_TOO = "detriment"
#: What those who read the case here find among its documents.
RECORD, LETTER = "record_below", "letter_below"


@dataclass(frozen=True, slots=True)
class HandedOver:
    """An appeal as another office handed it over: its whole record there, with letters and documents.

    `proof` is the record as it was sent, `digest` the SHA-256 of the package that it came in.
    """

    message_id: str
    sender: str
    recipient: str
    digest: str
    record: Record
    appeal_id: str
    contents: Mapping[str, bytes]
    proof: str


@dataclass(frozen=True, slots=True)
class TakingIn:
    """One case about to be opened from what was handed over, with the number that it was given."""

    desk: Desk
    handed: HandedOver
    party: Party
    number: int

    @property
    def case_id(self) -> str:
        """The id of the case here."""
        return f"{self.handed.record.case.year}-{self.number:05d}"

    def _keep_documents(self) -> None:
        """The bytes of the documents that are filed below; letters are texts."""
        for document in self.handed.record.all("documents").values():
            if document.digest:
                content = BytesIO(self.handed.contents[document.digest])
                pieces.save(self.desk.database, document.digest, content)

    def enter(self, by: Actor, key: records.Key | None) -> Entry:
        """Write the case, its review and the receipt of it in one go. Raises Refused; then the number is free again."""
        self._keep_documents()
        before = Record(party=self.party)
        draft = self.desk.draft(before, by)
        entry = self._taken_in(draft)
        given = {"message_id": self.handed.message_id}
        opened = perform.open_proceeding(
            draft, REVIEW, parent=self._own(self.handed.appeal_id), given=given, caused=True
        )
        perform.perform(draft, opened.proceeding_id or "", "acknowledge", given)
        self.desk.write(before, draft, key)
        return entry

    def _taken_in(self, draft: Draft) -> Entry:
        handed, below = self.handed, self.handed.record.case
        facts = {
            "message_id": handed.message_id,
            "sender": handed.sender,
            "digest": handed.digest,
            "number": below.number,
            "revision": below.revision,
            "head": below.head,
        }
        changes = tuple(self._changes(draft))
        return draft.enter(
            draft.entry("taken_in", "hand_over", case_id=self.case_id, facts=facts, law="fvl/33-4", changes=changes)
        )

    def _changes(self, draft: Draft) -> Iterator[Change]:
        yield self._case(draft)
        yield self._appeal()
        yield from (self._read_only(draft, p) for p in self._others())
        for collection in ("decisions", "deadlines", "ledger_postings"):
            rows = self.handed.record.all(collection).values()
            yield from (self._copied(collection, row) for row in rows if _belongs(row))
        yield self._ledger()
        yield from self._documents(draft)

    def _case(self, draft: Draft) -> Change:
        below = self.handed.record.case
        return change(
            "cases",
            self.case_id,
            number=f"{below.year}/{self.number:05d}",
            scheme=below.scheme,
            year=below.year,
            party=self.party.id,
            party_name=below.party_name,
            opened_at=draft.now,
            proceedings_opened=1,
        )

    def _others(self) -> list[Proceeding]:
        """The proceedings of the case below, but for the appeal."""
        return [p for i, p in self.handed.record.all("proceedings").items() if i != self.handed.appeal_id]

    def _read_only(self, draft: Draft, row: Proceeding) -> Change:
        """A proceeding below, to be read: nothing moves it here, and it moves nothing."""
        mark = {"since": draft.now.isoformat(), "by": self.handed.sender, "reason": self.handed.message_id}
        own = {"parent": self._own(row.parent), "about": self._own(row.about), "marks": {**row.marks, BELOW: mark}}
        return Change("proceedings", self._own(row.id) or "", _values(row) | {"case_id": self.case_id, **own})

    def _appeal(self) -> Change:
        """The appeal as it stands below: what it says, and that it was forwarded."""
        row = self.handed.record.proceeding(self.handed.appeal_id)
        origin = {
            "message_id": self.handed.message_id,
            "handed_over_by": self.handed.sender,
            "handed_over_to": self.handed.recipient,
            "number_below": self.handed.record.case.number,
            "id_below": row.id,
        }
        about, named = self._own(row.about), self._own(row.facts.get("decision"))
        facts = {**row.facts, **origin} | ({"decision": named} if named else {})
        values = _values(row) | {"case_id": self.case_id, "parent": None, "about": about, "facts": facts}
        return Change("proceedings", self._own(row.id) or "", values)

    def _copied(self, collection: str, row: Any) -> Change:
        own = {"case_id": self.case_id, "proceeding_id": self._own(row.proceeding_id)}
        if collection == "decisions":
            own |= {"follows": self._own(row.follows), "letter_id": None}
        return Change(collection, self._own(row.id) or "", _values(row) | own)

    def _ledger(self) -> Change:
        return Change("ledgers", self.case_id, _values(self.handed.record.ledger))

    def _documents(self, draft: Draft) -> Iterator[Change]:
        """The record as it was sent, each letter, and each document."""
        handed, record = self.handed, self.handed.record
        yield self._document(1, RECORD, handed.message_id, draft.keep(handed.proof), draft.now)
        for letter in record.all("letters").values():
            draft.keep(handed.contents[letter.digest].decode())
        letters = [(LETTER, x.subject, x.digest, x.created_at) for x in record.all("letters").values()]
        others = [(d.kind, d.title, d.digest, d.received_at, d.media_type) for d in record.all("documents").values()]
        for n, told in enumerate([*letters, *others], 2):
            yield self._document(n, *told)

    def _document(
        self, n: int, kind: str, title: str, digest: str | None, at: Any, media_type: str = "text/plain"
    ) -> Change:
        values = {"kind": kind, "title": title, "source": self.handed.sender, "digest": digest, "received_at": at}
        return change("documents", f"{self.case_id}:d{n}", case_id=self.case_id, media_type=media_type, **values)

    def _own(self, row_id: str | None) -> str | None:
        """What a row from below is called here; the appeal is the first proceeding of our case."""
        if row_id is None:
            return None
        return f"{self.case_id}-1" if row_id == self.handed.appeal_id else f"{self.case_id}:{row_id}"


def _belongs(row: Any) -> bool:
    return not isinstance(row, Deadline) or (row.name == OURS_TOO and row.status == "open")


def _values(row: Any) -> dict[str, Any]:
    return {f.name: to_json(getattr(row, f.name)) for f in fields(row) if f.name != "id"}
