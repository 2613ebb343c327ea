"""Drawings of workflows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from casework.definitions.drawing import mermaid
from casework.definitions.workflow_file import read_workflow

ODD = """\
name = "odd"
version = 1
initial = "state"
[states.state]
title = { nb = "Si «hei»: \\"nå\\"; {100 %}\\n#1 --> <b>" }
[states.phase_note]
within = "note"
[states.note]
within = "note"
final = true
[[transition]]
name = "go"
from = "state"
to = "phase_note"
title = { nb = "a: b;\\nc" }
[[transition]]
name = "end"
from = ["state", "phase_note"]
to = "note"
when = "some_rule"
"""


def test_states_and_transitions_are_drawn_with_their_titles(appeal: Path) -> None:
    """Every state once, every transition from each of its sources, in the language asked for."""
    drawn = mermaid(read_workflow(appeal), "nn").splitlines()
    assert drawn[0] == "stateDiagram-v2"
    assert '            state "Klage motteken" as received' in drawn
    assert "    [*] --> received" in drawn
    assert "    merits_reviewed --> closed : Avgjer [outcome = dropped]" in drawn
    assert "    received --> received : Noter" in drawn
    assert "    closed --> [*]" in drawn
    assert sum(" as " in line for line in drawn) == 5 + 3


def test_the_same_file_gives_the_same_drawing(appeal: Path) -> None:
    """Generated drawings are compared, so they must not vary."""
    assert mermaid(read_workflow(appeal)) == mermaid(read_workflow(appeal))


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_ids_are_plain_and_labels_escaped(language: str) -> None:
    """Ids with other signs, Mermaid's own words as ids, and quotes or breaks in labels would spoil the drawing."""
    drawn = mermaid(read_workflow(ODD), language).splitlines()
    for line in drawn[1:]:
        declared = re.fullmatch(r' +state "([^"\n;:<>]|#\d+;)*" as [a-z0-9_]+( \{)?', line)
        edge = re.fullmatch(r" +(\[\*\]|[a-z0-9_]+) --> (\[\*\]|[a-z0-9_]+)( : ([^:;\n]|#\d+;)+)?", line)
        assert declared or edge or line.strip() == "}", line
    ids = [line.split(" as ")[1].removesuffix(" {") for line in drawn if " as " in line]
    assert sorted(ids) == ["note_", "phase_note", "phase_note_", "state_"]


def test_what_leaves_every_open_state_is_drawn_once() -> None:
    """With many states, a transition from any of them would hide all others."""
    states = "".join(f"[states.s{i}]\n" for i in range(6))
    steps = "".join(f'[[transition]]\nname = "t{i}"\nfrom = "s{i}"\nto = "s{i + 1}"\n' for i in range(5))
    text = f'name = "w"\nversion = 1\ninitial = "s0"\n{states}[states.end]\nfinal = true\n{steps}'
    drawn = mermaid(read_workflow(text + '[[transition]]\nname = "stop"\nfrom = "*"\nto = "end"\n'))
    assert '    state "Enhver åpen tilstand" as any_open_state' in drawn
    assert "    any_open_state --> end_ : stop" in drawn
    assert drawn.count(": stop") == 1
