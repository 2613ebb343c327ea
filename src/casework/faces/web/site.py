"""The pages as routes of an ASGI application. Whoever mounts them says at which counter each request is met."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from importlib.resources import files
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from casework.access import Counter
from casework.errors import BadDatabase, BadDefinition, CaseworkError, Denied, NotFound, Refused, Stale
from casework.faces.asgi.languages import preferred
from casework.faces.web import navigation
from casework.faces.web.addresses import ADDRESSES, Address
from casework.faces.web.cited import cite
from casework.faces.web.rendering import rendered
from casework.faces.web.visit import Answer, Download, Elsewhere, Page, Visit
from casework.log import log

CounterOf = Callable[[Request], Counter]
LANGUAGE = "casework_language"
A_YEAR = 365 * 24 * 3600
#: The most fields and the most files of a form; what is larger is refused while it is read.
MOST_FIELDS, MOST_FILES = 1_000, 20

#: Where to go to say who one is, and in which role.
_ASKED = {"not_signed_in": "/sign-in", "choose_role": "/roles"}
_STATUS: tuple[tuple[type[CaseworkError], int], ...] = (
    (Denied, 403),
    (NotFound, 404),
    (Stale, 409),
    (Refused, 422),
    (BadDatabase, 503),
    (BadDefinition, 500),
    (CaseworkError, 400),
)


def routes(counter_of: CounterOf) -> list[BaseRoute]:
    """Every page, the style sheet and the script. `counter_of` finds out who asks, and raises Denied."""
    static = StaticFiles(directory=str(files("casework.faces.web").joinpath("static")))
    pages = [Route(a.path, _endpoint(a, counter_of), methods=[a.method]) for a in ADDRESSES]
    return [*pages, Mount("/static", static, name="web-static")]


def _endpoint(address: Address, counter_of: CounterOf) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        form: dict[str, list[Any]] = {name: request.query_params.getlist(name) for name in request.query_params}
        if address.method == "POST":
            form = {}
            async with request.form(max_fields=MOST_FIELDS, max_files=MOST_FILES) as given:
                for name, value in given.multi_items():
                    form.setdefault(name, []).append(value)
                return await run_in_threadpool(_answered, address, counter_of, request, form)
        return await run_in_threadpool(_answered, address, counter_of, request, form)

    return endpoint


def _answered(address: Address, counter_of: CounterOf, request: Request, form: Mapping[str, Any]) -> Response:
    language = language_of(request)
    try:
        visit = visit_of(request, counter_of(request), language, form)
        return response(visit, address.answer(visit, **request.path_params))
    except CaseworkError as error:
        return failure(request, error)


def visit_of(request: Request, counter: Counter, language: str, form: Mapping[str, Any]) -> Visit:
    """The visit that a request is."""
    base = request.scope.get("root_path", "").rstrip("/")
    path = request.url.path.removeprefix(base)
    return Visit(counter, language, base, path, dict(request.query_params), form)


def language_of(request: Request) -> str:
    """The language that the person chose, else the first one that their browser asks for."""
    chosen = request.cookies.get(LANGUAGE, "")
    return chosen if chosen in ("nb", "nn", "en") else preferred(request.headers.get("accept-language", ""))


def response(visit: Visit, answer: Answer) -> Response:
    """What is sent back."""
    if isinstance(answer, Page):
        return HTMLResponse(filled(visit, answer), answer.status, {"Cache-Control": "no-store"})
    if isinstance(answer, Download):
        named = {"Content-Disposition": f'attachment; filename="{answer.name}"', "Cache-Control": "no-store"}
        return Response(answer.content, media_type=answer.media_type, headers=named)
    return _redirected(answer)


def _redirected(answer: Elsewhere) -> Response:
    # 303: whatever was posted, the next is looked at.
    redirect = RedirectResponse(answer.path, 303)
    if answer.language:
        redirect.set_cookie(LANGUAGE, answer.language, A_YEAR, samesite="lax", httponly=True)
    return redirect


def filled(visit: Visit, page: Page) -> str:
    """The page with everything that every page has."""
    around = {
        "visit": visit,
        "base": visit.base,
        "today": visit.today,
        "navigation": navigation.of(visit),
        "cite": lambda key: cite(visit.around, key, visit.language),
    }
    return rendered(page.template, visit.language, **around, **page.values)


def failure(request: Request, error: CaseworkError) -> Response:
    """A calm page that says what is wrong and what to do; of a fault of ours no more than that.

    Whoever is not signed in, or has not said in which role, is asked for that.
    """
    base, language = request.scope.get("root_path", "").rstrip("/"), language_of(request)
    codes = {reason.code for reason in error.reasons} if isinstance(error, Denied) else set()
    for code, path in _ASKED.items():
        if code in codes:
            return RedirectResponse(f"{base}{path}", 303)
    status = next(code for kind, code in _STATUS if isinstance(error, kind))
    if status >= 500:
        log.warning("page_failed", path=request.url.path, error=type(error).__name__)
    reasons = error.reasons if isinstance(error, Refused) else ()
    values = {"status": status, "reasons": reasons, "message": "" if status >= 500 else str(error)}
    text = rendered("failure.html", language, base=base, visit=None, **values)
    again = {"Retry-After": "5"} if status == 503 else {}
    return HTMLResponse(text, status, {"Cache-Control": "no-store", **again})
