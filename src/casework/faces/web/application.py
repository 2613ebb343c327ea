"""The pages as an ASGI application that runs alone: with sign-in, sessions and strict headers."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import Scope

from casework.access import Access
from casework.access.texts import CONTROL
from casework.errors import Denied, NotFound, Text, reason
from casework.faces.asgi.entrance import Entrance
from casework.faces.asgi.guard import is_loopback
from casework.faces.asgi.sessions import middleware
from casework.faces.asgi.settings import WebSettings
from casework.faces.asgi.signing_in import SigningIn
from casework.faces.asgi.texts import NOT_HERE
from casework.faces.web.rendering import rendered
from casework.faces.web.site import failure, language_of, routes
from casework.model.access import Seat
from casework.office import Office

#: Addresses of other applications that are mounted among the pages, such as the HTTP API.
Mounted = tuple[BaseRoute, ...]


def application(office: Office, settings: WebSettings | None = None, *, mounted: Mounted = ()) -> Starlette:
    """The pages of one office."""
    settings, access = settings or WebSettings(), Access(office)
    entrance = Entrance(access, settings)
    signing_in = SigningIn(access, settings, failure)
    beside = tuple(route.path for route in mounted if isinstance(route, Mount))
    door = Door(access, entrance, settings, beside)
    return Starlette(
        routes=[*door.routes(), *signing_in.routes(), *mounted, *routes(entrance.counter_of)],
        middleware=middleware(settings, turned_away),
        exception_handlers={404: _not_found},
    )


class Door:
    """The pages at the door: who are you, and in which role. `beside` is where other applications are mounted."""

    def __init__(self, access: Access, entrance: Entrance, settings: WebSettings, beside: tuple[str, ...] = ()) -> None:
        self.access, self.entrance, self.settings, self.beside = access, entrance, settings, beside

    def routes(self) -> list[BaseRoute]:
        """The addresses; signing in as somebody is for the demo alone."""
        demo = [Route("/sign-in", self.sign_in, methods=["GET"])] if self.settings.demo else []
        return [*demo, Route("/roles", self.roles, methods=["GET"])]

    async def sign_in(self, request: Request) -> Response:
        """Choose a person to try, with their roles."""
        if not is_loopback(request.scope):
            return failure(request, Denied("sign_in", [reason("not_here", CONTROL, NOT_HERE)]))
        return await run_in_threadpool(self._people, request)

    def _people(self, request: Request) -> Response:
        names = {person.person: person.name for person in self.access.office.mail.people()}
        people = [(p, names.get(p, p), self.access.seats(p)) for p in self.settings.demo_people]
        return _page(request, "sign_in.html", people=people, beside=self.beside)

    async def roles(self, request: Request) -> Response:
        """Choose the role to act in."""
        person = self.entrance.person_of(request)
        seats: list[Seat] = await run_in_threadpool(self.access.seats, person) if person else []
        return _page(request, "roles.html", seats=seats)


def _page(request: Request, template: str, status: int = 200, **values: object) -> Response:
    base = request.scope.get("root_path", "").rstrip("/")
    return HTMLResponse(rendered(template, language_of(request), base=base, visit=None, **values), status)


def turned_away(scope: Scope, status: int, code: str, text: Text) -> Response:
    """What is told to a request that is let in nowhere: from another site, or too large."""
    language = language_of(Request(scope))
    return _page(Request(scope), "turned_away.html", status, text=text.in_language(language), code=code)


async def _not_found(request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException):
        return failure(request, NotFound("page", request.url.path))
    raise error
