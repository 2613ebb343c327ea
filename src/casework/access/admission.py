"""Who has which role: granting, revoking, and letting people and services in."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date
from uuid import uuid4

from casework.access.counter import Counter
from casework.access.rights import ROLES, right
from casework.access.texts import CHOOSE_ROLE, CONTROL, NO_ROLE
from casework.engine.fact_types import Invalid, org_number
from casework.errors import BadInput, CaseworkError, Denied, Fault, NotFound, reason
from casework.law.calendar import oslo_day
from casework.log import log
from casework.model.access import Denial, Look, RoleGrant, Seat, ServiceToken
from casework.model.actor import Actor, valid_person
from casework.model.chain import digest_of
from casework.office import Office
from casework.store import looks, role_grants

#: What a token begins with, so that one that was left lying somewhere is known for what it is.
PREFIX = "casework_"


class Access:
    """The roles of one office: who has them, and the counter that each is met at. Days are days in Oslo."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self._database = office.database

    def today(self) -> date:
        """The legal day now."""
        return oslo_day(self.office.clock.now())

    def grant(
        self,
        person: str,
        role: str,
        *,
        by: str,
        agency: str | None = None,
        scheme: str | None = None,
        case_id: str | None = None,
        first_day: date | None = None,
        last_day: date | None = None,
    ) -> RoleGrant:
        """Give a person a role for an agency, perhaps only in one scheme or case, and until a day. Raises BadInput."""
        agency = self._valid(person, role, agency, scheme)
        if case_id is not None:
            case_id = self.office.case(case_id).id
        first = first_day or self.today()
        _in_order(first, last_day)
        now = self.office.clock.now()
        made = RoleGrant(uuid4().hex, person, role, agency, scheme, case_id, first, last_day, now, by)
        role_grants.save_grant(self._database, made)
        return made

    def _valid(self, person: str, role: str, agency: str | None, scheme: str | None) -> str | None:
        """The agency as it is kept."""
        valid_person(person)
        if person.startswith("service:"):
            raise BadInput(Fault("a service is let in by a token, not by a grant", "person"))
        _known_role(role)
        known = {scheme_id for scheme_id, _ in self.office.surroundings.definitions.schemes()}
        if scheme is not None and scheme not in known:
            raise NotFound("scheme", scheme)
        return _organisation(agency) if role == "grantee" else agency

    def revoke(self, grant_id: str, *, by: str) -> RoleGrant:
        """End a grant at once. Raises NotFound; BadInput for one that was ended before."""
        role_grants.grant(self._database, grant_id)
        if not role_grants.revoke_grant(self._database, grant_id, self.office.clock.now(), by):
            raise BadInput(Fault(f"grant {grant_id} was revoked before", "grant"))
        return role_grants.grant(self._database, grant_id)

    def grants(self, person: str | None = None) -> list[RoleGrant]:
        """Every grant, or those of one person; also those that no longer count."""
        return role_grants.grants(self._database, person)

    def seats(self, person: str) -> list[Seat]:
        """The roles that the person may take today, each with the agency that it is for."""
        today = self.today()
        return list(dict.fromkeys(g.seat for g in self.grants(person) if g.holds_on(today)))

    def counter(self, person: str, seat: Seat | None = None) -> Counter:
        """The office as that person may use it in that role; in their only one, where they do not say.

        Raises Denied where the person does not have the role today, or has several and did not choose.
        """
        seats = self.seats(person)
        if seat is None and len(seats) > 1:
            told = ", ".join(s.role for s in seats)
            raise Denied("sign_in", [reason("choose_role", CONTROL, CHOOSE_ROLE.format(seats=told))])
        taken = seat or next(iter(seats), None)
        if taken is None or taken not in seats:
            raise self._no_role(person, taken)
        today = self.today()
        grants = [g for g in self.grants(person) if g.holds_on(today) and g.seat == taken]
        return Counter(self.office, Actor(person, taken.role, taken.agency), grants)

    def _no_role(self, person: str, asked: Seat | None) -> Denied:
        """What to raise for a role that the person does not have today; it is logged like every denial."""
        role, agency = (asked.role, asked.agency) if asked else ("", None)
        log.info("access_denied", right="sign_in", role=role, case=None, code="no_role")
        denial = Denial(self.office.clock.now(), person, role, agency, "sign_in", None, "no_role")
        try:
            looks.write_denial(self._database, denial)
        except CaseworkError as error:
            log.warning("denial_not_recorded", right="sign_in", error=str(error))
        return Denied("sign_in", [reason("no_role", CONTROL, NO_ROLE.format(person=person, role=role or "–"))])

    def create_token(
        self,
        name: str,
        role: str,
        scopes: Iterable[str],
        *,
        by: str,
        agency: str | None = None,
        scheme: str | None = None,
        last_day: date | None = None,
    ) -> tuple[ServiceToken, str]:
        """A token for another system, and its secret, which is not kept. Raises BadInput for a scope without use."""
        agency = self._valid(name, role, agency, scheme)
        valid_person(f"service:{name}")
        wanted = tuple(dict.fromkeys(scopes))
        useless = [scope for scope in wanted if not right(scope).has(role)]
        if useless or not wanted:
            raise BadInput(Fault(f"the role {role} has no right to {', '.join(useless) or 'nothing'}", "scopes"))
        today = self.today()
        _in_order(today, last_day)
        secret = PREFIX + secrets.token_urlsafe(32)
        now = self.office.clock.now()
        made = ServiceToken(uuid4().hex, name, role, agency, scheme, wanted, today, last_day, now, by)
        role_grants.save_token(self._database, made, digest_of(secret))
        return made, secret

    def revoke_token(self, token_id: str, *, by: str) -> ServiceToken:
        """End a token at once. Raises NotFound; BadInput for one that was ended before."""
        if role_grants.token(self._database, token_id=token_id) is None:
            raise NotFound("token", token_id)
        if not role_grants.revoke_token(self._database, token_id, self.office.clock.now(), by):
            raise BadInput(Fault(f"token {token_id} was revoked before", "token"))
        ended = role_grants.token(self._database, token_id=token_id)
        assert ended is not None  # noqa: S101 - a token is never deleted
        return ended

    def tokens(self) -> list[ServiceToken]:
        """Every token, without its secret; also those that no longer count."""
        return role_grants.tokens(self._database)

    def counter_for_token(self, secret: str) -> Counter | None:
        """The office as the service with that token may use it; None for a token that does not count."""
        found = role_grants.token(self._database, digest=digest_of(secret))
        if found is None or not found.grant.holds_on(self.today()):
            return None
        actor = Actor(found.person, found.role, found.agency)
        return Counter(self.office, actor, [found.grant], scopes=frozenset(found.scopes))

    def looks(self, *, case_id: str | None = None, person: str | None = None) -> list[Look]:
        """Who has looked at which case, the latest first."""
        return looks.looks(self._database, case_id=case_id, person=person)

    def denials(self, *, case_id: str | None = None, person: str | None = None) -> list[Denial]:
        """What was tried without the right to it, the latest first."""
        return looks.denials(self._database, case_id=case_id, person=person)


def _known_role(role: str) -> None:
    if role not in ROLES:
        raise BadInput(Fault(f"no such role: {role!r}; one of {', '.join(ROLES)}", "role"))


def _organisation(agency: str | None) -> str:
    if agency is None:
        raise BadInput(Fault("a grantee acts for an organisation: give its number", "agency"))
    try:
        return org_number(agency)
    except Invalid as invalid:
        raise BadInput(Fault(f"{agency!r} {invalid.text.en}", "agency")) from invalid


def _in_order(first: date, last: date | None) -> None:
    if last is not None and last < first:
        raise BadInput(Fault(f"the last day {last} is before the first, {first}", "last_day"))
