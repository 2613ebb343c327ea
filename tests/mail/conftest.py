"""An office of duties over a fresh database, on SQLite and on PostgreSQL, and a mail server beside it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from casework import Office
from tests.mail.duties import duty_office, with_a_clock_to_set
from tests.mail.post_office import Letterbox, free_port, mail_server, settings_for


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    """An office whose database has the tables and nothing in them."""
    made = duty_office(database_url)
    yield made
    made.close()


@pytest.fixture
def port() -> int:
    """Where the mail server of the test listens."""
    return free_port()


@pytest.fixture
def letterbox(port: int) -> Iterator[Letterbox]:
    """A mail server that takes everything."""
    with mail_server(Letterbox(), port) as box:
        yield box


@pytest.fixture
def posting(database_url: str, port: int) -> Iterator[Office]:
    """An office that sends to the mail server."""
    made = duty_office(database_url, mail=settings_for(port, reply_to="post+{case}@imdi.example"))
    yield made
    made.close()


@pytest.fixture
def simulated(empty_database_url: str) -> Iterator[Office]:
    """An office whose clock may be set by hand, also in a process of its own."""
    made = with_a_clock_to_set(empty_database_url)
    yield made
    made.close()
