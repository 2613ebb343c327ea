"""Amounts, organisation numbers, codes and text in one cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.errors import BadInput
from casework.intake.values import LONGEST_CELL, amount_in_ore, cleaned, codes, org_number

NBSP, NARROW, THIN = "\u00a0", "\u202f", "\u2009"


def code_of(refused: pytest.ExceptionInfo[BadInput]) -> str:
    return refused.value.faults[0].code


@pytest.mark.parametrize(
    ("written", "ore"),
    [
        ("1000000", 100_000_000),
        ("1 000 000", 100_000_000),
        (f"1{NBSP}000{NBSP}000", 100_000_000),
        (f"1{NARROW}000{THIN}000,5", 100_000_050),
        ("1.000.000,50", 100_000_050),
        ("1,000,000.50", 100_000_050),
        ("1,000,000", 100_000_000),
        ("1,000.50", 100_050),
        ("1000000.50", 100_000_050),
        ("1000000,5", 100_000_050),
        ("1.000", 100_000),
        ("1.000,-", 100_000),
        ("kr 5 000,-", 500_000),
        ("kr. 5000", 500_000),
        ("KR5000", 500_000),
        ("NOK 5 000", 500_000),
        ("5 000,00 kr", 500_000),
        ("5 000,– kr", 500_000),
        ("1000.0000", 100_000),
        ("0,500", 50),
        ("0", 0),
        ("0,01", 1),
        ("999999999999,99", 99_999_999_999_999),
    ],
)
def test_every_norwegian_form_of_an_amount_is_read_to_the_ore(written: str, ore: int) -> None:
    """Blanks of every kind, dots and English commas group thousands; kr and ,- are decoration."""
    assert amount_in_ore(written) == ore


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("1,000", "amount_ambiguous"),
        ("250,000", "amount_ambiguous"),
        ("1 000.500", "amount_ambiguous"),
        ("1.000,500", "amount_ambiguous"),
        ("-5 000", "amount_negative"),
        ("kr -5 000", "amount_negative"),
        ("−5000", "amount_negative"),
        ("(5 000)", "amount_negative"),
        ("5 000-", "amount_negative"),
        ("0,005", "fraction_of_ore"),
        ("1000,123", "fraction_of_ore"),
        ("1E+06", "scientific_number"),
        ("1,38E+08", "scientific_number"),
        ("1 00 000", "not_an_amount"),
        ("1.00.000", "not_an_amount"),
        ("1.000.00", "not_an_amount"),
        ("en million", "not_an_amount"),
        ("5 000 EUR", "not_an_amount"),
        ("#REF!", "not_an_amount"),
        ("kr", "not_an_amount"),
        ("", "not_an_amount"),
        ("٥٠٠٠", "not_an_amount"),
        ("1000000000000", "amount_too_large"),
        ("9" * 9_000, "amount_too_large"),
    ],
)
def test_an_amount_that_is_not_clear_is_a_fault(written: str, code: str) -> None:
    """Nothing is clipped, rounded or guessed: 1,000 may be a thousand or one krone."""
    with pytest.raises(BadInput) as refused:
        amount_in_ore(written)
    assert code_of(refused) == code


def norwegian(ore: int, blank: str, point: str) -> str:
    whole = f"{ore // 100:,}".replace(",", blank)
    return f"{whole}{point}{ore % 100:02}"


@given(
    ore=st.integers(0, 10**14 - 1),
    form=st.sampled_from([(" ", ","), (NBSP, ","), (NARROW, "."), (".", ","), ("", ".")]),
)
def test_an_amount_written_and_read_is_the_same_amount(ore: int, form: tuple[str, str]) -> None:
    """Exact to the øre for every amount and form; floating point would fail here."""
    assert amount_in_ore(norwegian(ore, *form)) == ore


@given(st.text(max_size=60))
def test_any_text_is_either_an_amount_or_a_fault(written: str) -> None:
    """No other error comes out of an amount, and none is negative."""
    try:
        assert amount_in_ore(written) >= 0
    except BadInput as bad:
        assert bad.faults[0].code


@pytest.mark.parametrize("written", ["", "0", "000000000", "000 000 000"])
def test_a_zero_organisation_number_means_that_it_is_missing(written: str) -> None:
    """Nine zeros have a valid check digit and still name nobody."""
    assert org_number(written) is None


def test_an_organisation_number_may_be_grouped() -> None:
    """222 421 241 is 222421241; the first digit is not judged, for test registers use others than 8 and 9."""
    assert org_number("222 421 241") == "222421241"


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("222421242", "wrong_check_digit"),
        ("22242124", "not_org_number"),
        ("NO222421241MVA", "not_org_number"),
        ("222421241.0", "not_org_number"),
        ("2,22E+08", "scientific_number"),
        ("ukjent", "not_org_number"),
    ],
)
def test_a_wrong_organisation_number_is_a_fault(written: str, code: str) -> None:
    """A number that cannot be right is never corrected."""
    with pytest.raises(BadInput) as refused:
        org_number(written)
    assert code_of(refused) == code


@pytest.mark.parametrize("written", ["01017000027", "010170 00027", "010170-00027"])
def test_eleven_digits_are_never_repeated(written: str) -> None:
    """They may be a national identity number, which belongs in no fault list or log."""
    with pytest.raises(BadInput) as refused:
        org_number(written)
    fault = refused.value.faults[0]
    assert fault.code == "personal_number"
    assert "00027" not in repr(fault)


@pytest.mark.parametrize("written", ["A,B", "A B", "a;b", "A|B", " A / B ", "A, B,", "A,B,a"])
def test_codes_may_be_separated_in_any_usual_way(written: str) -> None:
    """Upper case, each once, in the order written."""
    assert codes(written) == ("A", "B")


@pytest.mark.parametrize("written", ["A og B", "A-C", "A & B", "A+B"])
def test_words_between_codes_are_a_fault(written: str) -> None:
    """`A-C` may mean two codes or three."""
    with pytest.raises(BadInput) as refused:
        codes(written)
    assert code_of(refused) == "not_codes"


@pytest.mark.parametrize(
    ("cell", "text", "noted"),
    [
        ("Solvær", "Solvær", []),
        (f"1{NBSP}000", "1 000", []),
        (" Solvær ", "Solvær", ["blanks_trimmed"]),
        ("Sol  vær", "Sol vær", ["blanks_trimmed"]),
        ("Sol\u200bvær", "Solvær", ["blanks_trimmed"]),
        ("Sol\r\nvær", "Sol vær", ["line_break_folded"]),
        (" Sol\nvær", "Sol vær", ["line_break_folded", "blanks_trimmed"]),
        ("Solvær\n", "Solvær", ["blanks_trimmed"]),
        ("A\u030asbrua", "Åsbrua", []),
        ("Solv\ufffdr", "Solv\ufffdr", ["character_lost"]),
    ],
)
def test_stray_blanks_and_line_breaks_are_folded_and_noted(cell: str, text: str, noted: list[str]) -> None:
    """The words stay as they are; what was changed around them is told."""
    found, notes = cleaned(cell)
    assert (found, [note.code for note in notes]) == (text, noted)


@pytest.mark.parametrize(("cell", "code"), [("a\x07b", "control_character"), ("a\x85b", "control_character")])
def test_a_control_character_is_a_fault(cell: str, code: str) -> None:
    """It is a sign of damage or of a wrong encoding, and is shown without being printed."""
    with pytest.raises(BadInput) as refused:
        cleaned(cell)
    assert code_of(refused) == code
    assert "\x07" not in refused.value.faults[0].message


def test_a_cell_has_a_longest_length() -> None:
    """10 000 characters are read, one more is a fault."""
    assert cleaned("x" * LONGEST_CELL)[0] == "x" * LONGEST_CELL
    with pytest.raises(BadInput) as refused:
        cleaned("x" * (LONGEST_CELL + 1))
    assert code_of(refused) == "cell_too_long"
    assert len(refused.value.faults[0].message) < 200
