"""The administrator's: who has which role, and what other systems sign in with. No power over cases comes with it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse

from casework.access import Access
from casework.faces.http.asked import Asked, GrantId, Here, needs
from casework.faces.http.models import MadeToken, NewGrant, NewToken
from casework.model.access import RoleGrant, ServiceToken

router = APIRouter(tags=["access"])


def _access(asked: Asked, request: Request, right: str) -> Access:
    """The roles of the office, for whoever has the right. Raises Denied."""
    asked.counter.door.plain(right)
    found: Access = request.app.state.access
    return found


@router.get("/grants", response_model=list[RoleGrant], openapi_extra=needs("grants_read"))
def list_grants(asked: Here, request: Request) -> JSONResponse:
    """Every role that was given, the oldest first; also those that no longer count."""
    return asked.answer(_access(asked, request, "grants_read").grants())


@router.post("/grants", status_code=201, response_model=RoleGrant, openapi_extra=needs("grants_write"))
def grant(given: NewGrant, asked: Here, request: Request) -> JSONResponse:
    """Give a person a role for an agency, perhaps only in one scheme or case, and until a day."""
    access = _access(asked, request, "grants_write")
    return asked.answer(access.grant(**given.model_dump(), by=asked.counter.actor.person), 201)


@router.post("/grants/{grant_id}/end", response_model=RoleGrant, openapi_extra=needs("grants_write"))
def end_grant(grant_id: GrantId, asked: Here, request: Request) -> JSONResponse:
    """End a grant at once."""
    access = _access(asked, request, "grants_write")
    return asked.answer(access.revoke(grant_id, by=asked.counter.actor.person))


@router.get("/tokens", response_model=list[ServiceToken], openapi_extra=needs("grants_read"))
def list_tokens(asked: Here, request: Request) -> JSONResponse:
    """Every token, the oldest first, without its secret; also those that no longer count."""
    return asked.answer(_access(asked, request, "grants_read").tokens())


@router.post("/tokens", status_code=201, response_model=MadeToken, openapi_extra=needs("grants_write"))
def create_token(given: NewToken, asked: Here, request: Request) -> JSONResponse:
    """Make a token for another system. Its secret is in this answer and nowhere else."""
    access = _access(asked, request, "grants_write")
    made, secret = access.create_token(**given.model_dump(), by=asked.counter.actor.person)
    return asked.answer({"token": made, "secret": secret}, 201)


@router.post("/tokens/{token_id}/end", response_model=ServiceToken, openapi_extra=needs("grants_write"))
def end_token(token_id: GrantId, asked: Here, request: Request) -> JSONResponse:
    """End a token at once."""
    access = _access(asked, request, "grants_write")
    return asked.answer(access.revoke_token(token_id, by=asked.counter.actor.person))
