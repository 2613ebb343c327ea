"""The feed from which other systems pull what has happened."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import JSONResponse

from casework.faces.http.asked import Here, needs
from casework.faces.http.models import Event, Page
from casework.model.record import Entry

router = APIRouter(tags=["events"])


@router.get("/events", response_model=Page[Event], openapi_extra=needs("events_read"))
def list_events(
    asked: Here,
    after: Annotated[int, Query(ge=0, le=2**53, description="`next` of the answer before; 0 begins at the first.")] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> JSONResponse:
    """What happened after a position, in order; nothing that is written later comes before what was read."""
    found, following = asked.counter.events(after, limit)
    return asked.answer({"items": [_event(entry) for _, entry in found], "next": str(following)})


def _event(entry: Entry) -> dict[str, Any]:
    data = {
        "case": entry.case_id,
        "seq": entry.seq,
        "proceeding": entry.proceeding_id,
        "name": entry.name,
        "from_state": entry.from_state,
        "to_state": entry.to_state,
        "law": entry.law,
        "role": entry.actor.role,
        "hash": entry.hash,
    }
    return {
        "specversion": "1.0",
        "id": entry.id,
        "source": "urn:casework",
        "type": f"casework.entry.{entry.kind}",
        "subject": entry.case_id,
        "time": entry.at,
        "datacontenttype": "application/json",
        "data": data,
    }
