"""What a rule is asked about: one attempt at one transition, with the whole record of the case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from casework.law.commencement import RuleSet
from casework.model.actor import Actor
from casework.model.record import Record
from casework.model.rows import Ledger, Party, Proceeding
from casework.model.scheme import Scheme
from casework.model.workflow import Transition


@dataclass(frozen=True, slots=True)
class Situation:
    """One attempt. `now` is an instant in UTC, `today` its legal day in Oslo; `given` are the facts of this attempt.

    `cause` is the proceeding whose transition brought this one about, where another did; `ruleset` says which Act
    judges it, and without one that is the 1967 Act.
    """

    record: Record
    proceeding: Proceeding
    transition: Transition
    actor: Actor
    now: datetime
    today: date
    given: Mapping[str, Any] = field(default_factory=dict)
    scheme: Scheme | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    cause: Proceeding | None = None
    ruleset: RuleSet | None = None

    def fact(self, name: str) -> Any:
        """A fact of this attempt, else of this proceeding, else of the grant; None where nobody gave it."""
        grant = self.record.grant
        for facts in (self.given, self.proceeding.facts, grant.facts if grant else {}):
            if facts.get(name) is not None:
                return facts[name]
        return None

    def day(self, name: str) -> date | None:
        """A fact that holds a legal day."""
        value = self.fact(name)
        return date.fromisoformat(value) if value else None

    def own(self, name: str) -> Any:
        """A fact of this attempt, else of this proceeding, and never one of the grant's."""
        given = self.given.get(name)
        return self.proceeding.facts.get(name) if given is None else given

    def own_day(self, name: str) -> date | None:
        """A fact of its own that holds a legal day."""
        value = self.own(name)
        return date.fromisoformat(value) if value else None

    def under(self, provision: str) -> bool:
        """Whether that provision of the 2025 Act governs this attempt."""
        return self.ruleset is not None and self.ruleset.has(provision)

    def parameter(self, name: str) -> Any:
        """A parameter that the scheme gave with its condition."""
        return self.parameters[name]

    @property
    def ledger(self) -> Ledger:
        """The running totals of the case, in øre."""
        return self.record.ledger

    @property
    def party(self) -> Party | None:
        """The organisation that the case is about."""
        return self.record.party

    @property
    def about(self) -> Proceeding | None:
        """The proceeding that this one concerns, if it concerns one."""
        found: Proceeding | None = self.record.all("proceedings").get(self.proceeding.about or "")
        return found
