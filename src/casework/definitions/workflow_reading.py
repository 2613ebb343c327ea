"""Reading a workflow file into the workflow that it describes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casework.definitions.schema_faults import Shape, validated
from casework.definitions.schema_types import as_text, names
from casework.definitions.toml_lines import KeyPath
from casework.definitions.toml_source import Source
from casework.definitions.workflow_schema import (
    STAND_INS,
    TABLES,
    ChosenTable,
    FactTable,
    StartTable,
    StepTable,
    TransitionTable,
    WorkflowTable,
)
from casework.errors import Finding
from casework.model.workflow import (
    ChosenTarget,
    DeadlineStart,
    FactSpec,
    Moves,
    Posting,
    State,
    Transition,
    Workflow,
)

OPENING = "open"
ANY_OPEN_STATE = "*"
WITHIN = "within:"

_SHAPE = Shape(WorkflowTable, TABLES, STAND_INS)


@dataclass(frozen=True, slots=True)
class WorkflowReading:
    """One workflow file as far as it could be read: its text, its tables, and the workflow they make."""

    source: Source
    table: WorkflowTable
    workflow: Workflow

    def steps(self) -> Iterator[tuple[KeyPath, StepTable, Transition]]:
        """The opening and every transition: where it stands, as written, and as read."""
        yield ("opening",), self.table.opening, self.workflow.opening
        for index, (written, read) in enumerate(zip(self.table.transition, self.workflow.transitions, strict=True)):
            yield ("transition", index), written, read


def reading(source: Source) -> tuple[WorkflowReading | None, list[Finding]]:
    """What could be read, and every fault in the text, the keys and the types."""
    if source.findings and not source.data:
        return None, list(source.findings)
    table, findings = validated(source, _SHAPE)
    read = WorkflowReading(source, table, _workflow(source, table)) if table else None
    return read, [*source.findings, *findings]


def expanded(item: str, table: WorkflowTable, excluded: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The states that one `from` stands for: a name, every state that is not final, or those within a phase."""
    if item != ANY_OPEN_STATE and not item.startswith(WITHIN):
        return (item,)
    still_open = [n for n, state in table.states.items() if not state.final and n not in excluded]
    if item == ANY_OPEN_STATE:
        return tuple(still_open)
    phase = item.removeprefix(WITHIN)
    return tuple(n for n in still_open if f"{table.states[n].within or ''}/".startswith(f"{phase}/"))


def _workflow(source: Source, table: WorkflowTable) -> Workflow:
    return Workflow(
        name=table.name,
        version=table.version,
        initial=table.initial,
        states=_states(source, table),
        transitions=tuple(_transition(source, table, i, t) for i, t in enumerate(table.transition)),
        facts={name: _fact(name, fact) for name, fact in table.facts.items()},
        opening=_step(source, ("opening",), table.opening, OPENING, (), table.initial),
        deadlines={name: text for name, title in table.deadlines.items() if (text := as_text(title))},
        in_force=table.in_force,
        judged_by=table.judged_by,
        title=as_text(table.title),
        digest=source.digest,
        file=source.file,
    )


def _states(source: Source, table: WorkflowTable) -> dict[str, State]:
    return {
        name: State(
            name=name,
            title=as_text(state.title),
            public=as_text(state.public),
            final=state.final,
            within=state.within,
            stage=state.stage,
            line=source.lines.line(("states", name)),
        )
        for name, state in table.states.items()
    }


def _transition(source: Source, table: WorkflowTable, index: int, step: TransitionTable) -> Transition:
    excluded = names(step.excluded)
    sources = [state for item in names(step.source) for state in expanded(item, table, excluded)]
    target = ChosenTarget(step.target.fact, step.target.cases) if isinstance(step.target, ChosenTable) else step.target
    return _step(source, ("transition", index), step, step.name, tuple(dict.fromkeys(sources)), target)


def _step(
    source: Source, path: KeyPath, step: StepTable, name: str, sources: tuple[str, ...], target: str | ChosenTarget
) -> Transition:
    return Transition(
        name=name,
        sources=sources,
        target=target,
        by=names(step.by),
        requires=names(step.requires),
        when=names(step.when),
        law=step.law,
        facts=names(step.facts),
        meets=names(step.meets),
        starts=tuple(_start(start) for start in step.starts),
        extends=dict(step.extends),
        waives=names(step.waives),
        letters=names(step.letter),
        opens=names(step.opens),
        opens_duties=step.opens_duties,
        not_by=names(step.not_by),
        assigned=step.assigned,
        impartial=step.impartial,
        reason=step.reason,
        decides=step.decides,
        contested=step.contested,
        on=step.on,
        moves=Moves(step.moves.parent, step.moves.children),
        ledger=tuple(Posting(posting.kind, posting.fact, posting.amount) for posting in step.ledger),
        irreversible=step.irreversible,
        registers=step.registers,
        title=as_text(step.title),
        line=source.lines.line(path),
    )


def _start(start: StartTable) -> DeadlineStart:
    return DeadlineStart(**start.model_dump())


def _fact(name: str, fact: FactTable) -> FactSpec:
    return FactSpec(
        name=name,
        type=fact.type,
        minimum=_bound(fact.min),
        maximum=_bound(fact.max),
        choices=tuple(fact.choices),
        required=fact.required,
        adds=fact.adds,
        title=as_text(fact.title),
    )


def _bound(bound: int | str | date | None) -> int | str | None:
    return bound.isoformat() if isinstance(bound, date) else bound
