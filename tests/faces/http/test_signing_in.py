"""Signing in: with a provider of OpenID Connect, by choosing in the demo, and out again."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from casework.clock.wall import WallClock
from casework.faces.asgi.guard import Rate
from casework.faces.asgi.settings import OidcSettings, WebSettings
from casework.faces.http import create_app
from tests.faces.http.api import HERE, Api

CLIENT, SECRET = "casework", "hemmelig"


@dataclass
class Provider:
    """A small provider over HTTP: authorisation code with PKCE, tokens signed with RS256."""

    port: int
    person: str = "kari"
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1"}))
    signing_key: RSAKey | None = None
    claims: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def issuer(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def app(self) -> Starlette:
        """Its addresses."""
        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", self.configuration),
                Route("/authorize", self.authorize),
                Route("/token", self.token, methods=["POST"]),
                Route("/keys", self.keys),
            ]
        )

    async def configuration(self, request: Request) -> Response:
        """How it works."""
        told = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "response_types_supported": ["code"],
            "id_token_signing_alg_values_supported": ["RS256"],
        }
        return JSONResponse(told)

    async def authorize(self, request: Request) -> Response:
        """The person has signed in here; back with a code."""
        code = secrets.token_urlsafe(8)
        self.codes[code] = dict(request.query_params)
        back = {"code": code, "state": request.query_params["state"]}
        return RedirectResponse(f"{request.query_params['redirect_uri']}?{urlencode(back)}")

    async def token(self, request: Request) -> Response:
        """A token for a code, to whoever began with that code's challenge."""
        form = parse_qs((await request.body()).decode())
        begun = self.codes.pop(form["code"][0])
        digest = hashlib.sha256(form["code_verifier"][0].encode()).digest()
        given = base64.b64decode(request.headers["authorization"].split()[1]).decode()
        if (
            begun["code_challenge"] != base64.urlsafe_b64encode(digest).decode().rstrip("=")
            or given != f"{CLIENT}:{SECRET}"
        ):
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(WallClock().now().timestamp())
        claims = {"iss": self.issuer, "aud": CLIENT, "sub": self.person, "iat": now, "exp": now + 60}
        claims |= {"nonce": begun["nonce"], **self.claims}
        signed = jwt.encode({"alg": "RS256", "kid": "1"}, claims, self.signing_key or self.key)
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "id_token": signed})

    async def keys(self, request: Request) -> Response:
        """The keys that its tokens are signed with."""
        return JSONResponse({"keys": [self.key.as_dict(private=False)]})


@pytest.fixture
def provider() -> Iterator[Provider]:
    """The provider, listening."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        made = Provider(free.getsockname()[1])
    server = uvicorn.Server(uvicorn.Config(made.app(), port=made.port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.02)
    yield made
    server.should_exit = True
    thread.join()


def client_of(quick: Api, **settings: Any) -> TestClient:
    """A browser before an application with its own sign-in."""
    app = create_app(quick.both.office, settings=WebSettings(secure=False, **settings))
    return TestClient(app, HERE, client=("127.0.0.1", 50000), follow_redirects=False, raise_server_exceptions=False)


def signed_in(quick: Api, provider: Provider, **headers: str) -> tuple[TestClient, Any]:
    """A browser that has gone to the provider and come back."""
    client = client_of(quick, oidc=OidcSettings(provider.issuer, CLIENT, SECRET))
    there = client.get("/sign-in")
    assert there.status_code == 302 and "code_challenge=" in there.headers["location"]
    back = sent_back(there.headers["location"])
    return client, client.get(f"{urlsplit(back).path}?{urlsplit(back).query}", headers=headers)


def sent_back(location: str) -> str:
    """Where the provider sends the browser."""
    import httpx2

    return str(httpx2.get(location, follow_redirects=False).headers["location"])


def test_a_person_signs_in_with_the_provider(quick: Api, provider: Provider) -> None:
    """The person of the token is at the counter; the cookie is out of reach of scripts and other sites."""
    client, back = signed_in(quick, provider)
    assert back.status_code == 303, back.text
    cookie = back.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=lax" in cookie
    assert client.get("/me").json()["person"] == "kari"
    assert client.get("/roles").json()["roles"] == [{"role": "caseworker", "agency": "IMDi"}]
    assert client.post("/sign-out", headers={"Origin": HERE}).status_code == 303
    assert client.get("/me").status_code == 401


@pytest.mark.parametrize(
    "wrong",
    [{"aud": "another"}, {"iss": "http://evil.example"}, {"exp": 1}, {"nonce": "old"}, {"sub": ""}, {"sub": 7}],
)
def test_a_token_that_is_not_for_us_signs_nobody_in(quick: Api, provider: Provider, wrong: dict[str, Any]) -> None:
    """Audience, issuer, time, nonce and person are each checked."""
    provider.claims = wrong
    client, back = signed_in(quick, provider)
    assert back.status_code == 401 and client.get("/me").status_code == 401


def test_a_token_that_somebody_else_signed_signs_nobody_in(quick: Api, provider: Provider) -> None:
    """The provider's own keys alone."""
    provider.signing_key = RSAKey.generate_key(2048, {"kid": "1"})
    client, back = signed_in(quick, provider)
    assert back.status_code == 401 and client.get("/me").status_code == 401


def test_a_code_that_came_from_elsewhere_signs_nobody_in(quick: Api, provider: Provider) -> None:
    """The state is that of the browser that began."""
    client = client_of(quick, oidc=OidcSettings(provider.issuer, CLIENT, SECRET))
    client.get("/sign-in")
    assert client.get("/sign-in/callback?code=x&state=forged").status_code == 401


def test_a_provider_that_does_not_answer_is_told_calmly(quick: Api) -> None:
    """No fault of ours, and nobody is signed in."""
    client = client_of(quick, oidc=OidcSettings("http://127.0.0.1:9", CLIENT, SECRET))
    assert client.get("/sign-in").status_code == 401


def test_in_the_demo_a_person_is_chosen_on_this_machine_alone(quick: Api) -> None:
    """Not from elsewhere, not through a proxy, not under another name, and not where there is no demo."""
    own, form = {"Origin": HERE}, {"person": "kari"}
    client = client_of(quick, demo=True, demo_people=("kari", "ola"))
    assert "kari" in client.get("/sign-in").text
    assert client.post("/sign-in", data=form, headers=own).status_code == 303
    assert client.get("/me").json()["person"] == "kari"
    assert client.post("/sign-in", data={"person": "siri"}, headers=own).status_code == 401
    for headers in ({"X-Forwarded-For": "1.2.3.4"}, {"Host": "office.example"}):
        assert client.get("/sign-in", headers=headers).status_code == 403
        assert client.post("/sign-in", data=form, headers={**own, **headers}).status_code == 403
    elsewhere = TestClient(client.app, HERE, client=("10.0.0.9", 50000))
    assert elsewhere.post("/sign-in", data=form, headers=own).status_code == 403
    assert client_of(quick).post("/sign-in", data=form, headers=own).status_code == 403


def test_a_role_is_chosen_and_kept(quick: Api) -> None:
    """Whoever has two acts in one at a time, and in none that they have not."""
    quick.both.access.grant("kari", "supervisor", by="admin", agency="IMDi")
    client, own = client_of(quick, demo=True), {"Origin": HERE}
    client.post("/sign-in", data={"person": "kari"}, headers=own)
    assert client.get("/me").status_code == 403
    assert client.post("/roles", data={"role": "supervisor", "agency": "IMDi"}, headers=own).status_code == 303
    assert client.get("/me").json()["role"] == "supervisor"
    assert client.post("/roles", data={"role": "auditor"}, headers=own).status_code == 403


def test_a_forged_session_is_nobodys(quick: Api) -> None:
    """The cookie is signed with a key that others do not have."""
    client = client_of(quick)
    forged = base64.b64encode(json.dumps({"person": "kari"}).encode()).decode()
    assert client.get("/me", headers={"Cookie": f"casework_session={forged}.x.y"}).status_code == 401


def test_sign_ins_have_a_rate(quick: Api) -> None:
    """429, for each address by itself."""
    client = client_of(quick, demo=True, sign_ins_a_minute=2)
    assert [client.get("/sign-in").status_code for _ in range(3)] == [200, 200, 429]


def test_a_rate_counts_minute_by_minute() -> None:
    """The next minute is a new one."""
    now = [0.0]
    rate = Rate(2, lambda: now[0])
    assert [rate.allows("a") for _ in range(3)] == [True, True, False] and rate.allows("b")
    now[0] = 60.0
    assert rate.allows("a")


def test_behind_tls_the_cookie_goes_over_tls_alone(quick: Api) -> None:
    """And the browser is told to stay there."""
    app = create_app(quick.both.office, settings=WebSettings(demo=True))
    client = TestClient(app, "https://127.0.0.1", client=("127.0.0.1", 1), follow_redirects=False)
    answer = client.post("/sign-in", data={"person": "kari"}, headers={"Origin": "https://127.0.0.1"})
    assert "secure" in answer.headers["set-cookie"].lower() and "max-age" in answer.headers["strict-transport-security"]
