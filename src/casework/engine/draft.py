"""What one transaction will write, as it is being put together. Nothing is stored until all of it is accepted."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from casework.engine.stage import stages
from casework.engine.surroundings import Surroundings
from casework.model.actor import Actor
from casework.model.chain import digest_of, sealed
from casework.model.record import Change, Entry, Record, change


@dataclass(slots=True)
class Draft:
    """The record as it will be, the entries that make it so, and the texts that they point to by digest.

    `now` is an instant in UTC, `today` its legal day in Oslo.
    """

    around: Surroundings
    record: Record
    actor: Actor
    now: datetime
    today: date
    entries: list[Entry] = field(default_factory=list)
    contents: dict[str, str] = field(default_factory=dict)
    depth: int = 0

    def entry(self, kind: str, name: str, **values: Any) -> Entry:
        """The next entry of the case, not yet entered."""
        cases = self.record.all("cases")
        case = self.record.case if cases else None
        case_id = values.pop("case_id", case.id if case else "")
        return Entry(
            case_id=case_id,
            seq=(case.revision if case else 0) + 1,
            at=self.now,
            actor=values.pop("actor", self.actor),
            kind=kind,
            name=name,
            previous=case.head if case else "",
            **values,
        )

    def enter(self, entry: Entry) -> Entry:
        """Seal the entry, with the stage that it leads to, and make it so in the record."""
        after = self.record.after(entry)
        staged = self._staged(after)
        if staged:
            entry = replace(entry, changes=(*entry.changes, staged))
            after = self.record.after(entry)
        entry = sealed(entry)
        self.record = after.headed(entry.hash)
        self.entries.append(entry)
        return entry

    def _staged(self, after: Record) -> Change | None:
        held, case = stages(self.around, after), after.case
        return None if held == case.stages else change("cases", case.id, stage=held[0] if held else "", stages=held)

    def keep(self, text: str) -> str:
        """Keep a text to be stored under its digest, which is returned."""
        digest = digest_of(text)
        self.contents[digest] = text
        return digest
