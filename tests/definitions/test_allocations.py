"""The list of recipients that the budget names."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.definitions.allocations import read_allocations

HEAD = "org_number;name;amount_kroner;source\n"


def read(folder: Path, text: str) -> tuple[list[tuple[str, int]], list[tuple[int, str]]]:
    path = folder / "recipients.csv"
    path.write_text(text, "utf-8")
    rows, findings = read_allocations(path)
    return [(row.org_number, row.amount) for row in rows], [(f.line, f.code) for f in findings]


@pytest.mark.parametrize(
    ("kroner", "ore"), [("1", 100), ("1500000", 150_000_000), ("1 500 000,5", 150_000_050), ("0.01", 1), ("0,10", 10)]
)
def test_an_amount_is_exact_to_the_ore(tmp_path: Path, kroner: str, ore: int) -> None:
    """Money is whole øre; nothing is rounded on the way in."""
    assert read(tmp_path, f"{HEAD}974760673;A;{kroner};S\n") == ([("974760673", ore)], [])


@pytest.mark.parametrize("kroner", ["0", "-1", "1,005", "x", "", "nan", "inf", "1.000.000"])
def test_what_is_no_amount_is_told(tmp_path: Path, kroner: str) -> None:
    """An amount is above nothing, and is not rounded to fit."""
    assert read(tmp_path, f"{HEAD}974760673;A;{kroner};S\n") == ([], [(2, "bad_amount")])


@pytest.mark.parametrize("number", ["974760674", "000000000", "12345678", "abc", ""])
def test_what_is_no_organisation_number_is_told(tmp_path: Path, number: str) -> None:
    """Check digit, and not all zeros, whose check digit is right."""
    assert read(tmp_path, f"{HEAD}{number};A;1;S\n") == ([], [(2, "bad_org_number")])


def test_faults_are_told_row_by_row(tmp_path: Path) -> None:
    """Every row is judged; the right ones are kept."""
    text = HEAD + '974760673;"A\nB";1;S\n\n974 760 673;B;2;S\n971032081;;3;S\n971032081\n'
    rows, findings = read(tmp_path, text)
    assert rows == [("974760673", 100), ("974760673", 200)]
    assert findings == [(6, "incomplete_row"), (7, "bad_row"), (5, "org_number_twice"), (7, "org_number_twice")]


def test_columns_are_named(tmp_path: Path) -> None:
    """The first line says what the columns are."""
    assert read(tmp_path, "")[1] == [(1, "bad_columns")]
    assert read(tmp_path, "a;b\n")[1] == [(1, "bad_columns")]
