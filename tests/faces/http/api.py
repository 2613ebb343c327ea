"""The API over the office of two agencies, with a host's sign-in that believes a header."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.testclient import TestClient

from casework.faces.asgi.settings import WebSettings
from casework.faces.http import create_app
from tests.access.two_agencies import STAFF, TwoAgencies

HERE = "http://127.0.0.1:8000"


def told_by_the_host(request: Request) -> str | None:
    """The person whom the host's own sign-in has found."""
    return request.headers.get("x-person")


@dataclass(frozen=True, slots=True)
class Api:
    """The application, and the office of two agencies behind it."""

    both: TwoAgencies
    app: FastAPI

    def client(self, role: str | None = None, **headers: str) -> TestClient:
        """A client that asks as the person with that role, or as nobody."""
        person = {"x-person": STAFF[role][0]} if role else {}
        return TestClient(
            self.app, HERE, client=("127.0.0.1", 50000), headers={**person, **headers}, raise_server_exceptions=False
        )

    def revision(self, case_id: str) -> str:
        """The ETag of a case now."""
        return f'"{self.both.office.case(case_id).revision}"'


def api_over(both: TwoAgencies, **settings: Any) -> Api:
    """The API over that office."""
    chosen = WebSettings(secure=False, uploads_a_minute=10_000, **settings)
    return Api(both, create_app(both.office, identify=told_by_the_host, settings=chosen))
