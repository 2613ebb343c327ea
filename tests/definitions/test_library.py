"""The library of workflows and schemes at hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from casework.definitions.library import Definitions
from casework.definitions.scheme_template import new_scheme
from casework.errors import BadDefinition, NotFound

SMALLEST = """\
name = "{name}"
version = {version}
in_force = {in_force}
initial = "a"
[states.a]
[states.b]
final = true
[[transition]]
name = "{step}"
from = "a"
to = "b"
"""


def workflow(name: str, version: int, in_force: str = "2022-01-01", step: str = "go") -> str:
    """A small workflow file."""
    return SMALLEST.format(name=name, version=version, in_force=in_force, step=step)


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A folder laid out as the shipped one."""
    folder = tmp_path / "shipped"
    (folder / "superseded").mkdir(parents=True)
    (folder / "schemes" / "grants").mkdir(parents=True)
    (folder / "grant.toml").write_text(workflow("grant", 3, "2025-01-01"), "utf-8")
    (folder / "report.toml").write_text(workflow("report", 1), "utf-8")
    (folder / "superseded" / "grant-2.toml").write_text(workflow("grant", 2, "2023-01-01"), "utf-8")
    (folder / "superseded" / "grant-1.toml").write_text(workflow("grant", 1), "utf-8")
    (folder / "schemes" / "grants" / "2025.toml").write_text(new_scheme("grants", 2025), "utf-8")
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """An empty folder of a host."""
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


@pytest.mark.parametrize(
    ("day", "version"), [(None, 3), (date(2025, 1, 1), 3), (date(2024, 12, 31), 2), (date(2022, 6, 1), 1)]
)
def test_the_newest_version_in_force_on_the_day_is_opened(shipped: Path, day: date | None, version: int) -> None:
    """A version governs from its `in_force` on; earlier ones are kept under superseded/."""
    assert Definitions(shipped=shipped).workflow("grant", on=day).version == version


def test_a_proceeding_finds_the_version_that_it_opened_with(shipped: Path) -> None:
    """Every version is kept, by number and by digest."""
    library = Definitions(shipped=shipped)
    second = library.workflow("grant", 2)
    assert second.version == 2
    assert library.workflow("grant", digest=second.digest) is second
    with pytest.raises(NotFound):
        library.workflow("grant", 2, digest="0" * 64)
    with pytest.raises(NotFound, match="grant version 9"):
        library.workflow("grant", 9)
    with pytest.raises(NotFound, match="in force on 2021-12-31"):
        library.workflow("grant", on=date(2021, 12, 31))


def test_the_file_of_the_host_comes_before_the_shipped_one(shipped: Path, own: Path) -> None:
    """First found wins; what the shipped file says can still be found by its digest."""
    ours = Definitions(shipped=shipped).workflow("grant")
    (own / "mine.toml").write_text(workflow("grant", 3, step="mine"), "utf-8")
    for origin in (own, own / "mine.toml", str(own)):
        library = Definitions([origin], shipped=shipped)
        assert library.workflow("grant").transitions[0].name == "mine"
        assert library.workflow("grant", 3).transitions[0].name == "mine"
        assert library.workflow("grant", 3, digest=ours.digest).transitions[0].name == "go"
        assert library.workflow("report").version == 1


def test_a_host_file_not_yet_in_force_leaves_the_shipped_one(shipped: Path, own: Path) -> None:
    """Until its day comes, a host's new version does not govern."""
    (own / "mine.toml").write_text(workflow("grant", 4, "2030-01-01", "mine"), "utf-8")
    library = Definitions([own], shipped=shipped)
    assert library.workflow("grant", on=date(2029, 12, 31)).version == 3
    assert library.workflow("grant", on=date(2030, 1, 1)).version == 4
    assert sorted(library.workflows(on=date(2022, 1, 1))) == ["grant", "report"]
    assert library.workflows(on=date(2021, 1, 1)) == {}


def test_a_broken_file_is_told_only_when_it_is_asked_for(shipped: Path, own: Path) -> None:
    """One wrong file does not take the others down; asking for it raises with every fault."""
    (own / "other.toml").write_text('name = "other"\nversion = \n', "utf-8")
    (own / "wrong.toml").write_text(workflow("wrong", 1).replace('"b"', '"c"'), "utf-8")
    library = Definitions([own], shipped=shipped)
    assert library.workflow("grant").version == 3
    for name, code in (("other", "bad_toml"), ("wrong", "unknown_state")):
        with pytest.raises(BadDefinition) as raised:
            library.workflow(name)
        assert code in {f.code for f in raised.value.findings}
        assert raised.value.findings[0].file.endswith(f"{name}.toml")


def test_an_unknown_name_is_told_what_was_meant(shipped: Path) -> None:
    """NotFound names the nearest workflow or scheme."""
    library = Definitions(shipped=shipped)
    with pytest.raises(NotFound, match="did you mean 'grant'"):
        library.workflow("grnat")
    with pytest.raises(NotFound, match="did you mean 'grants/2025'"):
        library.scheme("grants", 2024)


def test_schemes_are_found_by_id_and_year(shipped: Path, own: Path) -> None:
    """The host's schemes come first, from folders of their own or from `schemes/` in a folder of workflows."""
    (own / "x.toml").write_text(new_scheme("grants", 2025).replace("forvalter", "mine"), "utf-8")
    (own / "y.toml").write_text(new_scheme("youth", 2026), "utf-8")
    library = Definitions(schemes=[own], shipped=shipped)
    assert library.schemes() == [("grants", 2025), ("youth", 2026)]
    assert library.scheme("grants", 2025).agency == "mine"
    assert Definitions(shipped=shipped).scheme("grants", 2025).agency == "forvalter"
    assert library.scheme("youth", 2026) is library.scheme("youth", 2026)


def test_a_folder_that_is_not_there_is_not_found(shipped: Path, own: Path) -> None:
    """A wrong path is told at once."""
    with pytest.raises(NotFound):
        Definitions([own / "none"], shipped=shipped)
