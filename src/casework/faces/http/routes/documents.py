"""Documents: up as a stream of bytes, down again piece by piece."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Annotated
from urllib.parse import quote

from anyio import from_thread
from fastapi import APIRouter, Path, Query, Request
from starlette.responses import JSONResponse, Response, StreamingResponse

from casework.access.texts import CONTROL
from casework.documents import size_of
from casework.errors import Denied, reason
from casework.faces.as_json import entry_json
from casework.faces.asgi.texts import TOO_MANY
from casework.faces.http.asked import CaseId, Here, IdempotencyKey, needs
from casework.intake.documents import MEDIA_TYPES
from casework.model.record import Entry
from casework.model.rows import Document

router = APIRouter(tags=["documents"])

DocumentNumber = Annotated[str, Path(pattern="^d[0-9]{1,6}$", examples=["d1"])]
#: That the body of a request is bytes, for the document of the API.
BYTES = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.post(
    "/cases/{case_id}/documents",
    status_code=201,
    response_model=Entry,
    openapi_extra={**needs("document_add"), **BYTES},
    description="File a document: the body is its bytes. What it is, is read from them: " + ", ".join(MEDIA_TYPES),
)
def add_document(
    *,
    case_id: CaseId,
    asked: Here,
    request: Request,
    title: Annotated[str, Query(min_length=1, max_length=200, examples=["Årsrapport 2025.pdf"])],
    kind: Annotated[str, Query(pattern="^[a-z][a-z0-9_]{0,49}$")] = "received",
    proceeding: Annotated[str | None, Query(max_length=80)] = None,
    key: IdempotencyKey = None,
) -> JSONResponse:
    """File a document."""
    if not request.app.state.uploads.allows(asked.counter.actor.person):
        raise Denied("add_document", [reason("too_many", CONTROL, TOO_MANY)])
    largest: int = request.app.state.settings.largest
    entry = asked.counter.add_document(
        case_id,
        received(request),
        title=title,
        kind=kind,
        proceeding_id=proceeding,
        key=asked.key(key),
        largest=largest,
    )
    return asked.answer(entry_json(entry, asked.language), 201)


def received(request: Request) -> Iterator[bytes]:
    """The body as it comes; the endpoint has a thread of its own to wait in."""
    stream = request.stream()
    while (chunk := from_thread.run(_next, stream)) is not None:
        yield chunk


async def _next(stream: AsyncIterator[bytes]) -> bytes | None:
    return await anext(stream, None)


@router.get("/cases/{case_id}/documents/{number}", response_model=Document, openapi_extra=needs("document_read"))
def show_document(case_id: CaseId, number: DocumentNumber, asked: Here) -> JSONResponse:
    """What a document is, with the SHA-256 of its bytes."""
    return asked.answer(asked.counter.document(f"{case_id}:{number}"))


@router.get(
    "/cases/{case_id}/documents/{number}/content",
    response_class=Response,
    openapi_extra=needs("document_read"),
    responses={
        200: {
            "description": "The bytes, always to be saved and never shown in place.",
            "content": {name: {"schema": {"type": "string", "format": "binary"}} for name in MEDIA_TYPES},
        }
    },
)
def download(case_id: CaseId, number: DocumentNumber, asked: Here) -> Response:
    """The bytes of a document, as they were handed in."""
    found = asked.counter.document(f"{case_id}:{number}")
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.title, safe='')}",
        "Content-Length": str(size_of(asked.counter.office.database, found.digest or "")),
        "Repr-Digest": f"sha-256=:{_base64(found.digest or '')}:",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return StreamingResponse(asked.counter.document_content(found.id), 200, headers, found.media_type)


def _base64(digest: str) -> str:
    import base64

    return base64.b64encode(bytes.fromhex(digest)).decode()
