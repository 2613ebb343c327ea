"""A table as CSV: read as it is by a Norwegian spreadsheet, and never run."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.errors import Text
from casework.faces.csv_text import cell, csv_bytes, guarded, kroner_cell


def test_a_file_is_opened_as_it_is() -> None:
    """UTF-8 with its mark, semicolons because the comma is in the numbers, CRLF as RFC 4180 says."""
    written = csv_bytes(["Sak", "Søker"], [["2026/00042", "Øvelaget; avd. «Ås»"]])
    assert written == '\ufeffSak;Søker\r\n2026/00042;"Øvelaget; avd. «Ås»"\r\n'.encode()


@pytest.mark.parametrize("text", ["=1+1", "+47 22", "-2", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\uff1d1"])
def test_a_cell_is_never_a_formula(text: str) -> None:
    """What an organisation calls itself is shown, not run."""
    assert guarded(text) == f"'{text}"


@given(st.text())
def test_whatever_somebody_is_called_stays_text_in_its_cell(name: str) -> None:
    """One row, three cells, none of them a formula, the name whole."""
    written = csv_bytes(["a", "b", "c"], [["x", name, "y"]]).decode("utf-8").removeprefix("\ufeff")
    _, row = csv.reader(StringIO(written, newline=""), delimiter=";")
    assert row[0] == "x" and row[2] == "y" and row[1].removeprefix("'") == name.removeprefix("'")
    assert not row[1].lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (date(2026, 3, 15), "15.03.2026"),
        (datetime(2026, 7, 1, 22, 30, tzinfo=UTC), "02.07.2026 00:30"),
        (-3, "-3"),
        (True, "ja"),
        (Text("ja visst", "ja visst", "yes"), "ja visst"),
    ],
)
def test_a_value_is_written_as_people_write_it_here(value: object, shown: str) -> None:
    """Days with points, instants in Oslo time, and a number is a number, also below zero."""
    assert cell(value) == shown


@pytest.mark.parametrize(("ore", "shown"), [(125_050, "1250,50"), (-5, "-0,05"), (0, "0,00")])
def test_an_amount_is_a_number_with_a_comma(ore: int, shown: str) -> None:
    """Kroner with two decimals and no space, so that it can be summed."""
    assert kroner_cell(ore) == shown
