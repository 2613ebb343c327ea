"""Whether the entries of one case are the ones that were written: each sealed, each linked to the one before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from casework.errors import BadInput, Text
from casework.model.chain import seal
from casework.model.record import Entry
from casework.store.altered import ALTERED, INSERTED, REMOVED, REORDERED, RESEALED, Altered, altered


def broken(entries: Sequence[Entry], revision: int, head: str) -> Iterator[Altered]:
    """What was done to the entries of a case, which come in the order of their numbers.

    `revision` and `head` are what the case says of its record: how many entries, and the hash of the last one.
    """
    chain = _Chain(entries, head)
    before = 0
    for position, entry in enumerate(entries):
        yield from _gap(entry.case_id, before, entry.seq)
        before = entry.seq
        found = chain.judged(position)
        if found is None and entry.seq > revision:
            found = altered(entry.case_id, entry.seq, INSERTED)
        if found:
            yield found
    if entries:
        yield from _gap(entries[0].case_id, before, revision + 1)


def _gap(case_id: str, before: int, after: int) -> Iterator[Altered]:
    for seq in range(before + 1, after):
        yield altered(case_id, seq, REMOVED)


@dataclass
class _Chain:
    """The entries as they are stored, and the path that leads back from the head."""

    entries: Sequence[Entry]
    head: str

    @cached_property
    def path(self) -> frozenset[str] | None:
        """The hashes from the head back to the first entry; None where the path breaks off."""
        links = {entry.hash: entry.previous for entry in self.entries}
        here = self.head if self.head in links else self.entries[-1].hash
        walked = set[str]()
        while here and here in links and here not in walked:
            walked.add(here)
            here = links[here]
        return frozenset(walked) if not here else None

    def judged(self, position: int) -> Altered | None:
        """What was done to one entry; None where nothing was."""
        entry = self.entries[position]
        if not sealed_as(entry, entry.seq):
            was = self._first_number(position)
            return altered(entry.case_id, entry.seq, REORDERED, was=was) if was else self._told(entry, ALTERED)
        if self.path is not None and entry.hash not in self.path:
            return self._told(entry, INSERTED)
        return self._told(entry, RESEALED) if self._left_behind(position) else None

    def _told(self, entry: Entry, told: tuple[str, Text]) -> Altered:
        return altered(entry.case_id, entry.seq, told)

    def _first_number(self, position: int) -> int | None:
        """The number that an entry was written with, where it only stands in another place."""
        entry = self.entries[position]
        links = {e.hash: e.seq for e in self.entries}
        nearby = {links.get(entry.previous, 0) + 1, entry.seq - 1, entry.seq + 1}
        return next((seq for seq in sorted(nearby) if seq >= 1 and sealed_as(entry, seq)), None)

    def _left_behind(self, position: int) -> bool:
        """Whether the next entry follows another one than this, which stands in its place."""
        if self.path is not None:
            return False
        entry, later = self.entries[position], self.entries[position + 1 : position + 2]
        if position == 0 and entry.seq == 1 and entry.previous:
            return True
        known = {e.hash for e in self.entries}
        return bool(later) and later[0].seq == entry.seq + 1 and later[0].previous not in known


def sealed_as(entry: Entry, seq: int) -> bool:
    """Whether the entry bears the seal that it would have as that number."""
    try:
        return seal(replace(entry, seq=seq)) == entry.hash
    except BadInput:
        return False
