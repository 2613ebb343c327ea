"""A case as callers see it: one frozen value with everything that is stored but the history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from casework.errors import NotFound, Reason, Text
from casework.model.record import BELOW, Record
from casework.model.rows import (
    Assignment,
    Deadline,
    Decision,
    Document,
    ImpartialityDeclaration,
    Ledger,
    LedgerPosting,
    Letter,
    Party,
    Proceeding,
)
from casework.model.workflow import FactSpec


@dataclass(frozen=True, slots=True)
class Case:
    """One grant case. `stage` is derived (contract); `stages` gives all that hold at once; amounts are in øre."""

    id: str
    number: str
    scheme: str
    year: int
    party: Party
    party_name: str
    opened_at: datetime | None
    responsible: str | None
    revision: int
    stage: str
    stages: tuple[str, ...]
    marks: Mapping[str, Any]
    ledger: Ledger
    proceedings: tuple[Proceeding, ...]
    deadlines: tuple[Deadline, ...]
    decisions: tuple[Decision, ...]
    letters: tuple[Letter, ...]
    documents: tuple[Document, ...]
    assignments: tuple[Assignment, ...]
    impartiality_declarations: tuple[ImpartialityDeclaration, ...]
    postings: tuple[LedgerPosting, ...]

    @property
    def grant(self) -> Proceeding:
        """The grant proceeding: the first of the case."""
        return self.proceedings[0]

    def proceeding(self, workflow: str, **facts: Any) -> Proceeding:
        """The last proceeding of that workflow, with those facts. Raises NotFound."""
        for proceeding in reversed(self.proceedings):
            if proceeding.workflow == workflow and facts.items() <= proceeding.facts.items():
                return proceeding
        raise NotFound(f"proceeding of case {self.number}", workflow)

    def deadline(self, name: str, proceeding_id: str | None = None) -> Deadline:
        """The last deadline of that name (of that proceeding). Raises NotFound."""
        for deadline in reversed(self.deadlines):
            if deadline.name == name and proceeding_id in (None, deadline.proceeding_id):
                return deadline
        raise NotFound(f"deadline of case {self.number}", name)


def case_of(record: Record) -> Case:
    """The case as callers see it."""
    row = record.case
    every = {name: tuple(record.all(name).values()) for name in _PARTS}
    every["proceedings"] = tuple(p for p in every["proceedings"] if BELOW not in p.marks)
    return Case(
        id=row.id,
        number=row.number,
        scheme=row.scheme,
        year=row.year,
        party=record.party or Party(row.party, row.party_name),
        party_name=row.party_name,
        opened_at=row.opened_at,
        responsible=row.responsible,
        revision=row.revision,
        stage=row.stage,
        stages=tuple(row.stages),
        marks=row.marks,
        ledger=record.ledger,
        postings=tuple(record.all("ledger_postings").values()),
        **every,
    )


_PARTS = "proceedings deadlines decisions letters documents assignments impartiality_declarations".split()


@dataclass(frozen=True, slots=True)
class Option:
    """One transition from here: whether this actor may make it now, why not, and what it must be given.

    `title` is in bokmål, `text` in every language where the file gives one.
    """

    name: str
    title: str
    allowed: bool
    reasons: tuple[Reason, ...]
    facts: tuple[FactSpec, ...]
    text: Text | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """One point on the timeline of a case: something that happened, or a day that will come.

    `at` is an instant in UTC, `day` its legal day in Oslo; `kind` is entry, deadline, mark or terms. `text` is in
    bokmål, `texts` in every language where the file gives one.
    """

    at: datetime
    day: date
    kind: str
    name: str
    text: str
    law: str | None = None
    proceeding_id: str | None = None
    status: str = ""
    future: bool = False
    texts: Text | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """What one tick did: the deadlines whose passing was recorded, what could not follow from them, and how many
    reminders were staged.
    """

    passed: tuple[str, ...] = ()
    refused: tuple[tuple[str, tuple[Reason, ...]], ...] = ()
    failed: tuple[tuple[str, str], ...] = ()
    staged: int = 0
