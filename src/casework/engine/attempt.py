"""One attempt at one transition: who tries what, when, with which facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from casework.engine import facts as facts_
from casework.engine.surroundings import Surroundings
from casework.errors import Reason, Refused
from casework.law.commencement import RuleSet
from casework.model.actor import Actor
from casework.model.record import Record
from casework.model.rows import Proceeding
from casework.model.workflow import Transition, Workflow
from casework.rules import Situation


@dataclass(frozen=True, slots=True)
class Attempt:
    """Who tries what, when, with which facts. `now` is an instant in UTC, `today` its legal day in Oslo.

    An attempt that the clock or another transition `caused` asks no permission of a person; `event` is what it answers.
    One that is only `asking` what may be done does not blame facts that are yet to be given.
    """

    around: Surroundings
    record: Record
    proceeding: Proceeding
    workflow: Workflow
    name: str
    actor: Actor
    now: datetime
    today: date
    given: Mapping[str, Any]
    cause: Proceeding | None = None
    caused: bool = False
    event: str | None = None
    asking: bool = False

    @property
    def law(self) -> str:
        """How the workflow file itself is cited."""
        return f"{self.workflow.name}@{self.workflow.version}#{self.name}"

    @property
    def ruleset(self) -> RuleSet:
        """By which Act the attempt is judged."""
        return self.around.ruleset(self.record, self.proceeding, self.today)

    def cited(self, reasons: list[Reason]) -> list[Reason]:
        """The reasons, each with the provision of the Act that governs."""
        ruleset = self.ruleset
        return [replace(r, law=ruleset.citation(r.law)) for r in reasons]

    def situation(self, transition: Transition, parameters: Mapping[str, Any], given: Mapping[str, Any]) -> Situation:
        """What a rule is asked about."""
        scheme = self.around.scheme_of(self.record)
        return Situation(
            self.record,
            self.proceeding,
            transition,
            self.actor,
            self.now,
            self.today,
            given,
            scheme,
            parameters,
            self.cause,
            self.ruleset,
        )

    def valid(self, transition: Transition) -> Mapping[str, Any]:
        """Of the facts given, those that are valid: by these a branch is chosen before all of them are judged."""
        values, _ = facts_.checked(self.workflow, transition, self.given, self.today, self.proceeding.facts)
        return values

    def is_yet_to_be_given(self, transition: Transition, fact: str | None) -> bool:
        """Whether the attempt only asks, and the transition would be given that fact."""
        return self.asking and fact in transition.facts


@dataclass(frozen=True, slots=True)
class Accepted:
    """A transition that may be made: what was chosen, where it leads, and the facts as they are stored."""

    transition: Transition
    target: str
    facts: Mapping[str, Any]


def refuse(attempt: Attempt, reasons: list[Reason]) -> None:
    """Raise Refused, where there is a reason to."""
    if reasons:
        raise Refused(attempt.name, attempt.cited(reasons))
