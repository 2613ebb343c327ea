"""The session cookie: signed, out of reach of scripts, over https only, and not sent along from other sites."""

from __future__ import annotations

from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware

from casework.faces.asgi.guard import Guard, Told
from casework.faces.asgi.settings import WebSettings

COOKIE = "casework_session"


def middleware(settings: WebSettings, told: Told) -> list[Middleware]:
    """What every request passes, the outermost first. `told` writes an answer to what is turned away."""
    return [
        Middleware(Guard, told=told, largest=settings.largest, secure=settings.secure),
        Middleware(
            SessionMiddleware,
            secret_key=settings.session_key,
            session_cookie=COOKIE,
            max_age=settings.session_hours * 3600,
            # Lax: the provider sends the person back from another site.
            same_site="lax",
            https_only=settings.secure,
        ),
    ]
