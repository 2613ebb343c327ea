"""Two agencies over a fresh database, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.access.two_agencies import TwoAgencies, two_agencies


@pytest.fixture
def both(database_url: str) -> Iterator[TwoAgencies]:
    """The office of two agencies."""
    made = two_agencies(database_url)
    yield made
    made.office.close()
