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
        if not self.person or not self.person.strip() or len(self.person) > 200 or "\x00" in self.person:
            raise BadInput("an actor needs a person id of 1 to 200 characters")
        if self.role not in ROLES:
            raise BadInput(f"unknown role {self.role!r}; use one of {', '.join(ROLES)}")


SYSTEM = Actor("system", "system")
