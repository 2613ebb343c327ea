"""What was sent, is to be sent, or did not arrive; and the reminders of a case, also those to come."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fastapi import APIRouter
from starlette.responses import JSONResponse

from casework.faces.http.asked import CaseId, Here, MessageId, needs
from casework.faces.http.models import MessageLine
from casework.mail.ladder_view import LadderRung
from casework.model.mail import Dispatch

router = APIRouter(tags=["mail"])


@router.get("/mail", response_model=list[MessageLine], openapi_extra=needs("mail_read"))
def list_undelivered(asked: Here) -> JSONResponse:
    """The messages that a person must look at: they came back, or could not be sent or written."""
    return asked.answer(_lines(asked.counter.undelivered()))


@router.get("/cases/{case_id}/mail", response_model=list[MessageLine], openapi_extra=needs("mail_read"))
def list_messages(case_id: CaseId, asked: Here) -> JSONResponse:
    """The messages of a case, the newest first."""
    return asked.answer(_lines(asked.counter.messages(case_id)))


@router.get("/cases/{case_id}/reminders", response_model=list[LadderRung], openapi_extra=needs("record_read"))
def list_reminders(case_id: CaseId, asked: Here) -> JSONResponse:
    """Every rung of the ladder of every deadline: sent, skipped, not needed, or still to come."""
    return asked.answer(asked.counter.reminders(case_id))


@router.get("/mail/{message_id}", response_model=Dispatch, openapi_extra=needs("mail_read"))
def show_message(message_id: MessageId, asked: Here) -> JSONResponse:
    """One message as it was sent, byte for byte, and to which address."""
    return asked.answer(asked.counter.message(message_id))


@router.post("/mail/{message_id}/retry", response_model=MessageLine, openapi_extra=needs("mail_write"))
def retry_message(message_id: MessageId, asked: Here) -> JSONResponse:
    """Send a message once more, to where the recipient is now; one that has arrived is not sent twice."""
    return asked.answer(_line(asked.counter.retry_message(message_id)))


@router.post("/mail/{message_id}/drop", response_model=MessageLine, openapi_extra=needs("mail_write"))
def drop_message(message_id: MessageId, asked: Here) -> JSONResponse:
    """Do not send a message that waits, failed or came back."""
    return asked.answer(_line(asked.counter.drop_message(message_id)))


def _lines(found: Iterable[Dispatch]) -> list[dict[str, Any]]:
    return [_line(message) for message in found]


def _line(message: Dispatch) -> dict[str, Any]:
    return {name: getattr(message, name) for name in MessageLine.model_fields}
