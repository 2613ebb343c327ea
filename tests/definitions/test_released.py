"""Released files never change."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.definitions.released import check_released, write_released
from casework.definitions.shipped import shipped_folder
from casework.errors import NotFound


@pytest.fixture
def folder(tmp_path: Path, appeal_text: str) -> Path:
    (tmp_path / "appeal.toml").write_text(appeal_text, "utf-8")
    write_released(tmp_path)
    return tmp_path


def codes(folder: Path) -> list[str]:
    return [finding.code for finding in check_released(folder)]


def test_an_unchanged_file_and_a_new_one_are_fine(folder: Path, appeal_text: str) -> None:
    """Only what the lock lists is held; a new version beside it is free until it is released."""
    (folder / "next.toml").write_text(appeal_text.replace("version = 1", "version = 2"), "utf-8")
    (folder / "superseded").mkdir()
    (folder / "appeal.toml").rename(folder / "superseded" / "appeal-1.toml")
    assert codes(folder) == []


def test_a_changed_file_is_told(folder: Path, appeal_text: str) -> None:
    """Not even a comment may change: the digest is of the bytes."""
    (folder / "appeal.toml").write_text(appeal_text + "# x\n", "utf-8")
    assert codes(folder) == ["released_file_changed"]


def test_a_second_file_of_the_same_version_is_told(folder: Path, appeal_text: str) -> None:
    """One version is one file."""
    (folder / "again.toml").write_text(appeal_text + "# x\n", "utf-8")
    assert codes(folder) == ["released_file_changed"]


def test_a_file_that_is_gone_is_told(folder: Path) -> None:
    """Proceedings pinned to a version need it for as long as they live."""
    (folder / "appeal.toml").unlink()
    assert codes(folder) == ["released_file_gone"]


def test_a_line_that_cannot_be_read_is_told(folder: Path) -> None:
    """A damaged lock does not pass for an empty one."""
    (folder / "released.lock").write_text("\nappeal 1 xyz\n", "utf-8")
    assert [(f.line, f.code) for f in check_released(folder)] == [(2, "bad_line")]
    (folder / "released.lock").unlink()
    assert check_released(folder) == []


def test_the_shipped_files_that_are_released_have_not_changed() -> None:
    """released.lock beside the shipped workflows holds."""
    assert check_released(shipped_folder("workflows")) == []


def test_the_shipped_folders_are_found() -> None:
    """Both folders are there, in the package or in the checkout; others are not."""
    assert shipped_folder("workflows").is_dir()
    assert shipped_folder("notifications").is_dir()
    with pytest.raises(NotFound):
        shipped_folder("nonsense")
