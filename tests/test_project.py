"""What holds for the project as a whole: its files, its size, its imports."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "casework"
MODULES = sorted(SOURCE.rglob("*.py"))

# A migration is one list of tables, and is never edited once released.
READ_WHOLE = [module for module in MODULES if "versions" not in module.parts]

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
EMPTY_WORDS = {"utils", "util", "helpers", "helper", "manager", "common", "base", "service", "handler", "misc"}
WALL_CLOCK = re.compile(r"\b(datetime\.(now|utcnow|today)|date\.today|time\.time(_ns)?)\(")
# Written so that this file does not hold what it looks for.
REGISTRIES = re.compile(r"\bpy[p]i\.org|[p]ythonhosted|[n]pmjs\.|deb\.[d]ebian|file:/[/]")
MACHINE_PATHS = re.compile(r"(?<![\w.~/-])/(?:[w]ork|[r]oot|[h]ome|[U]sers)/\w")


@cache
def committed() -> list[Path]:
    """The text files in git."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = (ROOT / name for name in listed.split("\0") if name)
    return [file for file in files if file.is_file() and b"\0" not in file.read_bytes()]


def hits(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    """Where the pattern is found, as `file:line: what`."""
    return [
        f"{file.relative_to(ROOT)}:{number}: {found.group()}"
        for file in files
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if (found := pattern.search(line))
    ]


def functions(module: Path) -> Iterator[tuple[str, int]]:
    """Where each function stands, and how many lines it has."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            yield f"{module.relative_to(ROOT)}:{node.lineno} {node.name}: {length} lines", length


def loaded_by(*arguments: str) -> set[str]:
    """The top-level names that a fresh Python imports for this command."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE.parent)}
    command = [sys.executable, "-X", "importtime", *arguments]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert ended.returncode == 0, ended.stderr[-2_000:]
    names = (line.rsplit("|", 1)[1].strip() for line in ended.stderr.splitlines() if line.startswith("import time:"))
    return {name.split(".")[0] for name in names}


@pytest.mark.parametrize("pattern", [REGISTRIES, MACHINE_PATHS], ids=["registries", "machine paths"])
def test_no_file_names_a_registry_or_a_place_on_one_machine(pattern: re.Pattern[str]) -> None:
    """The checkout installs wherever it lies, from whatever registry the installer is set up for."""
    assert hits(pattern, committed()) == []


def test_the_requirements_are_pinned_and_hashed_and_name_no_index() -> None:
    """What is installed is what was compiled, from anywhere."""
    lines = (ROOT / "requirements.txt").read_text("utf-8").splitlines()
    entries = [line for line in lines if line and not line.startswith((" ", "#"))]
    assert [line for line in entries if not re.match(r"[a-z0-9._-]+(\[[a-z0-9,_-]+\])?==\S+ ", line)] == []
    assert [line for line in lines if "://" in line or line.startswith("-")] == []
    assert sum("--hash=sha256:" in line for line in lines) >= len(entries)


def test_no_file_of_the_package_is_too_long() -> None:
    """Who opens a file reads it whole."""
    lengths = {str(m.relative_to(ROOT)): len(m.read_text("utf-8").splitlines()) for m in READ_WHOLE}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_of_the_package_is_too_long() -> None:
    """A function is read without scrolling."""
    assert [where for m in READ_WHOLE for where, length in functions(m) if length > LONGEST_FUNCTION] == []


def test_no_module_has_an_empty_name() -> None:
    """A name says what a file holds."""
    assert [str(m.relative_to(ROOT)) for m in MODULES if EMPTY_WORDS & set(m.stem.split("_"))] == []


def test_the_wall_clock_is_read_in_one_place() -> None:
    """Time is an argument: a simulated year runs the same code as a real one."""
    assert {hit.split(":")[0] for hit in hits(WALL_CLOCK, MODULES)} == {"src/casework/clock/wall.py"}


@pytest.mark.parametrize("heavy", ["alembic", "babel", "fastapi", "holidays", "pydantic", "rich", "sqlalchemy"])
def test_importing_casework_does_not_load(heavy: str) -> None:
    """A host that only names casework pays nothing for what it does not use."""
    assert heavy not in _imported()


@cache
def _imported() -> set[str]:
    return loaded_by("-c", "import casework")


@pytest.mark.parametrize("heavy", ["alembic", "fastapi", "holidays", "pydantic", "sqlalchemy"])
def test_the_help_of_the_command_does_not_load(heavy: str) -> None:
    """Help is read at once, also on a slow machine."""
    assert heavy not in _helped()


@cache
def _helped() -> set[str]:
    return loaded_by("-m", "casework", "--help")
