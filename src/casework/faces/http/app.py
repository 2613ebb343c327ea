"""The application: runs alone, or is mounted in a host's own, with the host's sign-in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import JSONResponse, Response

from casework import __version__
from casework.access import Access
from casework.errors import CaseworkError
from casework.faces.asgi.guard import Rate
from casework.faces.asgi.sessions import middleware
from casework.faces.asgi.settings import Identify, WebSettings
from casework.faces.asgi.signing_in import SigningIn
from casework.faces.http import document, problems
from casework.faces.http.joining import Joining, Joins
from casework.faces.http.routes import (
    across,
    bulk,
    cases,
    documents,
    drafts,
    events,
    grants,
    handover,
    health,
    mail,
    staffing,
    steps,
)
from casework.office import Office

_ABOUT = (
    "Cases, proceedings and what may be done with them. Every refusal tells each requirement that is not met, with "
    "its provision. Amounts are in øre, instants in UTC, days are Oslo days."
)
_RESOURCES = (cases, steps, staffing, drafts, documents, mail, across, events, bulk, handover, grants)


def create_app(
    office: Office,
    *,
    identify: Identify | None = None,
    settings: WebSettings | None = None,
    joins: Joins | None = None,
) -> FastAPI:
    """The API over an office, as an ASGI application.

    `identify` is the host's own sign-in: it is given each request and says which person sent it, or None. Roles are
    granted with `casework.access.Access`. Without it people sign in as `settings` say, and services by their tokens.
    `joins` is given each request that may change something, and opens the host's connection or session for it, in
    whose transaction it is then carried out.
    """
    chosen = settings or WebSettings()
    chosen = replace(chosen, identify=identify or chosen.identify)
    app = FastAPI(
        title="casework",
        version=__version__,
        description=_ABOUT,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        middleware=[*middleware(chosen, problems.turned_away), *_joining(office, joins)],
        separate_input_output_schemas=False,
        redirect_slashes=False,
    )
    _furnish(app, office, chosen)
    for resource in _RESOURCES:
        app.include_router(resource.router, responses=document.ANSWERS)
    app.include_router(health.router, responses={503: document.ANSWERS[503]})
    app.add_api_route("/openapi.json", _described, include_in_schema=False, name="openapi")
    app.add_api_route("/docs", document.page, include_in_schema=False, name="docs")
    app.openapi = lambda: document.described(app)  # type: ignore[method-assign]
    return app


def _joining(office: Office, joins: Joins | None) -> list[Middleware]:
    return [Middleware(Joining, office=office, joins=joins)] if joins else []


def _furnish(app: FastAPI, office: Office, settings: WebSettings) -> None:
    """What the endpoints find in the application, and how errors are told."""
    access = Access(office)
    signing_in = SigningIn(access, settings, problems.of_error, home="/docs")
    app.state.office, app.state.settings, app.state.access = office, settings, access
    app.state.entrance, app.state.uploads = signing_in.entrance, Rate(settings.uploads_a_minute)
    app.router.routes.extend(signing_in.routes())
    told: dict[Any, Callable[[Request, Exception], Response]] = {
        CaseworkError: problems.of_error,
        HTTPException: problems.of_http,
        RequestValidationError: problems.of_validation,
        Exception: problems.of_anything,
    }
    for kind, handler in told.items():
        app.add_exception_handler(kind, handler)


def _described(request: Request) -> JSONResponse:
    return JSONResponse(document.described(request.app))
