"""Who is on a case, what they declare about impartiality, and how the case is marked."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.responses import JSONResponse

from casework.errors import NotFound
from casework.faces.http.asked import CaseId, Here, IfMatch, entered, needs
from casework.faces.http.models import EndedMark, NewAssignment, NewDeclaration, NewMark
from casework.model.ids import case_id_of
from casework.model.record import Entry

router = APIRouter(tags=["staffing"])


@router.post("/cases/{case_id}/assignments", response_model=Entry, openapi_extra=needs("assign"))
def assign(case_id: CaseId, given: NewAssignment, asked: Here, revision: IfMatch) -> JSONResponse:
    """Give a person a role in the case."""
    return entered(asked, asked.counter.assign(case_id, given.person, given.role, revision=revision))


@router.post("/cases/{case_id}/assignments/end", response_model=Entry, openapi_extra=needs("assign"))
def unassign(case_id: CaseId, given: NewAssignment, asked: Here, revision: IfMatch) -> JSONResponse:
    """End a person's role in the case."""
    return entered(asked, asked.counter.unassign(case_id, given.person, given.role, revision=revision))


@router.post("/cases/{case_id}/declarations", response_model=Entry, openapi_extra=needs("declare_impartiality"))
def declare(case_id: CaseId, given: NewDeclaration, asked: Here, revision: IfMatch) -> JSONResponse:
    """Record what a person declares about impartiality in the case; the last one counts (fvl/8)."""
    told: dict[str, Any] = {"impartial": given.impartial, "ground": given.ground, "exception": given.exception}
    return entered(asked, asked.counter.declare_impartiality(case_id, given.person, revision=revision, **told))


@router.post("/cases/{case_id}/marks", response_model=Entry, openapi_extra=needs("mark"))
def mark(case_id: CaseId, given: NewMark, asked: Here, revision: IfMatch) -> JSONResponse:
    """Mark a case or a proceeding: on_hold, registered_in_error, access_restricted, archived."""
    told: dict[str, Any] = {"reason": given.reason, "code": given.code, "until": given.until}
    target = _target(case_id, given.proceeding)
    return entered(asked, asked.counter.mark(target, given.mark, revision=revision, **told))


@router.post("/cases/{case_id}/marks/end", response_model=Entry, openapi_extra=needs("mark"))
def unmark(case_id: CaseId, given: EndedMark, asked: Here, revision: IfMatch) -> JSONResponse:
    """Take a mark away again."""
    target = _target(case_id, given.proceeding)
    return entered(asked, asked.counter.unmark(target, given.mark, reason=given.reason, revision=revision))


def _target(case_id: str, proceeding: str | None) -> str:
    """The case, or the proceeding of it. Raises NotFound for one of another case."""
    if proceeding is not None and case_id_of(proceeding) != case_id:
        raise NotFound("proceeding", proceeding)
    return proceeding or case_id
