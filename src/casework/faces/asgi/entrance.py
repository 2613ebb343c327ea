"""Who asks: a service by its token, else whom the host names, else whoever is signed in; and in which role."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from casework.access import Access, Counter
from casework.access.texts import CONTROL
from casework.errors import Denied, Text, reason
from casework.faces.asgi.settings import WebSettings
from casework.faces.asgi.texts import BAD_TOKEN, NOT_SIGNED_IN
from casework.model.access import Seat

#: A client that acts for a person with several roles says in these headers which one.
ROLE_HEADER, AGENCY_HEADER = "Casework-Role", "Casework-Agency"
NOT_SIGNED_IN_CODE = "not_signed_in"


def not_signed_in(text: Text = NOT_SIGNED_IN) -> Denied:
    """What to raise where nobody is known to have asked."""
    return Denied("sign_in", [reason(NOT_SIGNED_IN_CODE, CONTROL, text)])


class Entrance:
    """Finds the counter at which a request is met."""

    def __init__(self, access: Access, settings: WebSettings) -> None:
        self.access, self.settings = access, settings

    def counter_of(self, request: Request) -> Counter:
        """The counter of whoever sent the request. Raises Denied where that is nobody, or the role is not theirs."""
        scheme, _, secret = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            found = self.access.counter_for_token(secret.strip())
            if found is None:
                raise not_signed_in(BAD_TOKEN)
            return found
        person = self.person_of(request)
        if person is None:
            raise not_signed_in()
        return self.access.counter(person, self._seat(request, person))

    def person_of(self, request: Request) -> str | None:
        """The person who sent the request: whom the host names, else whoever is signed in."""
        if self.settings.identify is not None:
            return self.settings.identify(request)
        return _session(request).get("person")

    def _seat(self, request: Request, person: str) -> Seat | None:
        asked = request.headers.get(ROLE_HEADER)
        if asked:
            return self._named(person, asked, request.headers.get(AGENCY_HEADER))
        role = _session(request).get("role")
        return Seat(role, _session(request).get("agency")) if role else None

    def _named(self, person: str, role: str, agency: str | None) -> Seat:
        """The seat of that role; where it is held for one agency, that need not be said."""
        held = [s for s in self.access.seats(person) if s.role == role and agency in (None, s.agency)]
        return held[0] if len(held) == 1 else Seat(role, agency)


def _session(request: Request) -> dict[str, Any]:
    return request.session if "session" in request.scope else {}


def take_seat(request: Request, seat: Seat) -> None:
    """Act in that role from now on."""
    request.session.update(role=seat.role, agency=seat.agency)


def admit(request: Request, person: str) -> None:
    """Sign the person in: whatever the session held before is gone."""
    request.session.clear()
    request.session["person"] = person
