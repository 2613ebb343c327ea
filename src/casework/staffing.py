"""Who is on a case, and what they declare about impartiality."""

from __future__ import annotations

from casework.desk import Desk
from casework.engine import people
from casework.model.actor import Actor
from casework.model.record import Entry
from casework.store import lists
from casework.store.database import Database


class Staffing:
    """What an office knows of the people on its cases. With `revision`, Stale is raised where the case is past it."""

    database: Database
    _desk: Desk

    def assign(self, case_id: str, person: str, role: str, *, by: Actor, revision: int | None = None) -> Entry:
        """Give a person a role in the case; a caseworker becomes responsible for it."""
        return self._desk.change(case_id, by, lambda draft: people.assign(draft, person, role), revision=revision)

    def unassign(self, case_id: str, person: str, role: str, *, by: Actor, revision: int | None = None) -> Entry:
        """End a person's role in the case."""
        return self._desk.change(case_id, by, lambda draft: people.unassign(draft, person, role), revision=revision)

    def set_superior(self, person: str, superior: str | None) -> None:
        """Say who is a person's direct superior (fvl/6-3); None for nobody."""
        lists.set_superior(self.database, person, superior)

    def declare_impartiality(
        self,
        case_id: str,
        person: str,
        *,
        by: Actor,
        impartial: bool,
        ground: str | None = None,
        exception: str | None = None,
        revision: int | None = None,
    ) -> Entry:
        """Record what a person declared, or had decided (fvl/8), about impartiality in this case; the last one counts.

        `ground` is a provision such as `fvl/6-1-e`; `exception` is `fvl/6-4` or `fvl/7` where one lets the person act.
        """
        return self._desk.change(
            case_id,
            by,
            lambda draft: people.declare(draft, person, impartial, ground, exception),
            revision=revision,
        )
