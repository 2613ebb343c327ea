"""Who has which role, where it reaches, and what was looked at. Days are legal days in Europe/Oslo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Seat:
    """A role that a person may take, for an agency; for a grantee, `agency` is the organisation number."""

    role: str
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class RoleGrant:
    """A role given to a person, from `first_day` until and including `last_day`, or until it is revoked.

    `agency` None is any agency; `scheme` and `case_id` limit it to one scheme or one case.
    """

    id: str
    person: str
    role: str
    agency: str | None = None
    scheme: str | None = None
    case_id: str | None = None
    first_day: date = date.min
    last_day: date | None = None
    granted_at: datetime | None = None
    granted_by: str = ""
    revoked_at: datetime | None = None
    revoked_by: str | None = None

    @property
    def seat(self) -> Seat:
        """The role and agency that it lets the person act in."""
        return Seat(self.role, self.agency)

    def holds_on(self, day: date) -> bool:
        """Whether it counts on that day."""
        return self.revoked_at is None and self.first_day <= day and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True, slots=True)
class ServiceToken:
    """What another system signs in with: a role, an agency, and the rights (`scopes`) that it may use of it."""

    id: str
    name: str
    role: str
    agency: str | None = None
    scheme: str | None = None
    scopes: tuple[str, ...] = ()
    first_day: date = date.min
    last_day: date | None = None
    created_at: datetime | None = None
    created_by: str = ""
    revoked_at: datetime | None = None
    revoked_by: str | None = None

    @property
    def grant(self) -> RoleGrant:
        """The same as a grant to the service."""
        return RoleGrant(
            self.id,
            self.person,
            self.role,
            self.agency,
            self.scheme,
            first_day=self.first_day,
            last_day=self.last_day,
            revoked_at=self.revoked_at,
        )

    @property
    def person(self) -> str:
        """Who is recorded as having acted."""
        return f"service:{self.name}"


@dataclass(frozen=True, slots=True)
class Slice:
    """Some cases: every condition that is given holds for them.

    `schemes` are pairs of scheme and year, `party` an organisation number; `before_appeal_body` are the cases with an
    appeal that was forwarded to the appeal body (fvl/33-4).
    """

    schemes: frozenset[tuple[str, int]] | None = None
    scheme: str | None = None
    party: str | None = None
    case_id: str | None = None
    before_appeal_body: bool = False


#: Cases that are in any of the slices.
Reach = tuple[Slice, ...]

EVERYTHING: Reach = (Slice(),)
NOTHING: Reach = ()


@dataclass(frozen=True, slots=True)
class Look:
    """That a person has used a right to read a case."""

    at: datetime
    person: str
    role: str
    agency: str | None
    case_id: str
    what: str


@dataclass(frozen=True, slots=True)
class Denial:
    """That a person tried something without the right to it; `code` says which limit stood in the way."""

    at: datetime
    person: str
    role: str
    agency: str | None
    what: str
    case_id: str | None
    code: str


@dataclass(frozen=True, slots=True)
class SavedForm:
    """A half-written form of one person for one transition; `revision` is that of the case when it was saved."""

    person: str
    proceeding_id: str
    transition: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    revision: int = 0
    saved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """An open proceeding that waits for a step, and the names of the steps that whoever asks may be the one to make."""

    case_id: str
    proceeding_id: str
    number: str
    party_name: str
    scheme: str
    year: int
    workflow: str
    state: str
    steps: tuple[str, ...]
    since: datetime
