"""The hand-over with an appeal body that has an office of its own: the package out, the answer in."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from casework.faces.http.asked import Here, ProceedingId, needs
from casework.faces.http.models import ReceivedAnswer
from casework.faces.http.routes.documents import BYTES, received
from casework.intake.documents import whole

router = APIRouter(tags=["hand-over"])
_PACKAGE = {"application/zip": {"schema": {"type": "string", "format": "binary"}}}


@router.get(
    "/handover/packages/{proceeding_id}",
    response_class=Response,
    openapi_extra=needs("handover"),
    responses={200: {"description": "The package, the same each time.", "content": _PACKAGE}},
)
def fetch_package(proceeding_id: ProceedingId, asked: Here) -> Response:
    """The appeal that was sent to the appeal body, by the id of its review here (fvl/33-4)."""
    message = asked.counter.package(proceeding_id)
    named = {"Content-Disposition": f'attachment; filename="{message.file_name}"'}
    return Response(message.data, 200, named, "application/zip")


@router.post(
    "/handover/answers",
    response_model=ReceivedAnswer,
    openapi_extra={**needs("handover"), **BYTES},
)
def take_answer(asked: Here, request: Request) -> JSONResponse:
    """Take in the receipt or the outcome of the appeal body; the same package twice is taken in once."""
    asked.counter.door.plain("handover")
    found = asked.counter.take_answer(whole(received(request), request.app.state.settings.largest))
    told = {"kind": found.kind, "message_id": found.message_id, "case": found.case_id, "review": found.review_id}
    return asked.answer({**told, "new": found.new})
