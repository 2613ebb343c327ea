"""`casework stats`, `overdue` and `completion`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faces.cli.results import Run, Shell, opened, told

STATS = {
    "applications",
    "applicants",
    "applied_ore",
    "awards",
    "recipients",
    "awarded_ore",
    "awarded_share",
    "awarded_to_others_ore",
    "available_ore",
}
OVERDUE = {
    "case",
    "scheme",
    "year",
    "kind",
    "party",
    "caseworker",
    "original_day",
    "due_day",
    "days_late",
    "reminders_sent",
    "last_rung",
    "next_step",
}


def test_totals_have_the_promised_keys(run: Run) -> None:
    """Amounts in øre; nothing where nobody has applied."""
    assert set(told(run("stats", "made_up", 2022, "--json"))) >= STATS
    opened(run)
    assert told(run("stats", "made_up", 2022, "--json"))["applied_ore"] == 50_000_000
    assert run("stats", "made_up", 1999).exit_code == 2 and run("stats", "made_up", "year").exit_code == 2


def test_what_is_overdue_has_the_promised_keys(run: Run) -> None:
    """made_up/2022#D1: no annual report on 15 March of the next year; the agency's own late reply is no such duty."""
    assert told(run("overdue", "--json")) == []
    assert "Ingenting" in run("overdue").stdout
    grant = f"{opened(run)}-1"
    assert told(run("overdue", "--json")) == []
    kari, ola = ("--by", "kari", "--role", "caseworker"), ("--by", "ola", "--role", "decision_maker")
    told(run("case", "perform", grant, "assess", *kari, "--fact", "assessment=god", "--json"))
    told(run("case", "perform", grant, "award", *ola, "--fact", "amount=100", "--json"))
    (row,) = told(run("overdue", "--json"))
    assert set(row) >= OVERDUE
    assert (row["case"], row["kind"], row["due_day"]) == ("2022/00001", "annual_report", "2023-03-15")
    assert "15.03.2023" in run("overdue", "--scheme", "made_up", "--year", 2022).stdout
    assert told(run("overdue", "--year", 2021, "--json")) == []


@pytest.mark.parametrize("shell_name", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_completion_script(run: Run, shell_name: str) -> None:
    """The script calls the program back for what may follow."""
    script = run("completion", shell_name)
    assert script.exit_code == 0 and "_CASEWORK_COMPLETE" in script.stdout
    assert run("completion", "tcsh").exit_code == 2


@pytest.mark.parametrize(
    ("typed", "follows"),
    [("casework la", "law"), ("casework law li", "limit"), ("casework case perform --lang", "--language")],
)
def test_completion_tells_what_may_follow(shell: Shell, typed: str, follows: str) -> None:
    """Commands and options, as bash asks for them."""
    asked = {"COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split()) - 1), "_CASEWORK_COMPLETE": "bash_complete"}
    assert follows in shell(env=asked).stdout


def test_who_is_to_be_heard_is_listed_with_the_roles(run: Run, tmp_path: Path) -> None:
    """resource_environments/2025#A21: recipients of awards are consultation bodies; applicants are not."""
    database = ("--database", f"sqlite:///{tmp_path / 'year.db'}")
    assert run("db", "upgrade", "--simulation", *database).exit_code == 0
    assert run("simulate", "resource_environments", 2025, "--cases", 6, *database).exit_code == 0
    asked = ("scheme", "consultation-bodies", "resource_environments", 2025, *database)
    rows = told(run(*asked, "--json"))
    assert rows and all(row["roles"] for row in rows) and set(rows[0]) >= {"org_number", "name", "case", "alone_in"}
    assert rows[0]["name"] in run(*asked).stdout


def test_what_is_overdue_goes_to_a_file(run: Run, tmp_path: Path) -> None:
    """With the headings of the language, dates as people write them, and only the rows that were asked for."""
    late(run)
    file = tmp_path / "forfalt.csv"
    assert run("overdue", "--csv", str(file)).exit_code == 0
    heading, row, end = file.read_bytes().decode("utf-8-sig").split("\r\n")
    assert heading.startswith("Sak;Mottaker;Organisasjon;Hva;") and end == ""
    assert row.startswith("2022/00001;") and ";15.03.2023;15.03.2023;" in row
    assert run("overdue", "--csv").stdout.splitlines()[0].endswith(heading)
    for narrowed in (("--days-late", "100000"), ("--caseworker", "nobody"), ("--kind", "x")):
        assert run("overdue", *narrowed, "--csv", "-").stdout.count("\n") == 1
    assert told(run("overdue", "--caseworker", "-", "--sort", "party", "--json"))
    assert run("overdue", "--sort", "size").exit_code == 2


def late(run: Run) -> None:
    """A case whose annual report did not come."""
    grant = f"{opened(run)}-1"
    kari, ola = ("--by", "kari", "--role", "caseworker"), ("--by", "ola", "--role", "decision_maker")
    told(run("case", "perform", grant, "assess", *kari, "--fact", "assessment=god", "--json"))
    told(run("case", "perform", grant, "award", *ola, "--fact", "amount=100", "--json"))
