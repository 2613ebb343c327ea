"""From the bytes of a CSV file to records that know their line. Nothing is guessed: what is unclear is a fault."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from casework.errors import BadInput
from casework.intake.remarks import Remark, remark

LARGEST_FILE_MB = 64
MOST_ROWS = 50_000
DELIMITERS = (";", ",", "\t")
_LONGEST_HEADER = 20_000
_DELIMITER_LINE = re.compile(r"\Asep=.\r?(\n|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Record:
    """The raw cells of one record by column, and the physical line on which it begins."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """What was found in the file: records in file order, faults and notes about lines as a whole."""

    records: tuple[Record, ...]
    faults: tuple[Remark, ...]
    notes: tuple[Remark, ...]


def read_table(data: bytes, columns: Sequence[str]) -> Table:
    """The records of a CSV file that must have these columns, in any order and letter case.

    Raises BadInput with every fault when the encoding or the header makes the whole file unreadable.
    """
    text, notes = decoded(data)
    text = _DELIMITER_LINE.sub("\n", text)
    delimiter = _delimiter(text, columns)
    lines = _records(text, delimiter)
    header_line, header = _header(text, delimiter)
    names = [_name(cell) for cell in header]
    notes += _checked_header(header_line, names, columns)
    # A file of nothing but faults must not fill the memory with them.
    below = list(islice((each for each in lines if each[0] > header_line), MOST_ROWS + 1))
    if len(below) > MOST_ROWS:
        raise BadInput(remark("too_many_rows", limit=MOST_ROWS).at(below[-1][0]))
    return _table([_record(line, cells, names, columns) for line, cells in below], notes)


def decoded(data: bytes) -> tuple[str, tuple[Remark, ...]]:
    """The text of the file (UTF-8 or UTF-16, with or without BOM) and what to note about its encoding.

    Raises BadInput for any other encoding: an older one cannot be told from damage.
    """
    if len(data) > LARGEST_FILE_MB * 1024 * 1024:
        raise BadInput(remark("file_too_large", limit=LARGEST_FILE_MB))
    encoding = _utf16(data)
    text = _as_utf16(data, encoding) if encoding else _as_utf8(data)
    if "\0" in text:
        raise BadInput(remark("nul_character").at(text.count("\n", 0, text.index("\0")) + 1))
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise BadInput(remark("file_empty"))
    return text, (remark("read_as_utf16"),) if encoding else ()


def _utf16(data: bytes) -> str:
    # The column names are ASCII, so that without a BOM the place of the first zero byte tells the byte order.
    if data.startswith(codecs.BOM_UTF16_LE) or (data[1:2] == b"\0" and data[:1] != b"\0"):
        return "utf-16-le"
    if data.startswith(codecs.BOM_UTF16_BE) or (data[:1] == b"\0" and data[1:2] != b"\0"):
        return "utf-16-be"
    return ""


def _as_utf16(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadInput(remark("broken_utf16", position=error.start)) from error


def _as_utf8(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        fault = remark("not_unicode", byte=f"{data[error.start]:02X}")
        raise BadInput(fault.at(data.count(b"\n", 0, error.start) + 1)) from error


def _delimiter(text: str, columns: Sequence[str]) -> str:
    """The delimiter under which the header holds most of the known columns."""

    def known(delimiter: str) -> int:
        return len({_name(cell) for cell in _header(text, delimiter)[1]} & set(columns))

    return max(DELIMITERS, key=known)


def _header(text: str, delimiter: str) -> tuple[int, list[str]]:
    for line, cells in _records(text[:_LONGEST_HEADER], delimiter):
        if isinstance(cells, Remark) or any(cell.strip() for cell in cells):
            return line, [] if isinstance(cells, Remark) else cells
    return 1, []


def _name(cell: str) -> str:
    return " ".join(cell.split()).casefold()


def _checked_header(line: int, names: Sequence[str], columns: Sequence[str]) -> tuple[Remark, ...]:
    if not set(names) & set(columns):
        raise BadInput(remark("header_missing", " ".join(names)).at(line))
    times = Counter(names)
    faults = [remark("column_missing", name=name).at(line, name) for name in columns if not times[name]]
    faults += [remark("column_twice", name=n, times=times[n]).at(line, n) for n in columns if times[n] > 1]
    if faults:
        raise BadInput(*faults)
    return tuple(remark("column_unknown", n).at(line) for n in times if n and n not in columns)


def _records(text: str, delimiter: str) -> Iterator[tuple[int, list[str] | Remark]]:
    """Every record with the line on which it begins; a remark stands for a record that cannot be read."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            yield line, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            # After a missing quotation mark nobody can say where the next record begins.
            misplaced = "expected after" in str(error)
            yield line, remark("quote_misplaced" if misplaced else "quote_unclosed").at(line)
            if not misplaced:
                return


def _record(
    line: int, cells: list[str] | Remark, names: Sequence[str], columns: Sequence[str]
) -> Record | Remark | None:
    if isinstance(cells, Remark):
        return cells
    if not any(cell.strip() for cell in cells):
        return remark("row_empty").at(line) if cells else None
    if len(cells) != len(names):
        return remark("cell_count", found=len(cells), expected=len(names)).at(line)
    nameless = next((cell for cell, name in zip(cells, names, strict=True) if not name and cell.strip()), None)
    if nameless is not None:
        return remark("cell_without_column", nameless).at(line)
    return Record(line, {name: cell for cell, name in zip(cells, names, strict=True) if name in columns})


def _table(found: Sequence[Record | Remark | None], notes: tuple[Remark, ...]) -> Table:
    records = tuple(each for each in found if isinstance(each, Record))
    remarks = [each for each in found if isinstance(each, Remark)]
    faults = tuple(each for each in remarks if each.code != "row_empty")
    notes += tuple(each for each in remarks if each.code == "row_empty")
    if not records and not faults:
        notes += (remark("no_rows"),)
    return Table(records, faults, notes)
