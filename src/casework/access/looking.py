"""What a person may ask of the office at the counter: each question asks for its right first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

from casework.access.appeal_view import REVIEW, AppealView, appeal_view
from casework.access.doorkeeper import Doorkeeper
from casework.access.party_view import as_party_sees, party_proceedings
from casework.engine.timeline import timeline
from casework.errors import NotFound
from casework.model.access import Denial, Look, Task
from casework.model.actor import Actor
from casework.model.case import Case, Moment, Option
from casework.model.ids import case_id_of
from casework.model.mail import Dispatch
from casework.model.record import Entry
from casework.model.rows import Deadline, Decision, Document, Letter, Party, Proceeding
from casework.model.scheme import Scheme
from casework.model.workflow import SAME_STATE, Transition
from casework.office import Office
from casework.store import case_pages, feed, lists, looks, overdue, snapshot

Row = TypeVar("Row")


class Looking:
    """The questions of one person in one role. Every method raises Denied without the right to what it gives."""

    office: Office
    actor: Actor
    door: Doorkeeper

    @property
    def as_party(self) -> bool:
        """Whether the person is met as a party, who sees less of a case (fvl/18, fvl/18a)."""
        return self.actor.role == "grantee"

    @property
    def as_appeal_body(self) -> bool:
        """Whether the person is met as the appeal body, which sees what was sent to it (fvl/33-4)."""
        return self.actor.role == "appeal_body"

    @property
    def sees_a_part(self) -> bool:
        """Whether the person sees no more of a case than concerns them."""
        return self.as_party or self.as_appeal_body

    def case(self, case_id: str) -> Case:
        """The case, as far as the person may see it. A look at it is logged. Raises NotFound."""
        return self._seen(self.door.case("case_read", case_id))

    def _seen(self, case_id: str) -> Case:
        if self.as_appeal_body:
            return self._sent(case_id).case
        case = self.office.case(case_id)
        return as_party_sees(case, self.office.surroundings) if self.as_party else case

    def _sent(self, case_id: str) -> AppealView:
        """What the appeal body was sent of the case, and what came of it."""
        database, around = self.office.database, self.office.surroundings
        with database.snapshot():
            return appeal_view(snapshot.load(database, case_id), self.office.history(case_id), around)

    def proceeding(self, proceeding_id: str) -> Proceeding:
        """One proceeding by its id. Raises NotFound, also for one that the party has not been told of."""
        proceeding_id = proceeding_id.replace("/", "-", 1)
        case = self.case(case_id_of(proceeding_id))
        return _one("proceeding", proceeding_id, case.proceedings, lambda p: p.id)

    def decision(self, decision_id: str) -> Decision:
        """One decision by its id, `2025-00042#7.1`. Raises NotFound."""
        case = self.case(_case_of_entry("decision", decision_id))
        return _one("decision", decision_id, case.decisions, lambda d: d.id)

    def letter(self, letter_id: str) -> tuple[Letter, str]:
        """One letter by its id, `2025-00042#7.1`, and its text as it was written. Raises NotFound."""
        case_id = self.door.case("letter_read", _case_of_entry("letter", letter_id))
        found = _one("letter", letter_id, self._seen(case_id).letters, lambda x: x.id)
        return found, self.office.letter_text(letter_id)

    def document(self, document_id: str) -> Document:
        """One document by its id, `2025-00042:d1`. Raises NotFound."""
        case_id = self.door.case("document_read", document_id.partition(":")[0])
        return _one("document", document_id, self._seen(case_id).documents, lambda d: d.id)

    def document_content(self, document_id: str) -> Iterator[bytes]:
        """The bytes of a document, piece by piece. Raises NotFound."""
        return self.office.document_content(self.document(document_id).id)

    def available(self, proceeding_id: str, only: Collection[str] | None = None) -> list[Option]:
        """Every transition from here, or `only` those, and for each refused one all the reasons with provisions."""
        proceeding_id = self._step(proceeding_id)
        options = self.office.available(proceeding_id, by=self.actor, only=only)
        return options if not self.as_party else [o for o in options if not _is_of_others(o)]

    def _step(self, proceeding_id: str) -> str:
        """The id of a proceeding that the person may take steps in."""
        proceeding_id = proceeding_id.replace("/", "-", 1)
        case_id = self.door.case("step", case_id_of(proceeding_id))
        if self.sees_a_part and proceeding_id not in self._concerning(case_id):
            raise self.door.deny("step", case_id)
        return proceeding_id

    def followed(self, case_id: str) -> frozenset[str] | None:
        """The proceedings in which somebody who sees a part of the case may take steps; None for who sees it whole."""
        return self._concerning(self.door.case("step", case_id)) if self.sees_a_part else None

    def _concerning(self, case_id: str) -> frozenset[str]:
        if self.as_appeal_body:
            return self._sent(case_id).followed
        return party_proceedings(snapshot.load(self.office.database, case_id), self.office.surroundings)

    def history(self, case_id: str) -> list[Entry]:
        """Every entry of the case that the person may see, in order."""
        case_id = self.door.case("record_read", case_id)
        return list(self._sent(case_id).entries) if self.as_appeal_body else self.office.history(case_id)

    def refusals(self, case_id: str) -> list[dict[str, Any]]:
        """The refused attempts on the case, oldest first."""
        case_id = self.door.case("record_read", case_id)
        found = self.office.refusals(case_id)
        if not self.as_appeal_body:
            return found
        followed = self._sent(case_id).followed
        return [refusal for refusal in found if refusal["proceeding_id"] in followed]

    def timeline(self, case_id: str) -> list[Moment]:
        """What has happened and what will, in order of time; to a party, what it did or was told itself."""
        case_id = self.door.case("case_read", case_id)
        around, now = self.office.surroundings, self.office.clock.now()
        if self.as_appeal_body:
            sent = self._sent(case_id)
            return timeline(around, sent.record, sent.entries, now)
        if not self.as_party:
            return self.office.timeline(case_id)
        record = snapshot.load(self.office.database, case_id)
        known = party_proceedings(record, around)
        entries = [e for e in self.office.history(case_id) if _is_told(e)]
        moments = timeline(around, record, entries, now)
        return [m for m in moments if m.kind != "mark" and m.proceeding_id in known]

    def cases(self, **filters: Any) -> list[dict[str, Any]]:
        """A row for each case that the person may see, newest first. Filters as of `Office.cases`."""
        return lists.cases(self.office.database, filters, self.door.reach("case_read"))

    def due(self, until: date | None = None, **filters: Any) -> list[Deadline]:
        """The open deadlines that the person may see, the nearest first. Filters as of `Office.due`."""
        return self.known_of(lists.due(self.office.database, until, filters, self.door.reach("deadlines_read")))

    def known_of(self, found: list[Deadline]) -> list[Deadline]:
        """Of the deadlines those that a party or the appeal body may know of, where it is one of them that asks."""
        if not self.sees_a_part:
            return found
        known = {p for case_id in {d.case_id for d in found} for p in self._concerning(case_id)}
        return [d for d in found if d.proceeding_id in known]

    def overdue(self, **filters: Any) -> list[dict[str, Any]]:
        """A row for each duty open after its last day, within reach; the latest first. Filters as of the office."""
        office, reach = self.office, self.door.reach("overdue_read")
        return overdue.overdue(office.database, office.clock.now(), office.surroundings, filters, reach)

    def page_of_cases(
        self, *, sort: str = "-number", after: tuple[Any, str] | None = None, most: int = 50, **filters: Any
    ) -> list[dict[str, Any]]:
        """At most so many cases that the person may see, after the last one of the page before (its value and id)."""
        reach = self.door.reach("case_read")
        return case_pages.cases(self.office.database, reach, filters, sort, after, most)

    def page_of_deadlines(
        self, until: date | None = None, *, after: tuple[Any, str] | None = None, most: int = 50, **filters: Any
    ) -> list[Deadline]:
        """At most so many open deadlines that the person may see, after the last one of the page before."""
        reach = self.door.reach("deadlines_read")
        return case_pages.deadlines(self.office.database, reach, filters, until, after, most)

    def tasks(self, most: int = 200) -> list[Task]:
        """The open proceedings within reach that wait for a step by this role, the oldest first.

        A caseworker is told of their own cases and of those that are nobody's.
        """
        reach, mine = self.door.reach("tasks_read"), self.actor.role == "caseworker"
        person = self.actor.person if mine else None
        found = case_pages.waiting(self.office.database, reach, self._waiting_for(), person, most)
        tasks = [task for task in map(self._task, found) if task.steps]
        return [task for task in tasks if task.workflow == REVIEW or not self.as_appeal_body or self._follows(task)]

    def _follows(self, task: Task) -> bool:
        return task.proceeding_id in self._sent(task.case_id).followed

    def _waiting_for(self) -> dict[str, list[str]]:
        """For each workflow, the states from which a step is this role's to make."""
        workflows = self.office.surroundings.definitions.workflows()
        return {
            name: [state for state in workflow.states if any(self._is_for(t) for t in workflow.leaving(state))]
            for name, workflow in workflows.items()
        }

    def _task(self, row: Mapping[str, Any]) -> Task:
        definitions = self.office.surroundings.definitions
        workflow = definitions.workflow(row["workflow"], row["version"], digest=row["digest"])
        steps = tuple(t.name for t in workflow.leaving(row["state"]) if self._is_for(t))
        values = {name: row[name] for name in ("number", "party_name", "scheme", "year", "workflow", "state")}
        return Task(row["case_id"], row["id"], steps=steps, since=row["opened_at"], **values)

    def _is_for(self, step: Transition) -> bool:
        """Whether the step takes the proceeding on and is this role's to make."""
        return self.actor.role in step.by and not step.registers and step.target != SAME_STATE

    def events(self, after: int = 0, most: int = 100) -> tuple[list[tuple[int, Entry]], int]:
        """What happened in cases within reach after a position, in order, each with its own; and where to go on from.

        Nothing that is committed later gets an earlier position.
        """
        reach = self.door.reach("events_read")
        feed.advance(self.office.database)
        last = feed.last(self.office.database)
        found = feed.read(self.office.database, after, most, reach)
        ends = found[-1][0] if found else after
        following = ends if len(found) == most else max(ends, last)
        return self._sent_of(found) if self.as_appeal_body else found, following

    def _sent_of(self, found: list[tuple[int, Entry]]) -> list[tuple[int, Entry]]:
        """Of the entries those that the appeal body may see."""
        shown = {e.id for case_id in {entry.case_id for _, entry in found} for e in self._sent(case_id).entries}
        return [(position, entry) for position, entry in found if entry.id in shown]

    def schemes(self) -> list[Scheme]:
        """Every scheme in every year."""
        self.door.plain("schemes_read")
        definitions = self.office.surroundings.definitions
        return [definitions.scheme(*key) for key in definitions.schemes()]

    def scheme(self, scheme: str, year: int) -> Scheme:
        """One scheme in one year. Raises NotFound."""
        self.door.plain("schemes_read")
        return self.office.surroundings.definitions.scheme(scheme, year)

    def statistics(self, scheme: str, year: int) -> dict[str, Any]:
        """The totals of a scheme as its public page shows them, in øre."""
        self.door.plain("statistics_read")
        return self.office.statistics(scheme, year)

    def control_report(self, scheme: str, year: int) -> dict[str, Any]:
        """The yearly control summary of a scheme, to the ministry (A30); amounts in øre."""
        self.door.scheme("control_report_read", scheme, year)
        return self.office.control_report(scheme, year)

    def party(self, org_number: str) -> Party:
        """The organisation of that number. Raises NotFound."""
        self.door.party("party_read", org_number)
        return self.office.party(org_number)

    def messages(self, case_id: str) -> list[Dispatch]:
        """What was sent, is to be sent or did not arrive in a case, the newest first."""
        return self.office.mail.messages(case_id=self.door.case("mail_read", case_id))

    def undelivered(self) -> list[Dispatch]:
        """The messages of cases within reach that wait for a person to look at them."""
        waiting, _ = self.office.mail.to_look_at()
        within = set(self.door.within("mail_read", {m.case_id for m in waiting if m.case_id}))
        return [m for m in waiting if m.case_id in within]

    def looks(self, case_id: str) -> list[Look]:
        """Who has looked at the case, the latest first."""
        return looks.looks(self.office.database, case_id=self.door.case("looks_read", case_id))

    def denials(self, case_id: str) -> list[Denial]:
        """What was tried in the case without the right to it, the latest first."""
        return looks.denials(self.office.database, case_id=self.door.case("looks_read", case_id))


def _one(kind: str, row_id: str, rows: tuple[Row, ...], id_of: Callable[[Row], str]) -> Row:
    for row in rows:
        if id_of(row) == row_id:
            return row
    raise NotFound(kind, row_id)


def _case_of_entry(kind: str, row_id: str) -> str:
    case_id, sign, _ = row_id.partition("#")
    if not sign:
        raise NotFound(kind, row_id)
    return case_id


def _is_of_others(option: Option) -> bool:
    """Whether it is refused because it is for others to do, which is no news to a party."""
    return any(r.code in ("role_may_not", "not_by_hand") for r in option.reasons)


def _is_told(entry: Entry) -> bool:
    """Whether a party knows of the entry: it made it, was written to, or was decided on."""
    return entry.actor.role == "grantee" or any(c.collection in ("letters", "decisions") for c in entry.changes)
