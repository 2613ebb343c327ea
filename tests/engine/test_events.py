"""What one proceeding brings about in another, and what the clock brings about without anybody."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework import Refused
from casework.rules import Situation, rule
from tests.engine.family import BYSTANDER, CHILD, LOOP, PARENT
from tests.engine.trial import KARI, Trial, trial


@rule("fvl/17-1", nb="aldri", nn="aldri", en="never")
def never(s: Situation) -> bool:
    """Never the branch to take."""
    return False


@pytest.fixture
def desk(tmp_path: Path) -> Trial:
    return trial(tmp_path, PARENT, CHILD, BYSTANDER, LOOP, rules=[never])


def test_a_step_opens_a_child_with_the_facts_it_expects(desk: Trial) -> None:
    """The child knows its parent, and of the facts only those that it asks for."""
    case = desk.open()
    desk.do(case.grant.id, "begin", topic="skole", secret="x")
    child = desk.office.case(case.id).proceeding("child")
    assert (child.parent, child.about, child.facts) == (case.grant.id, case.grant.id, {"topic": "skole"})


def test_a_proceeding_hears_what_happens_in_another(desk: Trial) -> None:
    """`on = "event:WORKFLOW.TRANSITION"`: the parent is halted in the same transaction, by nobody's hand."""
    case = desk.open()
    desk.do(case.grant.id, "begin")
    child = desk.office.case(case.id).proceeding("child").id
    desk.do(child, "object", why="feil")
    last = desk.office.history(case.id)[-1]
    assert (last.kind, last.name, last.to_state, last.facts) == ("caused", "halt", "halted", {"why": "feil"})
    desk.do(child, "object", why="igjen")
    assert desk.office.history(case.id)[-1].name == "object"


def test_each_event_is_answered_by_the_transition_that_names_it(desk: Trial) -> None:
    """Of two transitions with one name, the one whose event it is answers."""
    case = desk.open()
    stander = desk.office.open(case.id, "bystander", by=KARI)
    desk.do(case.grant.id, "begin")
    assert desk.state(stander.id) == "told"


def test_a_passed_deadline_moves_without_a_human(desk: Trial) -> None:
    """The passing is recorded once, by the system, and only the transition of that deadline answers."""
    case = desk.open()
    desk.do(case.grant.id, "begin")
    child = desk.office.case(case.id).proceeding("child")
    desk.clock.move_to(desk.office.case(case.id).deadline("review").ends_at or "")
    ticked = desk.office.tick()
    assert len(ticked.passed) == 2
    assert desk.state(child.id) == "lapsed"
    entries = desk.office.history(case.id)[-3:]
    assert sorted((e.kind, e.name) for e in entries) == [
        ("caused", "lapse"),
        ("passed", "deadline_passed:answer"),
        ("passed", "deadline_passed:review"),
    ]
    assert {e.actor.role for e in entries} == {"system"}
    assert desk.office.tick().passed == ()


def test_a_deadline_ends_at_midnight_in_oslo(desk: Trial) -> None:
    """The day lasts until it ends in Oslo; one second before that nothing has passed."""
    case = desk.open()
    desk.do(case.grant.id, "begin")
    deadline = desk.office.case(case.id).deadline("answer")
    assert str(deadline.ends_at) == "2026-02-16 23:00:00+00:00"
    desk.clock.move_to("2026-02-16T22:59:59Z")
    assert desk.office.tick().passed == ()
    desk.clock.move_to("2026-02-16T23:00:00Z")
    assert len(desk.office.tick().passed) == 2


def test_a_parent_moves_its_children(desk: Trial) -> None:
    """Every open child that has the transition makes it, in the same transaction."""
    case = desk.open()
    desk.do(case.grant.id, "begin")
    desk.do(case.grant.id, "begin")
    desk.office.open(case.id, "bystander", by=KARI)
    desk.do(case.grant.id, "stop")
    states = [(p.workflow, p.state) for p in desk.office.case(case.id).proceedings]
    assert states == [("trial", "done"), ("child", "cancelled"), ("child", "cancelled"), ("bystander", "open")]


def test_a_child_that_cannot_follow_keeps_its_parent(desk: Trial) -> None:
    """All or nothing: no case is closed over a child that cannot be cancelled."""
    case = desk.open()
    desk.do(case.grant.id, "begin")
    desk.do(case.grant.id, "begin")
    desk.clock.advance(days=30)
    desk.office.tick()
    assert desk.codes(case.grant.id, "stop") == ["not_in_order"]


def test_a_child_moves_its_parent(desk: Trial) -> None:
    """The parent is given what it expects of the child's facts; a parent without such a transition is left alone."""
    case = desk.open()
    desk.do(case.grant.id, "begin")
    child = desk.office.case(case.id).proceeding("child").id
    desk.do(child, "report_up", topic="ny")
    assert desk.office.case(case.id).grant.facts["topic"] == "ny"
    assert desk.office.history(case.id)[-1].kind == "caused"


def test_what_one_step_brings_about_is_all_or_nothing(desk: Trial) -> None:
    """An endless chain of events is refused, and nothing of it is written."""
    case = desk.open()
    loop = desk.office.open(case.id, "loop", by=KARI)
    assert desk.codes(loop.id, "spin") == ["endless"]
    for _ in range(4):
        desk.office.open(case.id, "loop", by=KARI)
    with pytest.raises(Refused) as refused:
        desk.do(loop.id, "spin")
    assert refused.value.reasons[0].code == "endless"


def test_a_chain_that_ends_is_recorded_step_by_step(desk: Trial) -> None:
    """Events may follow on events as long as they come to an end."""
    case = desk.open()
    loop = desk.office.open(case.id, "loop", by=KARI)
    desk.do(loop.id, "turn")
    names = [e.name for e in desk.office.history(case.id)[-5:]]
    assert names == ["turn", "turn_again", "turn_back", "turn_on", "turn_off"]


def test_a_rule_that_fails_does_not_keep_the_other_deadlines(tmp_path: Path) -> None:
    """One case that cannot be judged is told, and the clock goes on with the rest."""

    text = CHILD.replace('name = "child"', 'name = "trial"').replace('when = ["never"]', 'when = ["broken"]')
    text = text.replace("deadline_passed:review", "deadline_passed:answer", 1)
    desk = trial(tmp_path, text, rules=[broken])
    desk.open()
    desk.open()
    desk.clock.advance(days=60)
    ticked = desk.office.tick()
    assert [name for name, _ in ticked.failed] == ["2026-00001-1:answer:1"]
    assert "2026-00002-1:answer:1" in ticked.passed
    assert desk.state("2026-00002-1") == "lapsed"
    assert [name for name, _ in desk.office.tick().failed] == ["2026-00001-1:answer:1"]


@rule("fvl/17-1", nb="feiler", nn="feilar", en="fails")
def broken(s: Situation) -> bool:
    """Cannot be asked about the first case."""
    if s.record.case.id == "2026-00001":
        raise ZeroDivisionError("division by zero")
    return False
