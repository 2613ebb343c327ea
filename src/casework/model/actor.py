"""Who acts: asserted by the host, recorded with every entry."""

from __future__ import annotations

from dataclasses import dataclass

from casework.errors import BadInput
from casework.model.workflow import ROLES


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in one role at a time. `agency` is the body acted for; for a grantee, the organisation number."""

    person: str
    role: str
    agency: str | None = None

    def __post_init__(self) -> None:
        valid_person(self.person)
        if self.role not in ROLES:
            raise BadInput(f"unknown role {self.role!r}; use one of {', '.join(ROLES)}")


def valid_person(person: str) -> None:
    """Raise BadInput where that is no person id. One id has one spelling, or two eyes would pass for four."""
    if not 1 <= len(person) <= 200:
        raise BadInput("a person id has 1 to 200 characters")
    if person != person.strip() or any(c < " " or "\x7f" <= c <= "\x9f" or "\ud800" <= c <= "\udfff" for c in person):
        raise BadInput("a person id has no blanks at its ends and no control characters")


SYSTEM = Actor("system", "system")
