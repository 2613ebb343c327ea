"""Which transition is taken: by the state, by `when`, by data, by phases, by events."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework.rules import Situation, rule
from tests.engine.trial import BOSS, KARI, Trial, trial

TEXT = """\
name = "trial"
version = 1
initial = "new"
[opening]
by = ["caseworker"]
[states.new]
within = "intake"
[states.checked]
within = "intake/control"
[states.small]
within = "review"
[states.large]
within = "review"
[states.refused]
final = true

[[transition]]
name = "sort"
from = ["new"]
to = "small"
by = ["caseworker"]
when = ["amount_is_small"]
facts = ["amount"]
[[transition]]
name = "sort"
from = ["new"]
to = "large"
by = ["supervisor"]
when = ["amount_is_large"]
facts = ["amount", "why"]

[[transition]]
name = "judge"
from = ["small", "large"]
to = { fact = "fine", is = { true = "new", false = "refused" } }
by = ["caseworker"]
facts = ["fine"]
[[transition]]
name = "route"
from = ["new"]
to = { fact = "to", is = { down = "small", up = "large", stay = "=" } }
by = ["caseworker"]
facts = ["to"]
[[transition]]
name = "follow"
from = ["new"]
to = { fact = "to", is = { down = "small", up = "large" } }
by = ["caseworker"]

[[transition]]
name = "remark"
from = "*"
except = ["large"]
to = "="
by = ["caseworker"]
[[transition]]
name = "check"
from = "within:intake"
to = "checked"
by = ["caseworker"]
[[transition]]
name = "leave"
from = ["checked"]
to = "new"
by = ["caseworker"]

[facts.amount]
type = "money"
[facts.why]
[facts.fine]
type = "boolean"
[facts.to]
type = "choice"
choices = ["down", "up", "stay", "nowhere"]
required = false
"""


@rule("regl/8-2", nb="beløpet er stort", nn="beløpet er stort", en="the amount is large", fact="amount")
def amount_is_small(s: Situation) -> bool:
    """Less than 100 øre."""
    return (s.fact("amount") or 0) < 100


@rule("regl/8-2", nb="beløpet er lite", nn="beløpet er lite", en="the amount is small", fact="amount")
def amount_is_large(s: Situation) -> bool:
    """At least 100 øre."""
    return (s.fact("amount") or 0) >= 100


@pytest.fixture
def desk(tmp_path: Path) -> Trial:
    return trial(tmp_path, TEXT, rules=[amount_is_small, amount_is_large])


def test_when_chooses_among_branches_without_a_word(desk: Trial) -> None:
    """`when` chooses silently: no reason is told for the branch that was not taken."""
    first, second = desk.open().grant.id, desk.open().grant.id
    assert desk.do(first, "sort", amount=99).to_state == "small"
    assert desk.do(second, "sort", BOSS, amount=100, why="mye").to_state == "large"


def test_a_branch_is_chosen_by_what_a_fact_means(desk: Trial) -> None:
    """A number that was written as text is a number when the branch is chosen."""
    grant = desk.open().grant.id
    assert desk.do(grant, "sort", BOSS, amount=" 100 ", why="mye").to_state == "large"


def test_the_chosen_branch_says_who_may_and_what_is_given(desk: Trial) -> None:
    """Roles and facts are those of the branch that the data chose."""
    grant = desk.open().grant.id
    assert desk.codes(grant, "sort", KARI, amount=100) == ["role_may_not"]
    assert desk.codes(grant, "sort", BOSS, amount=100) == ["fact_missing"]
    assert desk.codes(grant, "sort", BOSS, amount=99) == ["role_may_not"]


def test_a_fact_that_is_not_valid_breaks_no_branch(desk: Trial) -> None:
    """What a rule is asked about is valid; the fault of the fact is told afterwards."""
    grant = desk.open().grant.id
    assert desk.codes(grant, "sort", KARI, amount="mange") == ["fact_invalid"]
    assert desk.codes(grant, "sort", KARI, amount={"a": 1}) == ["fact_invalid"]


def test_no_branch_is_not_in_order(desk: Trial, tmp_path: Path) -> None:
    """Where no branch fits, what each would need is told once, in the reader's language."""
    folder = tmp_path / "other"
    folder.mkdir()
    never = TEXT.replace('when = ["amount_is_small"]', 'when = ["amount_is_large"]')
    other = trial(folder, never, rules=[amount_is_small, amount_is_large])
    grant = other.open().grant.id
    assert other.codes(grant, "sort", amount=1) == ["not_in_order"]
    reason = other.office.refusals("2026-00001")[0]["reasons"][0]
    assert reason["law"] == "trial@1#sort"


def test_data_chooses_the_target(desk: Trial) -> None:
    """The value of a fact names the state; true and false are written in small letters."""
    grant = desk.open().grant.id
    assert desk.do(grant, "route", to="stay").to_state == "new"
    assert desk.do(grant, "route", to="down").to_state == "small"
    assert desk.do(grant, "judge", fine="ja").to_state == "new"
    assert desk.do(grant, "route", to="up").to_state == "large"
    assert desk.do(grant, "judge", fine=False).to_state == "refused"


def test_a_value_that_leads_nowhere_is_refused(desk: Trial) -> None:
    """A choice without a state is not in order; a value outside the choices, or none, is a fault of the fact."""
    grant = desk.open().grant.id
    assert desk.codes(grant, "route", to="nowhere") == ["not_in_order"]
    assert desk.codes(grant, "route", to="sideways") == ["fact_invalid"]
    assert desk.codes(grant, "route") == ["not_in_order"]


def test_what_was_given_before_can_choose_too(desk: Trial) -> None:
    """A fact that an earlier step was given chooses the target of a later one."""
    grant = desk.open().grant.id
    assert desk.codes(grant, "follow") == ["not_in_order"]
    desk.do(grant, "route", to="stay")
    assert desk.codes(grant, "follow") == ["not_in_order"]
    second = desk.open().grant.id
    desk.do(second, "route", to="up")
    desk.do(second, "judge", fine=True)
    assert desk.do(second, "follow").to_state == "large"


def test_a_step_that_stays_is_recorded_all_the_same(desk: Trial) -> None:
    """A self-transition leaves the state, and is an entry like any other."""
    case = desk.open()
    entry = desk.do(case.grant.id, "remark")
    assert (entry.from_state, entry.to_state, entry.seq) == ("new", "new", case.revision + 1)
    assert desk.office.case(case.id).revision == entry.seq


def test_any_open_state_leaves_out_its_exceptions_and_the_final_ones(desk: Trial) -> None:
    """`*` is every state that is not final, but for those in `except`."""
    grant = desk.open().grant.id
    desk.do(grant, "route", to="up")
    assert desk.codes(grant, "remark") == ["not_in_order"]
    desk.do(grant, "judge", fine=False)
    assert desk.codes(grant, "remark") == ["not_in_order"]
    assert desk.office.available(grant, by=KARI) == []


def test_a_phase_stands_for_its_states(desk: Trial) -> None:
    """`within:` leads from every state of the phase and of the phases in it, and from no other."""
    grant = desk.open().grant.id
    desk.do(grant, "check")
    assert desk.do(grant, "check").from_state == "checked"
    other = desk.open().grant.id
    desk.do(other, "route", to="down")
    assert desk.codes(other, "check") == ["not_in_order"]


def test_the_refusal_tells_what_can_be_done_from_here(desk: Trial) -> None:
    """What is out of order is told with the state and the steps that lead from it."""
    grant = desk.open().grant.id
    option = {o.name for o in desk.office.available(grant, by=KARI)}
    assert option == {"sort", "route", "follow", "remark", "check"}
