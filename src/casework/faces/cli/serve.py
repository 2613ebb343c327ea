"""`casework serve`: the pages and the API of one office, in one process."""

from __future__ import annotations

import os
from typing import Any

import click

from casework.errors import BadInput
from casework.faces.asgi.guard import LOOPBACK
from casework.faces.asgi.settings import OidcSettings, WebSettings
from casework.faces.cli import access_texts as texts
from casework.faces.cli.paper import Paper
from casework.faces.cli.settings import Settings
from casework.faces.cli.shared import Command, pass_settings
from casework.notices.mail_settings import mail_settings


@click.command(cls=Command)
@click.option("--host", default="127.0.0.1", help="Where to listen [127.0.0.1].")
@click.option("--port", default=8000, type=click.IntRange(0, 65535), help="Where to listen [8000].")
@click.option("--api-only", is_flag=True, help="The API alone, at the root; else the pages, and the API under /api.")
@click.option("--demo", is_flag=True, help="Sign in by choosing a person; on this machine only.")
@pass_settings
def serve(settings: Settings, host: str, port: int, api_only: bool, demo: bool) -> None:
    """Serve the pages and the HTTP API until interrupted.

    CASEWORK_SESSION_KEY signs the sessions. CASEWORK_OIDC_ISSUER, _CLIENT_ID, _CLIENT_SECRET and _CLAIM name the
    provider that people sign in with. Put a server with TLS before it; the cookies are for https but on this machine.
    """
    import uvicorn

    web = web_settings(settings, host, demo=demo)
    settings.office.mail.settings = mail_settings()
    app = _application(settings, web, api_only)
    text = texts.SERVING_API if api_only else texts.SERVING
    Paper(settings.language).line(text.format(address=f"http://{host}:{port}"))
    # No access log: addresses hold case numbers, and who looked at what stands in the database.
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, proxy_headers=False)


def _application(settings: Settings, web: WebSettings, api_only: bool) -> Any:
    from starlette.routing import Mount

    from casework.faces.http import create_app

    api = create_app(settings.office, settings=web)
    if api_only:
        return api
    from casework.faces.web.application import application

    return application(settings.office, web, mounted=(Mount("/api", api),))


def web_settings(settings: Settings, host: str, *, demo: bool) -> WebSettings:
    """How to serve, from the environment. Raises BadInput for a demo that others could reach."""
    if demo and host not in LOOPBACK:
        raise BadInput(texts.ONLY_HERE.format(host=host))
    key = os.environ.get("CASEWORK_SESSION_KEY")
    people = _people(settings) if demo else ()
    given: dict[str, Any] = {"session_key": key} if key else {}
    return WebSettings(secure=host not in LOOPBACK, oidc=_oidc(), demo=demo, demo_people=people, **given)


def _people(settings: Settings) -> tuple[str, ...]:
    from casework.access import Access

    return tuple(dict.fromkeys(grant.person for grant in Access(settings.office).grants()))


def _oidc() -> OidcSettings | None:
    issuer, client = os.environ.get("CASEWORK_OIDC_ISSUER"), os.environ.get("CASEWORK_OIDC_CLIENT_ID")
    if not issuer:
        return None
    if not client:
        raise BadInput("CASEWORK_OIDC_ISSUER is set; set CASEWORK_OIDC_CLIENT_ID too")
    claim = os.environ.get("CASEWORK_OIDC_CLAIM", "sub")
    return OidcSettings(issuer, client, os.environ.get("CASEWORK_OIDC_CLIENT_SECRET"), claim=claim)
