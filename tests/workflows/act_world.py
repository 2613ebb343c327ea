"""Worlds in which the Act of 2025 is in force from a day, and what is refused in them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from casework import Refused
from tests.scenarios.desk import Desk
from tests.scenarios.givens import bring_about
from tests.scenarios.world import World

MakeWorld = Callable[..., World]
#: In force before everything, and from a day within what is played.
NEW, LATER = "2020-01-01", "2026-03-01"
NEVER = "2040-01-01"


def make_worlds(template: Path, folder: Path) -> MakeWorld:
    """Makes a world in which the Act of 2025 is in force from a day, with further rows of the file if given."""

    def make(since: str = NEW, rows: str = "", **given: object) -> World:
        url = f"sqlite:///{shutil.copy(template, folder)}"
        file = folder / "commencement.toml"
        file.write_text(f"[[commencement]]\nday = {since}\nresolution = 'prøve'\n{rows}", "utf-8")
        made = World(Desk(url, folder, date(2026, 1, 5), commencements=[file]), dict(given))
        bring_about(made)
        return made

    return make


def citations(deed: Callable[[], object]) -> set[tuple[str, str]]:
    """The code and the provision of each reason for which the deed is refused."""
    with pytest.raises(Refused) as refused:
        deed()
    return {(reason.code, reason.law) for reason in refused.value.reasons}
