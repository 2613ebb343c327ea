"""The runner itself: it fails where a scenario says otherwise than what happens, and where it says an unknown word."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.groups import SHARED
from tests.scenarios.events import EVENTS
from tests.scenarios.expectations import EXPECTATIONS
from tests.scenarios.givens import GIVENS
from tests.scenarios.runner import VERDICTS, play
from tests.scenarios.test_scenarios import SHIPPED

SCENARIO: dict[str, Any] = {
    "id": "made up",
    "given": {"notification_arrived": "2026-08-31"},
    "when": [{"event": "appeal_received", "at": "2026-09-22"}, {"event": "grant_relief"}],
    "then": {"results": ["late", "illegal"], "error": "ground_required", "timely": False, "state": "appeal.late"},
}


@pytest.fixture
def plays(sqlite_template: Path, tmp_path: Path) -> Callable[[dict[str, Any]], None]:
    """Plays a scenario on a fresh database."""

    def played(scenario: dict[str, Any]) -> None:
        play(scenario, lambda: f"sqlite:///{shutil.copy(sqlite_template, tmp_path)}", tmp_path)

    return played


def test_the_made_up_scenario_plays(plays: Callable[[dict[str, Any]], None]) -> None:
    """Otherwise what follows would prove nothing."""
    plays(SCENARIO)


@pytest.mark.parametrize(
    ("word", "wrong"),
    [
        ("results", ["late", "legal"]),
        ("results", ["illegal", "illegal"]),
        ("results", ["late"]),
        ("error", "one_year_limit"),
        ("error", ["ground_required", "ground_required"]),
        ("timely", True),
        ("timely", None),
        ("state", "appeal.received"),
        ("deadlines", {"klagefrist": "2026-09-22"}),
        ("tasks", ["inform_about_costs"]),
    ],
)
def test_what_a_scenario_says_wrongly_fails(plays: Callable[[dict[str, Any]], None], word: str, wrong: Any) -> None:
    """Each expectation can fail."""
    with pytest.raises((AssertionError, ValueError)):
        plays({**deepcopy(SCENARIO), "then": {**SCENARIO["then"], word: wrong}})


@pytest.mark.parametrize("part", ["given", "when", "then"])
def test_an_unknown_word_fails(plays: Callable[[dict[str, Any]], None], part: str) -> None:
    """A word that stands in no table fails the scenario."""
    scenario = deepcopy(SCENARIO)
    if part == "when":
        scenario["when"].append({"event": "something_else"})
    else:
        scenario[part]["something_else"] = True
    with pytest.raises(AssertionError, match=r"something_else|unknown"):
        plays(scenario)


def test_every_word_of_the_tables_is_used_by_a_scenario() -> None:
    """A word that no scenario uses is not known to work."""
    scenarios = [each for file in SHIPPED for each in yaml.safe_load(file.read_text("utf-8"))["scenarios"]]
    events = {event["event"] for each in scenarios for event in each["when"]}
    givens = {word for each in scenarios for word in each.get("given") or {}}
    then = {word for each in scenarios for word in each["then"]}
    assert (set(EVENTS) - events, set(GIVENS) - givens, set(EXPECTATIONS) - then) == (set(), set(), set())


@pytest.mark.shared
def test_every_word_of_the_vocabulary_is_mapped() -> None:
    """The tables know each event, precondition and expectation that such scenarios use."""
    text = (SHARED / "cases" / "vocabulary.md").read_text("utf-8")
    events, givens, expectations = (
        set(re.findall(r"^\| `([^`]+)` \|", part, re.MULTILINE))
        for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:4]
    )
    assert events <= set(EVENTS)
    assert givens <= set(GIVENS)
    assert expectations <= set(EXPECTATIONS) | set(VERDICTS)
