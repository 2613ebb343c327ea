"""`casework db`: made, upgraded, verified."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.faces.cli.results import Run, opened, told, wrong


def test_a_database_is_made_and_upgraded_twice(run: Run) -> None:
    """The second time changes nothing."""
    first, second = told(run("db", "upgrade", "--json")), told(run("db", "upgrade", "--json"))
    assert first == second and first["simulation"] is False
    assert first["version"] in run("db", "upgrade").stdout


def test_an_existing_database_never_becomes_a_simulation(run: Run) -> None:
    """Its entries are dated by the machine's clock."""
    opened(run)
    assert run("db", "upgrade", "--simulation").exit_code != 0
    assert told(run("db", "upgrade", "--json"))["simulation"] is False


def test_an_unaltered_record_is_verified(run: Run) -> None:
    """Also an empty one."""
    assert told(run("db", "verify", "--json")) == []
    opened(run)
    assert told(run("db", "verify", "--json")) == []
    assert "Ingenting er endret" in run("db", "verify").stdout


def _alter(home: Path, statement: str) -> None:
    with sqlite3.connect(home / "casework.db") as connection:
        for (name,) in connection.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            connection.execute(f'drop trigger "{name}"')
        connection.execute(statement)


def test_an_altered_entry_is_named_and_ends_with_1(run: Run, home: Path) -> None:
    """Whoever gets past the triggers is still found out."""
    case_id = opened(run)
    _alter(home, "update entries set person = 'nobody'")
    result = run("db", "verify", "--json")
    assert result.exit_code == 1 and case_id in json.dumps(json.loads(result.stdout))
    people = run("db", "verify")
    assert people.exit_code == 1 and case_id in people.stdout


def test_a_record_is_verified_against_a_checkpoint(run: Run, home: Path) -> None:
    """What was there when the checkpoint was made is still there; what came since is no fault."""
    opened(run)
    assert told(run("db", "checkpoint", "point.json", "--json"))["cases"] == 1
    assert run("db", "checkpoint", "no/such/folder/point.json").exit_code == 2
    opened(run)
    assert run("db", "verify", "--against", "point.json").exit_code == 0
    other = ("--database", f"sqlite:///{home}/other.db")
    assert run("db", "verify", "--against", "point.json", *other).exit_code == 1


@pytest.mark.parametrize("content", ["{", "[]"])
def test_a_checkpoint_that_cannot_be_read_is_bad_input(run: Run, home: Path, content: str) -> None:
    """As is one that is not there."""
    (home / "point.json").write_text(content)
    assert wrong(run("db", "verify", "--against", "point.json", "--json"))["error"] == "bad_input"
    assert run("db", "verify", "--against", "nowhere.json").exit_code == 2


@pytest.mark.parametrize("command", [("overdue",), ("case", "list"), ("mail", "list"), ("stats", "made_up", "2022")])
def test_a_new_database_is_told_of(run: Run, home: Path, command: tuple[str, ...]) -> None:
    """The path may be mistyped, and nothing is late in an empty office."""
    other = ("--database", f"sqlite:///{home}/caseworks.db", "--language", "en")
    first, second = run(*command, *other), run(*command, *other)
    assert "There was no database at" in first.stderr and "caseworks.db" in first.stderr
    assert (first.stdout, second.stderr) == (second.stdout, "")
