"""The applications of a portal's export: rows that can be loaded, and everything there is to say about the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from casework.errors import BadInput
from casework.intake.csv_file import read_table
from casework.intake.draft import COLUMNS, ApplicationRow, Draft
from casework.intake.remarks import Remark, placed, remark

__all__ = ["COLUMNS", "ApplicationRow", "Reading", "read_applications"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the rows without fault, every fault, and every note, the last two in file order.

    A caller that loads all or nothing looks at `faults` first. Neither of two rows that contradict each other
    is among `rows`.
    """

    rows: tuple[ApplicationRow, ...]
    faults: tuple[Remark, ...]
    notes: tuple[Remark, ...]


def read_applications(data: bytes) -> Reading:
    """Reads an export; never raises for what is in it. Whether an application came too late is not judged here."""
    try:
        table = read_table(data, COLUMNS)
    except BadInput as bad:
        return Reading((), tuple(f if isinstance(f, Remark) else placed(f, 0) for f in bad.faults), ())
    drafts = [Draft(record) for record in table.records]
    rows = [(draft, draft.row()) for draft in drafts]
    unique, faults, notes = _without_repeats(rows)
    faults += [fault for draft in drafts for fault in draft.faults]
    notes += [note for row in unique for note in row.notes] + _spellings(unique)
    return Reading(tuple(unique), _in_file_order([*table.faults, *faults]), _in_file_order([*table.notes, *notes]))


Drafted = tuple[Draft, ApplicationRow | None]
_STEM = {"received_at": "received", "decided_at": "decided"}


def _without_repeats(rows: Sequence[Drafted]) -> tuple[list[ApplicationRow], list[Remark], list[Remark]]:
    """Each application once. The same row again is noted; another row under the same id is a fault on both sides."""
    first: dict[str, Drafted] = {}
    contradicted: set[str] = set()
    faults: list[Remark] = []
    notes: list[Remark] = []
    for draft, row in rows:
        name = draft.texts["application_id"] or ""
        earlier = first.setdefault(name, (draft, row)) if name else (draft, row)
        if earlier[0] is draft:
            continue
        if columns := _differences(earlier, (draft, row)):
            contradicted.add(name)
            fault = remark("id_used_twice", name, other=earlier[0].line, columns=", ".join(columns))
            faults.append(fault.at(draft.line, "application_id"))
        else:
            notes.append(remark("row_repeated", other=earlier[0].line).at(draft.line, "application_id"))
    unique = [row for name, (_, row) in first.items() if row and name not in contradicted]
    return unique, faults, notes


def _differences(earlier: Drafted, later: Drafted) -> list[str]:
    """The columns in which two rows of one id say different things; spelling an amount otherwise says the same."""
    if earlier[1] is None or later[1] is None:
        return [column for column in COLUMNS if earlier[0].texts[column] != later[0].texts[column]]
    told = [f.name for f in fields(ApplicationRow) if f.name not in ("line", "notes")]
    differing = [name for name in told if getattr(earlier[1], name) != getattr(later[1], name)]
    return [column for column in COLUMNS if any(name.startswith(_STEM.get(column, column)) for name in differing)]


def _spellings(rows: Sequence[ApplicationRow]) -> list[Remark]:
    """A note for each organisation number that stands with more than one name, at the first deviating row."""
    by_number: dict[str, dict[str, int]] = {}
    for row in rows:
        if row.org_number:
            by_number.setdefault(row.org_number, {}).setdefault(row.org_name, row.line)
    return [
        remark("two_spellings", number=number, names=_quoted(names)).at(list(names.values())[1], "org_name")
        for number, names in by_number.items()
        if len(names) > 1
    ]


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f"«{name}»" for name in names)


def _in_file_order(remarks: Sequence[Remark]) -> tuple[Remark, ...]:
    order = {column: place for place, column in enumerate(COLUMNS)}
    return tuple(sorted(remarks, key=lambda r: (r.line, order.get(r.column, -1))))
