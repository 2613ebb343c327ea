"""The examples run, and print what they promise."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from tests.end_to_end.shown import ROOT, Shell

EXAMPLES = ROOT / "examples"
PRINTED = {
    "embed.py": ["Eksempellaget (oppdiktet)", "(regl/14)", "Ring mandag."],
    "report_round.py": ["report overdue, reaction withholding_notified", "report approved, reaction reversed"],
    "tailor.py": ["minst 5 naboer må være med (neighbourhood/2026#N3)", "Dere får nabolagstilskudd, sak 2026/00002"],
    "verify_record.py": ["verified: True", "2022-00001"],
}


def test_every_example_is_run_here() -> None:
    """An example that nobody runs is a promise that nobody keeps."""
    assert {file.name for file in EXAMPLES.glob("*.py")} == set(PRINTED)


@pytest.mark.parametrize("name", sorted(PRINTED))
def test_the_example_prints(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What it says in its docstring is what happens."""
    runpy.run_path(str(EXAMPLES / name), run_name="__main__")
    written = capsys.readouterr().out
    assert [told for told in PRINTED[name] if told not in written] == []


def test_the_tailored_files_have_no_finding(tmp_path: Path) -> None:
    """What is shown as an example is right, also in the eyes of the check."""
    tailored = EXAMPLES / "tailored"
    shell = Shell(tmp_path, {"CASEWORK_LETTERS": str(tailored / "letters")})
    ended = shell.casework("workflow", "check", str(tailored / "neighbourhood_grant.toml"), "--json")
    assert (ended.returncode, ended.stdout.strip()) == (0, "[]")
