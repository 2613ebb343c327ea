"""What every endpoint is given: who asks, in which language, what they have read, and under which key."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Header, HTTPException, Path, Query, Request
from starlette.responses import JSONResponse

from casework.access import Counter, right
from casework.errors import BadInput, Fault
from casework.faces.as_json import as_json, entry_json
from casework.faces.asgi.languages import preferred
from casework.model.chain import digest_of
from casework.model.record import Entry


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: at which counter it is met, and in which language it is answered."""

    counter: Counter
    language: str

    def answer(self, value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> JSONResponse:
        """The value as JSON."""
        return JSONResponse(as_json(value, self.language), status, dict(headers or {}))

    def key(self, given: str | None) -> str | None:
        """The idempotency key as the office knows it: one client's keys are not another's."""
        return None if given is None else key_of(self.counter.actor.person, given)


def key_of(*parts: str) -> str:
    """A key that stands for all the parts."""
    return "http:" + digest_of(json.dumps(parts))


def _asked(request: Request) -> Asked:
    language = preferred(request.headers.get("accept-language", ""))
    return Asked(request.app.state.entrance.counter_of(request), language)


Here = Annotated[Asked, Depends(_asked)]

CaseId = Annotated[str, Path(pattern=r"^[0-9]{4}-[0-9]{5,9}$", examples=["2025-00042"])]
ProceedingId = Annotated[str, Path(pattern=r"^[0-9]{4}-[0-9]{5,9}-[0-9]{1,6}$", examples=["2025-00042-1"])]
#: Of a letter or decision: the entry that made it, and its place there.
RowNumber = Annotated[str, Path(pattern=r"^[0-9]{1,9}\.[0-9]{1,6}$", examples=["7.1"])]
SchemeId = Annotated[str, Path(pattern=r"^[a-z0-9_]{1,100}$", examples=["resource_environments"])]
TransitionName = Annotated[str, Path(pattern=r"^[a-z][a-z0-9_]{0,99}$", examples=["assess"])]
#: Of a message; of a grant or token.
MessageId = Annotated[str, Path(pattern=r"^[0-9a-f]{20}$", examples=["9f86d081884c7d659a2f"])]
GrantId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$", examples=["0f343b0931126a20f133d67c2b018a3b"])]
Year = Annotated[int, Path(ge=1900, le=9999, examples=[2025])]

IdempotencyKey = Annotated[
    str | None,
    Header(alias="Idempotency-Key", min_length=1, max_length=200, description="The same key, the same answer."),
]

_ETAG = re.compile(r'(?:W/)?"([0-9]{1,9})"')


def _if_match(
    given: Annotated[
        str | None, Header(alias="If-Match", description="The ETag of the case as it was read, or *.")
    ] = None,
) -> int | None:
    """The revision that the client has read; None where any will do."""
    if given is None:
        raise HTTPException(428)
    if given.strip() == "*":
        return None
    found = _ETAG.fullmatch(given.strip())
    if found is None:
        raise HTTPException(412)
    return int(found.group(1))


IfMatch = Annotated[int | None, Depends(_if_match)]


def etag(revision: int) -> dict[str, str]:
    """The header that says which revision of a case was answered with."""
    return {"ETag": f'"{revision}"'}


def entered(asked: Asked, entry: Entry, status: int = 200) -> JSONResponse:
    """The entry, which stays as it is, and the revision of the case now."""
    revision = asked.counter.office.case(entry.case_id).revision
    return asked.answer(entry_json(entry, asked.language), status, etag(revision))


Limit = Annotated[int, Query(ge=1, le=500, description="How many at most.")]
Cursor = Annotated[str | None, Query(max_length=1000, description="`next` of the page before.")]


def bookmark(*parts: Any) -> str:
    """Where a page ended, as text that only we read."""
    return base64.urlsafe_b64encode(json.dumps(as_json(parts)).encode()).decode().rstrip("=")


def place(cursor: str | None, *kinds: type) -> tuple[Any, ...] | None:
    """Where the page before ended. Raises BadInput for a cursor that we did not give."""
    if cursor is None:
        return None
    try:
        found = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError) as error:
        raise _not_ours() from error
    if not isinstance(found, list) or len(found) != len(kinds):
        raise _not_ours()
    if not all(type(part) is kind for part, kind in zip(found, kinds, strict=True)):
        raise _not_ours()
    return tuple(found)


def _not_ours() -> BadInput:
    return BadInput(Fault("take the cursor from `next` of the page before", "cursor", "bad_cursor"))


def needs(name: str) -> dict[str, str]:
    """The right that an address asks for, told in the document of the API. Raises NotFound for one not in the table."""
    return {"x-right": right(name).name}
