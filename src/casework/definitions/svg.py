"""A workflow drawn as SVG: the state it stands in lit, the path walked drawn strong. Colours follow the text around it.

Looks are attributes and class names, no style sheet inside: a page with a strict content security policy can hold it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from casework.definitions.diagram import HUB, LINE_HEIGHT, PADDING, Box, Diagram, Line, diagram
from casework.definitions.layered import Place
from casework.errors import Text
from casework.model.workflow import Workflow

_TITLE = Text("Saksgangen i «{title}»", "Saksgangen i «{title}»", "How “{title}” proceeds")
_CONTENT = Text(
    "{states} tilstander og {steps} steg.", "{states} tilstandar og {steps} steg.", "{states} states and {steps} steps."
)
_NOW = Text(" Står nå i «{state}».", " Står no i «{state}».", " Now in “{state}”.")
_PATH = Text(" Veien hit: {path}.", " Vegen hit: {path}.", " The path here: {path}.")

#: Attributes of each kind of box; a page's style sheet goes before them.
_LOOKS = {
    "state": 'fill="none" stroke="currentColor" stroke-width="1.5" rx="6"',
    "final": 'fill="none" stroke="currentColor" stroke-width="3" rx="6"',
    "hub": 'fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="6 4" rx="6"',
}
_LIT = 'fill="currentColor" fill-opacity="0.18" stroke="currentColor" stroke-width="4" rx="6"'


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a proceeding stands, and the steps that it took: from which state, by which transition, to which."""

    state: str
    steps: tuple[tuple[str, str, str], ...] = ()

    @property
    def states(self) -> list[str]:
        """The states in which it has been, in order, each time it came there."""
        came = [to for source, _, to in self.steps if source != to]
        return [*([self.steps[0][0]] if self.steps and self.steps[0][0] else []), *came]


@dataclass(frozen=True, slots=True)
class _Pen:
    """What a drawing of one workflow is written with: where it stands, and the ends of lines walked, by box."""

    walk: Walk | None
    walked: frozenset[tuple[str, str]]

    def marks(self, *names: tuple[str, bool]) -> str:
        """The class names that hold."""
        return " ".join(name for name, holds in names if holds)


def _walked(drawn: Diagram, walk: Walk | None) -> Iterator[tuple[str, str]]:
    """For each box of steps that the walk passed, the states at which it came to it and left it."""
    names = {box.id: {row.step for row in box.rows} for box, _ in drawn.boxes}
    ends = {(line.box, line.state, line.arrow) for line in drawn.lines}
    for box in names if walk else ():
        for source, step, target in walk.steps if walk else ():
            begin = HUB if (box, HUB, False) in ends else source
            if step in names[box] and {(box, begin, False), (box, target, True)} <= ends:
                yield from ((box, begin), (box, target))


def svg(workflow: Workflow, language: str = "nb", *, walk: Walk | None = None, id: str = "workflow") -> str:
    """The workflow as one `<svg>` with its title and description; `id` tells drawings on one page apart."""
    drawn = diagram(workflow, language)
    pen = _Pen(walk, frozenset(_walked(drawn, walk)))
    size = f"{drawn.width:.0f} {drawn.height:.0f}"
    mark = escape(id)
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" width="{drawn.width:.0f}" '
        f'height="{drawn.height:.0f}" role="img" aria-labelledby="{mark}-title {mark}-desc" class="workflow" '
        'font-family="system-ui, sans-serif" font-size="14">',
        f'<title id="{mark}-title">{escape(_title(workflow, language))}</title>',
        f'<desc id="{mark}-desc">{escape(_description(workflow, language, walk))}</desc>',
    ]
    return "\n".join([*head, *_lines(drawn, pen), *_boxes(drawn, workflow, pen), "</svg>"]) + "\n"


def _title(workflow: Workflow, language: str) -> str:
    title = workflow.title.in_language(language) if workflow.title else workflow.name
    return _TITLE.in_language(language).format(title=title)


def _description(workflow: Workflow, language: str, walk: Walk | None) -> str:
    steps = len({step.name for step in workflow.transitions})
    told = _CONTENT.in_language(language).format(states=len(workflow.states), steps=steps)
    if walk is None:
        return told
    told += _NOW.in_language(language).format(state=_named(workflow, walk.state, language))
    path = " → ".join(_named(workflow, name, language) for name in walk.states)
    return told + (_PATH.in_language(language).format(path=path) if path else "")


def _named(workflow: Workflow, state: str, language: str) -> str:
    found = workflow.states.get(state)
    return found.title.in_language(language) if found and found.title else state


def _lines(drawn: Diagram, pen: _Pen) -> Iterator[str]:
    # What was walked lies on top.
    for line in sorted(drawn.lines, key=lambda one: (one.box, one.state) in pen.walked):
        yield _line(line, walked=(line.box, line.state) in pen.walked)
        if line.arrow:
            yield _arrow(line)


def _line(line: Line, *, walked: bool) -> str:
    (x, y), *rest = line.points
    path = [f"M{x:.0f} {y:.0f}"]
    for nx, ny in rest:
        half = (nx - x) / 2
        path.append(f"C{x + half:.0f} {y:.0f} {nx - half:.0f} {ny:.0f} {nx:.0f} {ny:.0f}" if ny != y else f"H{nx:.0f}")
        x, y = nx, ny
    back = line.points[0][0] > line.points[-1][0]
    look = 'stroke-width="4"' if walked else 'stroke-width="1" stroke-opacity="0.6"'
    dashes = ' stroke-dasharray="4 3"' if back else ""
    classes = f"line{' walked' if walked else ''}"
    return f'<path class="{classes}" d="{"".join(path)}" fill="none" stroke="currentColor" {look}{dashes}/>'


def _arrow(line: Line) -> str:
    (before, _), (x, y) = line.points[-2:]
    back = 8 if before > x else -8
    return f'<path class="arrow" d="M{x:.0f} {y:.0f}l{back} -4v8z" fill="currentColor"/>'


def _boxes(drawn: Diagram, workflow: Workflow, pen: _Pen) -> Iterator[str]:
    for box, place in drawn.boxes:
        yield from _step_box(box, place, pen) if box.kind == "step" else _state_box(box, place, workflow, pen)


def _state_box(box: Box, place: Place, workflow: Workflow, pen: _Pen) -> Iterator[str]:
    current = pen.walk is not None and pen.walk.state == box.id
    been = pen.walk is not None and box.id in pen.walk.states
    classes = pen.marks(("state", True), (box.kind, box.kind != "state"), ("current", current), ("walked", been))
    yield f'<g class="{classes}" data-state="{escape(box.id)}">'
    yield _rect(place, _LIT if current else _LOOKS[box.kind])
    if box.id == workflow.initial:
        yield f'<circle cx="{place.x:.0f}" cy="{place.middle:.0f}" r="5" fill="currentColor"/>'
    yield from _texts(box, place, pen)
    yield "</g>"


def _rect(place: Place, look: str) -> str:
    at = f'x="{place.x:.0f}" y="{place.y:.0f}" width="{place.width:.0f}" height="{place.height:.0f}"'
    return f"<rect {at} {look}/>"


def _step_box(box: Box, place: Place, pen: _Pen) -> Iterator[str]:
    yield '<g class="steps">'
    yield from _texts(box, place, pen)
    yield "</g>"


def _texts(box: Box, place: Place, pen: _Pen) -> Iterator[str]:
    y = place.y + (PADDING if box.kind != "step" else 2) + LINE_HEIGHT * 0.75
    for row in box.rows:
        walked = any(name == row.step for _, name, _ in (pen.walk.steps if pen.walk else ()))
        attributes = f' data-transition="{escape(row.step)}"' if row.step else ' font-weight="600"'
        classes = pen.marks(("step", bool(row.step)), ("name", not row.step), ("walked", bool(row.step) and walked))
        sign = "↻ " if row.step and box.kind != "step" else ""
        for number, line in enumerate(row.lines):
            x = place.x + (PADDING if box.kind != "step" else 4)
            text = escape(("" if number else sign) + line)
            yield f'<text class="{classes}" x="{x:.0f}" y="{y:.0f}" fill="currentColor"{attributes}>{text}</text>'
            y += LINE_HEIGHT
