"""Workflows that others run can be said in this format."""

from __future__ import annotations

import pytest

from casework.definitions.drawing import mermaid
from casework.definitions.known import Known
from casework.definitions.workflow_check import check_workflow
from casework.definitions.workflow_file import read_workflow
from casework.errors import NotFound
from casework.model.workflow import ChosenTarget, DeadlineStart, Moves, Posting


def large(states: int, transitions: int, from_any: int) -> str:
    """A ring of states, with further transitions across it and some from any open state."""
    lines = ['name = "large"', "version = 1", 'initial = "s0"']
    lines += [f"[states.s{i}]" for i in range(states)] + ["[states.done]", "final = true"]
    for i in range(transitions):
        lines += ["[[transition]]", f'name = "t{i}"', 'by = ["boss", "clerk"]']
        lines += ['from = "*"', 'to = "done"'] if i < from_any else _across(i - from_any, states)
    return "\n".join([*lines, ""])


def _across(i: int, states: int) -> list[str]:
    return [f'from = "s{i % states}"', f'to = "s{(i + 1 + i // states) % states}"']


@pytest.mark.parametrize(("states", "transitions", "from_any"), [(22, 61, 1), (30, 96, 66)])
def test_a_large_workflow_has_no_fault(states: int, transitions: int, from_any: int) -> None:
    """Neither many states nor many transitions from any open state are a fault; nor are roles known elsewhere."""
    text = large(states, transitions, from_any)
    workflow = read_workflow(text)
    assert {f.severity for f in check_workflow(text)} == {"advice"}
    assert (len(workflow.states), len(workflow.transitions)) == (states + 1, transitions)
    assert len(workflow.leaving("s0")) >= from_any
    assert mermaid(workflow).startswith("stateDiagram-v2\n")


PHASES = """\
name = "phases"
version = 3
initial = "draft"
[states.draft]
within = "intake"
[states.checked]
within = "intake/control"
[states.scored]
within = "review/first"
stage = "assessed"
[states.rescored]
within = "reviewers"
[states.refused]
within = "review"
final = true
[states.granted]
final = true

[[transition]]
name = "submit"
from = "draft"
to = "checked"
[[transition]]
name = "score"
from = "within:intake"
to = { fact = "verdict", is = { good = "scored", odd = "rescored", bad = "refused", again = "=" } }
facts = "verdict"
[[transition]]
name = "hold"
from = "within:review"
to = "="
[[transition]]
name = "score"
from = "rescored"
to = "granted"
when = "some_rule"
[[transition]]
name = "expire"
from = "*"
except = ["draft"]
to = "granted"
on = "event:elsewhere.finished"

[facts.verdict]
type = "choice"
choices = ["good", "odd", "bad", "again"]
"""


def test_phases_stand_for_the_states_within_them() -> None:
    """`within:` names a path: the states of that phase and of the phases in it that are not final, and no others."""
    workflow = read_workflow(PHASES)
    first, second = workflow.named("score")
    assert first.sources == ("draft", "checked")
    assert second.sources == ("rescored",)
    assert workflow.named("hold")[0].sources == ("scored",)
    assert workflow.states["scored"].stage == "assessed"


def test_any_open_state_leaves_out_the_final_ones_and_the_exceptions() -> None:
    """`*` is every state that is not final, without those in `except`."""
    assert read_workflow(PHASES).named("expire")[0].sources == ("checked", "scored", "rescored")


def test_data_chooses_the_target() -> None:
    """The value of a fact names the state; `=` stays where it is."""
    target = read_workflow(PHASES).named("score")[0]
    assert isinstance(target.target, ChosenTarget)
    assert target.target_for("draft", {"verdict": "odd"}) == "rescored"
    assert target.target_for("draft", {"verdict": "again"}) == "draft"


def test_an_event_without_a_human_is_automatic() -> None:
    """`on` without `by` is made by the clock or by another proceeding, and by no person."""
    workflow = read_workflow(PHASES)
    assert workflow.listening("event:elsewhere.finished")[0].automatic
    with pytest.raises(NotFound):
        workflow.named("nothing")


def test_everything_a_transition_can_say_is_read() -> None:
    """No key of the format is lost on the way."""
    text = """\
name = "full"
version = 1
initial = "a"
[opening]
by = "grantee"
facts = ["day"]
[states.a]
[[transition]]
name = "t"
from = "a"
to = "="
by = ["caseworker", "system"]
requires = "r"
when = ["w"]
law = "fvl/16-1"
facts = ["day", "amount"]
meets = "d"
starts = [
  { deadline = "d", law = "fvl/16-2", on = "day", from = "day", rolls = false },
  { deadline = "e", duty = true },
]
extends = { d = "day" }
waives = ["e"]
letter = ["one", "two"]
opens = "other"
opens_duties = true
not_by = ["open"]
assigned = true
impartial = "declared"
reason = true
decides = true
on = "deadline_passed:d"
moves = { parent = "p", children = "c" }
ledger = [{ kind = "paid", fact = "amount" }]
irreversible = true
registers = true
title = { nb = "A" }
[facts.day]
type = "date"
min = 2022-01-01
[facts.amount]
type = "money"
required = false
"""
    workflow = read_workflow(text, file="full.toml")
    step = workflow.transitions[0]
    assert (workflow.file, workflow.opening.by, workflow.opening.target) == ("full.toml", ("grantee",), "a")
    assert step.starts == (
        DeadlineStart("d", law="fvl/16-2", on="day", run_from="day", rolls=False),
        DeadlineStart("e", duty=True),
    )
    assert (step.requires, step.when, step.meets, step.waives) == (("r",), ("w",), ("d",), ("e",))
    assert (step.letters, step.opens, step.opens_duties, step.not_by) == (("one", "two"), ("other",), True, ("open",))
    assert (step.extends, step.moves, step.ledger) == ({"d": "day"}, Moves("p", "c"), (Posting("paid", "amount"),))
    assert (step.assigned, step.impartial, step.reason, step.decides, step.irreversible) == (
        True,
        "declared",
        True,
        True,
        True,
    )
    assert (step.on, step.law, step.line) == ("deadline_passed:d", "fvl/16-1", 8)
    assert step.registers
    assert step.title is not None
    assert step.title.nn == "A"
    assert (workflow.facts["day"].minimum, workflow.facts["amount"].required) == ("2022-01-01", False)


def test_a_value_without_a_target_is_advice() -> None:
    """A choice that leads nowhere makes the transition refused, which may be meant."""
    found = check_workflow(PHASES.replace(', bad = "refused"', ""), Known())
    assert any(f.code == "choice_without_target" and f.severity == "advice" for f in found)
