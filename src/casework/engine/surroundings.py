"""What the engine is given from outside: definitions, rules, and how a letter is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from casework.law.calendar import oslo_day
from casework.law.commencement import Commencements, RuleSet, shipped
from casework.model.contested import contested
from casework.model.record import Record
from casework.model.rows import Proceeding
from casework.model.scheme import Scheme
from casework.model.workflow import Workflow
from casework.rules import RuleBook


class Definitions(Protocol):
    """Where workflow and scheme files are found by name."""

    def workflow(
        self, name: str, version: int | None = None, *, on: date | None = None, digest: str | None = None
    ) -> Workflow: ...

    def workflows(self, *, on: date | None = None) -> Mapping[str, Workflow]: ...

    def scheme(self, scheme_id: str, year: int) -> Scheme: ...

    def schemes(self) -> Sequence[tuple[str, int]]: ...


@dataclass(frozen=True, slots=True)
class WrittenLetter:
    """A letter as it was composed. `tells` are the items in it that the law asks for, by name (fvl/27-3)."""

    language: str
    subject: str
    text: str
    tells: tuple[str, ...] = ()


class Composer(Protocol):
    """How a letter is written from its template."""

    def __call__(
        self, template: str, language: str, record: Record, proceeding: Proceeding, values: Mapping[str, Any]
    ) -> WrittenLetter: ...

    def page(self, template: str, language: str, values: Mapping[str, Any]) -> WrittenLetter: ...


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Everything that the engine looks up."""

    definitions: Definitions
    rules: RuleBook
    compose: Composer
    #: From when which provisions of the 2025 Act are in force.
    commencements: Commencements = field(default_factory=shipped)

    def workflow_of(self, proceeding: Proceeding) -> Workflow:
        """The version that the proceeding is pinned to."""
        return self.definitions.workflow(proceeding.workflow, proceeding.version, digest=proceeding.digest)

    def ruleset(self, record: Record, proceeding: Proceeding, today: date) -> RuleSet:
        """By which Act a step of the proceeding is judged on the day (Oslo)."""
        rows = self.commencements
        return RuleSet(today, self._judged_on(record, proceeding) if rows else None, rows)

    def _judged_on(self, record: Record, proceeding: Proceeding) -> date | None:
        """The day of the decision whose Act governs; None where the day of each step does."""
        judged_by = self.workflow_of(proceeding).judged_by
        decision = contested(record, proceeding) if judged_by else None
        if decision is None or decision.decided_at is None:
            return None
        changing = judged_by == "changing_proceeding"
        earlier = self._judged_on(record, record.proceeding(decision.proceeding_id)) if changing else None
        return earlier or oslo_day(decision.decided_at)

    def scheme_of(self, record: Record) -> Scheme:
        """The scheme of the case."""
        return self.definitions.scheme(record.case.scheme, record.case.year)
