"""Which case and which of its rows an id names. Numbers are written `2025/00042`, ids `2025-00042`."""

from __future__ import annotations

from casework.errors import NotFound
from casework.model.record import Record


def case_id_of(proceeding_id: str) -> str:
    case_id, _, number = proceeding_id.rpartition("-")
    if not case_id or not number.isdecimal():
        raise NotFound("proceeding", proceeding_id)
    return case_id


def found(record: Record, proceeding_id: str) -> str:
    if proceeding_id not in record.all("proceedings"):
        raise NotFound("proceeding", proceeding_id)
    return proceeding_id


def known(record: Record, row_id: str | None) -> str | None:
    """The id, if the case has such a proceeding or decision."""
    if row_id is None or row_id in record.all("proceedings") or row_id in record.all("decisions"):
        return row_id
    raise NotFound(f"proceeding or decision of case {record.case.number}", row_id)


def target_of(target: str) -> tuple[str, str | None]:
    """A case, or a case and one of its proceedings."""
    target = target.replace("/", "-", 1)
    return (case_id_of(target), target) if target.count("-") == 2 else (target, None)
