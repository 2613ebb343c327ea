"""The ministry's own system fetches the package and delivers the outcome, each as often as it likes."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from casework.access import Access
from casework.faces.asgi.settings import WebSettings
from casework.faces.http import create_app
from casework.handover import receipt
from tests.faces.http.api import HERE
from tests.handover.two_offices import DIRECTORATE, MINISTRY_NAME, TwoOffices, two_offices


@pytest.fixture
def two(sqlite_template: Path, tmp_path: Path) -> TwoOffices:
    """A directorate and a ministry."""
    urls = [f"sqlite:///{shutil.copy(sqlite_template, tmp_path / f'{name}.db')}" for name in ("below", "above")]
    return two_offices(urls[0], urls[1], tmp_path)


def system_of(two: TwoOffices, agency: str, role: str = "appeal_body") -> TestClient:
    """A system with a token of that role for that agency, before the directorate's API."""
    office = two.below.desk.office
    scopes = ["handover"] if role == "appeal_body" else ["case_read"]
    _, secret = Access(office).create_token(agency, role, scopes, by="admin", agency=agency)
    app = create_app(office, settings=WebSettings(secure=False))
    return TestClient(app, HERE, headers={"Authorization": f"Bearer {secret}"}, raise_server_exceptions=False)


def deliver(client: TestClient, data: bytes) -> Any:
    """Deliver an answer."""
    return client.post("/handover/answers", content=data, headers={"Content-Type": "application/zip"})


def test_a_package_goes_out_and_its_outcome_comes_in_once(two: TwoOffices) -> None:
    """fvl/33-4, fvl/34-4: the same package every time it is fetched; the same answer twice is taken in once."""
    message = two.handed_over()
    ministry = system_of(two, MINISTRY_NAME)
    where = f"/handover/packages/{two.below.review}"
    assert ministry.get(where).content == ministry.get(where).content == message.data
    received = two.deliver_up(message)
    for answer in (receipt(two.above, received.review_id), two.decided(received, "uphold")):
        first, second = deliver(ministry, answer.data), deliver(ministry, answer.data)
        assert (first.status_code, second.status_code) == (200, 200), first.text
        assert (first.json()["new"], second.json()["new"]) == (True, False)
    assert two.below.state(two.below.review or "") == "upheld"


def test_another_body_neither_fetches_nor_answers(two: TwoOffices) -> None:
    """The hand-over is with the appeal body of the scheme alone."""
    message = two.handed_over()
    received = two.deliver_up(message)
    answer = two.decided(received, "uphold").data
    for stranger in (system_of(two, "et annet departement"), system_of(two, DIRECTORATE, "caseworker")):
        assert stranger.get(f"/handover/packages/{two.below.review}").status_code == 403
        assert deliver(stranger, answer).status_code == 403
    assert two.below.state(two.below.review or "") == "elsewhere"


def test_what_is_no_answer_is_told_as_bad_input(two: TwoOffices) -> None:
    """Damaged, altered, or an appeal instead of an answer."""
    message = two.handed_over()
    ministry = system_of(two, MINISTRY_NAME)
    for data in (b"", b"PK\x03\x04", message.data[:-9], message.data):
        refused = deliver(ministry, data)
        assert refused.status_code == 422 and refused.json()["faults"], data[:9]
