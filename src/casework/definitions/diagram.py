"""What a drawing of a workflow shows: a box for each state, a box for each step between states, and the lines.

What leaves all open states leaves one box, "any open state". A step back to where it was is named in its state.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from textwrap import wrap
from typing import Any

from casework.definitions.layered import MARGIN, Place, placed, ranks
from casework.errors import Text
from casework.model.workflow import SAME_STATE, Transition, Workflow

ANY_OPEN = Text("Enhver åpen tilstand", "Einkvar open tilstand", "Any open state")
HUB = "*"

#: With more open states than this, what leaves all of them is drawn once.
MANY = 3

LINE_HEIGHT, PADDING, LETTER = 18.0, 9.0, 8.3
LETTERS_IN_LINE = 24


@dataclass(frozen=True, slots=True)
class Row:
    """One thing said in a box, in lines: the title of the state (then `step` is empty), or a step."""

    step: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Box:
    """A state or the steps between two; `kind` is state, final, hub or step."""

    id: str
    kind: str
    rows: tuple[Row, ...]

    @property
    def size(self) -> tuple[float, float]:
        """Width and height that its rows need."""
        lines = [line for row in self.rows for line in row.lines]
        height = len(lines) * LINE_HEIGHT + (6 if self.kind == "step" else 2 * PADDING)
        return (max(map(len, lines)) + 1) * LETTER + 2 * PADDING, height


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points, of the steps in one box. `state` is the end that is a state; `arrow`: it leads there."""

    box: str
    state: str
    arrow: bool
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Diagram:
    """A workflow laid out: boxes with their places, and lines between them."""

    width: float
    height: float
    boxes: tuple[tuple[Box, Place], ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Steps:
    """The steps that lead from the same states to the same one, all of them on or all of them back."""

    id: str
    sources: tuple[str, ...]
    target: str
    rows: tuple[Row, ...]


def diagram(workflow: Workflow, language: str = "nb") -> Diagram:
    """The workflow laid out, with titles in `nb`, `nn` or `en`. The same file gives the same drawing."""
    key = (workflow.name, workflow.version, workflow.digest or id(workflow), language)
    if key not in _LAID_OUT:
        _LAID_OUT[key] = _laid_out(workflow, language)
    return _LAID_OUT[key]


#: A file is laid out once; there are as many as versions that proceedings have kept.
_LAID_OUT: dict[tuple[Any, ...], Diagram] = {}


def _laid_out(workflow: Workflow, language: str) -> Diagram:
    states = {box.id: box for box in _states(workflow, language)}
    joined = list(_between(workflow, language))
    rank = ranks(list(states), [(source, s.target) for s in joined for source in s.sources])
    steps = [part for s in joined for part in _one_way(s, rank)]
    boxes = states | {s.id: Box(s.id, "step", s.rows) for s in steps}
    column = {name: 2 * rank[name] for name in states} | {s.id: _column(s, rank) for s in steps}
    routes = [route for s in steps for route in _routes(s, column)]
    lanes = {name: at for _, names in routes for name, at in names}
    every = {**dict.fromkeys(boxes, 0), **lanes, **column}
    columns = [[name for name, at in every.items() if at == c] for c in range(max(every.values()) + 1)]
    links = [pair for _, names in routes for pair in pairwise(sorted((n for n, _ in names), key=every.__getitem__))]
    places = placed(columns, links, {name: box.size for name, box in boxes.items()})
    lines = tuple(_drawn(line, [places[name] for name, _ in names]) for line, names in routes)
    right, low = (max(getattr(p, a) + getattr(p, b) for p in places.values()) for a, b in _EXTENT)
    return Diagram(right + MARGIN, low + MARGIN, tuple((box, places[name]) for name, box in boxes.items()), lines)


_EXTENT = (("x", "width"), ("y", "height"))


def _states(workflow: Workflow, language: str) -> Iterator[Box]:
    for state in workflow.states.values():
        title = Row("", _lines(state.title, state.name, language))
        within = _rows(_staying(workflow, state.name), language)
        yield Box(state.name, "final" if state.final else "state", (title, *within))
    if has_hub(workflow):
        within = _rows(
            [s for s in workflow.transitions if leaves_all(workflow, s) and s.target == SAME_STATE], language
        )
        yield Box(HUB, "hub", (Row("", tuple(_wrapped(ANY_OPEN.in_language(language)))), *within))


def _staying(workflow: Workflow, state: str) -> list[Transition]:
    """The steps that lead back to the same state, but those drawn at the hub."""
    back = [s for s in workflow.leaving(state) if _leads(s, SAME_STATE) or _leads(s, state)]
    return [s for s in back if not (has_hub(workflow) and leaves_all(workflow, s))]


def _leads(step: Transition, target: str) -> bool:
    return target in step.targets


def _between(workflow: Workflow, language: str) -> Iterator[_Steps]:
    """The steps between states, joined where they lead from the same states to the same one."""
    joined: dict[tuple[tuple[str, ...], str], list[Transition]] = {}
    for step in workflow.transitions:
        hub = has_hub(workflow) and leaves_all(workflow, step)
        for target in dict.fromkeys(step.targets):
            sources = (HUB,) if hub else tuple(s for s in step.sources if s != target)
            if target != SAME_STATE and sources:
                joined.setdefault((sources, target), []).append(step)
    for number, ((sources, target), steps) in enumerate(joined.items()):
        yield _Steps(f"#{number}", sources, target, _rows(steps, language))


def _one_way(steps: _Steps, rank: Mapping[str, int]) -> Iterator[_Steps]:
    """The same steps, apart where some sources stand before the target and others after."""
    before = tuple(s for s in steps.sources if rank[s] < rank[steps.target])
    after = tuple(s for s in steps.sources if s not in before)
    for suffix, sources in (("", before), ("<", after)):
        if sources:
            yield replace(steps, id=steps.id + suffix, sources=sources)


def _column(steps: _Steps, rank: Mapping[str, int]) -> int:
    """Beside the source that stands furthest, or, on the way back, beside the target."""
    furthest = max(rank[source] for source in steps.sources)
    return 2 * min(furthest, rank[steps.target] - 1 if furthest < rank[steps.target] else rank[steps.target]) + 1


def _routes(steps: _Steps, column: Mapping[str, int]) -> Iterator[tuple[Line, list[tuple[str, int]]]]:
    """Each line of the steps, and the names that it passes, with their columns, from where it begins."""
    for source in steps.sources:
        yield Line(steps.id, source, False, ()), _passed(steps.id, source, steps.id, column)
    yield Line(steps.id, steps.target, True, ()), _passed(steps.id, steps.id, steps.target, column)


def _passed(steps: str, start: str, end: str, column: Mapping[str, int]) -> list[tuple[str, int]]:
    first, last = column[start], column[end]
    way = range(first + 1, last) if first < last else range(first - 1, last, -1)
    return [(start, first), *((f"{steps}|{at}", at) for at in way), (end, last)]


def _drawn(line: Line, places: list[Place]) -> Line:
    """The line through its places, from the side of the first that looks at the next."""
    onwards = places[0].x <= places[-1].x
    points = []
    for number, place in enumerate(places):
        of_steps = number == (0 if line.arrow else len(places) - 1)
        height = place.y + place.height if of_steps else place.middle
        sides = [(place.x, height), (place.x + place.width, height)][:: 1 if onwards else -1]
        # The line runs on beneath the names of the steps.
        points += sides[1:] if number == 0 and not of_steps else sides[:1] if number == len(places) - 1 else sides
    return replace(line, points=tuple(points))


def has_hub(workflow: Workflow) -> bool:
    """Whether "any open state" is drawn."""
    return len(_open(workflow)) > MANY and any(leaves_all(workflow, step) for step in workflow.transitions)


def leaves_all(workflow: Workflow, step: Transition) -> bool:
    """Whether the step leaves every open state."""
    return set(step.sources) == _open(workflow)


def _open(workflow: Workflow) -> set[str]:
    return {state.name for state in workflow.states.values() if not state.final}


def _rows(steps: Sequence[Transition], language: str) -> tuple[Row, ...]:
    """A row for each name; two branches of one name are one step to those who read."""
    named = {step.name: step for step in reversed(steps)}
    return tuple(Row(name, _lines(named[name].title, name, language)) for name in dict.fromkeys(s.name for s in steps))


def _lines(title: Text | None, name: str, language: str) -> tuple[str, ...]:
    return tuple(_wrapped(title.in_language(language) if title else name))


def _wrapped(text: str) -> list[str]:
    return wrap(" ".join(text.split()), LETTERS_IN_LINE) or [text]
