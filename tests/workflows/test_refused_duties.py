"""What is done once, or only where the scheme says so: the grant letter, due days, the control, evaluations."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.scenarios.desk import BUDGET, CASEWORKER
from tests.scenarios.first_instance import LETTER
from tests.workflows.test_appeal_paths import MakeWorld, codes, world

__all__ = ["world"]


def test_there_is_one_grant_letter(world: MakeWorld) -> None:
    """best/6.3.3: its terms do not change silently."""
    w = world()
    grant = w.awarded()
    again = dict.fromkeys(LETTER, "etter nye retningslinjer")
    assert codes(lambda: w.perform(grant, "issue_grant_letter", BUDGET, **again)) == {"already_issued"}


def test_a_due_day_is_set_once_and_extended_after_that(world: MakeWorld) -> None:
    """best/6.3.3: the original day stays visible."""
    w = world()
    report = w.report_expected()
    later = w.desk.today + timedelta(days=500)
    assert codes(lambda: w.perform(report, "set_due_day", CASEWORKER, due_day=later)) == {"due_day_is_set"}


def test_a_yearly_control_is_finished_when_each_point_is_assessed(world: MakeWorld) -> None:
    """best/6.3.8.2: ok or a deviation, for each point of the scheme."""
    w = world()
    w.awarded()
    control = w.open("control", CASEWORKER, kind="yearly", initiator="agency")
    step = {"conclusion": "i orden"}
    assert codes(lambda: w.perform(control, "finish", CASEWORKER, **step)) == {"check_not_assessed"}


def test_nobody_is_told_to_contribute_to_an_evaluation_that_the_scheme_has_not(world: MakeWorld) -> None:
    """best/6.5: such a duty stands in the scheme."""
    w = world()
    w.awarded()
    told: dict[str, Any] = {
        "evaluation": "evaluering av ordningen",
        "contribution_due_on": w.desk.today + timedelta(days=30),
    }
    assert codes(lambda: w.open("evaluation", CASEWORKER, **told)) == {"no_evaluation_duty"}
