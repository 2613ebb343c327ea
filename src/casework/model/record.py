"""The whole record of one case, and the one way that it changes: by an entry.

An entry carries its own changes, so replaying the entries of a case gives its stored state.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from typing import Any

from casework.model import rows
from casework.model.actor import Actor

#: The collections of a record, each with the class of its rows. The names are those of the tables.
COLLECTIONS: dict[str, type[Any]] = {
    "cases": rows.CaseRow,
    "proceedings": rows.Proceeding,
    "deadlines": rows.Deadline,
    "letters": rows.Letter,
    "decisions": rows.Decision,
    "documents": rows.Document,
    "assignments": rows.Assignment,
    "impartiality_declarations": rows.ImpartialityDeclaration,
    "ledgers": rows.Ledger,
    "ledger_postings": rows.LedgerPosting,
}

#: The mark of what another office handed over to be read here, and goes on there.
BELOW = "below"
LEFT_ALONE = frozenset({"registered_in_error", BELOW})

INSTANT_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"


@dataclass(frozen=True, slots=True)
class Change:
    """New values for some fields of one row; the row is made where it was not there."""

    collection: str
    id: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the record: who did what, when, why, under which provision, and all that it changed.

    `seq` counts within the case from 1. `hash` covers every other field and `previous`, the hash of the line before.
    """

    case_id: str
    seq: int
    at: datetime
    actor: Actor
    kind: str
    name: str
    proceeding_id: str | None = None
    from_state: str | None = None
    to_state: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    law: str | None = None
    changes: tuple[Change, ...] = ()
    previous: str = ""
    hash: str = ""

    @property
    def id(self) -> str:
        """`2025-00042#17`."""
        return f"{self.case_id}#{self.seq}"


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that is stored of one case but its history; frozen, changed only by `after`."""

    collections: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    party: rows.Party | None = None
    superior_of: Mapping[str, str] = field(default_factory=dict)
    #: What the organisation was awarded in its other cases of the same scheme and year, in øre.
    awarded_elsewhere: int = 0

    def all(self, collection: str) -> Mapping[str, Any]:
        """The rows of one collection by id."""
        return self.collections.get(collection, {})

    @property
    def case(self) -> rows.CaseRow:
        """The case itself."""
        found: rows.CaseRow = next(iter(self.all("cases").values()))
        return found

    @property
    def ledger(self) -> rows.Ledger:
        """The running totals; all 0 where nothing was posted."""
        return self.all("ledgers").get(self.case.id) or rows.Ledger(self.case.id)

    def proceeding(self, proceeding_id: str) -> rows.Proceeding:
        """One proceeding of the case."""
        found: rows.Proceeding = self.all("proceedings")[proceeding_id]
        return found

    def proceedings(self, workflow: str | None = None) -> list[rows.Proceeding]:
        """The proceedings of one workflow, or all, in order of opening; not those in error or only to be read."""
        every: Iterable[rows.Proceeding] = self.all("proceedings").values()
        return [p for p in every if workflow in (None, p.workflow) and LEFT_ALONE.isdisjoint(p.marks)]

    @property
    def grant(self) -> rows.Proceeding | None:
        """The grant proceeding: the first of the case, whatever it is marked."""
        return next(iter(self.all("proceedings").values()), None)

    def open_deadlines(self, proceeding_id: str, name: str | None = None) -> list[rows.Deadline]:
        """The open deadlines of a proceeding, of that name or all."""
        every: Iterable[rows.Deadline] = self.all("deadlines").values()
        return [d for d in every if d.status == "open" and d.proceeding_id == proceeding_id and name in (None, d.name)]

    def after(self, entry: Entry) -> Record:
        """The record after one more entry."""
        collections = dict(self.collections)
        for change in entry.changes:
            rows_of = collections[change.collection] = dict(collections.get(change.collection, {}))
            rows_of[change.id] = changed(COLLECTIONS[change.collection], rows_of.get(change.id), change)
        case = collections["cases"][entry.case_id]
        collections["cases"] = {case.id: evolved(case, {"revision": entry.seq, "head": entry.hash})}
        return Record(collections, self.party, self.superior_of, self.awarded_elsewhere)

    def headed(self, head: str) -> Record:
        """The record with the hash of its last entry."""
        case = evolved(self.case, {"head": head})
        collections = {**self.collections, "cases": {case.id: case}}
        return Record(collections, self.party, self.superior_of, self.awarded_elsewhere)


def replayed(entries: Iterable[Entry]) -> Record:
    """The record that the entries of one case say there is."""
    record = Record()
    for entry in entries:
        record = record.after(entry)
    return record


def changed(kind: type[Any], row: Any, change: Change) -> Any:
    """The row with its new values, read from their JSON form."""
    values = from_json(kind, change.values)
    return evolved(row, values) if row is not None else kind(id=change.id, **values)


def evolved(row: Any, values: Mapping[str, Any]) -> Any:
    """The row with other values for some fields. What `dataclasses.replace` does, in a third of the time."""
    names = _FIELDS[type(row)]
    if not values.keys() <= names.keys():
        raise TypeError(f"{type(row).__name__} has no {', '.join(values.keys() - names.keys())}")
    new = object.__new__(type(row))
    for name in names:
        object.__setattr__(new, name, values[name] if name in values else getattr(row, name))
    return new


_FIELDS: dict[Any, dict[str, None]] = {}
_INSTANTS: dict[Any, frozenset[str]] = {}
_DAYS: dict[Any, frozenset[str]] = {}
for _kind in (*COLLECTIONS.values(), rows.Party):
    _FIELDS[_kind] = dict.fromkeys(f.name for f in fields(_kind))
    _INSTANTS[_kind] = frozenset(f.name for f in fields(_kind) if "datetime" in str(f.type))
    _DAYS[_kind] = frozenset(f.name for f in fields(_kind) if str(f.type).startswith("date "))


def instants_of(kind: type[Any]) -> frozenset[str]:
    """The fields of a row class that hold instants."""
    return _INSTANTS[kind]


def days_of(kind: type[Any]) -> frozenset[str]:
    """The fields of a row class that hold legal days."""
    return _DAYS[kind]


def instant(value: str) -> datetime:
    """An instant from its JSON form, in UTC."""
    moment = datetime.fromisoformat(value)
    return moment if moment.tzinfo is UTC else moment.astimezone(UTC)


def from_json(kind: type[Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Field values as Python has them: instants aware in UTC, days as dates."""
    instants, days, result = _INSTANTS[kind], _DAYS[kind], dict(values)
    for name, value in values.items():
        if value is not None and name in instants:
            result[name] = instant(value)
        elif value is not None and name in days:
            result[name] = date.fromisoformat(value)
    return result


def to_json(value: Any) -> Any:
    """A field value as JSON has it: instants as UTC text of fixed width, days as YYYY-MM-DD."""
    if isinstance(value, datetime):
        moment = value if value.tzinfo is UTC else value.astimezone(UTC)
        return f"{moment.replace(tzinfo=None).isoformat(timespec='microseconds')}Z"
    return value.isoformat() if isinstance(value, date) else value


def change(collection: str, row_id: str, **values: Any) -> Change:
    """A change with its values in their JSON form."""
    return Change(collection, row_id, {name: to_json(value) for name, value in values.items()})
