"""One record on its way to an application: every cell read, everything wrong or worth noting gathered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeVar

from casework.errors import BadInput
from casework.intake.csv_file import Record
from casework.intake.moments import WrittenMoment, written_moment
from casework.intake.remarks import Remark, placed, remark
from casework.intake.values import amount_in_ore, cleaned, codes, org_number

COLUMNS = (
    "application_id",
    "org_number",
    "org_name",
    "title",
    "kind",
    "sub_goals",
    "annual_budget",
    "applied_amount",
    "received_at",
    "awarded_amount",
    "decided_at",
)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """One application as the portal tells it. Amounts in øre, days in Oslo, `received_at` an instant in UTC.

    `org_number` is None where it is missing or all zeros. `received_at` is None without a clock time;
    `received_time_known` is False then, and at midnight. `awarded_amount_ore` 0 is a decision of no award.
    """

    line: int
    application_id: str
    org_number: str | None
    org_name: str
    title: str
    kind: str
    sub_goals: tuple[str, ...]
    annual_budget_ore: int | None
    applied_amount_ore: int
    received_at: datetime | None
    received_day: date
    received_time_known: bool
    awarded_amount_ore: int | None
    decided_day: date | None
    notes: tuple[Remark, ...] = ()

    @property
    def is_awarded(self) -> bool:
        """Whether anything was awarded; neither an empty amount nor 0 is an award."""
        return bool(self.awarded_amount_ore)


class Draft:
    """One record on its way to a row, gathering everything wrong with it and everything worth noting."""

    def __init__(self, record: Record) -> None:
        self.line = record.line
        self.faults: list[Remark] = []
        self.notes: list[Remark] = []
        self.texts = {column: self._cleaned(column, record.cells[column]) for column in COLUMNS}

    def row(self) -> ApplicationRow | None:
        """The row, or None where the record has a fault."""
        received, decided = self._required("received_at", written_moment), self._optional("decided_at", written_moment)
        row = ApplicationRow(
            line=self.line,
            application_id=self._required("application_id", str) or "",
            org_number=self._org_number(),
            org_name=self._required("org_name", str) or "",
            title=self._required("title", str) or "",
            kind=(self._required("kind", str) or "").lower(),
            sub_goals=self._optional("sub_goals", codes) or (),
            annual_budget_ore=self._optional("annual_budget", amount_in_ore),
            applied_amount_ore=self._required("applied_amount", amount_in_ore) or 0,
            received_at=received.instant if received else None,
            received_day=received.day if received else date.min,
            received_time_known=bool(received and received.time_known),
            awarded_amount_ore=self._optional("awarded_amount", amount_in_ore),
            decided_day=decided.day if decided else None,
        )
        self._compare(received, decided)
        self._note_times(received, decided)
        self._note_contents(row)
        return None if self.faults else replace(row, notes=tuple(self.notes))

    def _cleaned(self, column: str, cell: str) -> str | None:
        """The cell's text; None where it cannot be one."""
        try:
            text, notes = cleaned(cell)
        except BadInput as bad:
            self._blame(column, bad)
            return None
        self.notes += [note.at(self.line, column) for note in notes]
        return text

    def _blame(self, column: str, bad: BadInput) -> None:
        self.faults += [placed(fault, self.line, column) for fault in bad.faults]

    def _required(self, column: str, parse: Callable[[str], T]) -> T | None:
        if self.texts[column] == "":
            self.faults.append(remark("missing").at(self.line, column))
        return self._optional(column, parse)

    def _optional(self, column: str, parse: Callable[[str], T]) -> T | None:
        text = self.texts[column]
        if not text:
            return None
        try:
            return parse(text)
        except BadInput as bad:
            self._blame(column, bad)
            return None

    def _org_number(self) -> str | None:
        number = self._optional("org_number", org_number)
        text = self.texts["org_number"]
        if number is None and text is not None and not text.replace(" ", "").strip("0"):
            self.notes.append(remark("org_number_missing", text).at(self.line, "org_number"))
        return number

    def _compare(self, received: WrittenMoment | None, decided: WrittenMoment | None) -> None:
        if received and decided and decided.day < received.day:
            text = self.texts["decided_at"] or ""
            fault = remark("decided_before_received", text, received=received.day.isoformat())
            self.faults.append(fault.at(self.line, "decided_at"))

    def _note_times(self, received: WrittenMoment | None, decided: WrittenMoment | None) -> None:
        if received:
            self.notes += [note.at(self.line, "received_at") for note in received.notes]
        if received and received.instant is None:
            absent = remark("clock_time_absent", self.texts["received_at"] or "")
            self.notes.append(absent.at(self.line, "received_at"))
        if decided:
            # Only the day of a decision is kept, so that a lost clock time loses nothing.
            moved = (note for note in decided.notes if note.code == "other_day_in_oslo")
            self.notes += [note.at(self.line, "decided_at") for note in moved]

    def _note_contents(self, row: ApplicationRow) -> None:
        if not row.sub_goals:
            self.notes.append(remark("sub_goals_missing").at(self.line, "sub_goals"))
        self.notes += [note.at(self.line, column) for column, note in _about_amounts(row, self.texts)]


def _about_amounts(row: ApplicationRow, texts: dict[str, str | None]) -> Iterable[tuple[str, Remark]]:
    applied, awarded = row.applied_amount_ore, row.awarded_amount_ore
    amounts = {"annual_budget": row.annual_budget_ore, "applied_amount": applied, "awarded_amount": awarded}
    for column, ore in amounts.items():
        if ore and ore % 100:
            yield column, remark("ore_present", texts[column] or "")
    if row.annual_budget_ore is None:
        yield "annual_budget", remark("annual_budget_missing")
    if not applied:
        yield "applied_amount", remark("applied_nothing")
    if awarded == 0:
        yield "awarded_amount", remark("award_of_nothing")
    if awarded and awarded > applied:
        shown = {"awarded": _kroner(awarded), "applied": _kroner(applied)}
        yield "awarded_amount", remark("award_above_applied", **shown)
    if awarded and row.decided_day is None:
        yield "decided_at", remark("award_without_day")


def _kroner(ore: int) -> str:
    kroner, part = divmod(ore, 100)
    whole = f"{kroner:,}".replace(",", " ")
    return f"{whole},{part:02}" if part else whole
