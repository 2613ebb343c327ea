"""A database that stops answering: 503 and when to try again, and right again by itself."""

from __future__ import annotations

from collections.abc import Callable

import psycopg
import pytest
from sqlalchemy import URL

from tests.access.two_agencies import two_agencies
from tests.databases import MakeDatabase
from tests.faces.http.api import Api, api_over


@pytest.mark.postgres
def test_a_stopped_database_is_told_calmly_and_found_again(
    new_postgres_database: MakeDatabase, postgres_template: str, postgres_server: URL
) -> None:
    """Every connection is ended and none let in; when it is back, the first request is answered."""
    url = new_postgres_database(postgres_template)
    both = two_agencies(url)
    api = api_over(both)
    name = url.rpartition("/")[2].partition("?")[0]
    server = postgres_server.set(drivername="postgresql").render_as_string(hide_password=False)
    client = api.client("caseworker")
    assert client.get("/cases").status_code == 200 and client.get("/readyz").status_code == 200
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'alter database "{name}" with allow_connections false'.encode())
        connection.execute(f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'".encode())
        for path in ("/cases", f"/cases/{both.own}", "/events", "/readyz"):
            answer = client.get(path)
            assert (
                answer.status_code == 503 and answer.headers["retry-after"] and answer.json()["code"] == "unavailable"
            )
            assert name not in answer.text
        assert client.get("/healthz").status_code == 200
        connection.execute(f'alter database "{name}" with allow_connections true'.encode())
    _recovers(api, lambda: client.get("/cases").status_code)
    both.office.close()


def _recovers(api: Api, asked: Callable[[], int]) -> None:
    assert 200 in [asked() for _ in range(3)]
    assert api.client("caseworker").get("/readyz").status_code == 200


def test_a_database_of_another_version_is_not_ready(quick: Api) -> None:
    """The process lives, but is not to be sent work."""
    with quick.both.office.database.cursor(atomic=True) as cursor:
        cursor.execute("update casework_version set version_num = '9999'")
    assert quick.client().get("/readyz").status_code == 503
    assert quick.client().get("/healthz").status_code == 200
