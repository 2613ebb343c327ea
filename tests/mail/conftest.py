"""An office of duties over a fresh database, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from casework import Office
from tests.mail.duties import duty_office


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    """An office whose database has the tables and nothing in them."""
    made = duty_office(database_url)
    yield made
    made.close()
