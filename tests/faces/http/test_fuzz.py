"""Whatever is sent: no fault of ours, and no answer that the document of the API does not tell of."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from casework.faces.http import create_app
from casework.office import Office
from tests.access.two_agencies import STAFF, two_agencies
from tests.faces.http.api import Api, api_over

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
#: More is tried where somebody asks for it: CASEWORK_FUZZ=10000.
REQUESTS = int(os.environ.get("CASEWORK_FUZZ", "300"))

_bare = create_app(Office("sqlite://"))
schema = schemathesis.openapi.from_dict(_bare.openapi())


@pytest.fixture(scope="module")
def api(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """One office for the whole module: what one request has written the next finds."""
    both = two_agencies(f"sqlite:///{shutil.copy(sqlite_template, tmp_path_factory.mktemp('fuzz'))}")
    yield api_over(both)
    both.office.close()


@schema.parametrize()
@settings(
    max_examples=max(5, REQUESTS // 40),
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
def test_every_address_answers_as_the_document_says(case: schemathesis.Case[Any], api: Api) -> None:
    """Schemathesis sends what fits the document and what does not, as a supervisor."""
    case.operation.app = api.app
    case.call_and_validate(
        app=api.app, headers={"x-person": STAFF["supervisor"][0]}, checks=CHECKS, base_url="http://127.0.0.1"
    )


@schema.parametrize()
@settings(max_examples=2, phases=[Phase.generate], deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.parametrize("role", ["grantee", "appeal_body", "auditor", "administrator"])
def test_every_role_is_answered_as_the_document_says(case: schemathesis.Case[Any], api: Api, role: str) -> None:
    """A few of each; what a role has no right to is an answer too."""
    case.operation.app = api.app
    case.call_and_validate(
        app=api.app, headers={"x-person": STAFF[role][0]}, checks=CHECKS, base_url="http://127.0.0.1"
    )


def test_random_bytes_find_no_fault(api: Api) -> None:
    """Paths, queries, headers and bodies of bytes that mean nothing; the same ones every time."""
    drawn = random.Random(20250303)
    paths = list(api.app.openapi()["paths"])
    with api.client("supervisor") as client:
        for _ in range(REQUESTS):
            path = (
                drawn.choice(paths).replace("{case_id}", api.both.own).replace("{proceeding_id}", f"{api.both.own}-1")
            )
            if drawn.random() < 0.5:
                path += "/" + quote(drawn.randbytes(8))
            noise = drawn.randbytes(drawn.randrange(200))
            answer = client.request(
                drawn.choice(["GET", "POST", "PUT", "PATCH", "DELETE", "TRACE", "OPTIONS"]),
                path,
                params={drawn.choice(["title", "cursor", "limit", "sort", "x"]): noise.decode("latin-1")},
                content=noise,
                headers={
                    "content-type": drawn.choice(["application/json", "text/plain", "x", "multipart/form-data"]),
                    "if-match": noise[:20].hex(),
                    "idempotency-key": noise[:20].hex(),
                },
            )
            assert answer.status_code < 500, (path, answer.text)
