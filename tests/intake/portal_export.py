"""Writes exports as a portal would, for the tests of their reading."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from casework.intake import COLUMNS, Remark

GOOD = {
    "application_id": "S-1",
    "org_number": "222421241",
    "org_name": "Fjordgløtt kvinneforening (oppdiktet)",
    "title": "Møteplassen",
    "kind": "broad_reach",
    "sub_goals": "A,B",
    "annual_budget": "600 000",
    "applied_amount": "500 000",
    "received_at": "15.03.2022 11:59:30",
    "awarded_amount": "200 000",
    "decided_at": "01.06.2022",
}


def cells(**changed: str) -> tuple[str, ...]:
    """The cells of a good row with some of them changed."""
    return tuple((GOOD | changed)[column] for column in COLUMNS)


def export(
    *rows: Sequence[str], header: Sequence[str] = COLUMNS, delimiter: str = ";", encoding: str = "utf-8"
) -> bytes:
    """The rows as a file; cells that need it are quoted."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def export_of(**changed: str) -> bytes:
    """A file of one row, good but for these cells."""
    return export(cells(**changed))


def codes_at(remarks: Iterable[Remark]) -> list[tuple[int, str, str]]:
    """Line, column and code of each remark."""
    return [(r.line, r.column, r.code) for r in remarks]
