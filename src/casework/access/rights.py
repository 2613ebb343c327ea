"""The one declared table of what each role may do, read from `rights.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from casework.errors import NotFound

#: The roles that can be granted. `system` is nobody's, and `administrator` gives no power over cases.
ROLES = (
    "grantee",
    "caseworker",
    "decision_maker",
    "supervisor",
    "budget_authority",
    "attester",
    "appeal_body",
    "auditor",
    "archivist",
    "administrator",
)


@dataclass(frozen=True, slots=True)
class Right:
    """One row of the table: who has the right in cases within reach (`own`), in those of others, or about no case.

    `about` is case, scheme, party or nothing; using a right that `reads` is logged as a look at the case.
    """

    name: str
    own: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    all: tuple[str, ...] = ()
    about: str = "case"
    reads: bool = False

    def has(self, role: str) -> bool:
        """Whether the role has the right anywhere."""
        return role in (*self.own, *self.other, *self.all)


@cache
def rights() -> Mapping[str, Right]:
    """Every right by name, in the order of the file."""
    table = tomllib.loads((Path(__file__).parent / "rights.toml").read_text(encoding="utf-8"))
    return {name: _right(name, row) for name, row in table.items()}


def _right(name: str, row: Mapping[str, object]) -> Right:
    listed = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    about = {"about": "nothing"} if "all" in row else {}
    return Right(name, **(about | listed))  # type: ignore[arg-type]


def right(name: str) -> Right:
    """The right of that name. Raises NotFound."""
    if name not in rights():
        raise NotFound("right", name)
    return rights()[name]
