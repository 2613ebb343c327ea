"""Opening cases and proceedings, making transitions, and staffing and marking cases."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.responses import JSONResponse

from casework.faces.as_json import entry_json
from casework.faces.http.asked import Asked, CaseId, Here, IdempotencyKey, IfMatch, ProceedingId, etag, needs
from casework.faces.http.models import (
    NewAssignment,
    NewCase,
    NewDeclaration,
    NewMark,
    NewProceeding,
    Opened,
    Step,
)
from casework.model.case import Option
from casework.model.record import Entry
from casework.model.rows import Proceeding

router = APIRouter(tags=["steps"])


def _entered(asked: Asked, entry: Entry, status: int = 200) -> JSONResponse:
    """The entry, which stays as it is, and the revision of the case now."""
    revision = asked.counter.office.case(entry.case_id).revision
    return asked.answer(entry_json(entry, asked.language), status, etag(revision))


@router.post("/cases", status_code=201, response_model=Opened, openapi_extra=needs("case_open"))
def open_case(given: NewCase, asked: Here, key: IdempotencyKey = None) -> JSONResponse:
    """Register an application, which opens a case."""
    case = asked.counter.open_case(
        scheme=given.scheme, year=given.year, party=given.party, key=asked.key(key), facts=given.facts
    )
    told = {"case": case.id, "number": case.number, "proceeding": case.grant.id}
    return asked.answer(told, 201, {"Location": f"cases/{case.id}", **etag(case.revision)})


@router.post("/cases/{case_id}/proceedings", status_code=201, response_model=Opened, openapi_extra=needs("step"))
def open_proceeding(
    case_id: CaseId, given: NewProceeding, asked: Here, revision: IfMatch, key: IdempotencyKey = None
) -> JSONResponse:
    """Open a proceeding beside the others, such as an appeal about a decision."""
    made = asked.counter.open(
        case_id, given.workflow, about=given.about, key=asked.key(key), revision=revision, facts=given.facts
    )
    case = asked.counter.office.case(made.case_id)
    told = {"case": case.id, "number": case.number, "proceeding": made.id}
    return asked.answer(told, 201, {"Location": f"../../proceedings/{made.id}", **etag(case.revision)})


@router.get("/proceedings/{proceeding_id}", response_model=Proceeding, openapi_extra=needs("case_read"))
def show_proceeding(proceeding_id: ProceedingId, asked: Here) -> JSONResponse:
    """One proceeding, with the ETag of its case."""
    found = asked.counter.proceeding(proceeding_id)
    return asked.answer(found, headers=etag(asked.counter.case(found.case_id).revision))


@router.get("/proceedings/{proceeding_id}/available", response_model=list[Option], openapi_extra=needs("step"))
def list_available(proceeding_id: ProceedingId, asked: Here) -> JSONResponse:
    """Every transition from here, and for each refused one all the reasons with their provisions."""
    return asked.answer(asked.counter.available(proceeding_id))


@router.post("/proceedings/{proceeding_id}/transitions", response_model=Entry, openapi_extra=needs("step"))
def make_transition(
    proceeding_id: ProceedingId, given: Step, asked: Here, revision: IfMatch, key: IdempotencyKey = None
) -> JSONResponse:
    """Make a transition. Refused, it tells every requirement that is not met, each with its provision."""
    entry = asked.counter.perform(
        proceeding_id, given.transition, key=asked.key(key), revision=revision, facts=given.facts
    )
    return _entered(asked, entry)


@router.post("/cases/{case_id}/assignments", response_model=Entry, openapi_extra=needs("assign"))
def assign(case_id: CaseId, given: NewAssignment, asked: Here, revision: IfMatch) -> JSONResponse:
    """Give a person a role in the case."""
    return _entered(asked, asked.counter.assign(case_id, given.person, given.role, revision=revision))


@router.post("/cases/{case_id}/declarations", response_model=Entry, openapi_extra=needs("declare_impartiality"))
def declare(case_id: CaseId, given: NewDeclaration, asked: Here) -> JSONResponse:
    """Record what a person declares about impartiality in the case; the last one counts (fvl/8)."""
    told: dict[str, Any] = {"impartial": given.impartial, "ground": given.ground, "exception": given.exception}
    return _entered(asked, asked.counter.declare_impartiality(case_id, given.person, **told))


@router.post("/cases/{case_id}/marks", response_model=Entry, openapi_extra=needs("mark"))
def mark(case_id: CaseId, given: NewMark, asked: Here) -> JSONResponse:
    """Mark a case: on_hold, registered_in_error, access_restricted, archived."""
    entry = asked.counter.mark(case_id, given.mark, reason=given.reason, code=given.code, until=given.until)
    return _entered(asked, entry)
