"""Loading applications that were read from a portal's export: all of them or none, and none twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from casework.errors import BadInput, CaseworkError, Fault, KeyReused, Refused
from casework.intake import Reading, Remark
from casework.intake.draft import ApplicationRow
from casework.model.actor import SYSTEM, Actor
from casework.model.case import Case
from casework.model.rows import Party

if TYPE_CHECKING:
    from casework.office import Office

#: An applicant whose organisation number nobody knows, by the id of the application.
UNKNOWN_PARTY = "ukjent:"


@dataclass(frozen=True, slots=True)
class Imported:
    """What a load did, or would do; `faults` are those of the file and those on loading, in file order."""

    cases_opened: int
    already_there: int
    faults: tuple[Remark, ...]
    notes: tuple[Remark, ...]
    dry_run: bool = False

    @property
    def loaded(self) -> int:
        """How many applications of the file have, or would have, their case."""
        return self.cases_opened + self.already_there


def load_applications(
    office: Office,
    reading: Reading,
    scheme: str,
    year: int,
    by: Actor,
    *,
    partial: bool = False,
    dry_run: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Imported:
    """Open a case for every row, and record the decisions that the portal knows of. `progress` is told rows done.

    With faults in the file nothing is loaded, unless `partial`: then the rows without fault are. An application is
    known by its id, so the same file again opens nothing; decisions that have come since are recorded. `dry_run` tries
    everything and keeps nothing. Raises NotFound for an unknown scheme.
    """
    office.surroundings.definitions.scheme(scheme, year)
    if reading.faults and not partial:
        return Imported(0, 0, reading.faults, reading.notes, dry_run)
    load = _Load(office, scheme, year, by)
    with _all_or_nothing(office):
        for row in reading.rows:
            load.row(row)
            if progress:
                progress(1)
        if dry_run or (load.faults and not partial):
            raise _Undone
    faults = tuple(sorted((*reading.faults, *load.faults), key=lambda fault: fault.line))
    opened, there = (0, 0) if load.faults and not partial else (load.opened, load.there)
    return Imported(opened, there, faults, reading.notes, dry_run)


class _Undone(Exception):
    """Everything in the transaction is to be undone."""


@contextmanager
def _all_or_nothing(office: Office) -> Iterator[None]:
    try:
        with office.together():
            yield
    except _Undone:
        return


class _Load:
    """One load under way."""

    def __init__(self, office: Office, scheme: str, year: int, by: Actor) -> None:
        self.office, self.scheme, self.year, self.by = office, scheme, year, by
        self.known = {case["id"] for case in office.cases(scheme=scheme, year=year)}
        self.opened = self.there = 0
        self.faults: list[Remark] = []

    def row(self, row: ApplicationRow) -> None:
        """Open the case of one row and record its decision; a row that cannot be loaded leaves nothing behind."""
        try:
            with self.office.together():
                case = self._open(row)
                self._decide(row, case)
        except (Refused, BadInput, KeyReused) as error:
            self.faults += _faults(error, row.line)
            return
        self.there += case.id in self.known
        self.opened += case.id not in self.known

    def _open(self, row: ApplicationRow) -> Case:
        return self.office.open_case(
            scheme=self.scheme,
            year=self.year,
            party=Party(row.org_number or f"{UNKNOWN_PARTY}{row.application_id}", row.org_name),
            by=self.by,
            key=self._key(row),
            facts=_facts(row),
        )

    def _decide(self, row: ApplicationRow, case: Case) -> None:
        decision = _decision(row)
        if decision:
            name, facts = decision
            self.office.perform(case.grant.id, name, by=SYSTEM, key=f"{self._key(row)}:decision", facts=facts)

    def _key(self, row: ApplicationRow) -> str:
        return f"import:{self.scheme}/{self.year}:{row.application_id}"


def _facts(row: ApplicationRow) -> dict[str, Any]:
    facts = {
        "application_id": row.application_id,
        "title": row.title,
        "grant_type": row.kind,
        "sub_goals": list(row.sub_goals),
        "annual_budget": row.annual_budget_ore,
        "applied_amount": row.applied_amount_ore,
        "received_at": row.received_at.isoformat() if row.received_at else None,
        "received_on": row.received_day.isoformat(),
    }
    return {name: value for name, value in facts.items() if value not in (None, [])}


def _decision(row: ApplicationRow) -> tuple[str, dict[str, Any]] | None:
    """The decision that the portal knows of; a day without an amount is a rejection, as an amount of 0 is."""
    day = {"decided_on": row.decided_day.isoformat()} if row.decided_day else {}
    if row.is_awarded:
        return "record_award", {"amount": row.awarded_amount_ore, **day}
    return ("record_rejection", day) if day or row.awarded_amount_ore == 0 else None


def _faults(error: CaseworkError, line: int) -> Iterator[Remark]:
    """What kept a row from being loaded, at its line."""
    if isinstance(error, Refused):
        for reason in error.reasons:
            yield Remark(f"{reason.message} ({reason.law})", code=reason.code, text=reason.text).at(line)
    elif isinstance(error, BadInput):
        for fault in error.faults:
            yield Remark(_told(fault), code=fault.code).at(line)
    else:
        yield Remark(str(error), code="key_reused").at(line)


def _told(fault: Fault) -> str:
    return f"{fault.where}: {fault.message}" if fault.where else fault.message
