"""Which Act judges a step: that of its own day, in an appeal that of the contested decision (fvl2025/99)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scenarios.desk import CASEWORKER, GRANTEE
from tests.workflows.act_world import LATER, NEW, MakeWorld, citations, make_worlds


@pytest.fixture
def world(sqlite_template: Path, tmp_path: Path) -> MakeWorld:
    """Makes a world under the Act of 2025."""
    return make_worlds(sqlite_template, tmp_path)


# ---- Which Act


def test_a_refusal_cites_the_act_that_governs(world: MakeWorld) -> None:
    """fvl2025/99: a step is judged by the Act in force on its own day."""
    asked = {"concerns": "budget", "wanted_change": "flytte"}
    w = world()
    w.awarded()
    request = w.open("change_request", GRANTEE, **asked)
    assert ("provisional_reply", "fvl2025/17-2") in {(d.name, d.law) for d in w.case.deadlines}
    history = w.desk.office.history(w.case_id)
    w.perform(request, "withdraw", GRANTEE)
    assert [e.law for e in w.desk.office.history(w.case_id)[len(history) :]] == ["fvl2025/7"]


def test_a_running_appeal_stays_under_the_act_of_its_decision(world: MakeWorld) -> None:
    """fvl2025/99: an appeal is judged by the Act on the day of the contested decision, and so are refusals in it."""
    w = world(LATER, notification_arrived="2026-02-02")
    w.desk.move_to("2026-02-10")
    appeal = w.appeal
    w.desk.move_to("2026-03-10")
    assert citations(w.forward) == {("first_instance_preparation_missing", "fvl/33-4")}
    w.perform(w.admitted(), "start_review", CASEWORKER)
    entry = w.desk.office.history(w.case_id)[-1]
    assert (entry.proceeding_id, entry.law) == (appeal, "fvl/33-2")


def test_an_appeal_against_a_later_decision_is_under_the_new_act(world: MakeWorld) -> None:
    """fvl2025/67-3: the same refusal, with the provision of the Act on the day of the decision."""
    w = world(LATER, notification_arrived="2026-03-10", decision_made="2026-03-05")
    assert citations(w.forward) == {("first_instance_preparation_missing", "fvl2025/67-3")}
    assert {d.law for d in w.case.deadlines if d.name == "appeal"} == {"fvl2025/63-1"}


def test_costs_follow_the_act_of_the_appeal_that_changed_the_decision(world: MakeWorld) -> None:
    """fvl2025/69-2: told of, claimed and decided under the same Act as the appeal."""
    w = world(LATER, notification_arrived="2026-02-02", new_decision_message_arrived="2026-03-20")
    w.desk.move_to("2026-02-10")
    _ = w.appeal
    w.desk.move_to("2026-03-10")
    costs = w.costs_opened()
    assert w.case.deadline("claim", costs).law == "fvl/36-3"


def test_a_transitional_rule_overrides_the_day_of_the_decision(world: MakeWorld) -> None:
    """fvl2025/99: transitional rules override both."""
    rows = '[[transitional]]\nact = "fvl"\nprovisions = ["fvl2025/67"]\nresolution = "prøve"\n'
    w = world(LATER, rows, notification_arrived="2026-03-10", decision_made="2026-03-05")
    assert citations(w.forward) == {("first_instance_preparation_missing", "fvl/33-4")}


@pytest.mark.parametrize(
    ("since", "told", "signed"),
    [("2030-01-01", "forvaltningsloven § 28", True), (NEW, "forvaltningsloven av 2025 § 61", False)],
)
def test_a_letter_names_the_act_that_governs(world: MakeWorld, since: str, told: str, signed: bool) -> None:
    """fvl2025/61-1, fvl2025/66-1: the way to appeal by the Act of the day, without a signature in the new one."""
    w = world(since)
    w.decided()
    letter = next(letter for letter in w.case.letters if letter.template == "rejection")
    text = w.desk.office.letter_text(letter.id)
    assert told in text
    assert ("underskrevet" in text) is signed


def test_an_appeal_under_the_old_act_gives_a_decision_that_is_appealed_under_the_new(world: MakeWorld) -> None:
    """fvl2025/99: the appeal is judged by the Act of the old decision, an appeal against what is decided now is not."""
    w = world(LATER, notification_arrived="2026-02-02")
    w.desk.move_to("2026-02-10")
    _ = w.in_review()
    w.desk.move_to("2026-03-10")
    w.decide_below("medhold")
    letter = next(letter for letter in w.case.letters if letter.template == "appeal_reversed")
    text = w.desk.office.letter_text(letter.id)
    assert "forvaltningsloven § 33" in text and "forvaltningsloven § 36" in text
    assert "forvaltningsloven av 2025 § 61" in text
