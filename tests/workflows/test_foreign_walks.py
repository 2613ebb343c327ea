"""Workflows that others run can be said in this format, and any walk through them keeps what the engine promises."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework import Refused
from casework.checking import at_hand, check_workflows
from casework.definitions.drawing import mermaid
from casework.model.workflow import Workflow
from tests.workflows import foreign_rules
from tests.workflows.player import FOREIGN, NAMES, PEOPLE, Player, some


def workflow(play: Player, name: str) -> Workflow:
    return play.office.surroundings.definitions.workflow(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_file_has_no_fault(name: str, play: Player) -> None:
    """Nine ways of working, each said without a fault: only advice is left, for titles and safeguards."""
    around = at_hand(workflows=[FOREIGN], rules=[foreign_rules])
    found = check_workflows([str(FOREIGN / f"{name}.toml")], around)
    assert [f for f in found if f.severity == "fault"] == []
    assert mermaid(workflow(play, name)).startswith("stateDiagram-v2\n")


def test_the_large_ones_are_large(play: Player) -> None:
    """Twenty-two states with sixty-one transitions, and sixty-six transitions with many from any open state."""
    two_stage, large = workflow(play, "two_stage"), workflow(play, "large_application")
    assert (len(two_stage.states), len(two_stage.transitions)) == (22, 61)
    assert len(large.transitions) == 66
    assert sum(len(t.sources) > 15 for t in large.transitions) >= 25


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@settings(max_examples=12)
def test_any_walk_ends_where_its_entries_say(name: str, play: Player, data: st.DataObject) -> None:
    """Whatever is tried by whomever, and however long one waits: a state of the workflow, and replay gives it."""
    opening = workflow(play, name).opening
    opener = next(p for p in PEOPLE if not opening.by or p.role in opening.by)
    case = play.staffed(play.open(name, opener))
    for _ in range(data.draw(st.integers(1, 12), label="steps")):
        _step(play, case.grant.id, data)
    play.holds(case)


def _step(play: Player, proceeding_id: str, data: st.DataObject) -> None:
    def choose(values: list[Any]) -> Any:
        return data.draw(st.sampled_from(values))

    if choose([False] * 6 + [True]):
        play.wait(choose([1, 15, 40]))
        return
    actor = choose(PEOPLE)
    options = [o for o in play.office.available(proceeding_id, by=actor) if o.allowed] or play.office.available(
        proceeding_id, by=actor
    )
    if not options:
        return
    option = choose(options)
    facts = {f.name: some(f, choose, play.clock.now()) for f in option.facts}
    try:
        entry = play.office.perform(proceeding_id, option.name, by=actor, facts=facts)
    except Refused as refused:
        assert refused.reasons
        assert all(r.code and r.law and r.text for r in refused.reasons)
    else:
        assert option.allowed
        assert entry.name == option.name
