"""Plays the vectors: dates counted by others, each with its provision and why."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from casework.law.time_limits import limit

VECTORS = Path(__file__).parents[1] / "scenarios" / "deadline-vectors.csv"


def vectors() -> list[dict[str, str]]:
    with VECTORS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_there_are_vectors_to_play() -> None:
    """A lost file must not pass as success."""
    assert len(vectors()) >= 40


@pytest.mark.parametrize("vector", vectors(), ids=lambda v: f"{v['provision']} from {v['start_date']}")
def test_a_limit_ends_on_the_day_the_vector_says(vector: dict[str, str]) -> None:
    """Each row cites its own provision."""
    counted = limit(vector["provision"], vector["start_date"])
    assert counted.last_day.isoformat() == vector["expected_last_day"], vector["why"]
    assert counted.rolled == ("rolled past" in vector["why"] or "rolls past" in vector["why"])
