"""What is asked across cases: schemes, statistics, what is due and late, tasks, organisations."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.responses import JSONResponse

from casework.access import rights
from casework.errors import BadInput, Fault
from casework.faces.http.asked import Cursor, Here, Limit, SchemeId, Year, bookmark, needs, place
from casework.faces.http.models import Me, Page, SchemeLine, WrittenParty
from casework.model.access import Task
from casework.model.rows import Deadline, Party
from casework.model.scheme import Scheme

router = APIRouter(tags=["across"])

Filter = Annotated[str | None, Query(max_length=200)]
FilterYear = Annotated[int | None, Query(ge=1900, le=9999)]
OrgNumber = Annotated[str, Path(pattern="^[0-9]{9}$", examples=["974760673"])]


@router.get("/me", response_model=Me, openapi_extra=needs("statistics_read"))
def show_me(asked: Here) -> JSONResponse:
    """Who asks, in which role, and the rights that this gives."""
    actor = asked.counter.actor
    held = [name for name in rights() if asked.counter.door.has(name)]
    return asked.answer({"person": actor.person, "role": actor.role, "agency": actor.agency, "rights": held})


@router.get("/schemes", response_model=list[SchemeLine], openapi_extra=needs("schemes_read"))
def list_schemes(asked: Here) -> JSONResponse:
    """Every scheme in every year."""
    return asked.answer([_line(scheme) for scheme in asked.counter.schemes()])


@router.get("/schemes/{scheme}/{year}", response_model=SchemeLine, openapi_extra=needs("schemes_read"))
def show_scheme(scheme: SchemeId, year: Year, asked: Here) -> JSONResponse:
    """One scheme in one year."""
    return asked.answer(_line(asked.counter.scheme(scheme, year)))


def _line(scheme: Scheme) -> dict[str, Any]:
    names = ("id", "year", "title", "agency", "appeal_body", "workflow", "chapter", "version")
    return {name: getattr(scheme, name) for name in names}


@router.get("/statistics/{scheme}/{year}", response_model=dict[str, Any], openapi_extra=needs("statistics_read"))
def show_statistics(scheme: SchemeId, year: Year, asked: Here) -> JSONResponse:
    """The totals of a scheme as its public page shows them, in øre."""
    return asked.answer(asked.counter.statistics(scheme, year))


@router.get(
    "/control-reports/{scheme}/{year}", response_model=dict[str, Any], openapi_extra=needs("control_report_read")
)
def show_control_report(scheme: SchemeId, year: Year, asked: Here) -> JSONResponse:
    """The yearly control summary of a scheme, to the ministry (A30)."""
    return asked.answer(asked.counter.control_report(scheme, year))


@router.get("/deadlines", response_model=Page[Deadline], openapi_extra=needs("deadlines_read"))
def list_deadlines(
    *,
    asked: Here,
    until: Annotated[date | None, Query(description="The last Oslo day that counts.")] = None,
    scheme: Filter = None,
    year: FilterYear = None,
    kind: Filter = None,
    caseworker: Filter = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> JSONResponse:
    """The open deadlines that may be seen, the nearest first, page by page."""
    filters = {"scheme": scheme, "year": year, "kind": kind, "caseworker": caseworker}
    rows = asked.counter.page_of_deadlines(until, after=_after(cursor), most=limit, **filters)
    following = bookmark(rows[-1].ends_at, rows[-1].id) if len(rows) == limit else None
    # A party is told of those that it may know of; the page ends where it ended.
    return asked.answer({"items": asked.counter.known_of(rows), "next": following})


def _after(cursor: str | None) -> tuple[datetime, str] | None:
    found = place(cursor, str, str)
    if found is None:
        return None
    try:
        return datetime.fromisoformat(found[0]), found[1]
    except ValueError as error:
        raise BadInput(Fault("take the cursor from `next` of the page before", "cursor", "bad_cursor")) from error


@router.get("/overdue", response_model=list[dict[str, Any]], openapi_extra=needs("overdue_read"))
def list_overdue(
    *,
    asked: Here,
    scheme: Filter = None,
    year: FilterYear = None,
    kind: Filter = None,
    caseworker: Filter = None,
    days_late: Annotated[int | None, Query(ge=1, le=100_000, description="The fewest.")] = None,
    sort: Annotated[str | None, Query(max_length=50)] = None,
) -> JSONResponse:
    """Every duty that is open after its last day, the latest first."""
    filters = {"scheme": scheme, "year": year, "kind": kind, "caseworker": caseworker, "days_late": days_late}
    return asked.answer(asked.counter.overdue(**filters, sort=sort))


@router.get("/tasks", response_model=list[Task], openapi_extra=needs("tasks_read"))
def list_tasks(asked: Here, limit: Limit = 200) -> JSONResponse:
    """The open proceedings that wait for a step by this role, the oldest first."""
    return asked.answer(asked.counter.tasks(limit))


@router.get("/parties/{org_number}", response_model=Party, openapi_extra=needs("party_read"))
def show_party(org_number: OrgNumber, asked: Here) -> JSONResponse:
    """One organisation."""
    return asked.answer(asked.counter.party(org_number))


@router.put("/parties/{org_number}", response_model=Party, openapi_extra=needs("party_write"))
def write_party(org_number: OrgNumber, given: WrittenParty, asked: Here) -> JSONResponse:
    """Register what has changed about an organisation."""
    told = {"language_source": "stated", **given.model_dump()}
    return asked.answer(asked.counter.register_party(Party(org_number, **told)))
