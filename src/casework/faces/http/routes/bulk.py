"""One step in many proceedings: each stands or falls alone, and the report has a line for every one."""

from __future__ import annotations

import json
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Header, Request
from starlette.responses import Response

from casework.access.bulk import Outcome, perform_in_each
from casework.faces.http import problems
from casework.faces.http.asked import Asked, Here, key_of, needs
from casework.faces.http.models import Report, StepEverywhere
from casework.model.chain import digest_of
from casework.store import answers

router = APIRouter(tags=["bulk"])

Key = Annotated[str, Header(alias="Idempotency-Key", min_length=1, max_length=200)]


@router.post("/bulk/transitions", response_model=Report, openapi_extra=needs("bulk"))
def make_transitions(given: StepEverywhere, asked: Here, request: Request, key: Key) -> Response:
    """Make a transition in many proceedings. Broken off and sent again with the same key, it goes on where it was."""
    asked.counter.door.plain("bulk")
    database = asked.counter.office.database
    own = asked.key(key) or ""
    answer_id, wanted = digest_of(own), digest_of(given.model_dump_json())
    body = answers.find(database, answer_id, wanted, key)
    if body is None:
        body = json.dumps(_report(given, asked, request, own), ensure_ascii=False)
        answers.keep(database, answer_id, wanted, asked.counter.office.clock.now(), body)
    return Response(body, media_type="application/json")


def _report(given: StepEverywhere, asked: Asked, request: Request, own: str) -> dict[str, Any]:
    keys = partial(key_of, own)
    outcomes = perform_in_each(asked.counter, given.proceedings, given.transition, key_of=keys, facts=given.facts)
    results = [_told(outcome, request) for outcome in outcomes]
    done = sum(result["done"] for result in results)
    return {"done": done, "not_done": len(results) - done, "results": results}


def _told(outcome: Outcome, request: Request) -> dict[str, Any]:
    """One line of the report; what stood in the way is told as it would be of a single request."""
    problem = json.loads(bytes(problems.of_error(request, outcome.error).body)) if outcome.error else None
    entry = outcome.entry.id if outcome.entry else None
    return {"proceeding": outcome.proceeding_id, "done": problem is None, "entry": entry, "problem": problem}
