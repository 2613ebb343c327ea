"""What can be asked of an office: nothing here writes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any

from casework import consultation, control_report, documents
from casework.clock.wall import Clock
from casework.desk import Desk
from casework.engine.grant_terms import TermsVersion, grant_terms
from casework.engine.options import options
from casework.engine.surroundings import Surroundings
from casework.engine.timeline import timeline
from casework.errors import NotFound
from casework.model.actor import Actor
from casework.model.case import Case, Moment, Option, case_of
from casework.model.ids import case_id_of, found
from casework.model.preview import Preview
from casework.model.record import Entry
from casework.model.rows import Deadline, Party
from casework.previewing import preview
from casework.store import lists, overdue, records, statistics
from casework.store.database import Database
from casework.store.refusals import refusals


class Asking:
    """The questions that an office answers."""

    clock: Clock
    database: Database
    surroundings: Surroundings
    _desk: Desk

    def available(self, proceeding_id: str, *, by: Actor, only: Collection[str] | None = None) -> list[Option]:
        """Every transition from here, and for each refused one all the reasons with their provisions.

        `only` asks about those of these names and no others, which is quicker.
        """
        proceeding_id = proceeding_id.replace("/", "-", 1)
        record = self._desk.load(case_id_of(proceeding_id), by.person)
        return options(self._desk.draft(record, by), found(record, proceeding_id), only)

    def preview(
        self, proceeding_id: str, transition: str, *, by: Actor, facts: Mapping[str, Any] | None = None
    ) -> Preview:
        """The letters that a transition would write, as they would go, and every reason for which it would be refused.

        Nothing is written. Raises NotFound, or Refused for a transition that is not in order here.
        """
        proceeding_id = proceeding_id.replace("/", "-", 1)
        record = self._desk.load(case_id_of(proceeding_id), by.person)
        draft = self._desk.draft(record, by)
        return preview(
            draft,
            found(record, proceeding_id),
            transition,
            facts or {},
            lambda digest: lists.content(self.database, digest),
        )

    def case(self, case_id: str) -> Case:
        """The case by id or number (`2025-00042` or `2025/00042`). Raises NotFound."""
        return case_of(self._desk.load(case_id))

    def history(self, case_id: str) -> list[Entry]:
        """Every entry of the case, in order."""
        found = records.entries(self.database, case_id.replace("/", "-", 1))
        if not found:
            raise NotFound("case", case_id)
        return found

    def refusals(self, case_id: str) -> list[dict[str, Any]]:
        """The refused attempts on the case, oldest first."""
        return refusals(self.database, self._desk.load(case_id).case.id)

    def timeline(self, case_id: str) -> list[Moment]:
        """What has happened and what will, as one list in order of time."""
        record = self._desk.load(case_id)
        return timeline(self.surroundings, record, self.history(case_id), self.clock.now())

    def grant_terms(self, case_id: str) -> tuple[TermsVersion, ...]:
        """Every version of the terms of the grant, the first one first; `terms_on` finds the one of a day."""
        return grant_terms(self.history(case_id))

    def cases(self, **filters: Any) -> list[dict[str, Any]]:
        """A row for each case, newest first. Filters: scheme, year, stage, party, responsible."""
        return lists.cases(self.database, filters)

    def due(self, until: date | None = None, **filters: Any) -> list[Deadline]:
        """The open deadlines whose last day is no later than `until` (Oslo; default: all), the nearest first."""
        return lists.due(self.database, until, filters)

    def overdue(self, **filters: Any) -> list[dict[str, Any]]:
        """A row for each duty that is open after its last day (contract), the latest first.

        Filters: scheme, year, kind, caseworker ("-": nobody), party, days_late (at least); `sort` by days_late, case,
        party, kind, caseworker, reminders_sent or due_day.
        """
        return overdue.overdue(self.database, self.clock.now(), self.surroundings, filters)

    def statistics(self, scheme: str, year: int) -> dict[str, Any]:
        """The totals of a scheme as its public page shows them, in øre, with the variation beside (B16)."""
        return statistics.totals(self.database, self.surroundings.definitions.scheme(scheme, year))

    def consultation_bodies(self, scheme: str, year: int) -> list[dict[str, Any]]:
        """The recipients that authorities hear, with the roles that each fills, and fills alone (A21)."""
        return consultation.consultation_bodies(self, scheme, year)

    def control_report(self, scheme: str, year: int) -> dict[str, Any]:
        """The yearly control summary of a scheme, to the ministry (A30); amounts in øre."""
        return control_report.control_report(self, scheme, year)

    def party(self, org_number: str) -> Party:
        """The organisation of that number. Raises NotFound."""
        found = records.party(self.database, org_number)
        if found is None:
            raise NotFound("party", org_number)
        return found

    def document_content(self, document_id: str) -> Iterator[bytes]:
        """The bytes of a document by its id, such as `2025-00042:d1`, piece by piece. Raises NotFound."""
        held = self._desk.load(document_id.partition(":")[0]).all("documents")
        digest = held[document_id].digest if document_id in held else None
        if digest is None:
            raise NotFound("document", document_id)
        return documents.content_of(self.database, digest)

    def letter_text(self, letter_id: str) -> str:
        """The text of a letter as it was written."""
        return lists.letter_text(self.database, letter_id)
