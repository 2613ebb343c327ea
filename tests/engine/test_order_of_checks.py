"""A transition is judged in order: in order, then by whom, then with which facts, then by the requirements."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework import BadInput, InvalidFacts, KeyReused, Refused
from casework.rules import Situation, rule
from tests.engine.trial import BOSS, GRANTEE, KARI, OLA, PARTY, Trial, trial

TEXT = """\
name = "trial"
version = 1
initial = "received"
[opening]
by = ["caseworker", "grantee"]
registers = true
facts = ["applied"]
requires = ["never_met"]
[states.received]
[states.assessed]
[states.decided]
final = true

[[transition]]
name = "assess"
from = ["received"]
to = "assessed"
by = ["caseworker"]

[[transition]]
name = "decide"
from = ["assessed"]
to = "decided"
by = ["decision_maker"]
assigned = true
not_by = ["assess", "open"]
reason = true
facts = ["amount", "day"]
requires = ["never_met", "nor_this"]

[[transition]]
name = "note"
from = ["received", "assessed"]
to = "="
by = ["caseworker"]
registers = true
facts = ["amount"]
requires = ["never_met", "nor_this"]

[facts.applied]
type = "money"
required = false
[facts.amount]
type = "money"
[facts.day]
type = "date"
max = "today"
"""


@rule("fvl/17-1", code="not_met", nb="aldri oppfylt", nn="aldri oppfylt", en="never met")
def never_met(s: Situation) -> bool:
    """Nothing meets it."""
    return False


@rule("fvl/24-1", nb="heller ikke", nn="heller ikkje", en="nor this")
def nor_this(s: Situation) -> bool:
    """Nothing meets it either."""
    return False


@pytest.fixture
def desk(tmp_path: Path) -> Trial:
    return trial(tmp_path, TEXT, rules=[never_met, nor_this])


def test_what_is_out_of_order_is_told_before_anything_else(desk: Trial) -> None:
    """A step that does not lead from here is not in order, whoever tries it and whatever is given."""
    grant = desk.open().grant.id
    assert desk.codes(grant, "decide", GRANTEE, nonsense=1) == ["not_in_order"]


def test_who_may_not_is_told_before_the_facts(desk: Trial) -> None:
    """Role, assignment and four eyes are told together, and before any fault of a fact (regl/14)."""
    grant = desk.open(OLA_AS_CASEWORKER).grant.id
    desk.do(grant, "assess", OLA_AS_CASEWORKER)
    wrong_role = desk.codes(grant, "decide", OLA_AS_CASEWORKER, nonsense=1)
    assert wrong_role == ["role_may_not", "not_assigned", "same_person", "same_person"]


OLA_AS_CASEWORKER = type(OLA)("ola", "caseworker")


def test_every_fault_of_the_facts_is_told_before_the_requirements(desk: Trial) -> None:
    """Unknown, missing, invalid and no reason: all at once, and no requirement yet (fvl/17-1)."""
    grant = _ready(desk)
    codes = desk.codes(grant, "decide", OLA, amount=-1, nonsense=1, day=None)
    assert sorted(codes) == ["fact_invalid", "fact_missing", "fact_unknown", "reason_required"]


def test_every_requirement_that_is_not_met_is_told(desk: Trial) -> None:
    """The last question tells all its failures, each with its own provision."""
    grant = _ready(desk)
    with pytest.raises(Refused) as refused:
        desk.do(grant, "decide", OLA, amount=1, day="2026-02-02", reason="derfor")
    assert [(r.code, r.law) for r in refused.value.reasons] == [("not_met", "fvl/17-1"), ("nor_this", "fvl/24-1")]
    assert refused.value.reasons[0].in_language("en") == "never met"


def _ready(desk: Trial) -> str:
    case = desk.open(GRANTEE)
    desk.do(case.grant.id, "assess")
    desk.office.assign(case.id, "ola", "decision_maker", by=BOSS)
    return case.grant.id


def test_invalid_facts_are_a_refusal_and_bad_input(desk: Trial) -> None:
    """A host may catch either; the faults name the facts."""
    grant = _ready(desk)
    with pytest.raises(InvalidFacts) as invalid:
        desk.do(grant, "decide", OLA, amount="x", day="2026-02-02", reason="derfor")
    assert isinstance(invalid.value, Refused)
    assert isinstance(invalid.value, BadInput)
    assert [(f.where, f.code) for f in invalid.value.faults] == [("amount", "fact_invalid")]


def test_a_refused_attempt_leaves_the_key_unused(desk: Trial) -> None:
    """The refusal is recorded beside the chain; no revision is taken, and the key is free for the right request."""
    case = desk.open()
    with pytest.raises(Refused):
        desk.office.perform(case.grant.id, "note", by=GRANTEE, key="k1", facts={"amount": 1})
    assert [r["name"] for r in desk.office.refusals(case.id)] == ["note"]
    assert desk.office.case(case.id).revision == case.revision
    entry = desk.office.perform(case.grant.id, "note", by=KARI, key="k1", facts={"amount": 1})
    assert desk.office.perform(case.grant.id, "note", by=KARI, key="k1", facts={"amount": 1}) == entry
    with pytest.raises(KeyReused):
        desk.office.perform(case.grant.id, "note", by=KARI, key="k1", facts={"amount": 2})


def test_what_comes_in_is_registered_with_its_findings(desk: Trial) -> None:
    """Registering is never refused for what it holds: what is not met becomes a finding (fvl/11-4)."""
    case = desk.open(GRANTEE, applied=5)
    assert case.grant.facts["findings"] == ["fvl/17-1: aldri oppfylt"]
    entry = desk.do(case.grant.id, "note", amount=1)
    assert entry.facts["findings"] == ["fvl/17-1: aldri oppfylt", "fvl/24-1: heller ikke"]


def test_what_is_malformed_is_bad_input_also_when_registered(desk: Trial) -> None:
    """Malformed is not the same as outside the conditions: no case is opened, and its number is given to the next."""
    with pytest.raises(BadInput):
        desk.open(GRANTEE, applied="mange penger")
    assert desk.open().number == "2026/00001"


def test_a_reason_is_text_that_says_something(desk: Trial) -> None:
    """A blank reason is no reason (fvl/24-1)."""
    grant = _ready(desk)
    assert desk.codes(grant, "decide", OLA, amount=1, day="2026-02-02", reason=" \n ") == ["reason_required"]
    assert desk.codes(grant, "decide", OLA, amount=1, day="2026-02-02", reason=["x"]) == ["fact_invalid"]


def test_an_unknown_transition_is_not_found(desk: Trial) -> None:
    """A name that the workflow does not have is the caller's mistake, not a refusal."""
    case = desk.open()
    with pytest.raises(BadInput, match="approve_all"):
        desk.do(case.grant.id, "approve_all")
    assert desk.office.refusals(case.id) == []
    assert case.party.id == PARTY
