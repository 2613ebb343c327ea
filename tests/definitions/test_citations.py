"""Who cites a provision: by its key, or the way people write it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from casework.definitions.citations import (
    Citation,
    cites,
    citing_letters,
    citing_rules,
    citing_schemes,
    citing_tests,
    citing_transitions,
)
from casework.definitions.scheme_file import read_scheme
from casework.definitions.scheme_template import new_scheme
from casework.definitions.workflow_file import read_workflow
from casework.law.provisions import provision
from casework.rules import RuleBook, Situation, rule

APPEAL = Path(__file__).parent / "appeal.toml"


@rule("fvl/29-2-2", nb="n", nn="n", en="e")
def three_months_have_passed(s: Situation) -> bool:
    """A rule of a host."""
    return False


def _told(citations: Iterable[Citation]) -> list[tuple[str, str, int]]:
    return [(c.name, c.provision, c.line) for c in citations]


@pytest.mark.parametrize(
    ("cited", "expected"),
    [("fvl/29", True), ("fvl/29-2", True), ("fvl/29:x", True), ("fvl/29a", False), ("fvl/2", False), (None, False)],
)
def test_a_part_of_a_provision_cites_the_whole(cited: str | None, expected: bool) -> None:
    """fvl/29-2 is in § 29; § 29a and § 2 are others."""
    assert cites("fvl/29", cited) is expected


def test_a_rule_is_found_where_it_is_written() -> None:
    """With its file and line."""
    book = RuleBook.of(sys.modules[__name__])
    (found,) = citing_rules("fvl/29-2", book)
    assert (found.kind, found.name, found.file) == (
        "rule",
        "three_months_have_passed",
        "tests/definitions/test_citations.py",
    )
    assert "@rule" in Path(__file__).read_text(encoding="utf-8").splitlines()[found.line - 1]
    assert not list(citing_rules("fvl/29-1", book))


def test_transitions_cite_what_they_are_made_under_and_the_limits_they_start() -> None:
    """The opening as well."""
    workflow = read_workflow(APPEAL)
    assert {name for name, _, _ in _told(citing_transitions("fvl/33", [workflow]))} == {
        "appeal.review",
        "appeal.forward",
        "appeal.decide",
    }
    assert [name for name, _, _ in _told(citing_transitions("fvl/29-1", [workflow]))] == ["appeal.decide"]
    assert [name for name, _, _ in _told(citing_transitions("fvl/32-1", [workflow]))] == ["appeal.open"]


def test_a_transition_cites_the_grounds_that_its_facts_let_people_choose(tmp_path: Path) -> None:
    """An exception from the warning is chosen by its provision, fvl/16-3."""
    file = tmp_path / "appeal.toml"
    ground = '[facts.ground]\ntype = "choice"\nchoices = ["fvl/31-1-a", "other"]\n'
    text = APPEAL.read_text("utf-8").replace('facts = ["statement"]', 'facts = ["statement", "ground"]')
    file.write_text(f"{text}\n{ground}", "utf-8")
    assert [name for name, _, _ in _told(citing_transitions("fvl/31", [read_workflow(file)]))] == ["appeal.forward"]


def test_a_scheme_cites_by_line(tmp_path: Path) -> None:
    """The legal basis that it names."""
    file = tmp_path / "mine.toml"
    file.write_text(new_scheme("mine", 2027), encoding="utf-8")
    (found,) = citing_schemes("regl/8-1", [read_scheme(file)])
    assert found.name == "mine/2027"
    assert "legal_basis" in file.read_text(encoding="utf-8").splitlines()[found.line - 1]


@pytest.mark.parametrize(
    ("line", "cited"),
    [
        ("Du kan klage etter forvaltningsloven § 29.", True),
        ("Du kan klage etter forvaltningsloven (1967) § 29 første ledd.", True),
        ("Du kan klage etter forvaltingslova § 29 i lova.", True),
        ("{# fvl/29-1 #}", True),
        ("Du kan klage etter forvaltningsloven § 2.", False),
        ("Du kan klage etter forvaltningsloven § 290.", False),
        ("Du kan klage etter forvaltningsloven § 29 a.", False),
        ("Du kan klage etter domstolloven § 29.", False),
    ],
)
def test_a_letter_cites_the_way_people_write(tmp_path: Path, line: str, cited: bool) -> None:
    """The Act by name and the section by number, on one line; or the key."""
    (tmp_path / "nb").mkdir()
    (tmp_path / "nb" / "appeal.md").write_text(f"# Klage\n\n{line}\n", encoding="utf-8")
    found = _told(citing_letters(provision("fvl/29-1"), [tmp_path]))
    assert bool(found) is cited and all(name == "nb/appeal" and at == 3 for name, _, at in found)


def test_a_test_is_named_by_its_function(tmp_path: Path) -> None:
    """Once for each test and part; other files by their own name."""
    source = '@mark("fvl/29-1")\ndef test_it():\n    "fvl/29-1 and fvl/29-1-2"\n\n\ndef other():\n    "fvl/29-12"\n'
    (tmp_path / "test_appeal.py").write_text(source, encoding="utf-8")
    (tmp_path / "vectors.csv").write_text("a\nxfvl/29-1\nfvl/29-1\n", encoding="utf-8")
    assert _told(citing_tests("fvl/29-1", tmp_path)) == [
        ("test_it", "fvl/29-1", 1),
        ("test_it", "fvl/29-1-2", 3),
        ("vectors", "fvl/29-1", 3),
    ]
    assert not list(citing_tests("fvl/29-1", tmp_path / "nowhere"))
