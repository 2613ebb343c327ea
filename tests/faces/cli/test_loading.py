"""`casework import applications`: all or nothing, nothing twice, every faulty row told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result

from casework.intake import COLUMNS
from casework.intake.fictional_portfolio import fictional_portfolio
from tests.faces.cli.results import Run, told, wrong

WHO = "222421241;Fjordgløtt (oppdiktet)"
AWARDED = f"S-1;{WHO};Møteplassen;broad_reach;A,B;600 000;500 000;15.03.2022 11:59:30;200 000;01.06.2022"
WAITING = f"S-2;{WHO};<script>;broad_reach;A;600 000;300 000;15.03.2022 11:59:30;;"
REJECTED = f"S-3;{WHO};Æøå;broad_reach;A;600 000;100 000;15.03.2022 11:59:30;0;01.06.2022"
WRONG = "S-4;12345;Feil (oppdiktet);Tittel;broad_reach;A;600 000;mye;15.03.2022 11:59:30;;"


def _export(home: Path, *rows: str) -> Path:
    file = home / "export.csv"
    file.write_text("\r\n".join((";".join(COLUMNS), *rows, "")), encoding="utf-8")
    return file


def _load(run: Run, file: Path, *options: str) -> Result:
    return run("import", "applications", file, "--scheme", "made_up", "--year", 2022, *options)


def test_an_export_is_loaded_with_its_decisions(run: Run, home: Path) -> None:
    """An award is recorded with its amount, a decision of nothing as a rejection; the rest waits."""
    file = _export(home, AWARDED, WAITING, REJECTED)
    found = told(_load(run, file, "--by", "kari", "--role", "caseworker", "--json"))
    assert (found["rows"], found["cases_opened"], found["already_there"], found["faults"]) == (3, 3, 0, [])
    cases = {c["id"]: told(run("case", "show", c["id"], "--json")) for c in told(run("case", "list", "--json"))}
    assert sorted(c["proceedings"][0]["state"] for c in cases.values()) == ["applied", "awarded", "rejected"]
    (awarded,) = [c for c in cases.values() if c["ledger"]["awarded"]]
    assert awarded["ledger"]["awarded"] == 20_000_000 and awarded["party_name"] == "Fjordgløtt (oppdiktet)"
    assert awarded["proceedings"][0]["facts"]["application_id"] == "S-1"


def test_the_same_export_again_opens_nothing(run: Run, home: Path) -> None:
    """An application is known by its id."""
    file = _export(home, AWARDED, WAITING)
    _load(run, file)
    found = told(_load(run, file, "--json"))
    assert (found["cases_opened"], found["already_there"]) == (0, 2)
    assert "2 fantes fra før" in _load(run, file).stdout
    assert len(told(run("case", "list", "--json"))) == 2


def test_a_decision_that_came_later_is_recorded(run: Run, home: Path) -> None:
    """The portal is exported again after the award."""
    _load(run, _export(home, WAITING))
    decided = WAITING.removesuffix(";") + "100 000;02.06.2022"
    found = told(_load(run, _export(home, decided), "--json"))
    assert (found["cases_opened"], found["already_there"]) == (0, 1)
    assert told(run("case", "list", "--json"))[0]["stage"] == "awarded"


def test_with_a_faulty_row_nothing_is_loaded(run: Run, home: Path) -> None:
    """Every fault is told with line and column."""
    file = _export(home, AWARDED, WRONG)
    result = _load(run, file, "--json")
    faults = json.loads(result.stdout)["faults"]
    assert result.exit_code == 2
    assert [(f["line"], f["column"]) for f in faults] == [(3, "org_number"), (3, "applied_amount")]
    assert told(run("case", "list", "--json")) == []
    people = _load(run, file, "--language", "en")
    assert (
        people.exit_code == 2 and "line 3, column org_number" in people.stdout and "Nothing was loaded" in people.stdout
    )


def test_the_rest_may_be_loaded_knowingly(run: Run, home: Path) -> None:
    """`--partial` loads the rows without fault, and still tells the others."""
    result = _load(run, _export(home, AWARDED, WRONG), "--partial")
    assert result.exit_code == 0 and "1 saker åpnet" in result.stdout and "linje 3" in result.stdout
    assert len(told(run("case", "list", "--json"))) == 1


def test_a_trial_keeps_nothing(run: Run, home: Path) -> None:
    """`--dry-run` goes all the way, and back."""
    found = told(_load(run, _export(home, AWARDED, WAITING), "--dry-run", "--json"))
    assert (found["dry_run"], found["cases_opened"]) == (True, 2)
    assert told(run("case", "list", "--json")) == []


def test_what_the_office_refuses_is_a_fault_of_its_row(run: Run, home: Path) -> None:
    """A decision recorded on a case that has gone on is told, and nothing of the file is loaded."""
    _load(run, _export(home, WAITING))
    case = told(run("case", "list", "--json"))[0]
    assess = ("case", "perform", f"{case['id']}-1", "assess", "--by", "kari", "--role", "caseworker")
    assert run(*assess, "--fact", "assessment=god").exit_code == 0
    decided = WAITING.removesuffix(";") + "100 000;02.06.2022"
    result = _load(run, _export(home, AWARDED, decided), "--json")
    faults = json.loads(result.stdout)["faults"]
    assert result.exit_code == 2 and {f["line"] for f in faults} == {3}
    assert len(told(run("case", "list", "--json"))) == 1


@pytest.mark.parametrize("content", [b"", b"application_id;title\r\n1;2\r\n", b"\xff\xfe\x00", b"\xe6\xf8\xe5"])
def test_a_file_that_is_no_export_is_bad_input(run: Run, home: Path, content: bytes) -> None:
    """Also with `--partial`: there is nothing to load."""
    (home / "export.csv").write_bytes(content)
    assert _load(run, home / "export.csv").exit_code == 2
    assert _load(run, home / "export.csv", "--partial").exit_code == 2


def test_a_file_or_scheme_that_is_not_there_is_bad_input(run: Run, home: Path) -> None:
    """Told by name."""
    assert wrong(_load(run, home / "nowhere.csv", "--json"))["error"] == "bad_input"
    other = run("import", "applications", _export(home, AWARDED), "--scheme", "nothing", "--year", 2022)
    assert other.exit_code == 2 and "nothing" in other.stderr


def test_the_totals_of_a_whole_year_come_out_exact(run: Run, home: Path) -> None:
    """188 applications by 139 applicants for 137 924 745 kr; 86 awards to 64 recipients of 38 227 000 kr."""
    (home / "year.csv").write_bytes(fictional_portfolio())
    assert _load(run, home / "year.csv").exit_code == 0
    found = told(run("stats", "made_up", 2022, "--json"))
    told_of = ("applications", "applicants", "applied_ore", "awards", "recipients", "awarded_ore", "awarded_share")
    assert [found[name] for name in told_of] == [188, 139, 13_792_474_500, 86, 64, 3_822_700_000, 0.277]
    page = run("stats", "made_up", 2022).stdout
    assert "38\u00a0227\u00a0000\u00a0kr" in page and "27,7" in page
