"""Deadlines start, run, are met, extended, waived and left without object."""

from __future__ import annotations

from datetime import date

from tests.engine.trial import BOSS, GRANTEE, Trial


def test_each_start_has_its_own_id(desk: Trial) -> None:
    """A deadline that starts again is another one; the first keeps its id and its fate."""
    grant = desk.open().grant.id
    desk.do(grant, "ask")
    desk.do(grant, "answer")
    desk.do(grant, "ask")
    asked = [(d.id, d.status) for d in desk.office.case("2026-00001").deadlines if d.name == "answer"]
    assert asked == [("2026-00001-1:answer:1", "met"), ("2026-00001-1:answer:2", "open")]


def test_it_runs_from_the_day_of_the_fact_or_of_the_step(desk: Trial) -> None:
    """The length comes from the provision or the scheme, the start from the fact, else from the day itself."""
    case = desk.open(received_on="2026-01-05")
    assert case.deadline("reply").start_day == date(2026, 1, 5)
    desk.clock.move_to("2026-02-03T23:30:00Z")
    desk.do(case.grant.id, "ask")
    asked = desk.office.case(case.id).deadline("answer")
    assert (asked.start_day, asked.last_day) == (date(2026, 2, 4), date(2026, 2, 18))


def test_an_extension_keeps_the_original_day_in_sight(desk: Trial) -> None:
    """Who moved it, when, from what day to what day and why; the original day stays."""
    grant = desk.open().grant.id
    desk.do(grant, "ask")
    desk.do(grant, "extend", BOSS, new_day="2026-03-02", reason="sykdom")
    moved = desk.office.case("2026-00001").deadline("answer")
    assert (moved.original_day, moved.last_day) == (date(2026, 2, 16), date(2026, 3, 2))
    assert str(moved.ends_at) == "2026-03-02 23:00:00+00:00"
    (move,) = moved.moves
    assert (move["from"], move["to"], move["by"], move["reason"]) == ("2026-02-16", "2026-03-02", "bente", "sykdom")


def test_an_extension_is_to_a_later_day(desk: Trial) -> None:
    """The same day, or an earlier one, is no extension."""
    grant = desk.open().grant.id
    desk.do(grant, "ask")
    for day in ("2026-02-16", "2026-02-10"):
        assert desk.codes(grant, "extend", BOSS, new_day=day, reason="x") == ["not_an_extension"]


def test_an_extension_comes_before_the_day_has_passed(desk: Trial) -> None:
    """On the last day it can still be given; after it, not, and `available` says so at once (fvl/29-4)."""
    grant = desk.open().grant.id
    desk.do(grant, "ask")
    desk.clock.move_to("2026-02-16T22:59:59Z")
    assert desk.option(grant, "extend", BOSS).allowed
    desk.clock.move_to("2026-02-16T23:00:00Z")
    assert desk.codes(grant, "extend", BOSS, new_day="2026-03-02", reason="x") == ["deadline_expired"]
    assert [r.code for r in desk.option(grant, "extend", BOSS).reasons] == ["deadline_expired"]


def test_there_must_be_something_to_extend(desk: Trial) -> None:
    """Where no such time limit runs, nobody is told that one was extended."""
    grant = desk.open().grant.id
    assert desk.codes(grant, "extend", BOSS, new_day="2026-03-02", reason="x") == ["no_deadline_to_extend"]
    desk.do(grant, "ask")
    desk.do(grant, "drop")
    assert desk.office.case("2026-00001").deadline("answer").status == "waived"
    assert desk.codes(grant, "extend", BOSS, new_day="2026-03-02", reason="x") == ["no_deadline_to_extend"]


def test_the_end_of_a_proceeding_ends_its_deadlines(desk: Trial) -> None:
    """A final state leaves nothing that could still fall due; what is met by the same step is met."""
    grant = desk.open().grant.id
    desk.do(grant, "ask")
    desk.do(grant, "close")
    assert {d.status for d in desk.office.case("2026-00001").deadlines} == {"withdrawn"}
    desk.clock.advance(days=400)
    assert desk.office.tick().passed == ()


def test_a_late_answer_still_meets_it(desk: Trial) -> None:
    """A passed deadline stays open, with the moment it was noticed, until it is met."""
    grant = desk.open().grant.id
    desk.do(grant, "ask")
    desk.clock.advance(days=20)
    desk.office.tick()
    late = desk.office.case("2026-00001").deadline("answer")
    assert (late.status, late.passed_at) == ("open", desk.clock.now())
    desk.do(grant, "answer", GRANTEE)
    assert desk.office.case("2026-00001").deadline("answer").status == "met"
