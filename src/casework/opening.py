"""Opening a case: the application as it came, the organisation, and the first entry of the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from email_validator import EmailNotValidError, validate_email

from casework.desk import Desk
from casework.engine.draft import Draft
from casework.engine.fact_types import Invalid, org_number
from casework.engine.perform import open_proceeding
from casework.engine.surroundings import Surroundings
from casework.errors import BadInput, Fault
from casework.mail.postroom import Postroom
from casework.model.actor import Actor
from casework.model.record import Entry, Record, change, changed
from casework.model.rows import CaseRow, Party
from casework.model.scheme import Scheme
from casework.store import records
from casework.store.database import Database
from casework.store.statistics import UNKNOWN


@dataclass(frozen=True, slots=True)
class Application:
    """What came in under which scheme."""

    scheme: Scheme
    facts: Mapping[str, Any]


def application(
    around: Surroundings, scheme: str, year: int, party: str | Party, facts: Mapping[str, Any]
) -> Application:
    """The application, if it names a scheme and a year that we have. Raises NotFound."""
    return Application(around.definitions.scheme(scheme, year), facts)


def applicant(mail: Postroom, database: Database, party: str | Party) -> Party:
    """The organisation that applies, registered; what an application does not say of it stays as it was known.

    Raises BadInput.
    """
    known = records.party(database, party.id) if isinstance(party, Party) else None
    if not isinstance(party, Party) or known is None:
        return registered_party(database, party)
    email, address = party.email or known.email, party.address or known.address
    kept = replace(party, email=email, address=address, reserved=party.reserved or known.reserved)
    return readdressed(mail, database, kept)


def readdressed(mail: Postroom, database: Database, party: Party) -> Party:
    """The organisation, registered; where its address is a new one, what did not reach it is sent anew."""
    before, registered = records.party(database, party.id), registered_party(database, party)
    if before and before.email != registered.email:
        mail.readdressed(registered.id)
    return registered


def registered_party(database: Database, party: str | Party) -> Party:
    """The organisation as it is registered; a new one, or a changed one, is registered. Raises BadInput."""
    given = party if isinstance(party, Party) else Party(party, "")
    number = _number(given.id)
    known = records.party(database, number)
    if not isinstance(party, Party) and known:
        return known
    organisation = replace(_valid(given), id=number, name=given.name or number)
    if organisation != known:
        records.save_party(database, organisation)
    return organisation


def newly_registered(database: Database, party: Party) -> Party:
    """The organisation as it is registered here; one that is not, is registered as another office told of it."""
    return records.party(database, party.id) or registered_party(database, party)


def _number(value: str) -> str:
    if value.startswith(UNKNOWN) and value != UNKNOWN:
        return value
    try:
        return org_number(value)
    except Invalid as invalid:
        raise BadInput(Fault(f"{value!r} {invalid.text.en}", "party", "org_number")) from invalid


_LENGTHS = {"name": 500, "email": 320, "address": 2_000, "language_source": 100}


def _unfit(text: str, limit: int) -> bool:
    return len(text) > limit or any((c < " " and c not in "\r\n\t") or "\ud800" <= c <= "\udfff" for c in text)


def _valid(party: Party) -> Party:
    if party.language_form not in ("nb", "nn"):
        raise BadInput(Fault(f"the written form is nb or nn (sprl/15), not {party.language_form!r}", "language_form"))
    if party.email:
        try:
            validate_email(party.email, check_deliverability=False)
        except EmailNotValidError as error:
            raise BadInput(Fault(f"{party.email!r} is not an e-mail address: {error}", "email")) from error
    for name, limit in _LENGTHS.items():
        if _unfit(getattr(party, name) or "", limit):
            raise BadInput(Fault(f"has at most {limit} characters and no control characters", name))
    return party


@dataclass(frozen=True, slots=True)
class Opening:
    """One case about to be opened, with the number that it was given."""

    desk: Desk
    application: Application
    party: Party
    number: int

    def enter(self, by: Actor, key: records.Key | None) -> Entry:
        """Write the first entry of the case. Raises Refused or BadInput; then the number is free again."""
        scheme = self.application.scheme
        draft = self.desk.draft(Record(party=self.party), by)
        first = self._case(draft)
        row = changed(CaseRow, None, first)
        draft.record = Record({"cases": {row.id: row}}, self.party)
        entry = open_proceeding(draft, scheme.workflow, given=self.application.facts, first=(first,))
        self.desk.write(Record(party=self.party), draft, key)
        return entry

    def _case(self, draft: Draft) -> Any:
        scheme, number = self.application.scheme, f"{self.number:05d}"
        return change(
            "cases",
            f"{scheme.year}-{number}",
            number=f"{scheme.year}/{number}",
            scheme=scheme.id,
            year=scheme.year,
            party=self.party.id,
            party_name=self.party.name,
            opened_at=draft.now,
        )
