"""Two offices, each on SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.databases import BOTH, MakeDatabase
from tests.handover.two_offices import TwoOffices, two_offices

MakeOffices = Callable[..., TwoOffices]


@pytest.fixture(params=BOTH)
def offices(request: pytest.FixtureRequest, tmp_path: Path) -> MakeOffices:
    """Makes a directorate and a ministry in which something is given."""
    urls = [_fresh(request, tmp_path, name) for name in ("below", "above")]

    def make(**given: Any) -> TwoOffices:
        return two_offices(urls[0], urls[1], tmp_path, **given)

    return make


def _fresh(request: pytest.FixtureRequest, folder: Path, name: str) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{shutil.copy(request.getfixturevalue('sqlite_template'), folder / f'{name}.db')}"
    make: MakeDatabase = request.getfixturevalue("new_postgres_database")
    return make(request.getfixturevalue("postgres_template"))
