"""The one place where a right is asked for: who is let in is logged, and so is who is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from casework.access.reaching import reach_of, reaches_scheme
from casework.access.rights import Right, right
from casework.access.texts import CONFIDENTIAL, CONTROL, OUT_OF_REACH, OUT_OF_SCOPE, PARTY_ACCESS, ROLE_HAS_NOT
from casework.errors import CaseworkError, Denied, Reason, reason
from casework.log import log
from casework.model.access import Denial, Look, Reach, RoleGrant
from casework.model.actor import Actor
from casework.office import Office
from casework.store import looks, reach


class Doorkeeper:
    """Asks, for one person in one role, whether a right is theirs. Made anew for each request.

    Of several looks at one case only the first is logged.
    """

    def __init__(
        self, office: Office, actor: Actor, grants: Sequence[RoleGrant], scopes: frozenset[str] | None = None
    ) -> None:
        self._office, self._actor, self._grants, self._scopes = office, actor, tuple(grants), scopes
        self._let_in: set[tuple[str, str]] = set()
        self._looked: set[str] = set()

    def has(self, name: str) -> bool:
        """Whether the right is theirs anywhere; asks only, and logs nothing."""
        return right(name).has(self._actor.role) and (self._scopes is None or name in self._scopes)

    def plain(self, name: str) -> None:
        """Ask for a right that is about no case. Raises Denied."""
        self._held(name)

    def reach(self, name: str) -> Reach:
        """The cases in which the right is theirs. Raises Denied where their role does not have it."""
        return reach_of(self._held(name), self._grants, self._office.surroundings.definitions)

    def case(self, name: str, case_id: str) -> str:
        """Ask for a right in a case, and return its id. Raises Denied, or NotFound where there is no such case."""
        case_id = case_id.replace("/", "-", 1)
        found = self._held(name, case_id)
        if (name, case_id) not in self._let_in:
            self._reached(found, case_id)
            self._let_in.add((name, case_id))
        if found.reads and case_id not in self._looked:
            self._log_look(name, case_id)
        return case_id

    def _reached(self, found: Right, case_id: str) -> None:
        within = reach_of(found, self._grants, self._office.surroundings.definitions)
        if not reach.reaches(self._office.database, within, case_id):
            self._office.case(case_id)
            raise self._denied(found.name, self._out_of_reach(), case_id)

    def scheme(self, name: str, scheme: str, year: int) -> None:
        """Ask for a right in a scheme and year. Raises Denied, or NotFound where there is no such scheme."""
        found = self._held(name)
        definitions = self._office.surroundings.definitions
        if not reaches_scheme(found, self._grants, definitions, (scheme, year)):
            raise self._denied(name, self._out_of_reach())

    def party(self, name: str, org_number: str) -> None:
        """Ask for a right to an organisation: one's own, or one with a case within reach. Raises Denied."""
        if self._actor.role == "grantee" and org_number == self._actor.agency:
            self._held(name)
            return
        if not reach.reaches_party(self._office.database, self.reach(name), org_number):
            raise self._denied(name, self._out_of_reach())

    def _held(self, name: str, case_id: str | None = None) -> Right:
        found = right(name)
        if not found.has(self._actor.role):
            having = ", ".join(dict.fromkeys((*found.own, *found.other, *found.all)))
            text = ROLE_HAS_NOT.format(role=self._actor.role, right=name, roles=having)
            raise self._denied(name, reason("role_has_no_right", CONTROL, text), case_id)
        if self._scopes is not None and name not in self._scopes:
            raise self._denied(name, reason("out_of_scope", CONTROL, OUT_OF_SCOPE.format(right=name)), case_id)
        return found

    def _out_of_reach(self) -> Reason:
        law = PARTY_ACCESS if self._actor.role == "grantee" else CONFIDENTIAL
        return reason("out_of_reach", law, OUT_OF_REACH.format(role=self._actor.role))

    def deny(self, name: str, case_id: str | None, law: str | None = None) -> Denied:
        """What to raise for something within a case that the person may not see; it is logged."""
        why = self._out_of_reach()
        return self._denied(name, replace(why, law=law) if law else why, case_id)

    def _denied(self, name: str, why: Reason, case_id: str | None = None) -> Denied:
        actor, now = self._actor, self._office.clock.now()
        # The technical log names no person.
        log.info("access_denied", right=name, role=actor.role, case=case_id, code=why.code)
        denial = Denial(now, actor.person, actor.role, actor.agency, name, case_id, why.code)
        try:
            looks.write_denial(self._office.database, denial)
        except CaseworkError as error:
            log.warning("denial_not_recorded", right=name, error=str(error))
        return Denied(name, [why])

    def _log_look(self, name: str, case_id: str) -> None:
        actor, now = self._actor, self._office.clock.now()
        looks.write_look(self._office.database, Look(now, actor.person, actor.role, actor.agency, case_id, name))
        self._looked.add(case_id)

    def within(self, name: str, case_ids: Iterable[str]) -> list[str]:
        """Those of the cases in which the right is theirs, without logging anything."""
        wanted = self.reach(name)
        return [case_id for case_id in case_ids if reach.reaches(self._office.database, wanted, case_id)]
