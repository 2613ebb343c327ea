"""The API over a fresh database, on SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.access.two_agencies import two_agencies
from tests.faces.http.api import Api, api_over


@pytest.fixture
def api(database_url: str) -> Iterator[Api]:
    """The API, on both databases."""
    both = two_agencies(database_url)
    yield api_over(both)
    both.office.close()


@pytest.fixture
def quick(sqlite_template: Path, tmp_path: Path) -> Iterator[Api]:
    """The API on SQLite, for what does not hang on the database."""
    both = two_agencies(f"sqlite:///{shutil.copy(sqlite_template, tmp_path)}")
    yield api_over(both)
    both.office.close()
