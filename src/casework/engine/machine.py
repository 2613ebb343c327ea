"""The state machine of one workflow version. The only module that knows `transitions`.

One machine is built per definition and is never bound to a model: a throw-away cursor walks it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from transitions import EventData, Machine, MachineError

from casework.model.workflow import ChosenTarget, Transition, Workflow

Holds = Callable[[Transition], bool]
FactsFor = Callable[[Transition], Mapping[str, Any]]


class Cursor:
    """Where one proceeding stands, for the time of one question."""

    __slots__ = ("state", "taken")

    def __init__(self, state: str) -> None:
        self.state = state
        self.taken: Transition | None = None


class WorkflowMachine:
    """The machine of one workflow version."""

    def __init__(self, workflow: Workflow) -> None:
        self._machine = Machine(
            model=None, states=list(workflow.states), initial=workflow.initial, auto_transitions=False, send_event=True
        )
        for transition in workflow.transitions:
            for source in transition.sources:
                self._add(transition, source)

    def _add(self, transition: Transition, source: str) -> None:
        target = transition.target
        branches = target.targets.items() if isinstance(target, ChosenTarget) else [(None, target)]
        for value, state in branches:
            self._machine.add_transition(
                transition.name,
                source,
                state,
                conditions=[_condition(transition, value)],
                after=[_taken(transition)],
            )

    def names(self, state: str) -> list[str]:
        """The names of the transitions out of `state`."""
        return list(dict.fromkeys(self._machine.get_triggers(state)))

    def fire(self, state: str, name: str, holds: Holds, facts: FactsFor) -> tuple[Transition, str] | None:
        """The transition that is taken and the state it leads to; None where none may be from here.

        `facts` gives the facts by which a transition chooses where it leads.
        """
        event = self._machine.events.get(name)
        cursor = Cursor(state)
        try:
            if event is None or not event.trigger(cursor, holds=holds, facts=facts):
                return None
        except MachineError:
            return None
        return (cursor.taken, cursor.state) if cursor.taken else None


def _condition(transition: Transition, value: str | None) -> Callable[[EventData], bool]:
    def allowed(event: EventData) -> bool:
        asked = event.kwargs
        chosen = value is None or _choice(transition, asked["facts"](transition)) == value
        return chosen and bool(asked["holds"](transition))

    return allowed


def _choice(transition: Transition, facts: Mapping[str, Any]) -> str:
    """The value that chooses, as a workflow file writes it: true and false in small letters."""
    value = facts.get(transition.target.fact) if isinstance(transition.target, ChosenTarget) else None
    return str(value).lower() if isinstance(value, bool) else str(value)


def _taken(transition: Transition) -> Callable[[EventData], None]:
    def remember(event: EventData) -> None:
        cursor: Any = event.model
        cursor.taken = transition

    return remember


_machines: dict[int, tuple[Workflow, WorkflowMachine]] = {}


def machine_for(workflow: Workflow) -> WorkflowMachine:
    """The machine of the workflow, built once for each definition that was read."""
    if id(workflow) not in _machines:
        _machines[id(workflow)] = (workflow, WorkflowMachine(workflow))
    return _machines[id(workflow)][1]
