"""A small office over a fresh database, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from casework import Office
from tests.store.conformance import drill_office


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    """An office whose database has the tables and nothing in them."""
    made = drill_office(database_url)
    yield made
    made.close()
