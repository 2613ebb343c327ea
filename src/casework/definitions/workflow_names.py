"""Checks of the deadlines and transitions that a workflow names, its own and those of other workflows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casework.definitions.findings import ADVICE, FAULT, near
from casework.definitions.known import Known, transition_names
from casework.definitions.toml_lines import KeyPath
from casework.definitions.workflow_reading import WorkflowReading
from casework.definitions.workflow_schema import StartTable
from casework.errors import Finding
from casework.model.workflow import EFFECTS

_EVENT = re.compile(r"event:([^.]+)\.([^.]+)")
_PASSED = "deadline_passed:"


def check_deadlines_named(read: WorkflowReading) -> Iterator[Finding]:
    """Every deadline that is met, extended, waived or waited for is started in the file or declared in [deadlines]."""
    known = deadlines_of(read)
    for path, name in _deadlines_named(read):
        if name not in known:
            told = f"nothing starts the deadline {name!r}{near(name, known)}; start it or declare it under [deadlines]"
            yield read.source.fault(path, "unknown_deadline", told)


def deadlines_of(read: WorkflowReading) -> set[str]:
    """The deadlines that the file starts or declares."""
    return {start.deadline for _, _, step in read.steps() for start in step.starts} | set(read.table.deadlines)


def _deadlines_named(read: WorkflowReading) -> Iterator[tuple[KeyPath, str]]:
    for path, written, step in read.steps():
        for key, named in (("meets", step.meets), ("waives", step.waives)):
            yield from (((*path, key, index), name) for index, name in enumerate(named))
        yield from (((*path, "extends", name), name) for name in written.extends)
        if written.on and written.on.startswith(_PASSED):
            yield (*path, "on"), written.on.removeprefix(_PASSED)


def check_lengths(read: WorkflowReading) -> Iterator[Finding]:
    """The length of each deadline comes from one place; `law` beside `on`, `duty` or `day` is only its citation."""
    for path, step, _ in read.steps():
        for index, start in enumerate(step.starts):
            given = _lengths(start)
            if len(given) != 1:
                told = f"the length of deadline {start.deadline} comes from {' and '.join(given) or 'nowhere'}"
                advice = "give one of `law`, `setting`, `duty`, `on` and `day`"
                yield read.source.fault((*path, "starts", index), "deadline_length", f"{told}; {advice}")


def _lengths(start: StartTable) -> list[str]:
    given = [key for key in ("on", "duty", "setting", "day") if getattr(start, key)]
    return given if start.law is None or given in (["on"], ["duty"], ["day"]) else ["law", *given]


def check_steps_named(read: WorkflowReading, known: Known, strict: bool) -> Iterator[Finding]:
    """`not_by` and `on` name transitions that exist, here or in another workflow."""
    for path, _, step in read.steps():
        for index, name in enumerate(step.not_by):
            yield from _step_known(read, known, strict, (*path, "not_by", index), name)
        event = _EVENT.fullmatch(step.on or "")
        if event:
            yield from _step_known(read, known, strict, (*path, "on"), ".".join(event.groups()))
        elif step.on and not step.on.startswith(_PASSED):
            told = f"`on` is {step.on!r}; say deadline_passed:NAME or event:WORKFLOW.TRANSITION"
            yield read.source.fault((*path, "on"), "bad_event", told)


def check_impartial(read: WorkflowReading) -> Iterator[Finding]:
    """`impartial` asks for a declaration, or is not said."""
    for path, _, step in read.steps():
        if step.impartial not in (None, "declared"):
            told = f'`impartial` is {step.impartial!r}; say "declared", or leave it out'
            yield read.source.fault((*path, "impartial"), "bad_impartial", told)


def check_contested(read: WorkflowReading) -> Iterator[Finding]:
    """Only a decision changes another, and in a way that is known."""
    for path, _, step in read.steps():
        if step.contested is not None and step.contested not in EFFECTS:
            told = f"`contested` is {step.contested!r}{near(step.contested, EFFECTS)}; say one of {', '.join(EFFECTS)}"
            yield read.source.fault((*path, "contested"), "bad_contested", told)
        elif step.contested is not None and not step.decides:
            told = f"{step.name} says what the decision that it is about becomes, but decides nothing; add `decides`"
            yield read.source.fault((*path, "contested"), "bad_contested", told)


def _step_known(read: WorkflowReading, known: Known, strict: bool, path: KeyPath, name: str) -> Iterator[Finding]:
    workflow, _, step = name.rpartition(".")
    if workflow in ("", read.table.name):
        own = transition_names(read.workflow)
        if step not in own:
            yield read.source.fault(
                path, "unknown_transition", f"there is no transition {step!r} here{near(step, own)}"
            )
    elif not known.has_step(workflow, step):
        there = transition_names(known.workflows[workflow])
        yield read.source.fault(
            path, "unknown_transition", f"workflow {workflow} has no transition {step!r}{near(step, there)}"
        )
    else:
        yield from _workflow_known(read, known, strict, path, workflow)


def _workflow_known(read: WorkflowReading, known: Known, strict: bool, path: KeyPath, name: str) -> Iterator[Finding]:
    if known.workflows and name != read.table.name and name not in known.workflows:
        told = f"there is no workflow {name!r}{near(name, known.workflows)}; add its file or correct the name"
        yield read.source.finding(path, FAULT if strict else ADVICE, "unknown_workflow", told)


def check_relations(read: WorkflowReading, known: Known, strict: bool) -> Iterator[Finding]:
    """`opens` names workflows, and `moves` transitions that some workflow has; a parent can be of any workflow."""
    for path, _, step in read.steps():
        for index, name in enumerate(step.opens):
            yield from _workflow_known(read, known, strict, (*path, "opens", index), name)
        for key, moved in (("parent", step.moves.parent), ("children", step.moves.children)):
            if moved:
                yield from _move_known(read, known, strict, (*path, "moves", key), moved)


def _move_known(read: WorkflowReading, known: Known, strict: bool, path: KeyPath, name: str) -> Iterator[Finding]:
    if "." in name:
        yield from _step_known(read, known, strict, path, name)
        return
    every = {step for workflow in (read.workflow, *known.workflows.values()) for step in transition_names(workflow)}
    if known.workflows and name not in every:
        told = f"no workflow has a transition {name!r}{near(name, every)}"
        yield read.source.finding(path, FAULT if strict else ADVICE, "unknown_transition", told)
