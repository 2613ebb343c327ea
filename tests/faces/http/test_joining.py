"""A host's own rows and ours, written together or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, create_engine, text
from starlette.requests import Request
from starlette.testclient import TestClient

from casework.faces.asgi.settings import WebSettings
from casework.faces.http import create_app
from tests.faces.http.api import HERE, Api, told_by_the_host


class Host:
    """An application that writes a line of its own in the transaction of each request."""

    def __init__(self, api: Api) -> None:
        self.engine = create_engine(api.both.office.database.url)
        self.fails = False
        with self.engine.begin() as connection:
            connection.execute(text("create table host_lines (path text)"))

    @contextmanager
    def joins(self, request: Request) -> Iterator[Connection]:
        """The connection, committed when the request is done."""
        with self.engine.connect() as connection:
            connection.execute(text("insert into host_lines values (:path)"), {"path": request.url.path})
            yield connection
            if self.fails:
                raise RuntimeError("the host's own commit failed")
            connection.commit()

    def lines(self) -> int:
        """How many lines the host has."""
        with self.engine.connect() as connection:
            return int(connection.execute(text("select count(*) from host_lines")).scalar_one())


@pytest.fixture
def host(api: Api) -> Iterator[Host]:
    """The host, over the same database."""
    made = Host(api)
    yield made
    made.engine.dispose()


def test_a_request_is_written_with_the_hosts_own_rows_or_not_at_all(api: Api, host: Host) -> None:
    """The answer goes when the host has committed; where it could not, nothing was done."""
    settings = WebSettings(secure=False)
    app = create_app(api.both.office, identify=told_by_the_host, settings=settings, joins=host.joins)
    client = TestClient(app, HERE, headers={"x-person": "kari"}, raise_server_exceptions=False)
    where, before = f"/proceedings/{api.both.own}-1/transitions", api.both.office.case(api.both.own).revision

    def write() -> int:
        return client.post(where, json={"transition": "write"}, headers={"If-Match": "*"}).status_code

    assert (write(), host.lines(), api.both.office.case(api.both.own).revision) == (200, 1, before + 1)
    host.fails = True
    assert (write(), host.lines(), api.both.office.case(api.both.own).revision) == (500, 1, before + 1)
    assert client.get(f"/cases/{api.both.own}").status_code == 200 and host.lines() == 1
