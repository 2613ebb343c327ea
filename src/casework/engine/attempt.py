"""One attempt at one transition: in order, by whom, with valid facts, with every requirement met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from casework.engine import facts as facts_
from casework.engine import permits
from casework.engine.machine import machine_for
from casework.engine.surroundings import Surroundings
from casework.errors import InvalidFacts, Reason, Refused, Text, reason
from casework.model.actor import Actor
from casework.model.record import Record
from casework.model.rows import Proceeding
from casework.model.scheme import Condition
from casework.model.workflow import Transition, Workflow
from casework.rules import Situation

_NOT_FROM_HERE = Text(
    "«{name}» kan ikke gjøres når saksgangen står i «{state}»; herfra kan: {names}",
    "«{name}» kan ikkje gjerast når saksgangen står i «{state}»; herifrå kan: {names}",
    "“{name}” cannot be done in “{state}”; from here: {names}",
)
_MARKED = Text(
    "saken eller saksgangen er merket «{mark}»; fjern merket først",
    "saka eller saksgangen er merkt «{mark}»; fjern merket først",
    "the case or proceeding is marked “{mark}”; remove the mark first",
)
_NO_BRANCH = Text(
    "ingen vei videre passer nå: {rules}", "ingen veg vidare passar no: {rules}", "no way onwards fits now: {rules}"
)


@dataclass(frozen=True, slots=True)
class Attempt:
    """Who tries what, when, with which facts. `now` is an instant in UTC, `today` its legal day in Oslo.

    An attempt that the clock or another transition `caused` asks no permission of a person.
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

    @property
    def law(self) -> str:
        """How the workflow file itself is cited."""
        return f"{self.workflow.name}@{self.workflow.version}#{self.name}"

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
        )


@dataclass(frozen=True, slots=True)
class Accepted:
    """A transition that may be made: what was chosen, where it leads, and the facts as they are stored."""

    transition: Transition
    target: str
    facts: Mapping[str, Any]


def accept(attempt: Attempt) -> Accepted:
    """The attempt, accepted. Raises Refused with every reason of the first question that fails."""
    transition, target = in_order(attempt)
    if not attempt.caused:
        refuse(attempt, permits.refusals(attempt.record, attempt.proceeding, transition, attempt.actor))
    values, faults = facts_.checked(attempt.workflow, transition, attempt.given, attempt.today)
    if faults:
        raise InvalidFacts(attempt.name, faults)
    return Accepted(transition, target or "", met(attempt, transition, values))


def met(attempt: Attempt, transition: Transition, values: dict[str, Any]) -> dict[str, Any]:
    """The facts, where every requirement is met, with the findings of a registration. Raises Refused."""
    reasons = requirements(attempt, transition, values)
    if not transition.registers:
        refuse(attempt, reasons)
        return values
    return {**values, "findings": [f"{r.law}: {r.message}" for r in reasons]}


def refuse(attempt: Attempt, reasons: list[Reason]) -> None:
    """Raise Refused, where there is a reason to."""
    if reasons:
        raise Refused(attempt.name, reasons)


def in_order(attempt: Attempt) -> tuple[Transition, str | None]:
    """The transition that the state, the guards and the data choose. Raises Refused, or NotFound for a name unknown."""
    candidates = [t for t in attempt.workflow.named(attempt.name) if attempt.proceeding.state in t.sources]
    if not candidates:
        refuse(attempt, [_not_from_here(attempt)])
    refuse(attempt, _marks(attempt, candidates[0]))
    machine = machine_for(attempt.workflow)
    taken = machine.fire(attempt.proceeding.state, attempt.name, lambda t: not unmet(attempt, t), attempt.given)
    if taken:
        return taken
    open_ones = [t for t in candidates if not unmet(attempt, t)]
    if not open_ones:
        rules = "; ".join(r.message for t in candidates for r in unmet(attempt, t))
        refuse(attempt, [reason("not_in_order", attempt.law, _NO_BRANCH.format(rules=rules))])
    # The data chose no target: the facts are missing or wrong, which the next question says.
    return open_ones[0], None


def unmet(attempt: Attempt, transition: Transition) -> list[Reason]:
    """Why a branch is not the one to take; empty where it is."""
    situation = attempt.situation(transition, {}, attempt.given)
    return [r for name in transition.when for r in attempt.around.rules.named(name).refusals(situation)]


def _not_from_here(attempt: Attempt) -> Reason:
    state = attempt.proceeding.state
    names = ", ".join(machine_for(attempt.workflow).names(state)) or "–"
    return reason("not_in_order", attempt.law, _NOT_FROM_HERE.format(name=attempt.name, state=state, names=names))


def _marks(attempt: Attempt, transition: Transition) -> list[Reason]:
    held = {**attempt.record.case.marks, **attempt.proceeding.marks}
    blocking: list[str] = [m for m in ("registered_in_error", "archived") if m in held]
    if transition.decides and "on_hold" in held:
        blocking.append("on_hold")
    return [reason("marked", "arkf/11" if m != "on_hold" else "fvl/11a-1", _MARKED.format(mark=m)) for m in blocking]


def requirements(attempt: Attempt, transition: Transition, values: Mapping[str, Any]) -> list[Reason]:
    """Every requirement that is not met: of the workflow, and of the scheme's conditions at this transition."""
    situation = attempt.situation(transition, {}, values)
    reasons = [r for name in transition.requires for r in attempt.around.rules.named(name).refusals(situation)]
    scheme = attempt.around.scheme_of(attempt.record)
    for condition in scheme.conditions_at(attempt.workflow.name, transition.name):
        reasons += _condition(attempt, transition, condition, values)
    return list(dict.fromkeys(reasons))


def _condition(
    attempt: Attempt, transition: Transition, condition: Condition, values: Mapping[str, Any]
) -> tuple[Reason, ...]:
    situation = attempt.situation(transition, condition.parameters, values)
    rules = attempt.around.rules
    if condition.applies_when and not rules.named(condition.applies_when).holds(situation):
        return ()
    citation = attempt.around.scheme_of(attempt.record).citation(condition.code)
    return rules.named(condition.rule).refusals(situation, citation)
