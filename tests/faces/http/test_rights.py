"""Every address, with every role, in a case of one's own and in another's: what the one declared table says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.routing import Route

from casework.access import ROLES, rights
from tests.access.two_agencies import OURS, THEIRS
from tests.faces.http.api import Api

#: What is asked without any right: whether the process lives, and what the API is.
SIGN_IN = {"/sign-in", "/sign-in/callback", "/sign-out", "/roles"}
OPEN = {"/healthz", "/readyz", "/openapi.json", "/docs"}

BODIES: dict[str, Any] = {
    "/cases": {"party": "", "year": 2025},
    "/cases/{case_id}/proceedings": {"workflow": "plain"},
    "/proceedings/{proceeding_id}/transitions": {"transition": "write"},
    "/cases/{case_id}/assignments": {"person": "kari", "role": "caseworker"},
    "/cases/{case_id}/assignments/end": {"person": "kari", "role": "caseworker"},
    "/cases/{case_id}/declarations": {"person": "kari", "impartial": True},
    "/cases/{case_id}/marks": {"mark": "access_restricted", "reason": "skjermes"},
    "/cases/{case_id}/marks/end": {"mark": "access_restricted", "reason": "skjermes ikke lenger"},
    "/cases/{case_id}/corrections": {"seq": 2, "reason": "feil"},
    "/proceedings/{proceeding_id}/previews": {"transition": "write"},
    "/proceedings/{proceeding_id}/drafts/{transition}": {"facts": {"note": "halv"}},
    "/mail/{message_id}/retry": {},
    "/mail/{message_id}/drop": {},
    "/grants": {"person": "ny", "role": "caseworker"},
    "/grants/{grant_id}/end": {},
    "/tokens": {"name": "ny", "role": "auditor", "scopes": ["events_read"]},
    "/tokens/{token_id}/end": {},
    "/bulk/transitions": {"transition": "write"},
    "/parties/{org_number}": {"name": "Navnet"},
}


@dataclass(frozen=True, slots=True)
class Address:
    """One address: its path and method, and the right that it names."""

    path: str
    method: str
    right: str | None


def addresses(app: FastAPI) -> Iterator[Address]:
    """Every address of the application, but those for signing in."""
    for context in iter_route_contexts(app.routes):
        if isinstance(context.original_route, APIRoute):
            route = context.original_route
            yield Address(route.path, min(route.methods or ()), (route.openapi_extra or {}).get("x-right"))
        else:
            assert isinstance(context.original_route, Route) and context.path in SIGN_IN, context.path


def test_the_addresses_are_all_there(quick: Api) -> None:
    """What is gone through below is what the document of the API tells of."""
    told = {(path, m.upper()) for path, methods in quick.app.openapi()["paths"].items() for m in methods}
    found = {(a.path, a.method) for a in addresses(quick.app)}
    assert len(found) > 30 and found == told | {("/openapi.json", "GET"), ("/docs", "GET")}


def test_every_address_names_a_right_of_the_table(quick: Api) -> None:
    """An address without a right would be one that anybody may use."""
    for route in addresses(quick.app):
        assert route.right in rights() if route.path not in OPEN else route.right is None, route.path


def _message(api: Api, case_id: str) -> str:
    """The message that the case has sent to its party."""
    return api.both.office.mail.messages(case_id=case_id)[0].id


def _filled(api: Api, route: Address, case_id: str, party: str) -> str:
    scheme = "ours" if party == OURS.id else "theirs"
    values = {
        "case_id": case_id,
        "proceeding_id": f"{case_id}-1",
        "number": "d9" if "documents" in route.path else "3.1",
        "scheme": scheme,
        "year": 2025,
        "org_number": party,
        "transition": "write",
        "message_id": _message(api, case_id),
        "grant_id": "0" * 32,
        "token_id": "0" * 32,
    }
    return route.path.format(**values)


def _body(route: Address, case_id: str, party: str) -> dict[str, Any] | None:
    if "documents" in route.path or "handover" in route.path or route.method not in ("POST", "PUT"):
        return None
    body = dict(BODIES[route.path])
    if route.path == "/cases":
        body |= {"party": party, "scheme": "ours" if party == OURS.id else "theirs"}
    if route.path == "/bulk/transitions":
        body["proceedings"] = [f"{case_id}-1"]
    return body


def _is_let_in(api: Api, role: str, route: Address, case_id: str, party: str) -> bool:
    headers = {"If-Match": "*", "Idempotency-Key": f"{role}{route.path}{case_id}"}
    content = b"%PDF-1.7" if route.path.endswith("/documents") and route.method == "POST" else None
    answer = api.client(role).request(
        route.method,
        _filled(api, route, case_id, party),
        json=_body(route, case_id, party),
        headers=headers,
        params={"title": "x.pdf"} if content else {},
        content=content,
    )
    assert answer.status_code < 500 and answer.status_code != 401, answer.text
    told = answer.json() if answer.headers.get("content-type", "").endswith("json") else {}
    results = told.get("results", []) if isinstance(told, dict) else []
    return answer.status_code != 403 and not any(r["problem"] and r["problem"]["status"] == 403 for r in results)


def _wanted(role: str, name: str, path: str, own: bool) -> bool:
    """What the table says of the address."""
    found = rights()[name]
    if name == "bulk" and not own:
        return False
    about_something = "{" in path or (path in ("/cases", "/bulk/transitions") and name != "case_read")
    if not about_something or found.about == "nothing":
        return found.has(role)
    if name == "case_open" and role == "grantee":
        return own
    return role in (found.own if own else found.other)


@pytest.mark.parametrize("role", ROLES)
def test_every_address_lets_in_whom_the_table_says(quick: Api, role: str) -> None:
    """Generated from the addresses and the table: a new address is tried without anybody thinking of it."""
    for route in addresses(quick.app):
        if route.right is None:
            continue
        for own, case_id, party in ((False, quick.both.other, THEIRS.id), (True, quick.both.own, OURS.id)):
            wanted = _wanted(role, route.right, route.path, own)
            assert _is_let_in(quick, role, route, case_id, party) == wanted, (role, route.path, route.method, own)


def test_nobody_is_let_in_without_signing_in(quick: Api) -> None:
    """Every address but those that machines ask answers 401 and says how to sign in."""
    for route in addresses(quick.app):
        answer = quick.client().request(route.method, _filled(quick, route, quick.both.own, OURS.id))
        if route.path in OPEN:
            assert answer.status_code == 200
        else:
            assert answer.status_code in (401, 422), route.path
            assert answer.status_code == 422 or answer.headers["www-authenticate"].startswith("Bearer")
