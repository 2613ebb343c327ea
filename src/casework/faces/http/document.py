"""The document of the API (OpenAPI 3.1), and a page that shows it, with nothing from anywhere else."""

from __future__ import annotations

from html import escape
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.requests import Request
from starlette.responses import HTMLResponse

PROBLEM = {
    "type": "object",
    "title": "Problem",
    "description": "Problem details (RFC 9457); `reasons` has every requirement that is not met, with its provision.",
    "required": ["type", "title", "status", "code"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "reasons": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "law", "message"],
                "properties": {
                    "code": {"type": "string"},
                    "law": {"type": "string"},
                    "message": {"type": "string"},
                    "fact": {"type": ["string", "null"]},
                },
            },
        },
        "faults": {"type": "array", "items": {"type": "object"}},
    },
    "examples": [
        {
            "type": "urn:casework:problem:refused",
            "title": "Avvist av en regel",
            "status": 409,
            "code": "refused",
            "step": "award",
            "reasons": [{"code": "same_person", "law": "regl/14", "message": "en annen må gjøre dette", "fact": None}],
        }
    ],
}
_CONTENT = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
_SAID = {
    400: "The request cannot be read.",
    401: "Nobody is signed in.",
    403: "No right to this, or sent from another site.",
    404: "There is nothing here.",
    409: "A rule refuses it; every reason is told.",
    412: "Somebody else was first.",
    413: "Too large.",
    415: "Not a type that is taken in.",
    422: "Not written as it should be, or a key that was used for something else.",
    428: "If-Match is missing.",
    429: "Too many requests.",
    503: "The database does not answer; try again.",
}
#: What any address may answer besides what it is for.
ANSWERS: dict[int | str, dict[str, Any]] = {
    status: {"description": said, "content": _CONTENT} for status, said in _SAID.items()
}


def described(app: FastAPI) -> dict[str, Any]:
    """The document, made once."""
    if app.openapi_schema is None:
        made = get_openapi(
            title=app.title,
            version=app.version,
            openapi_version="3.1.0",
            description=app.description,
            routes=app.routes,
        )
        components = made.setdefault("components", {})
        components.setdefault("schemas", {})["Problem"] = PROBLEM
        components["securitySchemes"] = {
            "token": {"type": "http", "scheme": "bearer"},
            "session": {"type": "apiKey", "in": "cookie", "name": "casework_session"},
        }
        made["security"] = [{"token": []}, {"session": []}]
        app.openapi_schema = made
    return app.openapi_schema


def page(request: Request) -> HTMLResponse:
    """Every address with what it is for and the right that it asks for."""
    document = described(request.app)
    rows = "".join(
        f"<tr><td>{escape(method.upper())}</td><td><code>{escape(path)}</code></td>"
        f"<td>{escape(operation.get('description') or operation.get('summary', ''))}</td>"
        f"<td>{escape(operation.get('x-right', ''))}</td></tr>"
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
    )
    return HTMLResponse(
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(document['info']['title'])}</title><main><h1>{escape(document['info']['title'])}</h1>"
        f"<p>{escape(document['info'].get('description', ''))}</p>"
        '<p><a href="openapi.json">OpenAPI 3.1</a></p>'
        "<table><caption>Addresses</caption><thead><tr><th scope=col>Method<th scope=col>Address"
        f"<th scope=col>What it is for<th scope=col>Right</tr></thead><tbody>{rows}</tbody></table></main></html>"
    )
