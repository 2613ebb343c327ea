"""From bytes to records: encodings, delimiters, headers, lines."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.errors import BadInput
from casework.intake import COLUMNS, read_applications
from casework.intake.csv_file import LARGEST_FILE_MB, MOST_ROWS, read_table
from tests.intake.portal_export import cells, codes_at, export, export_of


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_utf8_is_read_with_and_without_a_byte_order_mark(encoding: str) -> None:
    """æøå survive, and nothing is remarked."""
    reading = read_applications(export(cells(title="Ærlig ønske på Åsen"), encoding=encoding))
    assert reading.rows[0].title == "Ærlig ønske på Åsen"
    assert (reading.faults, reading.notes) == ((), ())


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE), ("utf-16-le", b""), ("utf-16-be", b"")],
)
def test_utf16_is_read_and_noted(encoding: str, mark: bytes) -> None:
    """Either byte order, with or without a mark."""
    reading = read_applications(mark + export(cells(title="Blåbær 🫐"), encoding=encoding))
    assert reading.rows[0].title == "Blåbær 🫐"
    assert codes_at(reading.notes) == [(0, "", "read_as_utf16")]


@pytest.mark.parametrize("encoding", ["cp1252", "cp865"])
def test_an_older_encoding_is_a_fault_that_says_where_and_what_to_do(encoding: str) -> None:
    """Which older encoding it is cannot be told from the bytes, and a name must not be guessed."""
    data = export(cells(org_name="Plain", title="Plain"), cells(title="Blåbær"), encoding=encoding)
    faults = read_applications(data).faults
    assert codes_at(faults) == [(3, "", "not_unicode")]
    assert "UTF-8" in faults[0].message


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (codecs.BOM_UTF8, "file_empty"),
        (b" \r\n\r\n", "file_empty"),
        (codecs.BOM_UTF16_LE + b"a", "broken_utf16"),
        (export_of(title="Plain")[:-20] + b"\0" * 20, "nul_character"),
        ("application_id".encode("utf-32"), "nul_character"),
        (b"PK\x03\x04\x14\x00\x06", "nul_character"),
        (b"navn;tittel\r\nx;y\r\n", "header_missing"),
        (export() + b"x\n" * (MOST_ROWS + 1), "too_many_rows"),
        (b" " * (LARGEST_FILE_MB * 1024 * 1024 + 1), "file_too_large"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_clear_fault(data: bytes, code: str) -> None:
    """No exception reaches the caller, and no row is read."""
    reading = read_applications(data)
    assert [fault.code for fault in reading.faults] == [code]
    assert reading.rows == ()


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_delimiter_is_told_by_the_header(delimiter: str) -> None:
    """Cells that hold the delimiter are quoted."""
    reading = read_applications(export(cells(title="En; to, tre"), delimiter=delimiter))
    assert reading.rows[0].title == "En; to, tre"
    assert reading.faults == ()


def test_an_unquoted_decimal_comma_in_a_comma_file_is_a_fault() -> None:
    """The cells shift; nothing is read from the wrong column."""
    row = ",".join(cells(sub_goals="A", applied_amount="500000,50"))
    data = (",".join(COLUMNS) + "\n" + row + "\n").encode()
    assert codes_at(read_applications(data).faults) == [(2, "", "cell_count")]


def test_the_spreadsheet_line_that_names_the_delimiter_is_skipped() -> None:
    """Excel writes `sep=;` first; line numbers still count it."""
    reading = read_applications(b"sep=;\r\n" + export_of())
    assert (reading.rows[0].line, reading.faults) == (3, ())


def test_columns_may_come_in_any_order_letter_case_and_padding() -> None:
    """` Applied_Amount ` is applied_amount."""
    header = [f" {name.title()} " for name in reversed(COLUMNS)]
    reading = read_applications(export(tuple(reversed(cells())), header=header))
    assert reading.rows == read_applications(export_of()).rows
    assert reading.faults == ()


def test_missing_and_double_columns_are_all_told_and_unknown_ones_noted() -> None:
    """Missing and double columns stop the file; an unknown one is only not read."""
    header = ["title" if name in ("kind", "decided_at") else name for name in COLUMNS]
    with pytest.raises(BadInput) as refused:
        read_table(export(cells(), header=header), COLUMNS)
    found = {(fault.code, fault.where) for fault in refused.value.faults}
    assert found == {
        ("column_missing", "line 1, column kind"),
        ("column_missing", "line 1, column decided_at"),
        ("column_twice", "line 1, column title"),
    }
    reading = read_applications(export((*cells(), "42"), header=(*COLUMNS, "Saksnr")))
    assert len(reading.rows) == 1
    assert [(note.code, note.value) for note in reading.notes] == [("column_unknown", "saksnr")]


def test_a_nameless_last_column_must_be_empty() -> None:
    """Spreadsheets leave an empty one behind; anything in it belongs somewhere."""
    header = (*COLUMNS, "")
    reading = read_applications(export((*cells(), ""), (*cells(application_id="S-2"), "noe"), header=header))
    assert [row.line for row in reading.rows] == [2]
    assert codes_at(reading.faults) == [(3, "", "cell_without_column")]


def test_a_record_is_known_by_the_physical_line_on_which_it_begins() -> None:
    """Quoted line breaks, blank lines and empty rows all count as lines."""
    first = cells(application_id="S-1", title="En\r\ntittel\nmed linjer")
    data = (
        export(first)
        + b"\r\n"
        + b";" * 10
        + b"\r\n"
        + export(cells(application_id="S-2", kind="")).split(b"\r\n", 1)[1]
    )
    reading = read_applications(data)
    assert reading.rows[0].title == "En tittel med linjer"
    assert codes_at(reading.faults) == [(7, "kind", "missing")]
    assert codes_at(reading.notes) == [(2, "title", "line_break_folded"), (6, "", "row_empty")]


@pytest.mark.parametrize("ending", ["\n", "\r", "\r\n"])
def test_every_line_ending_is_a_line(ending: str) -> None:
    """Also that of old Macintosh programs."""
    data = export(cells(), cells(application_id="S-2", kind="")).replace(b"\r\n", ending.encode())
    assert codes_at(read_applications(data).faults) == [(3, "kind", "missing")]


def test_text_after_a_closing_quotation_mark_is_a_fault_of_its_own_row() -> None:
    """The rows around it are read."""
    good, bad = ";".join(cells()), ";".join(cells(application_id="S-2", title='"Sol" og måne'))
    data = "\n".join([";".join(COLUMNS), good, bad, good.replace("S-1", "S-3")]).encode()
    reading = read_applications(data)
    assert codes_at(reading.faults) == [(3, "", "quote_misplaced")]
    assert [row.application_id for row in reading.rows] == ["S-1", "S-3"]


@pytest.mark.parametrize("rows_after", [2, 2_000])
def test_a_quotation_mark_never_closed_is_told_where_it_opens(rows_after: int) -> None:
    """It swallows what follows; a file of any size says so once, and does not misread the rest."""
    lines = [";".join(cells(application_id=f"S-{i}")) for i in range(rows_after)]
    opened = ";".join(cells(application_id="S-X", title='"Åpen'))
    data = "\n".join([";".join(COLUMNS), opened, *lines]).encode()
    assert codes_at(read_applications(data).faults) == [(2, "", "quote_unclosed")]


def test_a_file_with_a_header_only_is_noted() -> None:
    """It is no fault to have received nothing."""
    reading = read_applications(export())
    assert (reading.rows, reading.faults, codes_at(reading.notes)) == ((), (), [(0, "", "no_rows")])


@given(st.binary(max_size=400))
def test_any_bytes_give_a_reading(data: bytes) -> None:
    """What is in a file never raises, and a file without our columns gives a fault."""
    assert read_applications(data).faults


@given(st.binary(max_size=200))
def test_any_bytes_after_a_good_header_give_a_reading(data: bytes) -> None:
    """Every row is either read, empty or a fault."""
    reading = read_applications(export() + data)
    assert reading.faults or reading.rows or reading.notes
