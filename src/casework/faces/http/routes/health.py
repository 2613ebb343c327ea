"""Whether the process lives, and whether it can work. Asked by machines, so without signing in."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse

from casework.errors import BadDatabase
from casework.faces.http.models import Health
from casework.store import upgrade

router = APIRouter(tags=["health"])


@router.get("/healthz", response_model=Health)
def alive() -> JSONResponse:
    """The process answers."""
    return JSONResponse({"status": "ok"})


@router.get("/readyz", response_model=Health)
def ready(request: Request) -> JSONResponse:
    """The database answers, and is of the version that this program knows."""
    found = upgrade.version(request.app.state.office.database)
    if found != upgrade.HEAD:
        raise BadDatabase(f"the database is of version {found}, this program needs {upgrade.HEAD}")
    return JSONResponse({"status": "ready"})
