"""A workflow drawn as a Mermaid state diagram: ids apart from what people read, the same text for the same file."""

from __future__ import annotations

from collections.abc import Iterator

from casework.definitions.diagram import ANY_OPEN, has_hub, leaves_all
from casework.errors import Text
from casework.model.workflow import SAME_STATE, ChosenTarget, Transition, Workflow

#: Words that Mermaid reads as its own.
RESERVED = frozenset(
    {"accdescr", "acctitle", "as", "choice", "class", "classdef", "click", "default", "direction", "end", "fork"}
    | {"hide", "join", "left", "note", "right", "scale", "state", "style", "title"}
)

#: Mermaid's own way to write the characters that mean something to it.
ESCAPES = str.maketrans({c: f"#{ord(c)};" for c in '"#;:<>{}%\\`'} | dict.fromkeys("\r\n\t", " "))


def mermaid(workflow: Workflow, language: str = "nb") -> str:
    """The workflow as `stateDiagram-v2`, with the titles in `nb`, `nn` or `en`; states are grouped by phase."""
    lines = ["stateDiagram-v2", *_states(workflow, language), *_edges(workflow, language)]
    return "\n".join(lines) + "\n"


def _states(workflow: Workflow, language: str) -> Iterator[str]:
    if _hub(workflow):
        yield f'    state "{_escaped(ANY_OPEN.in_language(language))}" as {_hub(workflow)}'
    yield from _phase(workflow, language, "", 1)


def _phase(workflow: Workflow, language: str, phase: str, depth: int) -> Iterator[str]:
    """The states of one phase, then the phases within it."""
    indent = "    " * depth
    for state in workflow.states.values():
        if (state.within or "") == phase:
            yield f'{indent}state "{_label(state.title, state.name, language)}" as {_id(state.name)}'
    for inner in _inner(workflow, phase):
        name = inner.rpartition("/")[2]
        yield f'{indent}state "{_escaped(name)}" as {_free(workflow, "phase_" + inner.replace("/", "__"))} {{'
        yield from _phase(workflow, language, inner, depth + 1)
        yield f"{indent}}}"


def _inner(workflow: Workflow, phase: str) -> list[str]:
    """The phases directly within `phase`, in the order of the file."""
    start = f"{phase}/" if phase else ""
    paths = [state.within for state in workflow.states.values() if state.within and state.within.startswith(start)]
    return list(dict.fromkeys(start + path[len(start) :].partition("/")[0] for path in paths if path != phase))


def _edges(workflow: Workflow, language: str) -> Iterator[str]:
    yield f"    [*] --> {_id(workflow.initial)}"
    for step in workflow.transitions:
        for source in _sources(workflow, step):
            for target, label in _targets(step, language):
                yield f"    {source} --> {source if target == SAME_STATE else _id(target)} : {label}"
    for state in workflow.states.values():
        if state.final:
            yield f"    {_id(state.name)} --> [*]"


def _sources(workflow: Workflow, step: Transition) -> list[str]:
    hub = _hub(workflow)
    return [hub] if hub and leaves_all(workflow, step) else [_id(source) for source in step.sources]


def _targets(step: Transition, language: str) -> list[tuple[str, str]]:
    label = _label(step.title, step.name, language)
    guard = f" [{_escaped(', '.join(step.when))}]" if step.when else ""
    if not isinstance(step.target, ChosenTarget):
        return [(step.target, label + guard)]
    fact = step.target.fact
    return [(state, f"{label}{guard} [{fact} = {_escaped(value)}]") for value, state in step.target.targets.items()]


def _hub(workflow: Workflow) -> str:
    """The id of "any open state"; empty where it is not drawn."""
    return _free(workflow, "any_open_state") if has_hub(workflow) else ""


def _id(name: str) -> str:
    return f"{name}_" if name in RESERVED else name


def _free(workflow: Workflow, name: str) -> str:
    """The name, or one like it that no state has."""
    while name in workflow.states:
        name += "_"
    return name


def _label(title: Text | None, name: str, language: str) -> str:
    return _escaped(title.in_language(language) if title else name)


def _escaped(text: str) -> str:
    return text.strip().translate(ESCAPES)
