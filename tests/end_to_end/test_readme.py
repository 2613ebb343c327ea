"""Every example of the README is run: Python, commands, and the pieces of files that it quotes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.end_to_end.shown import ROOT, Block, Shell, blocks, printed, same_text

README = ROOT / "README.md"
QUOTED = re.compile(r"^(?:#|<!--) (examples/\S+)")


def test_the_embedding_example_runs_and_prints_what_is_shown(tmp_path: Path) -> None:
    """Twenty lines to a running case."""
    first = blocks(README, "python")[0]
    shown = blocks(README, "text")[0]
    assert len([line for line in first.text.splitlines() if line.strip()]) <= 20
    assert same_text(shown.text, printed(first.text, "README.md", tmp_path)) == []


def test_the_commands_run_and_write_what_is_shown(tmp_path: Path) -> None:
    """The tour, from top to bottom in one folder."""
    shell = Shell(tmp_path)
    told = [fault for block in blocks(README, "console") for fault in shell.run(block)]
    assert told == []


def quotations() -> list[Block]:
    """The blocks that say which file they are from."""
    return [block for block in blocks(README) if QUOTED.match(block.first_line)]


@pytest.mark.parametrize("block", quotations(), ids=lambda block: block.first_line)
def test_what_is_quoted_stands_in_its_file(block: Block) -> None:
    """A reader who opens the file finds it."""
    found = QUOTED.match(block.first_line)
    assert found is not None
    assert block.text.partition("\n")[2].strip() in (ROOT / found[1]).read_text("utf-8")


def test_workflow_scheme_rule_and_letter_are_all_quoted() -> None:
    """How to tailor is shown for each of the four."""
    assert len(quotations()) == 4


def test_what_the_readme_points_to_is_there() -> None:
    """No link leads nowhere."""
    links = re.findall(r"\]\(([^)#]+)\)", README.read_text("utf-8"))
    assert [link for link in links if "://" not in link and not (ROOT / link).exists()] == []
