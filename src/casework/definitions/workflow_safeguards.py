"""Checks of what the law asks of a workflow, and of what people read: faults in a shipped file, advice in others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from casework.definitions.known import Known
from casework.definitions.schema_types import missing_languages
from casework.definitions.toml_lines import KeyPath
from casework.definitions.workflow_reading import WorkflowReading
from casework.errors import Finding
from casework.model.workflow import SAME_STATE, Transition

#: The provisions that give an appeal its time limit.
APPEAL_LIMITS = ("fvl/29-", "fvl2025/63-")

#: The rule that refuses a decision without reasons, beside everything else that it lacks.
REASONS_RULE = "reasons_are_given"

#: An appeal body's decision in the appeal cannot be appealed again (fvl/28-3).
APPEAL_BODY = ("appeal_body",)


def check_titles(read: WorkflowReading, severity: str) -> Iterator[Finding]:
    """Everything that people read is written in bokmål, nynorsk and English."""
    for path, what, title in _titles(read):
        missing = missing_languages(title)
        if missing:
            told = f"{what} has no title in {', '.join(missing)}"
            yield read.source.finding(path, severity, "missing_title", f"{told}; add title = {{ nb, nn, en }}")


def _titles(read: WorkflowReading) -> Iterator[tuple[KeyPath, str, Any]]:
    table = read.table
    yield ("title",), f"workflow {table.name}", table.title
    yield from ((("states", name), f"state {name}", state.title) for name, state in table.states.items())
    for name, state in table.states.items():
        if state.public is not None:
            yield ("states", name, "public"), f"what the public reads of state {name}", state.public
    for path, written, step in read.steps():
        if path != ("opening",):
            yield path, f"transition {step.name}", written.title
    yield from ((("facts", name), f"fact {name}", fact.title) for name, fact in table.facts.items())
    yield from ((("deadlines", name), f"deadline {name}", title) for name, title in table.deadlines.items())


def check_decisions(read: WorkflowReading, known: Known, severity: str) -> Iterator[Finding]:
    """An individual decision has a second person, reasons (fvl/24-1), notice (fvl/27-1), a way to appeal (fvl/28-1)."""
    for path, _, step in read.steps():
        if not step.decides:
            continue
        for code, told in _lacking(read, known, step):
            yield read.source.finding(path, severity, code, f"{step.name} is an individual decision {told}")


def _lacking(read: WorkflowReading, known: Known, step: Transition) -> Iterator[tuple[str, str]]:
    after = (step, *_following(read, step), *_opened(known, step))
    if not step.not_by:
        yield "no_second_person", "that one person may take alone; say in `not_by` who proposed it"
    if not any(s.letters for s in after):
        yield "no_notice", "of which nobody is told (fvl/27-1); add `letter` to it or to what follows"
    if not _has_reasons(read, step):
        yield "no_reasons", "without reasons (fvl/24-1); say `reason = true`, or ask for a required fact `reasons`"
    if step.by != APPEAL_BODY and not any(_appealable(s) for s in after):
        yield "no_appeal", "that starts no time limit for appeal (fvl/29-1); start one, there or in what follows"


def _following(read: WorkflowReading, step: Transition) -> list[Transition]:
    """The transitions that can come next."""
    targets = set(step.targets)
    if SAME_STATE in targets:
        targets |= set(step.sources)
    return [s for s in read.workflow.transitions if targets & set(s.sources)]


def _opened(known: Known, step: Transition) -> list[Transition]:
    """The transitions of what the step opens, such as the notice of the decision to each party."""
    return [t for name in step.opens if name in known.workflows for t in known.workflows[name].transitions]


def _has_reasons(read: WorkflowReading, step: Transition) -> bool:
    """Whether the step demands its reason, a required fact called `reason(s)` or `…_reason(s)`, or has the rule."""
    called = [read.table.facts.get(name) for name in step.facts if name.removesuffix("s").split("_")[-1] == "reason"]
    required = any(fact is not None and fact.required for fact in called)
    return step.reason or required or REASONS_RULE in step.requires


def _appealable(step: Transition) -> bool:
    return any((start.law or "").startswith(APPEAL_LIMITS) for start in step.starts)


def check_deadlines_answered(read: WorkflowReading, known: Known, severity: str) -> Iterator[Finding]:
    """Something meets or waives each deadline, here or in what it opens, or answers its passing."""
    opened = {name for _, _, step in read.steps() for name in step.opens}
    elsewhere = [t for name in opened if name in known.workflows for t in known.workflows[name].transitions]
    here = [step for _, _, step in read.steps()]
    answered = {name for step in (*here, *elsewhere) for name in (*step.meets, *step.waives)}
    for path, _, step in read.steps():
        for index, start in enumerate(step.starts):
            if start.deadline not in answered and not read.workflow.listening(f"deadline_passed:{start.deadline}"):
                told = f"nothing meets the deadline {start.deadline}, and nothing happens when it passes"
                advice = f'name it in `meets`, or add a transition with on = "deadline_passed:{start.deadline}"'
                where = (*path, "starts", index)
                yield read.source.finding(where, severity, "unanswered_deadline", f"{told}; {advice}")
