"""The workflow files that casework ships have no fault, and what is released does not change."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.checking import at_hand, check_workflows
from casework.definitions.released import LOCK, check_released, write_released
from casework.definitions.schemas import schema_files
from casework.definitions.shipped import shipped_folder

FOLDER = shipped_folder("workflows")
FILES = sorted(str(path) for path in FOLDER.glob("*.toml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: Path(file).stem)
def test_a_shipped_file_has_no_fault(file: str) -> None:
    """Checked strictly: every rule, letter, provision and setting exists, every decision has its safeguards."""
    found = check_workflows([file], at_hand())
    assert [f"{Path(f.file).name}:{f.line}: {f.message}" for f in found if f.severity == "fault"] == []


def test_released_files_have_the_digest_of_their_release() -> None:
    """A released file never changes: the changed one is a new version, and the old one moves to superseded/."""
    assert check_released(FOLDER) == []


def test_a_released_file_that_changes_is_told(tmp_path: Path) -> None:
    """What the lock lists is held to its digest, byte by byte."""
    for file in FILES:
        (tmp_path / Path(file).name).write_bytes(Path(file).read_bytes())
    write_released(tmp_path)
    assert len((tmp_path / LOCK).read_text("utf-8").splitlines()) == len(FILES)
    assert check_released(tmp_path) == []
    first = tmp_path / Path(FILES[0]).name
    first.write_bytes(first.read_bytes() + b"\n")
    assert [finding.code for finding in check_released(tmp_path)] == ["released_file_changed"]


def test_the_schemas_for_editors_are_those_of_the_format() -> None:
    """What completes and checks while one writes says the same as what reads the file."""
    for name, text in schema_files().items():
        assert (FOLDER / name).read_text("utf-8") == text
