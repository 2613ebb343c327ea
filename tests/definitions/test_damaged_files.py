"""Damaged files: whatever happens to a text, it is told and never crashes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from casework.definitions.scheme_check import check_scheme
from casework.definitions.scheme_file import read_scheme
from casework.definitions.scheme_template import new_scheme
from casework.definitions.workflow_check import check_workflow
from casework.definitions.workflow_file import read_workflow
from casework.errors import BadDefinition, Finding

WORKFLOW = (Path(__file__).parent / "appeal.toml").read_text("utf-8")
SCHEME = new_scheme("grants", 2025)

VALUES = ["", "1", "-1", '""', '"x"', "[]", "{}", "true", "2022-01-01", "[1]", "[{}]", "{ x = 1 }", '"="', '"*"']
HEADERS = ["[states]", "[[states]]", "[transition]", "[[transition]]", "[facts.x]"]
SIGNS = ["=", '"', "'''", "\n", "#", "{", "]", "\0", "æ"]
PIECES = st.sampled_from([*VALUES, *HEADERS, *SIGNS])


def damaged(text: str, cuts: list[tuple[int, int, str]]) -> str:
    """The text with pieces cut out and others put in their place."""
    for start, length, piece in cuts:
        at = start % len(text)
        text = text[:at] + piece + text[at + length :] + "\n"
    return text


def with_other_values(text: str, changes: list[tuple[int, str]]) -> str:
    """The text with some values exchanged: still TOML most of the time, and wrong in its types and names."""
    lines = text.splitlines()
    for number, value in changes:
        key, equals, _ = lines[number % len(lines)].partition(" = ")
        lines[number % len(lines)] = f"{key}{equals}{value}" if equals else key
    return "\n".join(lines) + "\n"


CUTS = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 40), PIECES), min_size=1, max_size=4)
CHANGES = st.lists(st.tuples(st.integers(0, 1_000), PIECES), min_size=1, max_size=5)


def held_together(text: str, check: Callable[[str], list[Finding]], read: Callable[[str], object]) -> None:
    """What cannot be read has a fault, every finding has a line of the text."""
    found = check(text)
    assert all(1 <= f.line <= text.count("\n") + 1 for f in found)
    told = refusal(text, read)
    assert told is None or (told and set(told) <= set(found))


def refusal(text: str, read: Callable[[str], object]) -> tuple[Finding, ...] | None:
    """The findings that the reader refuses the text with."""
    try:
        read(text)
    except BadDefinition as refused:
        return refused.findings
    return None


@settings(max_examples=60, deadline=None)
@given(CUTS)
def test_a_cut_up_workflow_is_read_or_told(cuts: list[tuple[int, int, str]]) -> None:
    """A damaged workflow file gives findings, or BadDefinition with those findings, and nothing else."""
    held_together(damaged(WORKFLOW, cuts), check_workflow, read_workflow)


@settings(max_examples=60, deadline=None)
@given(CHANGES)
def test_a_workflow_with_wrong_values_is_read_or_told(changes: list[tuple[int, str]]) -> None:
    """Values of any type in any place give findings, and nothing else."""
    held_together(with_other_values(WORKFLOW, changes), check_workflow, read_workflow)


@settings(max_examples=60, deadline=None)
@given(CUTS, CHANGES)
def test_a_damaged_scheme_is_read_or_told(cuts: list[tuple[int, int, str]], changes: list[tuple[int, str]]) -> None:
    """The same for a scheme file."""
    held_together(with_other_values(SCHEME, changes), check_scheme, read_scheme)
    held_together(damaged(SCHEME, cuts), check_scheme, read_scheme)
