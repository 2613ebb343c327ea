"""Checking a workflow file: everything that is wrong with it, in one run."""

from __future__ import annotations

from collections.abc import Iterator

from casework.definitions import workflow_names as naming
from casework.definitions import workflow_references as references
from casework.definitions import workflow_structure as structure
from casework.definitions.findings import ADVICE, FAULT, in_order
from casework.definitions.known import Known
from casework.definitions.toml_source import Origin, read_source
from casework.definitions.workflow_facts import check_facts, check_facts_named
from casework.definitions.workflow_letters import check_letter_contents
from casework.definitions.workflow_reading import WorkflowReading, reading
from casework.definitions.workflow_safeguards import check_deadlines_answered, check_decisions, check_titles
from casework.errors import Finding
from casework.model.workflow import Workflow

NOTHING_KNOWN = Known()


def check_workflow(
    origin: Origin | Workflow, known: Known = NOTHING_KNOWN, *, strict: bool = False, file: str | None = None
) -> list[Finding]:
    """Every finding in a workflow file, in the order of its lines; only faults make it unusable.

    `strict` is for the shipped files: what is advice elsewhere (titles, safeguards of decisions, deadlines that
    nothing answers, roles known elsewhere) is a fault there. Raises NotFound where there is no such file.
    """
    read, findings = reading(read_source(origin.file if isinstance(origin, Workflow) else origin, file))
    if read is not None:
        findings += of_itself(read, strict)
        findings += _beside(read, known, strict)
    return in_order(findings)


def of_itself(read: WorkflowReading, strict: bool) -> Iterator[Finding]:
    """What the file alone shows, without knowing rules, letters and laws."""
    yield from structure.check_ids(read)
    yield from structure.check_states_named(read)
    yield from structure.check_sources(read)
    yield from structure.check_reachable(read)
    yield from structure.check_ends(read, strict)
    yield from structure.check_choice_among(read)
    yield from check_facts(read)
    yield from check_facts_named(read)
    yield from naming.check_deadlines_named(read)
    yield from naming.check_lengths(read)
    yield from naming.check_steps_named(read, NOTHING_KNOWN, strict)
    yield from naming.check_impartial(read)
    yield from naming.check_contested(read)
    yield from references.check_postings(read)
    yield from references.check_reckoned(read)


def _beside(read: WorkflowReading, known: Known, strict: bool) -> Iterator[Finding]:
    """What shows beside everything else that is known, and what a good file has besides."""
    severity = FAULT if strict else ADVICE
    yield from naming.check_steps_named(read, known, strict)
    yield from naming.check_relations(read, known, strict)
    yield from references.check_rules(read, known)
    yield from references.check_letters(read, known)
    yield from check_letter_contents(read, known, severity)
    yield from references.check_provisions(read, known)
    yield from references.check_settings(read, known, strict)
    yield from references.check_roles(read, known, strict)
    yield from check_titles(read, severity)
    yield from check_decisions(read, known, severity)
    yield from check_deadlines_answered(read, known, severity)
