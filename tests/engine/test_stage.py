"""The stage of a case is derived, never set."""

from __future__ import annotations

from tests.engine.trial import BOSS, KARI, OLA, Trial


def test_an_appeal_comes_before_a_reclaim_before_a_withholding_before_the_grant(desk: Trial) -> None:
    """The stage is derived: the first of appealed, reclaimed, withheld that holds, else the state of the grant."""
    case = desk.open()
    desk.do(case.grant.id, "award", OLA, amount=2)
    sides = [desk.office.open(case.id, "reaction", by=KARI).id for _ in range(3)]
    expected = [("withheld", "withheld"), ("reclaimed", "reclaimed"), ("appealed", "appealed")]
    for side, (becomes, stage) in zip(sides, expected, strict=True):
        desk.do(side, "become", it=becomes)
        assert desk.office.case(case.id).stage == stage
    assert desk.office.case(case.id).stages == ("appealed", "reclaimed", "withheld", "awarded")
    for side, stage in zip(reversed(sides), ("reclaimed", "withheld", "awarded"), strict=True):
        desk.do(side, "become", it="none")
        assert desk.office.case(case.id).stage == stage


def test_what_was_registered_in_error_gives_no_stage(desk: Trial) -> None:
    """An appeal that never was does not hold the case."""
    case = desk.open()
    side = desk.office.open(case.id, "reaction", by=KARI).id
    desk.do(side, "become", it="appealed")
    desk.office.mark(side, "registered_in_error", by=BOSS, reason="x")
    assert desk.office.case(case.id).stage == "received"
