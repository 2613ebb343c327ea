"""The way to switch a rule off does switch it off, and nothing else."""

from __future__ import annotations

import pytest

from tests.schemes.harness import without

FILE = (
    '[scheme]\nid = "s"\n\n[[condition]]\ncode = "A1"\nrule = "x"\n\n'
    '[[goal]]\ncode = "A10"\n\n[settings]\nk = 1\nl = 2\n'
)


def test_only_the_tables_of_the_code_are_taken_out() -> None:
    """A1 is not A10."""
    assert without(FILE, "A1") == FILE.replace('[[condition]]\ncode = "A1"\nrule = "x"\n\n', "")


def test_a_setting_that_carries_the_rule_goes_with_it() -> None:
    """The other settings stay."""
    assert without(FILE, "A1", ("k",)).endswith("[settings]\nl = 2\n")


def test_a_code_that_the_file_does_not_have_is_told() -> None:
    """A rule that is not there cannot be switched off."""
    with pytest.raises(AssertionError, match="A11"):
        without(FILE, "A11")
