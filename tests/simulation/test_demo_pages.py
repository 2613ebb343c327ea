"""The demo ends badly where something does not hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from casework.simulation import demo_pages, run
from casework.simulation.demo import simulation_office
from casework.simulation.demo_pages import PUBLISHED
from casework.simulation.demo_words import STAGES
from casework.store.upgrade import is_simulation


def test_the_database_of_the_demo_is_made_for_simulation(tmp_path: Path) -> None:
    """So that its commands may be asked on any day."""
    office, _ = simulation_office(f"sqlite:///{tmp_path / 'demo.db'}")
    assert is_simulation(office.database)


def test_statistics_that_are_not_those_published_are_told() -> None:
    """Without the year of 2022 nothing adds up to its public page."""
    office, clock = simulation_office("sqlite://")
    summary = run(office, clock, "resource_environments", 2025, cases=2)
    found = demo_pages.faults(office, [summary])
    assert len([fault for fault in found if fault.startswith("statistikken")]) == len(PUBLISHED)
    assert "STEMMER IKKE" in demo_pages.verdict(found)


def test_a_record_that_was_altered_is_told() -> None:
    """What verification finds ends the demo with a fault."""
    office, clock = simulation_office("sqlite://")
    run(office, clock, "resource_environments", 2025, cases=1)
    with office.database.engine.begin() as connection:
        connection.execute(text("update cases set responsible = 'noen andre'"))
    assert [fault for fault in demo_pages.faults(office, []) if fault.startswith("protokollen")]


def test_all_well_is_told() -> None:
    """A tick, and nothing else."""
    assert "✓" in demo_pages.verdict([])


@pytest.mark.parametrize("code", ["awarded", "closed", "rejected"])
def test_stages_have_words(code: str) -> None:
    """People read words, not codes."""
    assert STAGES[code] != code
