"""The budget's own list of recipients: a CSV file beside the scheme, one organisation a row.

org_number;name;amount_kroner;source
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from stdnum.no import orgnr

from casework.definitions.findings import FAULT
from casework.errors import Finding
from casework.model.scheme import Allocation

COLUMNS = ("org_number", "name", "amount_kroner", "source")


@dataclass(frozen=True, slots=True)
class _Row:
    file: str
    line: int
    values: tuple[str, ...]

    def fault(self, code: str, message: str) -> Finding:
        return Finding(self.file, self.line, FAULT, code, message)


def read_allocations(path: Path) -> tuple[tuple[Allocation, ...], list[Finding]]:
    """The rows that are right, and every fault in the others by its line. Amounts in the file are in kroner."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        return (), [Finding(str(path), 1, FAULT, "no_allocations", f"{path.name} cannot be read: {error}")]
    rows = list(_rows(str(path), text))
    findings = [
        *_heading(str(path), rows),
        *(finding for row in rows[1:] for finding in _wrong(row)),
        *_twice(rows[1:]),
    ]
    return tuple(_allocation(row) for row in rows[1:] if not any(_wrong(row))), findings


def _rows(file: str, text: str) -> Iterator[_Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield _Row(file, reader.line_num, tuple(cell.strip() for cell in cells))


def _heading(file: str, rows: list[_Row]) -> Iterator[Finding]:
    if not rows or rows[0].values != COLUMNS:
        yield Finding(file, 1, FAULT, "bad_columns", f"the first line must be {';'.join(COLUMNS)}")


def _wrong(row: _Row) -> Iterator[Finding]:
    if len(row.values) != len(COLUMNS):
        yield row.fault("bad_row", f"the row has {len(row.values)} values, not {len(COLUMNS)}; separate them by `;`")
        return
    number, name, amount, source = row.values
    # The check digit of nothing but zeros is right; no organisation has that number.
    if not orgnr.is_valid(number) or not number.strip("0 "):
        yield row.fault("bad_org_number", f"{number!r} is no organisation number; nine digits, the last a check digit")
    if _ore(amount) is None:
        yield row.fault("bad_amount", f"{amount!r} is no amount; kroner above 0, with at most two decimals")
    if not name or not source:
        yield row.fault("incomplete_row", "name and source must be given; the source says where the amount is printed")


def _twice(rows: list[_Row]) -> Iterator[Finding]:
    seen: set[str] = set()
    for row in rows:
        number = orgnr.compact(row.values[0])
        if number in seen:
            yield row.fault("org_number_twice", f"{row.values[0]} stands twice; give each organisation one row")
        seen.add(number)


def _allocation(row: _Row) -> Allocation:
    number, name, amount, source = row.values
    return Allocation(orgnr.compact(number), name, _ore(amount) or 0, source)


def _ore(kroner: str) -> int | None:
    """The amount in øre, exactly; None where it is no amount above 0."""
    try:
        ore = Decimal(kroner.replace(" ", "").replace("\u00a0", "").replace(",", ".")) * 100
    except InvalidOperation:
        return None
    return int(ore) if ore.is_finite() and ore > 0 and ore == ore.to_integral_value() else None
