"""What is installed holds what the checkout holds: the wheel, and the wheel made from the source distribution."""

from __future__ import annotations

import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

ROOT = Path(__file__).resolve().parents[2]
#: Where each folder of the checkout lies in the wheel.
SHIPPED = {"src/casework": "casework", "workflows": "casework/workflows", "notifications": "casework/notifications"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The files of the wheel of this checkout."""
    return names(build_wheel(ROOT, tmp_path_factory.mktemp("wheel")))


def build_wheel(checkout: Path, folder: Path) -> Path:
    return Path(next(WheelBuilder(str(checkout)).build(directory=str(folder), versions=["standard"])))


def names(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def expected() -> set[str]:
    """Every file that must be in the wheel, by its place there."""
    found = set()
    for folder, place in SHIPPED.items():
        files = (f for f in (ROOT / folder).rglob("*") if f.is_file() and "__pycache__" not in f.parts)
        found |= {f"{place}/{f.relative_to(ROOT / folder).as_posix()}" for f in files}
    return found


def test_the_wheel_holds_every_file_of_the_package_and_of_the_two_shipped_folders(wheel: set[str]) -> None:
    """Workflows and letters lie at the top of the checkout, and inside the package where it is installed."""
    assert {n for n in wheel if ".dist-info/" not in n} == expected()


@pytest.mark.parametrize(
    "name",
    [
        "casework/py.typed",
        "casework/law/statutes/fvl.toml",
        "casework/store/migrations/env.py",
        "casework/store/migrations/script.py.mako",
        "casework/workflows/grant.toml",
        "casework/notifications/nb/",
        "casework/notifications/nn/",
    ],
)
def test_the_wheel_holds_data_and_types(wheel: set[str], name: str) -> None:
    """Statutes, migrations, workflows, letters and the mark of typing are needed at run time."""
    assert any(n.startswith(name) for n in wheel)


def test_the_wheel_names_the_command(tmp_path: Path) -> None:
    """`casework` is on the path after an installation."""
    with ZipFile(build_wheel(ROOT, tmp_path)) as archive:
        entry_points = next(n for n in archive.namelist() if n.endswith("entry_points.txt"))
        assert "casework = casework.faces.cli:main" in archive.read(entry_points).decode()


def test_the_source_distribution_makes_the_same_wheel(wheel: set[str], tmp_path: Path) -> None:
    """Who builds from source loses no folder."""
    source = next(SdistBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"]))
    with tarfile.open(source) as archive:
        archive.extractall(tmp_path, filter="data")
    checkout = next(p for p in tmp_path.iterdir() if p.is_dir())
    assert names(build_wheel(checkout, tmp_path)) == wheel
