"""Voluntary organisations 2022: every rule bites, and is what bites."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework import Office
from casework.definitions.shipped import shipped_folder
from tests.schemes.harness import Subject
from tests.schemes.voluntary_organisations_cases import SCHEME, YEAR
from tests.schemes.voluntary_organisations_examples import EXAMPLES

SUBJECT = Subject(SCHEME, YEAR, "2022-02-10T09:00:00+00:00")

#: Rules about all awards together; an example of one starts without any.
OF_THE_WHOLE = ("B16", "B20")


@pytest.fixture(scope="module")
def shared() -> Office:
    """One office for the examples that look at one case alone."""
    return SUBJECT.office()


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_obeys_a_rule_is_not_caught_by_it(name: str, shared: Office) -> None:
    """B1–B26: whoever keeps a rule hears nothing of it."""
    assert not SUBJECT.catches(EXAMPLES[name], _office(name, shared), EXAMPLES[name].obeyed)


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_breaks_a_rule_is_caught_under_its_own_code(name: str, shared: Office) -> None:
    """B1–B26: the rule that was broken is the one that is cited."""
    assert SUBJECT.catches(EXAMPLES[name], _office(name, shared), EXAMPLES[name].broken)


def _office(name: str, shared: Office) -> Office:
    return SUBJECT.office() if EXAMPLES[name].code in OF_THE_WHOLE else shared


@pytest.mark.parametrize("name", EXAMPLES)
def test_without_the_rule_nothing_is_caught(name: str, tmp_path: Path) -> None:
    """Nothing but the rule's own tables in the scheme file catches what breaks it."""
    office = SUBJECT.office_without(EXAMPLES[name], tmp_path / SCHEME)
    assert not SUBJECT.catches(EXAMPLES[name], office, EXAMPLES[name].broken)


def test_every_rule_of_the_announcement_has_its_examples() -> None:
    """B1 to B26, none left out."""
    assert {example.code for example in EXAMPLES.values()} == {f"B{n}" for n in range(1, 27)}


def test_the_scheme_file_has_every_code() -> None:
    """Each rule stands in the file under its code."""
    text = (shipped_folder("workflows") / "schemes" / SCHEME / f"{YEAR}.toml").read_text("utf-8")
    assert not [n for n in range(1, 27) if f'code = "B{n}"' not in text]
