"""Checks of the letters that a workflow writes: what they must tell, and the facts that they read."""

from __future__ import annotations

from collections.abc import Iterator

from casework.definitions.findings import FAULT, near
from casework.definitions.known import Known
from casework.definitions.toml_lines import KeyPath
from casework.definitions.workflow_reading import WorkflowReading
from casework.errors import Finding
from casework.model.letter_source import LetterSource
from casework.model.workflow import Transition, Workflow

#: What the letter of every individual decision tells, by the provision that asks for it.
OF_A_DECISION = {"decision": "fvl/27-1", "reasons": "fvl/24-1"}
#: What it tells besides, where the decision can be appealed.
OF_APPEAL = dict.fromkeys(("right_of_appeal", "appeal_deadline", "appeal_body", "procedure", "access"), "fvl/27-3")
#: Facts that every transition may have besides those of its workflow.
OF_ANY = ("reason", "findings", "main_considerations", "scheme_version")


def check_letter_contents(read: WorkflowReading, known: Known, severity: str) -> Iterator[Finding]:
    """Every letter tells what it says that it must, reads facts that there are, and a decision tells of its appeal."""
    for path, _, step in read.steps():
        for index, letter in enumerate(step.letters):
            for (name, language), source in known.letter_sources.items():
                if name == letter:
                    where = (*path, "letter", index)
                    yield from _untold(read, where, f"{language}/{name}", source, known)
                    yield from _unknown_facts(read, where, f"{language}/{name}", source, known, letter)
                    yield from _incomplete(read, where, f"{language}/{name}", source, step, severity)


def _untold(read: WorkflowReading, where: KeyPath, file: str, source: LetterSource, known: Known) -> Iterator[Finding]:
    for item, law in source.asked.items():
        if not known.has_provision(law):
            told = f"letter {file} must tell {item} by {law!r}, which is no provision{near(law, known.provision_keys)}"
            yield read.source.fault(where, "unknown_provision", f"{told}; correct the key in its front matter")
        if item not in source.marked:
            told = f"letter {file} must tell {item} ({law}), and marks it nowhere"
            advice = f'put {{% filter tells("{item}") %}} … {{% endfilter %}} around what tells it'
            yield read.source.fault(where, "letter_untold", f"{told}; {advice}")


def _unknown_facts(
    read: WorkflowReading, where: KeyPath, file: str, source: LetterSource, known: Known, letter: str
) -> Iterator[Finding]:
    every = [read.workflow, *known.workflows.values()]
    there = {fact for workflow in every if _writes(workflow, letter) for fact in workflow.facts} | set(OF_ANY)
    anywhere = there | {fact for workflow in every for fact in workflow.facts}
    for fact in sorted((source.facts - there) | (source.shared - anywhere)):
        told = f"letter {file} reads the fact {fact!r}, which no workflow that writes it has{near(fact, there)}"
        yield read.source.finding(where, FAULT, "letter_fact", f"{told}; correct the name or declare the fact")


def _writes(workflow: Workflow, letter: str) -> bool:
    return any(letter in step.letters for step in (workflow.opening, *workflow.transitions))


def _incomplete(
    read: WorkflowReading, where: KeyPath, file: str, source: LetterSource, step: Transition, severity: str
) -> Iterator[Finding]:
    if not step.decides:
        return
    asked = OF_A_DECISION if step.by == ("appeal_body",) else OF_A_DECISION | OF_APPEAL
    for item, law in asked.items():
        if item not in source.asked:
            told = f"letter {file} tells of an individual decision and does not say that it must tell {item} ({law})"
            yield read.source.finding(where, severity, "letter_incomplete", f"{told}; add it to its front matter")
