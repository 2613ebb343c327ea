"""Signing in and out, and choosing the role to act in: the addresses that the pages and the API share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from html import escape
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from casework.access import Access
from casework.access.texts import CONTROL
from casework.errors import CaseworkError, Denied, Text, reason
from casework.faces.asgi.entrance import Entrance, admit, not_signed_in, take_seat
from casework.faces.asgi.guard import Rate, client_of, is_loopback
from casework.faces.asgi.languages import preferred
from casework.faces.asgi.settings import OidcSettings, WebSettings
from casework.faces.asgi.texts import NOT_HERE, SIGN_IN_FAILED, TOO_MANY
from casework.log import log
from casework.model.access import Seat

#: Turns an error into an answer; each face has its own way.
ToldError = Callable[[Request, CaseworkError], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


class SigningIn:
    """The sign-in of one application: by a provider, or in the demo by choosing a person."""

    def __init__(self, access: Access, settings: WebSettings, told: ToldError, *, home: str = "/") -> None:
        self.entrance = Entrance(access, settings)
        self.access, self.settings, self.told, self.home = access, settings, told, home
        self._rate = Rate(settings.sign_ins_a_minute)
        self._provider = _provider(settings.oidc) if settings.oidc else None

    def routes(self) -> list[BaseRoute]:
        """The addresses."""
        own: list[tuple[str, Endpoint, str, str]] = [
            ("/sign-in", self.begin, "GET", "sign-in"),
            ("/sign-in", self.choose, "POST", "sign-in-as"),
            ("/sign-in/callback", self.return_from_provider, "GET", "sign-in-callback"),
            ("/sign-out", self.leave, "POST", "sign-out"),
            ("/roles", self.roles, "GET", "roles"),
            ("/roles", self.take, "POST", "take-role"),
        ]
        return [
            Route(path, self._answering(endpoint), methods=[method], name=name) for path, endpoint, method, name in own
        ]

    def _answering(self, endpoint: Endpoint) -> Endpoint:
        async def answered(request: Request) -> Response:
            try:
                return await endpoint(request)
            except CaseworkError as error:
                return self.told(request, error)

        return answered

    async def begin(self, request: Request) -> Response:
        """Go to the provider, or choose a person in the demo."""
        self._count(request)
        if self._provider is not None:
            back: str = str(request.url_for("sign-in-callback"))
            answer: Response = await self._with_provider(self._provider.authorize_redirect(request, back))
            return answer
        self._only_here(request)
        return HTMLResponse(_people(self.settings, preferred(request.headers.get("accept-language", ""))))

    async def return_from_provider(self, request: Request) -> Response:
        """Take in what the provider says about the person: its signature, issuer, audience and nonce are checked."""
        self._count(request)
        if self._provider is None or self.settings.oidc is None:
            raise not_signed_in()
        token = await self._with_provider(self._provider.authorize_access_token(request))
        person = (token.get("userinfo") or {}).get(self.settings.oidc.claim)
        if not isinstance(person, str) or not person.strip() or person.startswith("service:"):
            raise not_signed_in(SIGN_IN_FAILED)
        admit(request, person)
        return RedirectResponse(self._home(request), 303)

    async def _with_provider(self, asked: Awaitable[Any]) -> Any:
        from authlib.common.errors import AuthlibBaseError
        from httpx2 import HTTPError
        from joserfc.errors import JoseError

        try:
            return await asked
        except (AuthlibBaseError, JoseError, HTTPError, ValueError, KeyError) as error:
            # Why is for the technicians; it holds no name and no token.
            log.warning("sign_in_failed", error=type(error).__name__)
            raise not_signed_in(SIGN_IN_FAILED) from error

    async def choose(self, request: Request) -> Response:
        """Sign in as a person of the demo; from this machine only."""
        self._count(request)
        self._only_here(request)
        async with request.form() as form:
            person = str(form.get("person", ""))
        if self.settings.demo_people and person not in self.settings.demo_people:
            raise not_signed_in(SIGN_IN_FAILED)
        if not await run_in_threadpool(self.access.seats, person):
            raise not_signed_in(SIGN_IN_FAILED)
        admit(request, person)
        return RedirectResponse(self._home(request), 303)

    async def leave(self, request: Request) -> Response:
        """Sign out."""
        request.session.clear()
        return RedirectResponse(self._home(request), 303)

    async def roles(self, request: Request) -> Response:
        """Who is signed in, and the roles that they may take."""
        person = self._person(request)
        seats = await run_in_threadpool(self.access.seats, person)
        held = [{"role": seat.role, "agency": seat.agency} for seat in seats]
        acting = {name: request.session.get(name) for name in ("role", "agency")}
        return JSONResponse({"person": person, "roles": held, "acting": acting if acting["role"] else None})

    async def take(self, request: Request) -> Response:
        """Act in another role from now on."""
        person = self._person(request)
        async with request.form() as form:
            seat = Seat(str(form.get("role", "")), str(form.get("agency") or "") or None)
        await run_in_threadpool(self.access.counter, person, seat)
        take_seat(request, seat)
        return RedirectResponse(self._home(request), 303)

    def _person(self, request: Request) -> str:
        person = self.entrance.person_of(request)
        if person is None:
            raise not_signed_in()
        return person

    def _count(self, request: Request) -> None:
        if not self._rate.allows(client_of(request.scope)):
            raise Denied("sign_in", [reason("too_many", CONTROL, TOO_MANY)])

    def _only_here(self, request: Request) -> None:
        if not (self.settings.demo and is_loopback(request.scope)):
            raise Denied("sign_in", [reason("not_here", CONTROL, NOT_HERE)])

    def _home(self, request: Request) -> str:
        return f"{request.scope.get('root_path', '').rstrip('/')}{self.home}"


def _provider(oidc: OidcSettings) -> Any:
    from authlib.integrations.starlette_client import OAuth

    return OAuth().register(
        "provider",
        server_metadata_url=oidc.configuration,
        client_id=oidc.client_id,
        client_secret=oidc.client_secret,
        client_kwargs={"scope": oidc.scope, "code_challenge_method": "S256"},
    )


_TITLE = Text("Velg en person", "Vel ein person", "Choose a person")


def _people(settings: WebSettings, language: str) -> str:
    title = _TITLE.in_language(language)
    buttons = "".join(
        f'<li><button name="person" value="{escape(person)}">{escape(person)}</button></li>'
        for person in settings.demo_people
    )
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{title}</title>'
        f'<main><h1>{title}</h1><form method="post"><ul>{buttons}</ul></form></main></html>'
    )
