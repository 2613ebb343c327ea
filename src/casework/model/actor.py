"""Who acts: asserted by the host, recorded with every entry."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches

from casework.errors import BadInput
from casework.model.workflow import ROLES

_ROLE = re.compile(r"[a-z][a-z0-9_]{0,49}")


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in one role at a time. `agency` is the body acted for; for a grantee, the organisation number."""

    person: str
    role: str
    agency: str | None = None

    def __post_init__(self) -> None:
        valid_person(self.person)
        valid_role(self.role)


def valid_role(role: str) -> None:
    """Raise BadInput where that is no role. A tailored workflow may have roles of its own; a misspelt one is none."""
    if role in ROLES:
        return
    near = get_close_matches(role, ROLES, 1, cutoff=0.8)
    if near or not _ROLE.fullmatch(role):
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise BadInput(f"unknown role {role!r}{hint} The roles are {', '.join(ROLES)}, and those of tailored workflows")


def valid_person(person: str) -> None:
    """Raise BadInput where that is no person id. One id has one spelling, or two eyes would pass for four."""
    if not 1 <= len(person) <= 200:
        raise BadInput("a person id has 1 to 200 characters")
    if person != person.strip() or any(c < " " or "\x7f" <= c <= "\x9f" or "\ud800" <= c <= "\udfff" for c in person):
        raise BadInput("a person id has no blanks at its ends and no control characters")


SYSTEM = Actor("system", "system")
