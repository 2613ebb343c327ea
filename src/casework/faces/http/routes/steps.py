"""Opening cases and proceedings, making transitions, seeing what they would write, and undoing them."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import JSONResponse

from casework.faces.http.asked import CaseId, Here, IdempotencyKey, IfMatch, ProceedingId, entered, etag, needs
from casework.faces.http.models import Correction, NewCase, NewProceeding, Opened, Step
from casework.model.case import Option
from casework.model.preview import Preview
from casework.model.record import Entry
from casework.model.rows import Proceeding

router = APIRouter(tags=["steps"])


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
    return entered(asked, entry)


@router.post("/proceedings/{proceeding_id}/previews", response_model=Preview, openapi_extra=needs("step"))
def preview_letters(proceeding_id: ProceedingId, given: Step, asked: Here) -> JSONResponse:
    """The letters that a transition would write, as they would go, and what stands in its way. Nothing is written."""
    return asked.answer(asked.counter.preview(proceeding_id, given.transition, given.facts))


@router.post("/cases/{case_id}/corrections", response_model=Entry, openapi_extra=needs("undo"))
def undo(case_id: CaseId, given: Correction, asked: Here, revision: IfMatch) -> JSONResponse:
    """Undo a mistaken transition with all that it brought with it; both stay in the record (arkf/11)."""
    return entered(asked, asked.counter.undo(case_id, given.seq, reason=given.reason, revision=revision))
