"""How the faces on the web are run: keys, limits, and how people sign in."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from starlette.requests import Request

from casework.intake.documents import LARGEST

#: Says who sent the request, by whatever means the host has; None for nobody.
Identify = Callable[[Request], str | None]


@dataclass(frozen=True, slots=True)
class OidcSettings:
    """An OpenID Connect provider: Entra ID, ID-porten, Keycloak or any other that publishes its configuration.

    `claim` holds the person id that roles are granted to.
    """

    issuer: str
    client_id: str
    client_secret: str | None = field(default=None, repr=False)
    scope: str = "openid profile"
    claim: str = "sub"

    @property
    def configuration(self) -> str:
        """Where the provider says how it works."""
        return f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"


@dataclass(frozen=True, slots=True)
class WebSettings:
    """`session_key` signs the session cookies; without one, everybody is signed out when the process ends.

    `identify` is the host's own sign-in, `oidc` a provider's, `demo` choosing among `demo_people` on this machine only.
    `largest` is in bytes; the rates are requests a minute.
    """

    session_key: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    secure: bool = True
    session_hours: int = 8
    identify: Identify | None = None
    oidc: OidcSettings | None = None
    demo: bool = False
    demo_people: Sequence[str] = ()
    largest: int = LARGEST
    sign_ins_a_minute: int = 20
    uploads_a_minute: int = 60
