"""Every error as problem details (RFC 9457), with every failed requirement and its provision."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Scope

from casework.errors import (
    BadDatabase,
    BadInput,
    CaseworkError,
    Denied,
    Fault,
    KeyReused,
    NotFound,
    Refused,
    Stale,
    Text,
)
from casework.faces.as_json import reason_json
from casework.faces.asgi.entrance import NOT_SIGNED_IN_CODE
from casework.faces.asgi.languages import preferred
from casework.faces.http import texts
from casework.log import log

MEDIA_TYPE = "application/problem+json"
_OF_A_CODE = {NOT_SIGNED_IN_CODE: 401, "too_many": 429}
_OF_A_FAULT = {"too_large": 413, "unknown_type": 415, "macros": 415, "bomb": 415, "damaged": 415}
_OF_A_KIND: tuple[tuple[type[CaseworkError], int], ...] = (
    (Denied, 403),
    (NotFound, 404),
    (Stale, 412),
    (BadInput, 422),
    (Refused, 409),
    (KeyReused, 422),
    (BadDatabase, 503),
)
#: What an answer of each kind is told to do besides.
_HEADERS: Mapping[int, dict[str, str]] = {
    401: {"WWW-Authenticate": 'Bearer realm="casework"'},
    429: {"Retry-After": "60"},
    503: {"Retry-After": "5"},
}


def status_of(error: CaseworkError) -> int:
    """The status that the error is told with; 500 for what is a fault of ours."""
    if isinstance(error, Denied):
        codes = [r.code for r in error.reasons]
        return next((_OF_A_CODE[code] for code in codes if code in _OF_A_CODE), 403)
    if isinstance(error, BadInput):
        found = next((_OF_A_FAULT[f.code] for f in error.faults if f.code in _OF_A_FAULT), None)
        if found:
            return found
    return next((status for kind, status in _OF_A_KIND if isinstance(error, kind)), 500)


class Escaped(JSONResponse):
    """JSON whose text is escaped: what a client sent that no text can hold is told back all the same."""

    def render(self, content: Any) -> bytes:
        """The bytes."""
        return json.dumps(content).encode()


def problem(
    status: int, code: str, language: str, *, detail: str = "", headers: Mapping[str, str] | None = None, **more: Any
) -> JSONResponse:
    """One problem; `code` says which kind to programs, the title to people."""
    title = texts.TITLES.get(code, texts.TITLES["unexpected"]).in_language(language)
    body = {"type": f"urn:casework:problem:{code}", "title": title, "status": status, "code": code}
    if detail:
        body["detail"] = detail
    sent = {**_HEADERS.get(status, {}), **(headers or {}), "Content-Language": language}
    return Escaped({**body, **more}, status, sent, MEDIA_TYPE)


def language_of(request: Request) -> str:
    """The language that the client prefers."""
    return preferred(request.headers.get("accept-language", ""))


def of_error(request: Request, error: Exception) -> Response:
    """The problem that an error of ours is."""
    language = language_of(request)
    assert isinstance(error, CaseworkError)  # noqa: S101 - registered for that kind alone
    status = status_of(error)
    if status >= 500:
        log.warning("request_failed", path=_route(request), error=type(error).__name__)
        return problem(status, "unavailable" if status == 503 else "unexpected", language)
    return problem(status, _code(error, status), language, **_members(error, language))


def _route(request: Request) -> str:
    """The address without what stands in it."""
    return str(getattr(request.scope.get("route"), "path", ""))


def _code(error: CaseworkError, status: int) -> str:
    codes = {401: "not_signed_in", 413: "too_large", 415: "unknown_type", 429: "too_many"}
    kinds = {Denied: "denied", NotFound: "not_found", Stale: "stale", KeyReused: "key_reused", BadInput: "bad_input"}
    return codes.get(status) or next((name for kind, name in kinds.items() if isinstance(error, kind)), "refused")


def _members(error: CaseworkError, language: str) -> dict[str, Any]:
    match error:
        case Refused():
            return {"step": error.step, "reasons": [reason_json(r, language) for r in error.reasons]}
        case Stale():
            since = [
                {"id": e.id, "name": e.name, "person": e.actor.person, "role": e.actor.role} for e in error.entries
            ]
            return {"expected": error.expected, "revision": error.found, "entries": since}
        case BadInput():
            return {"faults": [_fault(f, language) for f in error.faults]}
        case _:
            return {"detail": str(error)}


def _fault(fault: Fault, language: str) -> dict[str, str]:
    text: Text | None = getattr(fault, "text", None)
    message = text.in_language(language) if text else fault.message
    return {"where": fault.where, "message": message, "code": fault.code}


def of_http(request: Request, error: Exception) -> Response:
    """The problem for an address, method or header that cannot be."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for that kind alone
    codes = {404: "not_found", 405: "method", 412: "stale", 413: "too_large", 428: "precondition", 400: "bad_input"}
    code = codes.get(error.status_code, "bad_input" if error.status_code < 500 else "unexpected")
    return problem(error.status_code, code, language_of(request), headers=error.headers)


def of_validation(request: Request, error: Exception) -> Response:
    """The problem for a request that is not written as the document of the API says."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for that kind alone
    found: Sequence[Any] = error.errors()
    language = language_of(request)
    return problem(422, "bad_input", language, faults=[_unreadable(each, language) for each in found])


def _unreadable(told: Mapping[str, Any], language: str) -> dict[str, str]:
    text = texts.fault(str(told["type"]), told.get("ctx") or {})
    where = ".".join(str(part) for part in told["loc"])
    return {"where": where, "message": text.in_language(language), "code": str(told["type"])}


def of_anything(request: Request, error: Exception) -> Response:
    """The problem for a fault of ours; what it was stands in the log, without what was sent."""
    log.error("request_failed", path=_route(request), error=type(error).__name__)
    return problem(500, "unexpected", language_of(request))


def turned_away(scope: Scope, status: int, code: str, text: Text) -> Response:
    """The problem for what the guard does not let in."""
    language = language_of(Request(scope))
    return problem(status, code, language, detail=text.in_language(language))
