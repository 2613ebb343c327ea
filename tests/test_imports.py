"""Loading what was read from a portal's export."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework import Actor, Office
from casework.errors import NotFound
from casework.imports import load_applications
from casework.intake import COLUMNS, Reading, read_applications

TAILORED = Path(__file__).parent / "faces" / "cli" / "tailored"
KARI, OLA = Actor("kari", "caseworker"), Actor("ola", "caseworker")
GOOD = "{};222421241;Fjordgløtt (oppdiktet);Møteplassen;broad_reach;A;600 000;500 000;15.03.2022 11:59:30;;"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office with a small workflow and scheme."""
    url = f"sqlite:///{tmp_path / 'casework.db'}"
    return Office(url, workflows=[TAILORED / "workflows"], schemes=[TAILORED / "schemes"])


def _read(*rows: str) -> Reading:
    return read_applications("\r\n".join((";".join(COLUMNS), *rows, "")).encode())


def test_progress_is_told_row_by_row(office: Office) -> None:
    """So that a bar can move."""
    told: list[int] = []
    load_applications(office, _read(GOOD.format(1), GOOD.format(2)), "made_up", 2022, KARI, progress=told.append)
    assert told == [1, 1]


def test_an_unknown_scheme_is_told_before_anything_is_loaded(office: Office) -> None:
    """Once, and not for every row."""
    with pytest.raises(NotFound):
        load_applications(office, _read(GOOD.format(1)), "nothing", 2022, KARI)


def test_the_same_application_from_another_person_is_a_fault(office: Office) -> None:
    """Its key was used for another request; the case that is there stays as it is."""
    reading = _read(GOOD.format(1))
    load_applications(office, reading, "made_up", 2022, KARI)
    again = load_applications(office, reading, "made_up", 2022, OLA)
    assert [fault.code for fault in again.faults] == ["key_reused"] and again.loaded == 0
    assert len(office.cases()) == 1


def test_a_row_that_fails_leaves_nothing_behind(office: Office) -> None:
    """Also where the others are kept: its case is not opened without its decision."""
    without_day = GOOD.format(2).removesuffix(";;") + ";100 000;"
    reading = _read(GOOD.format(1), without_day)
    loaded = load_applications(office, reading, "made_up", 2022, KARI, partial=True)
    assert [(fault.line, fault.code) for fault in loaded.faults] == [(3, "fact_missing")]
    assert loaded.cases_opened == len(office.cases()) == 1


def test_numbers_are_not_wasted_on_what_was_undone(office: Office) -> None:
    """The first case after a trial is the first case."""
    reading = _read(GOOD.format(1))
    assert load_applications(office, reading, "made_up", 2022, KARI, dry_run=True).cases_opened == 1
    load_applications(office, reading, "made_up", 2022, KARI)
    assert [case["number"] for case in office.cases()] == ["2022/00001"]
