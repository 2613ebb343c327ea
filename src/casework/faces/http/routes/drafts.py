"""Half-written forms: each person's own, until the transition is made."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import JSONResponse, Response

from casework.errors import NotFound
from casework.faces.http.asked import Here, ProceedingId, TransitionName, needs
from casework.faces.http.models import Facts
from casework.model.access import SavedForm

router = APIRouter(tags=["drafts"])

_HERE = "/proceedings/{proceeding_id}/drafts/{transition}"


@router.get("/drafts", response_model=list[SavedForm], openapi_extra=needs("step"))
def list_drafts(asked: Here) -> JSONResponse:
    """Every form that the person has begun on, the latest first."""
    return asked.answer(asked.counter.saved_forms())


@router.get(_HERE, response_model=SavedForm, openapi_extra=needs("step"))
def show_draft(proceeding_id: ProceedingId, transition: TransitionName, asked: Here) -> JSONResponse:
    """The form that the person has begun on; `revision` is that of the case when it was saved."""
    found = asked.counter.saved_form(proceeding_id, transition)
    if found is None:
        raise NotFound("draft", transition)
    return asked.answer(found)


@router.put(_HERE, response_model=SavedForm, openapi_extra=needs("step"))
def save_draft(proceeding_id: ProceedingId, transition: TransitionName, given: Facts, asked: Here) -> JSONResponse:
    """Keep a half-written form in place of the one before. It is not checked."""
    return asked.answer(asked.counter.save_form(proceeding_id, transition, given.facts))


@router.delete(_HERE, status_code=204, response_class=Response, openapi_extra=needs("step"))
def drop_draft(proceeding_id: ProceedingId, transition: TransitionName, asked: Here) -> Response:
    """Throw a half-written form away; also where there is none."""
    asked.counter.saved_form(proceeding_id, transition)
    asked.counter.drop_form(proceeding_id, transition)
    return Response(status_code=204)
