"""The demo as somebody sees it who has just taken the checkout: it ends by itself, and what it says to try works."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 60


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command of ours in a folder where nothing is."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CASEWORK")}
    environment |= {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8", "TMPDIR": str(folder)}
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean folder, which the demo also uses for its database."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def shown(folder: Path) -> str:
    """What the demo wrote."""
    ended = run(folder, "casework.simulation.demo")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "Traceback" not in ended.stdout + ended.stderr
    return ended.stdout


@pytest.mark.parametrize(
    "told",
    [
        "188 saker",
        "Det som kom for sent",
        "Vedtak og brev",
        "Et brev: Tilskuddsbrev",
        "Pengene går opp",
        "Et nei med begrunnelse",
        "voluntary_organisations/2022#B8",
        "tirsdag 7. april 2026",
        "langfredag",
        "Protokollen er uendret",
    ],
)
def test_the_demo_shows(shown: str, told: str) -> None:
    """Cases, lateness, decisions, a letter, money, a refusal with its provisions, a time limit, the verified record."""
    assert told in shown


def test_the_statistics_are_those_published(shown: str) -> None:
    """188 applications by 139 applicants for 137 924 745 kr; 86 awards to 64 recipients of 38 227 000 kr; 27.7 %."""
    told = shown.replace("\N{NO-BREAK SPACE}", " ")
    for number in ("137 924 745 kr", "38 227 000 kr", "27,7 %"):
        assert re.search(rf"{re.escape(number)} .*✓", told)
    assert "✗" not in shown


def test_what_the_demo_says_to_try_works(shown: str, folder: Path) -> None:
    """Each command at the end runs, on the database that the demo left."""
    commands = [shlex.split(line.strip()[2:]) for line in shown.splitlines() if line.startswith("  $ ")]
    assert len(commands) >= 6
    for command in commands:
        ended = run(folder, "casework", *command[1:])
        assert ended.returncode == 0, f"{command}: {ended.stdout}{ended.stderr}"
        assert ended.stdout.strip()
