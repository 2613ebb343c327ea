"""Every scenario plays as it says, on SQLite and on PostgreSQL, and leaves a chain that verifies."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.databases import BOTH, MakeDatabase
from tests.scenarios.runner import play

HERE = Path(__file__).parent
SHIPPED = [
    HERE / "appeal-scenarios.yaml",
    HERE / "further-scenarios.yaml",
    HERE / "beside-scenarios.yaml",
    HERE / "outcome-scenarios.yaml",
]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test for each scenario of each file."""
    if "scenario" in metafunc.fixturenames:
        files = metafunc.config.getoption("--scenario-file") or [file for file in SHIPPED if file.exists()]
        scenarios = [each for file in files for each in yaml.safe_load(Path(file).read_text("utf-8"))["scenarios"]]
        metafunc.parametrize("scenario", scenarios, ids=[str(each["id"]) for each in scenarios])


@pytest.fixture(params=BOTH)
def make_url(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Makes a fresh database with the tables each time it is called."""
    if request.param == "sqlite":
        made = [0]

        def copy() -> str:
            made[0] += 1
            template = request.getfixturevalue("sqlite_template")
            return f"sqlite:///{shutil.copy(template, tmp_path / f'{made[0]}.db')}"

        return copy
    make: MakeDatabase = request.getfixturevalue("new_postgres_database")
    return lambda: make(request.getfixturevalue("postgres_template"))


def test_a_scenario_plays_as_it_says(scenario: dict[str, Any], make_url: Callable[[], str], tmp_path: Path) -> None:
    """Each event is accepted, refused with its code, or flagged late; then the case stands as the scenario says."""
    play(scenario, make_url, tmp_path)
