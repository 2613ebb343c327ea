"""`casework simulate`: a year of a scheme in a minute."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from casework.faces.cli.root import root
from casework.store import upgrade
from casework.store.database import Database

YEAR = ("simulate", "voluntary_organisations", "2022", "--cases", "4")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(root, list(arguments), prog_name="casework")


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with nothing in it, and no database named."""
    monkeypatch.chdir(tmp_path)
    for name in ("DATABASE_URL", "WORKFLOWS", "SCHEMES", "LETTERS", "RULES"):
        monkeypatch.delenv(f"CASEWORK_{name}", raising=False)
    return tmp_path


def test_without_a_database_it_walks_in_a_temporary_one(empty: Path) -> None:
    """Trying a scheme leaves nothing behind."""
    result = run(*YEAR)
    assert result.exit_code == 0, result.output
    assert "4 saker" in result.stdout
    assert list(empty.iterdir()) == []


def test_in_json_the_same_seed_gives_the_same_year(empty: Path) -> None:
    """What it tells can be compared between two versions of a scheme file."""
    first, second = (json.loads(run(*YEAR, "--json", "--seed", "7").stdout) for _ in range(2))
    assert first == second
    assert first["seed"] == 7
    assert {"stages", "late", "refused", "ledger", "statistics", "behaviours"} <= first.keys()


def test_it_fills_a_database_made_for_simulation(empty: Path) -> None:
    """The cases can be looked at afterwards."""
    url = f"sqlite:///{empty / 'simulation.db'}"
    upgrade.upgrade(Database(url), simulation=True)
    assert run(*YEAR, "--database", url).exit_code == 0
    assert len(json.loads(run("case", "list", "--json", "--database", url).stdout)) == 4


def test_a_database_that_lives_in_real_time_is_left_alone(empty: Path) -> None:
    """Made-up organisations never come among real ones."""
    url = f"sqlite:///{empty / 'real.db'}"
    upgrade.upgrade(Database(url))
    result = run(*YEAR, "--database", url)
    assert result.exit_code == 2
    assert "not made for simulation" in result.stderr
    assert json.loads(run("case", "list", "--json", "--database", url).stdout) == []


def test_a_database_that_is_not_there_is_not_made(empty: Path) -> None:
    """A mistyped name does not fill the disk."""
    assert run(*YEAR, "--database", f"sqlite:///{empty / 'nowhere.db'}").exit_code == 2
    assert list(empty.iterdir()) == []


def test_an_unknown_scheme_is_bad_input(empty: Path) -> None:
    """And the known ones are named."""
    result = run("simulate", "voluntary_organisation", "2022")
    assert result.exit_code == 2
    assert "voluntary_organisations" in result.stderr


@pytest.mark.parametrize(("language", "word"), [("nb", "saker"), ("nn", "saker"), ("en", "cases")])
def test_it_speaks_three_languages(empty: Path, language: str, word: str) -> None:
    """As every command does."""
    assert word in run(*YEAR, "--cases", "1", "--language", language).stdout


def test_a_scheme_of_ones_own_is_walked(empty: Path) -> None:
    """What `scheme new` begins can be tried at once."""
    assert run("scheme", "new", "my_scheme", "2026", "--output", "mine.toml").exit_code == 0
    result = run("simulate", "my_scheme", "2026", "--cases", "3", "--json", "--schemes", "mine.toml")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["cases"] == 3
