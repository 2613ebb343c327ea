"""A mistaken step is undone by a recorded correction (arkf/11)."""

from __future__ import annotations

from datetime import date

import pytest

from casework import BadInput, Refused, Stale
from tests.engine.life import held
from tests.engine.trial import BOSS, KARI, OLA, Trial


def award(desk: Trial) -> tuple[str, str, int]:
    case = desk.open()
    entry = desk.do(case.grant.id, "award", OLA, amount=100)
    return case.id, case.grant.id, entry.seq


def test_everything_that_the_mistake_brought_is_taken_back(desk: Trial) -> None:
    """State, money, children, letters and deadlines are as before; the record keeps both (arkf/11)."""
    case_id, _, seq = award(desk)
    before = desk.office.case(case_id)
    assert (before.ledger.unpaid, before.deadline("reply").status) == (100, "met")
    entry = desk.office.undo(case_id, seq, by=BOSS, reason="feil sak")
    after = desk.office.case(case_id)
    assert (entry.kind, entry.facts["undoes"], entry.facts["reason"]) == ("corrected", seq, "feil sak")
    assert (after.grant.state, after.stage, after.grant.acts.get("award")) == ("received", "received", None)
    assert after.deadline("reply").status == "open"
    assert (after.ledger.awarded, after.ledger.unpaid) == (0, 0)
    assert [(p.kind, p.amount) for p in after.postings] == [("awarded", 100), ("undo_awarded", 100)]
    assert "registered_in_error" in after.proceeding("payment").marks
    assert after.deadline("pay").status == "withdrawn"
    assert [x.status for x in after.letters] == ["withdrawn"]
    assert [d.status for d in after.decisions] == ["undone"]
    held(desk, case_id)


def test_the_right_thing_can_be_done_anew(desk: Trial) -> None:
    """After the correction the step is open again, to the same person too."""
    case_id, grant, seq = award(desk)
    desk.office.undo(case_id, seq, by=BOSS, reason="feil beløp")
    desk.do(grant, "award", OLA, amount=50)
    case = desk.office.case(case_id)
    assert (case.ledger.awarded, case.stage) == (50, "awarded")
    assert [p.id for p in case.proceedings] == [f"{case_id}-1", f"{case_id}-2", f"{case_id}-3"]
    held(desk, case_id)


def test_steps_are_undone_from_the_last(desk: Trial) -> None:
    """Not over a later step; once that is undone, the one before it is the last."""
    grant = desk.open().grant.id
    first = desk.do(grant, "ask").seq
    second = desk.do(grant, "answer").seq
    with pytest.raises(Refused) as refused:
        desk.office.undo("2026-00001", first, by=BOSS, reason="feil")
    assert [r.code for r in refused.value.reasons] == ["not_last"]
    desk.office.undo("2026-00001", second, by=BOSS, reason="feil")
    assert desk.office.case("2026-00001").deadline("answer").status == "open"
    desk.office.undo("2026-00001", first, by=BOSS, reason="feil")
    assert desk.office.case("2026-00001").deadline("answer").status == "withdrawn"
    with pytest.raises(Refused) as again:
        desk.office.undo("2026-00001", first, by=BOSS, reason="feil")
    assert [r.code for r in again.value.reasons] == ["already_undone"]
    held(desk, "2026-00001")


def test_what_is_beside_the_step_stays(desk: Trial) -> None:
    """An assignment or a mark made since neither stands in the way nor is lost."""
    case_id, _, seq = award(desk)
    desk.office.assign(case_id, "nils", "caseworker", by=BOSS)
    desk.office.mark(case_id, "access_restricted", by=BOSS, reason="x")
    desk.office.undo(case_id, seq, by=BOSS, reason="feil")
    case = desk.office.case(case_id)
    assert (case.responsible, list(case.marks), case.grant.state) == ("nils", ["access_restricted"], "received")


def test_what_was_opened_by_hand_at_the_same_instant_is_its_own_step(desk: Trial) -> None:
    """Only what the step itself caused goes with it, however quick somebody was."""
    case = desk.open()
    seq = desk.do(case.grant.id, "ask").seq
    desk.office.open(case.id, "reaction", by=KARI)
    with pytest.raises(Refused) as refused:
        desk.office.undo(case.id, seq, by=BOSS, reason="feil")
    assert [r.code for r in refused.value.reasons] == ["not_last"]


def test_money_that_has_left_is_not_undone(desk: Trial) -> None:
    """A payment is reclaimed, not undone (best/6.3.8.1)."""
    case_id, _, _ = award(desk)
    payment = desk.office.case(case_id).proceeding("payment").id
    seq = desk.do(payment, "pay").seq
    with pytest.raises(Refused) as refused:
        desk.office.undo(case_id, seq, by=BOSS, reason="feil")
    assert [(r.code, r.law) for r in refused.value.reasons] == [("money_moved", "best/6.3.8.1")]


def test_what_has_reached_the_party_is_not_undone(desk: Trial) -> None:
    """An arrived notice binds: the way back is a new decision (fvl/35-1)."""
    case_id, grant, _ = award(desk)
    seq = desk.do(grant, "arrive").seq
    with pytest.raises(Refused) as refused:
        desk.office.undo(case_id, seq, by=BOSS, reason="feil")
    assert [(r.code, r.law) for r in refused.value.reasons] == [("notice_arrived", "fvl/35-1")]


def test_only_a_step_can_be_undone(desk: Trial) -> None:
    """Not the opening of the case, not an assignment, not what another step caused, not what is not there."""
    case_id, _, seq = award(desk)
    other = desk.office.assign(case_id, "nils", "caseworker", by=BOSS).seq
    for wrong in (0, 1, seq + 1, other, 999, -1):
        with pytest.raises(Refused) as refused:
            desk.office.undo(case_id, wrong, by=BOSS, reason="feil")
        assert refused.value.reasons[0].code == "not_a_step"


def test_a_correction_needs_a_reason(desk: Trial) -> None:
    """Without a reason, or with one that cannot be kept, nothing is corrected."""
    case_id, _, seq = award(desk)
    for why in ("", "  ", "a\x00", "x" * 20_001):
        with pytest.raises(BadInput):
            desk.office.undo(case_id, seq, by=BOSS, reason=why)


def test_a_deadline_that_was_extended_gets_its_day_back(desk: Trial) -> None:
    """Undoing an extension restores the day before it, and the list of moves."""
    grant = desk.open().grant.id
    desk.do(grant, "ask")
    seq = desk.do(grant, "extend", BOSS, new_day="2026-03-02", reason="x").seq
    desk.office.undo("2026-00001", seq, by=BOSS, reason="feil")
    deadline = desk.office.case("2026-00001").deadline("answer")
    assert (deadline.last_day, deadline.moves, deadline.status) == (date(2026, 2, 16), [], "open")


def test_a_correction_of_a_case_that_moved_on_is_stale(desk: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    """A history read before somebody else's entry is not what a correction is made from."""
    case = desk.open()
    seq = desk.do(case.grant.id, "ask").seq
    old = desk.office.history(case.id)
    desk.do(case.grant.id, "answer")
    monkeypatch.setattr(type(desk.office), "history", lambda *_: old)
    with pytest.raises(Stale):
        desk.office.undo(case.id, seq, by=BOSS, reason="feil")
