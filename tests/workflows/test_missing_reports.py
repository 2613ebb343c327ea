"""A report that never came gives cause for a reaction; what becomes of the one follows the other."""

from __future__ import annotations

from datetime import timedelta

from tests.scenarios.desk import CASEWORKER, GRANTEE, SUPERVISOR
from tests.workflows.reclaimed import MakeWorld, codes, late, reclaimed_for, repaid, reversed_in_favour


def test_a_reaction_to_a_missing_report_names_the_report_and_is_opened_once(reclaim: MakeWorld) -> None:
    """fvl/17-1: the cause, the source, and the day from which money could be demanded."""
    w = reclaim()
    report = late(w)
    w.perform(report, "open_reaction", SUPERVISOR, breach="late_report", term="brevet 4.2", reaction_kind="reclaim")
    facts = w.proceeding(w.last("reaction") or "").facts
    due = str(w.case.deadline("report", report).last_day)
    assert (facts["cause"], facts["source"], facts["claim_arose_on"]) == ("late_report", report, due)
    again = {"breach": "late_report", "term": "brevet 4.2"}
    assert codes(lambda: w.perform(report, "open_reaction", SUPERVISOR, **again)) == {"reaction_is_open"}


def test_a_duty_that_fell_away_with_a_reaction_comes_back_when_it_is_reversed(reclaim: MakeWorld) -> None:
    """best/6.3.6: the whole grant was reclaimed for a missing report; reversed, the report is owed, and late."""
    w = reclaim(paid_nok=1_000_000)
    report = late(w)
    reclaimed_for(w, report, 1_000_000)
    due = w.case.deadline("report", report).original_day
    w.desk.move_to(w.desk.today + timedelta(weeks=8))
    repaid(w, 1_000_000)
    w.perform(w.reaction_id, "settle", CASEWORKER)
    assert w.state(report) == "waived"
    assert not w.desk.office.overdue()
    reversed_in_favour(w, "rapporten var levert i tide")
    back = w.last("report") or ""
    w.desk.next_day()
    assert (back != report, w.state(back)) == (True, "overdue")
    assert "annual_report" in [row["kind"] for row in w.desk.office.overdue()]
    assert w.case.deadline("report", back).original_day == due


def test_a_reversed_reaction_leaves_a_report_that_never_came_overdue(reclaim: MakeWorld) -> None:
    """best/6.3.6: the reaction is gone, the duty and its day are not."""
    w = reclaim()
    report = late(w)
    reaction = reclaimed_for(w, report, 60_000)
    reversed_in_favour(w, "feil i vedtaket")
    assert (w.state(reaction), w.state(report)) == ("reversed", "overdue")
    assert "annual_report" in [row["kind"] for row in w.desk.office.overdue()]


def test_a_report_that_comes_before_the_appeal_deadline_can_reverse_the_reaction(reclaim: MakeWorld) -> None:
    """fvl/35-1-a: approved, it is put on the desk to look at the reaction again; the duty itself is met."""
    w = reclaim()
    report = late(w)
    reaction = reclaimed_for(w, report, 60_000)
    assert codes(lambda: w.perform(reaction, "keep_reaction", CASEWORKER, reason="x")) == {"nothing_to_consider"}
    w.perform(report, "receive", GRANTEE, delivered=[], received_on=w.desk.today)
    assert "reconsider" not in [d.name for d in w.case.deadlines]
    w.perform(report, "approve", CASEWORKER)
    assert w.case.deadline("reconsider", reaction).status == "open"
    reversed_in_favour(w, "rapporten er godkjent")
    assert (w.state(reaction), w.state(report), w.case.ledger.outstanding) == ("reversed", "approved", 0)
    assert w.case.deadline("reconsider", reaction).status != "open"
