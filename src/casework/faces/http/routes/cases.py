"""Cases and what is in them, to read."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query
from starlette.responses import JSONResponse, Response

from casework.faces.as_json import entry_json
from casework.faces.http.asked import CaseId, Cursor, Here, Limit, RowNumber, bookmark, etag, needs, place
from casework.faces.http.models import CaseLine, LetterText, Page
from casework.model.case import Case, Moment
from casework.model.record import Entry
from casework.model.rows import Deadline, Decision, Document, Ledger, Letter, Proceeding
from casework.store.case_pages import CASE_SORTS

router = APIRouter(tags=["cases"])

_SORTS = "|".join((*CASE_SORTS, *(f"-{name}" for name in CASE_SORTS)))
Sort = Annotated[str, Query(pattern=f"^({_SORTS})$", description="With - before it the other way round.")]
Filter = Annotated[str | None, Query(max_length=200)]


@router.get("/cases", response_model=Page[CaseLine], openapi_extra=needs("case_read"))
def list_cases(
    *,
    asked: Here,
    scheme: Filter = None,
    year: Annotated[int | None, Query(ge=1900, le=9999)] = None,
    stage: Filter = None,
    party: Filter = None,
    responsible: Filter = None,
    sort: Sort = "-number",
    cursor: Cursor = None,
    limit: Limit = 50,
) -> JSONResponse:
    """The cases that may be seen, page by page."""
    filters = {"scheme": scheme, "year": year, "stage": stage, "party": party, "responsible": responsible}
    after = _after(cursor, sort)
    rows = asked.counter.page_of_cases(sort=sort, after=after, most=limit, **filters)
    return asked.answer({"items": rows, "next": _next(rows, sort, limit)})


def _after(cursor: str | None, sort: str) -> tuple[Any, str] | None:
    found = place(cursor, str, str, str)
    if found is None:
        return None
    given_for, value, row_id = found
    if given_for != sort:
        place("", str)
    return (_instant(value) if sort.endswith("opened_at") else value), row_id


def _instant(value: str) -> datetime:
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        place("", str)
        raise


def _next(rows: list[dict[str, Any]], sort: str, limit: int) -> str | None:
    if len(rows) < limit:
        return None
    name = sort.removeprefix("-")
    return bookmark(sort, rows[-1]["id" if name == "number" else name], rows[-1]["id"])


@router.get(
    "/cases/{case_id}",
    response_model=Case,
    openapi_extra=needs("case_read"),
    responses={304: {"description": "Nothing has changed since that ETag."}},
)
def show_case(
    case_id: CaseId,
    asked: Here,
    known: Annotated[str | None, Header(alias="If-None-Match")] = None,
) -> Response:
    """One case; its ETag is what a change asks for in `If-Match`."""
    case = asked.counter.case(case_id)
    tag = etag(case.revision)
    if known == tag["ETag"]:
        return Response(status_code=304, headers=tag)
    return asked.answer(case, headers=tag)


@router.get("/cases/{case_id}/proceedings", response_model=list[Proceeding], openapi_extra=needs("case_read"))
def list_proceedings(case_id: CaseId, asked: Here) -> JSONResponse:
    """The proceedings of a case, in the order of opening."""
    case = asked.counter.case(case_id)
    return asked.answer(case.proceedings, headers=etag(case.revision))


@router.get("/cases/{case_id}/deadlines", response_model=list[Deadline], openapi_extra=needs("case_read"))
def list_deadlines_of_case(case_id: CaseId, asked: Here) -> JSONResponse:
    """The time limits of a case."""
    return asked.answer(asked.counter.case(case_id).deadlines)


@router.get("/cases/{case_id}/decisions", response_model=list[Decision], openapi_extra=needs("case_read"))
def list_decisions(case_id: CaseId, asked: Here) -> JSONResponse:
    """The individual decisions of a case."""
    return asked.answer(asked.counter.case(case_id).decisions)


@router.get("/cases/{case_id}/decisions/{number}", response_model=Decision, openapi_extra=needs("case_read"))
def show_decision(case_id: CaseId, number: RowNumber, asked: Here) -> JSONResponse:
    """One decision."""
    return asked.answer(asked.counter.decision(f"{case_id}#{number}"))


@router.get("/cases/{case_id}/letters", response_model=list[Letter], openapi_extra=needs("case_read"))
def list_letters(case_id: CaseId, asked: Here) -> JSONResponse:
    """The letters of a case, without their texts."""
    return asked.answer(asked.counter.case(case_id).letters)


@router.get("/cases/{case_id}/letters/{number}", response_model=LetterText, openapi_extra=needs("letter_read"))
def show_letter(case_id: CaseId, number: RowNumber, asked: Here) -> JSONResponse:
    """One letter, and its text as it was written."""
    letter, text = asked.counter.letter(f"{case_id}#{number}")
    return asked.answer({"letter": letter, "text": text})


@router.get("/cases/{case_id}/documents", response_model=list[Document], openapi_extra=needs("case_read"))
def list_documents(case_id: CaseId, asked: Here) -> JSONResponse:
    """The documents of a case."""
    return asked.answer(asked.counter.case(case_id).documents)


@router.get("/cases/{case_id}/ledger", response_model=Ledger, openapi_extra=needs("case_read"))
def show_ledger(case_id: CaseId, asked: Here) -> JSONResponse:
    """The running totals of a case, in øre."""
    return asked.answer(asked.counter.case(case_id).ledger)


@router.get("/cases/{case_id}/timeline", response_model=list[Moment], openapi_extra=needs("case_read"))
def show_timeline(case_id: CaseId, asked: Here) -> JSONResponse:
    """What has happened in a case and what will, in order of time."""
    return asked.answer(asked.counter.timeline(case_id))


@router.get("/cases/{case_id}/entries", response_model=Page[Entry], openapi_extra=needs("record_read"))
def list_entries(case_id: CaseId, asked: Here, cursor: Cursor = None, limit: Limit = 50) -> JSONResponse:
    """The entries of the record of a case, in order, page by page."""
    after = (place(cursor, int) or (0,))[0]
    entries = [e for e in asked.counter.history(case_id) if e.seq > after][:limit]
    following = bookmark(entries[-1].seq) if len(entries) == limit else None
    return asked.answer({"items": [entry_json(e, asked.language) for e in entries], "next": following})


@router.get("/cases/{case_id}/refusals", response_model=list[dict[str, Any]], openapi_extra=needs("record_read"))
def list_refusals(case_id: CaseId, asked: Here) -> JSONResponse:
    """What was tried in a case, and refused."""
    return asked.answer(asked.counter.refusals(case_id))


@router.get("/cases/{case_id}/looks", response_model=list[dict[str, Any]], openapi_extra=needs("looks_read"))
def list_looks(case_id: CaseId, asked: Here) -> JSONResponse:
    """Who has looked at a case, the latest first."""
    return asked.answer(asked.counter.looks(case_id))
