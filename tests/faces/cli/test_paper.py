"""What people see on a terminal, and elsewhere."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from casework.errors import Text
from casework.faces.cli import paper as on_paper
from casework.faces.cli.paper import Paper, kroner, printable

ROWS = (("2022/00001", "[red]Rødt lag[/red]", 12), ("2022/00002", "Å", 3))


@pytest.fixture(params=[False, True], ids=["plain", "rich"])
def with_rich(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Written plainly, and by rich as on a terminal."""
    monkeypatch.setattr(on_paper, "_has_rich", lambda: request.param)
    return bool(request.param)


def test_a_table_shows_what_people_wrote(with_rich: bool, capsys: pytest.CaptureFixture[str]) -> None:
    """Brackets are no markup; every value is there."""
    Paper("nb").table(("case", "party", "days_late"), ROWS, right=("days_late",))
    written = capsys.readouterr().out
    assert all(str(value) in written for row in ROWS for value in row)
    assert "Organisasjon" in written and "\x1b" not in written


def test_a_plain_table_is_aligned(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Numbers to the right, without blanks at the end of a line."""
    monkeypatch.setattr(on_paper, "_has_rich", lambda: False)
    Paper("en").table(("case", "days_late"), [("a", 1), ("bbb", 100)], right=("days_late",))
    assert capsys.readouterr().out == "Case  Days late\na             1\nbbb         100\n"


@pytest.mark.parametrize("text", ["a\x1b[31mb", "a\u202eb", "a\x00b", "a\tb", "a\ue000b"])
def test_what_steers_a_terminal_is_not_printed(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Names come from outside: no escape codes, no change of writing direction."""
    Paper("nb").line(text)
    assert capsys.readouterr().out.startswith("a\N{REPLACEMENT CHARACTER}")
    assert printable("æøå\n§ – «x»") == "æøå\n§ – «x»"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "–"),
        ("", "–"),
        (True, "ja"),
        (date(2026, 8, 15), "15.08.2026"),
        (datetime(2026, 8, 14, 22, 30, tzinfo=UTC), "15.08.2026 00:30"),
        (["a", date(2026, 1, 2)], "a, 02.01.2026"),
        (Text("n", "y", "e"), "n"),
        (0, "0"),
    ],
)
def test_values_are_written_as_people_read_them(value: object, shown: str) -> None:
    """Days as dd.mm.yyyy, instants in Oslo time."""
    assert Paper("nb").cell(value) == shown


def test_amounts_are_written_in_kroner() -> None:
    """«38 227 000 kr», with blanks that do not break; nothing where there is no amount."""
    assert kroner(3_822_700_000) == "38\u00a0227\u00a0000\u00a0kr"
    assert kroner(None) == "–"


def test_a_tree_is_written_level_by_level(capsys: pytest.CaptureFixture[str]) -> None:
    """Amounts within it in kroner."""
    Paper("nb").tree({"scheme": "a", "awarded_ore": 100_000, "rows": [{"case": "x"}]})
    assert capsys.readouterr().out == "Ordning: a\nTildelt: 1\u00a0000\u00a0kr\nrows:\n  1:\n    Sak: x\n"
