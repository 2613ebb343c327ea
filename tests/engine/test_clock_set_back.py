"""A host's clock that was set back stops nothing."""

from __future__ import annotations

from datetime import date

from tests.engine.life import held
from tests.engine.trial import BOSS, Trial


def test_recording_goes_on_in_the_order_of_the_record(desk: Trial) -> None:
    """What comes in is registered whatever the host's clock says: `at` is what it told, `seq` is the order."""
    case = desk.open()
    first = desk.do(case.grant.id, "ask")
    desk.clock.move_to("2026-01-01T00:00:00Z")
    second = desk.do(case.grant.id, "answer")
    assert second.at < first.at
    assert second.previous == first.hash
    assert [e.seq for e in desk.office.history(case.id)] == [1, 2, 3]
    held(desk, case.id)


def test_the_timeline_is_in_the_order_of_time(desk: Trial) -> None:
    """Entries stand where the clock put them, beside the deadlines that are to come."""
    case = desk.open()
    desk.do(case.grant.id, "ask")
    desk.office.mark(case.id, "on_hold", by=BOSS, reason="x", code="other", until=date(2026, 2, 9))
    desk.clock.move_to("2026-01-01T00:00:00Z")
    desk.do(case.grant.id, "answer")
    moments = desk.office.timeline(case.id)
    assert [m.at for m in moments] == sorted(m.at for m in moments)
    assert [m.name for m in moments] == ["answer", "open", "ask", "on_hold", "on_hold", "reply"]
    assert [m.future for m in moments][-2:] == [True, True]
