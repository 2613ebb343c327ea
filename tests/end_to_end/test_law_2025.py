"""The page on the Act of 2025 says what is true: each provision exists, each place and each test that it names."""

from __future__ import annotations

import re
from pathlib import Path

from casework.law.provisions import provisions

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "law-2025.md"
NONE = "–"


def rows() -> list[list[str]]:
    """The cells of each line of the table."""
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def test_every_provision_of_the_page_exists() -> None:
    """fvl2025/99: both Acts, by their keys."""
    named = [key for row in rows() for key in row[1:3] if key != NONE]
    assert len(named) > 60
    assert [key for key in named if key not in provisions()] == []


def test_the_provision_of_the_new_act_follows_the_old_one() -> None:
    """Where the old provision names its successor's section, the page does too; the rest is stricter or unwritten."""
    followed = [(old, new) for _, old, new, *_ in rows() if old in provisions() and provisions()[old].successor]
    other = [old for old, new in followed if not _same_section(provisions()[old].successor or "", new)]
    assert set(other) <= {"fvl/23", "fvl/6-2", "fvl/16-1", "fvl/27-1", "fvl/35-1-c"}


def _same_section(one: str, other: str) -> bool:
    return re.split("[-:]", one)[0] == re.split("[-:]", other)[0]


def test_every_place_and_every_test_of_the_page_exists() -> None:
    """A row without a test says why there is no rule."""
    tests = "\n".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    for topic, _, _, switches, where, test in rows():
        if test == NONE:
            assert switches.startswith("no rule: "), topic
            continue
        assert (ROOT / where.strip("`")).is_file(), topic
        assert f"def {test}(" in tests, topic
