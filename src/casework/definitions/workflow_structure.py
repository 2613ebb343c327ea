"""Checks of the shape of a workflow: its ids, its states, and the ways between them. Faults in any file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from casework.definitions.findings import ADVICE, FAULT, near, nearest
from casework.definitions.schema_types import ID_PATTERN, names
from casework.definitions.toml_lines import KeyPath
from casework.definitions.workflow_reading import ANY_OPEN_STATE, WITHIN, WorkflowReading, expanded
from casework.errors import Finding
from casework.model.workflow import SAME_STATE, ChosenTarget, Transition


def check_ids(read: WorkflowReading) -> Iterator[Finding]:
    """Every id is of `a-z`, `0-9` and `_`; others break drawings and the facts that name them."""
    for path, name in _ids(read):
        if name and not re.fullmatch(ID_PATTERN, name):
            yield read.source.fault(
                path, "bad_id", f"{name!r} is no id; use a-z, 0-9 and _, and put what people read in `title`"
            )


def _ids(read: WorkflowReading) -> Iterator[tuple[KeyPath, str]]:
    table = read.table
    yield ("name",), table.name
    for group, members in (("states", table.states), ("facts", table.facts), ("deadlines", table.deadlines)):
        yield from (((group, name), name) for name in members)
    for state, written in table.states.items():
        yield from ((("states", state, "within"), part) for part in (written.within or "").split("/"))
    for path, _, step in read.steps():
        yield (*path, "name"), step.name
        yield from (((*path, "starts", i, "deadline"), start.deadline) for i, start in enumerate(step.starts))


def check_states_named(read: WorkflowReading) -> Iterator[Finding]:
    """Every state that something starts in, comes from or leads to exists."""
    for path, name in _states_named(read):
        if name and name not in read.table.states:
            meant = near(name, read.table.states)
            yield read.source.fault(
                path, "unknown_state", f"there is no state {name!r}{meant}; add [states.{name}] or correct the name"
            )


def _states_named(read: WorkflowReading) -> Iterator[tuple[KeyPath, str]]:
    yield ("initial",), read.table.initial
    for index, step in enumerate(read.table.transition):
        path: KeyPath = ("transition", index)
        named = [item for item in names(step.source) if item != ANY_OPEN_STATE and not item.startswith(WITHIN)]
        yield from ((_item(path, "from", step.source, item), item) for item in named)
        yield from ((_item(path, "except", step.excluded, item), item) for item in names(step.excluded))
        yield from (
            (where, state) for where, state in _targets(path, read.workflow.transitions[index]) if state != SAME_STATE
        )


def _item(path: KeyPath, key: str, written: str | list[str] | None, item: str) -> KeyPath:
    return (*path, key, written.index(item)) if isinstance(written, list) else (*path, key)


def _targets(path: KeyPath, step: Transition) -> list[tuple[KeyPath, str]]:
    if isinstance(step.target, ChosenTarget):
        return [((*path, "to", "is", value), state) for value, state in step.target.targets.items()]
    return [((*path, "to"), step.target)]


def check_sources(read: WorkflowReading) -> Iterator[Finding]:
    """Every `from` stands for at least one state."""
    for index, step in enumerate(read.table.transition):
        path: KeyPath = ("transition", index)
        if not names(step.source):
            yield read.source.fault((*path, "from"), "no_source", f"{step.name} comes from no state; name one")
        for item in names(step.source):
            if not expanded(item, read.table, names(step.excluded)):
                where = _item(path, "from", step.source, item)
                yield read.source.fault(
                    where, "no_source", f"`from` {item!r} stands for no state that is open; name states that exist"
                )


def check_reachable(read: WorkflowReading) -> Iterator[Finding]:
    """Every state can be reached from the initial one, or where that is misspelt, from the one probably meant."""
    states = read.table.states
    start = read.table.initial if read.table.initial in states else nearest(read.table.initial, states)
    reached = _reached(read, start) if start else set(states)
    for name in states:
        if name not in reached:
            told = f"no way leads from {start} to {name}; add a transition to it or take it out"
            yield read.source.fault(("states", name), "unreachable_state", told)


def _reached(read: WorkflowReading, start: str) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        state = waiting.pop()
        if state not in reached:
            reached.add(state)
            waiting += _next_states(read.workflow.leaving(state), state)
    return reached


def _next_states(steps: Iterable[Transition], state: str) -> set[str]:
    """Where the transitions lead from `state`; a self-transition leads back to it."""
    found = {target for step in steps for _, target in _targets((), step)}
    return {state if target == SAME_STATE else target for target in found}


def check_ends(read: WorkflowReading, strict: bool) -> Iterator[Finding]:
    """A state is final or can be left, not both.

    A file that marks no state as final says nothing about ends; there a state without a way out is advice.
    """
    severity = FAULT if strict or any(state.final for state in read.table.states.values()) else ADVICE
    for name, state in read.table.states.items():
        leaving = read.workflow.leaving(name)
        if state.final:
            yield from _out_of_final(read, name, leaving)
        elif _next_states(leaving, name) <= {name}:
            told = f"{name} can never be left; add a transition from it or say `final = true`"
            yield read.source.finding(("states", name), severity, "dead_end", told)


def _out_of_final(read: WorkflowReading, state: str, leaving: Iterable[Transition]) -> Iterator[Finding]:
    for step in leaving:
        path: KeyPath = ("transition", read.workflow.transitions.index(step))
        yield read.source.fault(
            path, "final_state_left", f"{step.name} leaves {state}, which is final; take `final` away or the source out"
        )


def check_choice_among(read: WorkflowReading) -> Iterator[Finding]:
    """Of transitions with one name, at most one per state is without `when`; events tell theirs apart."""
    seen: Counter[tuple[str, str, str | None]] = Counter()
    for index, step in enumerate(read.workflow.transitions):
        unguarded = [(step.name, state, step.on) for state in step.sources if step.name and not step.when]
        again = [key[1] for key in unguarded if seen[key]]
        seen.update(unguarded)
        if again:
            told = (
                f"{step.name} leaves {', '.join(again)} twice and nothing chooses between them; give one of them `when`"
            )
            yield read.source.fault(("transition", index), "ambiguous_transition", told)
