"""Drawings of workflows as SVG."""

from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from casework.checking import at_hand
from casework.definitions.diagram import HUB, diagram
from casework.definitions.svg import Walk, svg
from casework.errors import LANGUAGES, Text
from casework.model.workflow import State, Transition, Workflow

SHIPPED = {workflow.name: workflow for workflow in at_hand().workflows()}
NAMESPACE = "{http://www.w3.org/2000/svg}"

HOSTILE = Workflow(
    name="hostile",
    version=1,
    initial="a",
    states={"a": State("a", Text(*['<script>"&'] * 3)), "b": State("b", final=True), "alone": State("alone")},
    transitions=(Transition("go", ("a",), "b", title=Text(*["\u202e<b>"] * 3)), Transition("turn", ("a",), "a")),
)


def drawn(workflow: Workflow, walk: Walk | None = None) -> ET.Element:
    return ET.fromstring(svg(workflow, walk=walk))


def texts(root: ET.Element, attribute: str) -> set[str]:
    return {found for element in root.iter() if (found := element.get(attribute))}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SHIPPED)
def test_no_boxes_overlap(name: str, language: str) -> None:
    """Every state and every step has room of its own, in each language."""
    for (one, here), (other, there) in combinations(diagram(SHIPPED[name], language).boxes, 2):
        assert not here.overlaps(there), (one.id, other.id)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_state_and_transition_is_drawn(name: str) -> None:
    """A drawing that leaves something out would mislead whoever reads it."""
    root, workflow = drawn(SHIPPED[name]), SHIPPED[name]
    assert texts(root, "data-state") - {HUB} == set(workflow.states)
    assert texts(root, "data-transition") == {step.name for step in workflow.transitions}


@pytest.mark.parametrize("name", SHIPPED)
def test_lines_begin_and_end_at_what_they_join(name: str) -> None:
    """A line of a step touches the side of its state, and lies within the drawing."""
    drawing = diagram(SHIPPED[name])
    places = {box.id: place for box, place in drawing.boxes}
    for line in drawing.lines:
        state, (x, y) = places[line.state], line.points[-1 if line.arrow else 0]
        assert x in (state.x, state.x + state.width) and y == state.middle
        assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in line.points)


def test_the_state_it_stands_in_is_lit_and_the_path_is_drawn_strong() -> None:
    """The walked path is told in words too, for those who do not see the drawing."""
    steps = (("received", "admit", "admissible"), ("admissible", "start_review", "merits_review"))
    root = drawn(SHIPPED["appeal"], Walk("merits_review", steps))
    lit = {g.get("data-state") for g in root.iter(f"{NAMESPACE}g") if "current" in (g.get("class") or "").split()}
    assert lit == {"merits_review"}
    assert sum("walked" in (p.get("class") or "") for p in root.iter(f"{NAMESPACE}path")) == 4
    description = root.findtext(f"{NAMESPACE}desc") or ""
    assert description.endswith("Står nå i «Vurderes på nytt». Veien hit: Mottatt → Tas opp → Vurderes på nytt.")


def test_a_drawing_has_a_title_and_a_description_of_its_own() -> None:
    """Drawings on one page do not share ids (WCAG 1.1.1)."""
    root = ET.fromstring(svg(SHIPPED["grant"], "en", id="p-1"))
    ids = {element.get("id") for element in root.iter()} - {None}
    assert root.get("role") == "img" and set((root.get("aria-labelledby") or "").split()) == ids
    assert ids == {"p-1-title", "p-1-desc"}


def test_markup_in_titles_is_text() -> None:
    """Whatever a tailored workflow calls its states, no element comes of it; a state on its own is drawn too."""
    root = drawn(HOSTILE)
    assert {element.tag.removeprefix(NAMESPACE) for element in root.iter()} <= {
        "svg", "title", "desc", "g", "rect", "circle", "text", "path"
    }  # fmt: skip
    assert texts(root, "data-state") == {"a", "b", "alone"} and texts(root, "data-transition") == {"go", "turn"}


def test_a_drawing_carries_no_style_of_its_own() -> None:
    """A page with a strict content security policy shows it as it is."""
    assert "<style" not in svg(SHIPPED["appeal"]) and "style=" not in svg(SHIPPED["appeal"])
