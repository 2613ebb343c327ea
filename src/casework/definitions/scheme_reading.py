"""Reading a scheme file into the scheme that it describes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from casework.definitions.allocations import read_allocations
from casework.definitions.schema_faults import Shape, validated
from casework.definitions.schema_types import Title, as_text, names
from casework.definitions.scheme_schema import (
    STAND_INS,
    TABLES,
    ConditionTable,
    DutyTable,
    ElementTable,
    QuestionTable,
    SchemeTable,
)
from casework.definitions.toml_source import Source
from casework.errors import Finding, Text
from casework.model.scheme import Allocation, Condition, Duty, Element, OpenQuestion, Rung, Scheme

_BEFORE = ("grantee",)
_AFTER = ("grantee", "caseworker")
_AT_LAST = ("grantee", "caseworker", "supervisor")

#: The reminders of every duty, where the scheme has no ladder of its own. Offsets in days from the due day.
DEFAULT_LADDER = (
    Rung("*", -60, "reminder", _BEFORE),
    Rung("*", -14, "reminder", _BEFORE),
    Rung("*", -3, "reminder", _BEFORE),
    Rung("*", 0, "reminder_last_day", _BEFORE),
    Rung("*", 1, "reminder_overdue", _AFTER),
    Rung("*", 7, "reminder_overdue", _AFTER),
    Rung("*", 21, "reminder_escalated", _AT_LAST),
)

_SHAPE = Shape(SchemeTable, TABLES, STAND_INS)


@dataclass(frozen=True, slots=True)
class SchemeReading:
    """One scheme file as far as it could be read: its text, its tables, and the scheme they make."""

    source: Source
    table: SchemeTable
    scheme: Scheme

    def groups(self) -> dict[str, list[ElementTable]]:
        """The groups of elements as written."""
        return self.table.others()


def reading(source: Source) -> tuple[SchemeReading | None, list[Finding]]:
    """What could be read, and every fault in the text, the keys, the types and the list of recipients."""
    if source.findings and not source.data:
        return None, list(source.findings)
    table, findings = validated(source, _SHAPE)
    if table is None:
        return None, [*source.findings, *findings]
    allocations, wrong = _allocations(source, table)
    return SchemeReading(source, table, _scheme(source, table, allocations)), [*source.findings, *findings, *wrong]


def _allocations(source: Source, table: SchemeTable) -> tuple[tuple[Allocation, ...], list[Finding]]:
    name = table.allocations or table.scheme.allocations
    return read_allocations(Path(source.file).parent / name) if name else ((), [])


def _scheme(source: Source, table: SchemeTable, allocations: tuple[Allocation, ...]) -> Scheme:
    head = table.scheme
    return Scheme(
        id=head.id,
        year=head.year,
        title=text(head.title),
        chapter=head.chapter,
        legal_basis=names(head.legal_basis),
        agency=head.agency,
        appeal_body=head.appeal_body,
        workflow=head.workflow,
        in_force=head.in_force or date(head.year, 1, 1),
        authority=head.authority,
        codes=names(head.code),
        conditions=tuple(_condition(source, table, i, c) for i, c in enumerate(table.condition)),
        duties=tuple(_duty(d) for d in table.duty),
        ladder=tuple(Rung(r.duty, r.offset, r.letter, tuple(r.recipients), r.unit) for r in table.ladder)
        or DEFAULT_LADDER,
        elements={group: tuple(_element(e) for e in members) for group, members in table.others().items()},
        allocations=allocations,
        open_questions=tuple(_question(q) for q in table.open_question),
        inconsistencies=tuple(_element(e) for e in table.inconsistency),
        settings=table.settings,
        digest=source.digest,
        file=source.file,
    )


def text(title: Title) -> Text:
    """The text in three languages; empty where nothing is written."""
    return as_text(title) or Text("", "", "")


def _condition(source: Source, table: SchemeTable, index: int, condition: ConditionTable) -> Condition:
    return Condition(
        code=condition.code,
        rule=condition.rule,
        at=names(condition.at) or (f"{table.scheme.workflow}.award",),
        applies_when=condition.applies_when,
        parameters=condition.others(),
        reading=condition.reading,
        line=source.lines.line(("condition", index)),
    )


def _duty(duty: DutyTable) -> Duty:
    return Duty(
        code=duty.code,
        kind=duty.kind,
        workflow=duty.workflow,
        title=text(duty.title),
        day=duty.day,
        years_after=duty.years_after,
        day_fact=duty.day_fact,
        rolls=duty.rolls,
        parts=tuple(duty.parts),
        from_amount=duty.from_amount if duty.above_amount is None else duty.above_amount + 1,
    )


def _element(element: ElementTable) -> Element:
    values: dict[str, Any] = element.others()
    return Element(element.code, element.id, text(element.title), values)


def _question(question: QuestionTable) -> OpenQuestion:
    return OpenQuestion(question.code, text(question.question), question.setting, question.default, question.why)
