"""`casework workflow` and `casework scheme`: files checked, drawn, shown and begun."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.faces.cli.results import TAILORED, Run, told, wrong

SMALLEST = """\
name = "smallest"
version = 1
initial = "open"
[states.open]
[states.closed]
final = true
[[transition]]
name = "close"
from = ["open"]
to = "closed"
"""


def test_the_smallest_file_has_no_fault(run: Run, home: Path) -> None:
    """Nothing but name, version, states and transitions: advice, and exit code 0."""
    (home / "smallest.toml").write_text(SMALLEST)
    found = told(run("workflow", "check", "smallest.toml", "--json"))
    assert all(list(finding) == ["file", "line", "severity", "code", "message"] for finding in found)
    assert {finding["severity"] for finding in found} <= {"advice"}


def test_every_fault_is_told_with_its_line(run: Run, home: Path) -> None:
    """Faults give exit code 1, and the list is on standard output."""
    (home / "wrong.toml").write_text(SMALLEST.replace('to = "closed"', 'to = "clsed"\nrequires = ["no_such_rule"]'))
    result = run("workflow", "check", "wrong.toml", "--json")
    faults = [f for f in json.loads(result.stdout) if f["severity"] == "fault"]
    assert result.exit_code == 1
    assert {f["line"] for f in faults} >= {10, 11} and {f["file"] for f in faults} == {"wrong.toml"}
    people = run("workflow", "check", "wrong.toml")
    assert people.exit_code == 1 and "wrong.toml:11: feil:" in people.stdout


def test_a_folder_is_checked_file_by_file(run: Run) -> None:
    """The tailored workflow cites provisions, and is right."""
    result = run("workflow", "check", TAILORED / "workflows", "--language", "en")
    assert result.exit_code == 0 and "no faults" in result.stdout


def test_workflows_checked_together_know_each_other(run: Run, home: Path) -> None:
    """A file may open the workflow of another."""
    (home / "smallest.toml").write_text(SMALLEST)
    opening = SMALLEST.replace("smallest", "opening").replace('to = "closed"', 'to = "closed"\nopens = ["smallest"]')
    (home / "opening.toml").write_text(opening)
    (home / "listening.toml").write_text(
        SMALLEST.replace("smallest", "listening").replace('to = "closed"', 'to = "closed"\non = "event:smallest.clsoe"')
    )
    assert run("workflow", "check", "smallest.toml", "opening.toml").exit_code == 0
    together = run("workflow", "check", "smallest.toml", "listening.toml")
    assert "clsoe" in together.stdout


@pytest.mark.parametrize("kind", ["workflow", "scheme"])
def test_a_file_that_is_not_there_is_bad_input(run: Run, kind: str) -> None:
    """As is a folder with nothing in it."""
    assert run(kind, "check", "nowhere.toml").exit_code == 2
    Path("empty").mkdir()
    assert run(kind, "check", "empty").exit_code == 2


@pytest.mark.parametrize("name", ["light_grant", str(TAILORED / "workflows/light_grant.toml")])
def test_a_workflow_is_drawn_by_name_or_file(run: Run, name: str) -> None:
    """As Mermaid, with titles in the language chosen."""
    result = run("workflow", "draw", name, "--language", "en")
    assert result.exit_code == 0
    assert result.stdout.startswith("stateDiagram-v2") and "applied --> assessed : Assess" in result.stdout


def test_a_workflow_is_drawn_as_svg(run: Run) -> None:
    """A file of its own, with titles in the language chosen."""
    result = run("workflow", "draw", "light_grant", "--format", "svg", "--language", "en")
    assert result.exit_code == 0
    assert result.stdout.startswith("<svg ") and ">Assess<" in result.stdout


def test_a_wrong_definition_is_bad_input_and_lists_its_faults(run: Run, home: Path) -> None:
    """Where a file must be right to be used."""
    (home / "wrong.toml").write_text(SMALLEST.replace('to = "closed"', 'to = "clsed"'))
    result = run("workflow", "draw", "wrong.toml", "--json")
    assert result.exit_code == 2 and 10 in {f["line"] for f in wrong(result)["findings"]}
    assert "wrong.toml:10" in run("workflow", "draw", "wrong.toml").stderr


def test_workflows_are_listed(run: Run) -> None:
    """Those of the host and the shipped ones."""
    names = {w["workflow"] for w in told(run("workflow", "list", "--json"))}
    assert {"light_grant", "grant"} <= names
    assert "Lett tilskot" in run("workflow", "list", "--language", "nn").stdout


@pytest.mark.parametrize("kind", ["workflow", "scheme"])
def test_the_schema_of_a_file_is_json(run: Run, kind: str) -> None:
    """For editors; the same with and without `--json`."""
    assert told(run(kind, "schema"))["type"] == "object"
    assert run(kind, "schema").stdout == run(kind, "schema", "--json").stdout


def test_a_scheme_is_shown_by_name_or_file(run: Run) -> None:
    """With its rules, duties and settings."""
    by_name = told(run("scheme", "show", "made_up", 2022, "--json"))
    by_file = told(run("scheme", "show", TAILORED / "schemes/made_up_2022.toml", "--json"))
    assert by_name["id"] == "made_up" and by_name["digest"] == by_file["digest"]
    assert "Oppdiktet ordning" in run("scheme", "show", "made_up", 2022).stdout
    assert run("scheme", "show", "made_up", 1999).exit_code == 2


def test_schemes_are_listed(run: Run) -> None:
    """By id and year."""
    assert ("made_up", 2022) in {(s["scheme"], s["year"]) for s in told(run("scheme", "list", "--json"))}


def test_a_new_scheme_passes_its_own_check(run: Run) -> None:
    """It is written to a new file, and never over one that is there."""
    assert told(run("scheme", "new", "mine", 2027, "--output", "mine.toml", "--json")) == {"file": "mine.toml"}
    assert run("scheme", "check", "mine.toml").exit_code == 0
    assert run("scheme", "new", "mine", 2027, "--output", "mine.toml").exit_code == 2
    assert run("scheme", "new", "mine", 2027, "--output", "no/such/folder.toml").exit_code == 2
    assert run("scheme", "new", "MINE!", 2027).exit_code == 2


def test_a_scheme_with_faults_ends_with_1(run: Run, home: Path) -> None:
    """A report day that does not exist."""
    text = run("scheme", "new", "mine", 2027).stdout
    (home / "mine.toml").write_text(text.replace('day = "03-15"', 'day = "02-30"'))
    result = run("scheme", "check", "mine.toml", "--json")
    assert result.exit_code == 1 and "bad_day" in {f["code"] for f in json.loads(result.stdout)}
