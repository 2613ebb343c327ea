"""What every request and answer must be: from our own site, not too large, not too many; with strict headers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from casework.errors import Text
from casework.faces.asgi.texts import OTHER_SITE, TOO_LARGE

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
#: Only what is our own is loaded and run; no inline scripts or styles, no frames, no forms to elsewhere.
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
STRICT_TRANSPORT = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}

#: The largest JSON that is read, in bytes.
MOST_JSON = 1 << 20

Told = Callable[[Scope, int, str, Text], Response]


class Guard:
    """Turns away what comes from another site or is too large, and sets the headers of every answer."""

    def __init__(self, app: ASGIApp, *, told: Told, largest: int, secure: bool) -> None:
        self.app, self.told, self.largest = app, told, largest
        self.headers = {**HEADERS, **(STRICT_TRANSPORT if secure else {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request in, or answer why not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refused = self._refused(scope)
        await (refused or self.app)(scope, self._bounded(scope, receive), self._with_headers(send))

    def _most(self, headers: Headers) -> int:
        if headers.get("content-type", "").startswith("application/json"):
            return MOST_JSON
        # A form has fields around its file.
        return self.largest + (1 << 20)

    def _bounded(self, scope: Scope, receive: Receive) -> Receive:
        """What comes without a length is counted while it is read."""
        most, read = self._most(Headers(scope=scope)), 0

        async def receiving() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise HTTPException(413)
            return message

        return receiving

    def _refused(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if scope["method"] not in SAFE and not _own_site(scope, headers):
            return self.told(scope, 403, "other_site", OTHER_SITE)
        length = headers.get("content-length", "0")
        most = self._most(headers)
        if not length.isascii() or not length.isdigit() or len(length) > 18 or int(length) > most:
            return self.told(scope, 413, "too_large", TOO_LARGE.format(largest=most))
        return None

    def _with_headers(self, send: Send) -> Send:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
            await send(message)

        return sending


def _own_site(scope: Scope, headers: Headers) -> bool:
    """Whether a request that may change something was sent by our own pages, or by no browser at all.

    A token is sent by programs that mean to; a browser adds none by itself, as it does a cookie.
    """
    if headers.get("authorization", "").lower().startswith("bearer "):
        return True
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    if origin is not None:
        return _same(origin, scope, headers)
    return "cookie" not in headers


def _same(origin: str, scope: Scope, headers: Headers) -> bool:
    try:
        sent_from = urlsplit(origin)
    except ValueError:
        return False
    return sent_from.netloc == headers.get("host") and sent_from.scheme in (scope.get("scheme"), "https")


class Rate:
    """How often each may do something: `most` times in any minute that begins with the first."""

    def __init__(self, most: int, now: Callable[[], float] = monotonic) -> None:
        self.most, self.now = most, now
        self._begun: dict[str, tuple[float, int]] = {}

    def allows(self, who: str) -> bool:
        """Count one more; whether it is still within the rate."""
        now = self.now()
        begun, count = self._begun.get(who, (now, 0))
        if now - begun >= 60:
            begun, count = now, 0
        if len(self._begun) > 10_000:
            self._begun = {k: v for k, v in self._begun.items() if now - v[0] < 60}
        self._begun[who] = (begun, count + 1)
        return count < self.most


def client_of(scope: Scope) -> str:
    """The address that the request came from."""
    client: Any = scope.get("client")
    return str(client[0]) if client else ""


LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def is_loopback(scope: Scope) -> bool:
    """Whether the request came from this machine, to this machine, and through nobody."""
    headers = Headers(scope=scope)
    through: Iterable[str] = (n for n in headers if n == "forwarded" or n.startswith("x-forwarded-"))
    if any(True for _ in through):
        return False
    try:
        host = urlsplit(f"//{headers.get('host', '')}").hostname
    except ValueError:
        return False
    return client_of(scope) in LOOPBACK and host in LOOPBACK
