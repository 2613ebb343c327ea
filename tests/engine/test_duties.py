"""What a scheme adds to a workflow: the duties that an award brings, and the conditions it tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from casework import Refused
from casework.rules import Situation, rule
from tests.engine.trial import OLA, Trial, trial

GRANT = """\
name = "trial"
version = 1
initial = "applied"
[opening]
by = ["caseworker"]
[states.applied]
[states.awarded]
[states.done]
final = true
[[transition]]
name = "award"
from = ["applied"]
to = "awarded"
by = ["decision_maker"]
facts = ["amount", "report_day", "abroad"]
ledger = [{ kind = "awarded", fact = "amount" }]
opens_duties = true
[[transition]]
name = "close"
from = ["awarded"]
to = "done"
by = ["caseworker"]
[facts.amount]
type = "money"
[facts.report_day]
type = "date"
required = false
[facts.abroad]
type = "boolean"
required = false
"""

DUTY = """\
name = "duty"
version = 1
initial = "expected"
[opening]
facts = ["kind", "parts", "due_day"]
starts = [{ deadline = "delivery", duty = true }]
[states.expected]
[states.delivered]
final = true
[[transition]]
name = "deliver"
from = ["expected"]
to = "delivered"
by = ["grantee"]
meets = ["delivery"]
[facts.kind]
[facts.parts]
type = "list"
required = false
[facts.due_day]
type = "date"
required = false
"""

SCHEME = """
[[duty]]
code = "D1"
kind = "annual_report"
workflow = "duty"
title = "Årsrapport"
day = "03-15"
years_after = 1
parts = ["report", "accounts"]
[[duty]]
code = "D2"
kind = "audit"
workflow = "duty"
title = "Revisjon"
day = "03-15"
years_after = 1
rolls = true
from_amount = 1000
[[duty]]
code = "D3"
kind = "final_report"
workflow = "duty"
title = "Sluttrapport"
day_fact = "report_day"

[[condition]]
code = "C1"
rule = "at_most"
at = "trial.award"
most = 5000
[[condition]]
code = "C2"
rule = "at_most"
at = ["trial.award"]
applies_when = "is_abroad"
most = 50
"""


@rule("regl/8-2", nb="mer enn {most} øre", nn="meir enn {most} øre", en="more than {most} øre", fact="amount")
def at_most(s: Situation) -> bool:
    """No more than the scheme says."""
    return int(s.fact("amount") or 0) <= int(s.parameter("most"))


@rule("regl/8-2", nb="ikke i utlandet", nn="ikkje i utlandet", en="not abroad")
def is_abroad(s: Situation) -> bool:
    """The activity lies abroad."""
    return bool(s.fact("abroad"))


@pytest.fixture
def desk(tmp_path: Path) -> Trial:
    return trial(tmp_path, GRANT, DUTY, rules=[at_most, is_abroad], scheme=SCHEME)


def test_an_award_opens_the_duties_that_its_amount_brings(desk: Trial) -> None:
    """One proceeding for each duty, in the same transaction; below its amount a duty is not there."""
    small, large = desk.open(), desk.open()
    desk.do(small.grant.id, "award", OLA, amount=999)
    desk.do(large.grant.id, "award", OLA, amount=1000)
    kinds = [[p.facts["kind"] for p in desk.office.case(c.id).proceedings[1:]] for c in (small, large)]
    assert kinds == [["annual_report", "final_report"], ["annual_report", "audit", "final_report"]]
    report = desk.office.case(small.id).proceeding("duty", kind="annual_report")
    assert (report.parent, report.facts["parts"]) == (small.grant.id, ["report", "accounts"])


def test_a_duty_is_due_on_the_day_of_the_scheme(desk: Trial) -> None:
    """15 March of the year after is a Monday in 2027; a day that rolls and one that does not are the same then."""
    case = desk.open()
    desk.do(case.grant.id, "award", OLA, amount=1000, report_day="2026-08-15")
    days = {d.kind: d.last_day for d in desk.office.case(case.id).deadlines}
    assert days == {
        "annual_report": date(2027, 3, 15),
        "audit": date(2027, 3, 15),
        "final_report": date(2026, 8, 15),
    }
    assert desk.office.case(case.id).deadlines[0].law == "trial/2026#D1"


def test_a_duty_without_a_day_waits_for_one(desk: Trial) -> None:
    """Where the day is set in the grant letter and is not known yet, the duty is there without a deadline."""
    case = desk.open()
    desk.do(case.grant.id, "award", OLA, amount=10)
    assert [d.kind for d in desk.office.case(case.id).deadlines] == ["annual_report"]


def test_a_condition_of_the_scheme_is_cited_with_its_code(desk: Trial) -> None:
    """The scheme rule that asks is what the refusal cites, with the scheme's own number in the text."""
    grant = desk.open().grant.id
    with pytest.raises(Refused) as refused:
        desk.do(grant, "award", OLA, amount=6000)
    (reason,) = refused.value.reasons
    assert (reason.law, reason.message, reason.fact) == ("trial/2026#C1", "mer enn 5000 øre", "amount")


def test_a_condition_applies_only_where_it_says(desk: Trial) -> None:
    """`applies_when` names a rule; where it does not hold, the condition asks nothing."""
    grant = desk.open().grant.id
    assert desk.codes(grant, "award", OLA, amount=51, abroad=True) == ["at_most"]
    assert desk.codes(grant, "award", OLA, amount=6000, abroad=True) == ["at_most", "at_most"]
    desk.do(grant, "award", OLA, amount=51, abroad=False)
