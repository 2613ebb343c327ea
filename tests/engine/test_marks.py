"""Marks are not states: on hold, registered in error, archived."""

from __future__ import annotations

from datetime import date

import pytest

from casework import BadInput, Refused
from tests.engine.life import held
from tests.engine.trial import BOSS, KARI, OLA, Trial


def test_a_hold_stops_deciding_only(desk: Trial) -> None:
    """On hold, the case is prepared as before; no individual decision is made (fvl/11a-1)."""
    case = desk.open()
    desk.office.mark(case.id, "on_hold", by=BOSS, reason="anke", code="awaiting_court", until=date(2026, 3, 1))
    desk.do(case.grant.id, "ask")
    assert desk.codes(case.grant.id, "award", OLA, amount=2) == ["marked"]
    assert desk.option(case.grant.id, "award", OLA).reasons[0].law == "fvl/11a-1"
    desk.office.unmark(case.id, "on_hold", by=BOSS, reason="avgjort")
    desk.do(case.grant.id, "award", OLA, amount=2)


def test_a_hold_ends_on_its_day(desk: Trial) -> None:
    """It lasts until its day begins in Oslo, also where nobody takes the mark away."""
    case = desk.open()
    desk.office.mark(case.grant.id, "on_hold", by=BOSS, reason="x", code="awaiting_party", until=date(2026, 2, 10))
    desk.clock.move_to("2026-02-09T22:59:59Z")
    assert desk.codes(case.grant.id, "award", OLA, amount=2) == ["marked"]
    desk.clock.move_to("2026-02-09T23:00:00Z")
    desk.do(case.grant.id, "award", OLA, amount=2)


@pytest.mark.parametrize(
    ("mark", "code", "until", "why"),
    [
        ("paused", None, None, "x"),
        ("on_hold", None, date(2026, 3, 1), "x"),
        ("on_hold", "because", date(2026, 3, 1), "x"),
        ("on_hold", "other", None, "x"),
        ("on_hold", "other", date(2026, 2, 2), "x"),
        ("archived", None, None, " "),
        ("access_restricted", None, None, "a\x00"),
        ("access_restricted", None, None, "x" * 20_001),
    ],
)
def test_a_mark_that_says_too_little_is_bad_input(
    desk: Trial, mark: str, code: str | None, until: date | None, why: str
) -> None:
    """A mark has a known name and a reason; a hold also its code and a day after today."""
    case = desk.open()
    with pytest.raises(BadInput):
        desk.office.mark(case.id, mark, by=BOSS, reason=why, code=code, until=until)


def test_what_is_registered_in_error_binds_nobody(desk: Trial) -> None:
    """Nothing is deleted: deadlines and unsent letters are withdrawn, no step follows, and the mark stays."""
    case = desk.open()
    desk.do(case.grant.id, "ask")
    desk.office.mark(case.grant.id, "registered_in_error", by=BOSS, reason="feil part")
    after = desk.office.case(case.id)
    assert {d.status for d in after.deadlines} == {"withdrawn"}
    assert {x.status for x in after.letters} == {"withdrawn"}
    assert desk.codes(case.grant.id, "answer") == ["marked"]
    with pytest.raises(Refused):
        desk.office.unmark(case.grant.id, "registered_in_error", by=BOSS, reason="likevel")
    held(desk, case.id)


def test_a_case_is_archived_when_everything_in_it_is_closed(desk: Trial) -> None:
    """An open proceeding keeps the case from the archive; what is archived is left alone."""
    case = desk.open()
    with pytest.raises(Refused) as refused:
        desk.office.mark(case.id, "archived", by=BOSS, reason="ferdig")
    assert refused.value.reasons[0].code == "open_proceedings"
    desk.do(case.grant.id, "close")
    desk.office.mark(case.id, "archived", by=BOSS, reason="ferdig")
    with pytest.raises(Refused) as opened:
        desk.office.open(case.id, "reaction", by=KARI)
    assert opened.value.reasons[0].code == "marked"
