"""The command line over a fresh database, with a small workflow and scheme of a host."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from casework.faces.cli.root import root
from tests.faces.cli.results import SOURCE, TAILORED, Run, Shell


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with the host's definitions and a database in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CASEWORK_DATABASE_URL", f"sqlite:///{tmp_path / 'casework.db'}")
    monkeypatch.setenv("CASEWORK_WORKFLOWS", str(TAILORED / "workflows"))
    monkeypatch.setenv("CASEWORK_SCHEMES", str(TAILORED / "schemes"))
    return tmp_path


@pytest.fixture
def run(home: Path) -> Run:
    """Run the command line in this process: `run("case", "list", "--json")`."""

    def invoke(*args: object, **extra: Any) -> Result:
        return CliRunner().invoke(root, [str(arg) for arg in args], prog_name="casework", **extra)

    return invoke


@pytest.fixture
def shell(home: Path) -> Shell:
    """Run the command line as a program of its own."""

    def call(*args: object, **extra: Any) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(SOURCE), **extra.pop("env", {})}
        command = [sys.executable, "-m", "casework", *map(str, args)]
        extra.setdefault("encoding", "utf-8")
        return subprocess.run(command, capture_output=True, env=environment, timeout=60, check=False, **extra)

    return call
