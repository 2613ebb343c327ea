"""Who may: role, assignment, four eyes by person, impartiality."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from casework import Actor, BadInput, Refused
from tests.engine.trial import BOSS, GRANTEE, KARI, OLA, PARTY, Trial, trial

TEXT = """\
name = "trial"
version = 1
initial = "received"
[opening]
by = ["caseworker", "grantee", "supervisor"]
[states.received]
[states.settled]
[states.decided]
final = true

[[transition]]
name = "propose"
from = ["received"]
to = "="
by = ["caseworker", "decision_maker"]
[[transition]]
name = "assist"
from = ["received"]
to = "="
by = ["caseworker"]
assigned = true
[[transition]]
name = "deliver"
from = ["received"]
to = "="
by = ["grantee"]
[[transition]]
name = "decide"
from = ["received"]
to = "decided"
by = ["caseworker", "decision_maker"]
not_by = ["propose", "open", "side.prepare"]
decides = true
[[transition]]
name = "attest"
from = ["received"]
to = "="
by = ["attester", "decision_maker"]
impartial = "declared"
[[transition]]
name = "lapse"
from = ["received"]
to = "settled"
on = "deadline_passed:answer"
[[transition]]
name = "go_on"
from = ["settled"]
to = "received"
by = ["caseworker"]
starts = [{ deadline = "answer", setting = "answer_period" }]
"""

SIDE = """\
name = "side"
version = 1
initial = "begun"
[states.begun]
[[transition]]
name = "prepare"
from = ["begun"]
to = "="
by = ["caseworker", "decision_maker"]
"""


@pytest.fixture
def desk(tmp_path: Path) -> Trial:
    return trial(tmp_path, TEXT, SIDE)


def test_the_role_must_be_one_of_those_named(desk: Trial) -> None:
    """Only the roles of the transition may make it (regl/14)."""
    grant = desk.open().grant.id
    assert desk.codes(grant, "propose", BOSS) == ["role_may_not"]
    desk.do(grant, "propose")


def test_a_grantee_acts_in_its_own_case_only(desk: Trial) -> None:
    """A party sees and does nothing in the case of another organisation (fvl/18)."""
    grant = desk.open().grant.id
    assert desk.codes(grant, "deliver", Actor("per", "grantee", "974760673")) == ["not_own_case"]
    desk.do(grant, "deliver", Actor("per", "grantee", PARTY))


def test_some_steps_are_for_those_on_the_case(desk: Trial) -> None:
    """`assigned` asks for the person in that role on this case, now."""
    case = desk.open()
    grant = case.grant.id
    assert desk.codes(grant, "assist") == ["not_assigned"]
    desk.office.assign(case.id, "kari", "supervisor", by=BOSS)
    assert desk.codes(grant, "assist") == ["not_assigned"]
    desk.office.assign(case.id, "kari", "caseworker", by=BOSS)
    desk.do(grant, "assist")
    desk.office.unassign(case.id, "kari", "caseworker", by=BOSS)
    assert desk.codes(grant, "assist") == ["not_assigned"]


def test_nobody_approves_what_the_same_person_proposed(desk: Trial) -> None:
    """Four eyes are two persons, not two roles (regl/14)."""
    grant = desk.open(BOSS).grant.id
    desk.do(grant, "propose", KARI)
    assert desk.codes(grant, "decide", Actor("kari", "decision_maker")) == ["same_person"]
    desk.do(grant, "decide", OLA)


def test_everybody_who_proposed_is_kept_from_deciding(desk: Trial) -> None:
    """Who acted first and who acted last, and who acted twice: all of them have put a hand to it."""
    grant = desk.open(BOSS).grant.id
    for person in ("ola", "kari", "ola"):
        desk.do(grant, "propose", Actor(person, "caseworker"))
    assert desk.codes(grant, "decide", OLA) == ["same_person"]
    assert desk.codes(grant, "decide", Actor("kari", "decision_maker")) == ["same_person"]
    decided = desk.do(grant, "decide", Actor("nils", "decision_maker"))
    decision = next(c for c in decided.changes if c.collection == "decisions")
    assert decision.values["decided_by"] == "nils"
    assert decision.values["proposed_by"] in ("kari", "ola", "bente")


def test_opening_counts_as_an_act(desk: Trial) -> None:
    """`not_by = ["open"]`: who opened it does not decide it."""
    grant = desk.open(Actor("ola", "caseworker")).grant.id
    assert desk.codes(grant, "decide", OLA) == ["same_person"]


def test_acts_in_another_proceeding_of_the_case_count(desk: Trial) -> None:
    """`not_by = ["WORKFLOW.TRANSITION"]` looks at every proceeding of that workflow in the case."""
    case = desk.open(BOSS)
    side = desk.office.open(case.id, "side", by=KARI)
    desk.do(side.id, "prepare", OLA)
    assert desk.codes(case.grant.id, "decide", OLA) == ["same_person"]
    other = desk.open(BOSS)
    desk.do(other.grant.id, "decide", OLA)


def test_one_person_has_one_spelling(desk: Trial) -> None:
    """A blank at the end would let two eyes pass for four."""
    for person in ("ola ", " ola", "", " ", "o\x00la", "o\ud800", "x" * 201):
        with pytest.raises(BadInput):
            Actor(person, "decision_maker")


def test_what_happens_by_itself_is_done_by_nobody(desk: Trial) -> None:
    """A transition of the clock is not made by hand, not even in the name of the system."""
    grant = desk.open().grant.id
    assert desk.codes(grant, "lapse") == ["not_by_hand"]
    assert desk.codes(grant, "lapse", Actor("cron", "system")) == ["not_by_hand"]


def test_a_disqualified_person_neither_prepares_nor_decides(desk: Trial) -> None:
    """Who is disqualified is refused every step, under the ground that was declared (fvl/6-1)."""
    case = desk.open(BOSS)
    desk.office.declare_impartiality(case.id, "ola", by=OLA, impartial=False, ground="fvl/6-1-e")
    assert desk.codes(case.grant.id, "propose", OLA) == ["impartiality"]
    assert desk.codes(case.grant.id, "decide", OLA) == ["impartiality"]
    assert desk.option(case.grant.id, "decide", OLA).reasons[0].law == "fvl/6-1-e"


def test_a_subordinate_prepares_but_does_not_decide_for_a_disqualified_superior(desk: Trial) -> None:
    """The direct subordinate of somebody disqualified may prepare the case but not decide it (fvl/6-3)."""
    case = desk.open(BOSS)
    desk.office.set_superior("ola", "bente")
    desk.office.declare_impartiality(case.id, "bente", by=BOSS, impartial=False, ground="fvl/6-2")
    desk.do(case.grant.id, "propose", OLA)
    assert desk.codes(case.grant.id, "decide", Actor("ola", "decision_maker")) == ["same_person", "impartiality"]
    desk.do(case.grant.id, "decide", Actor("nils", "decision_maker"))


def test_a_missing_declaration_stops_only_where_one_is_asked_for(desk: Trial) -> None:
    """No declaration means allowed, unless the transition says `impartial = "declared"` (fvl/8-1)."""
    case = desk.open(BOSS)
    desk.do(case.grant.id, "propose", OLA)
    assert desk.codes(case.grant.id, "attest", OLA) == ["impartiality"]
    desk.office.declare_impartiality(case.id, "ola", by=OLA, impartial=True)
    desk.do(case.grant.id, "attest", OLA)


def test_the_last_declaration_counts_also_when_the_clock_was_set_back(desk: Trial) -> None:
    """What was declared last holds, in the order of the record, whatever the clock told (fvl/8-1)."""
    case = desk.open(BOSS)
    desk.office.declare_impartiality(case.id, "ola", by=OLA, impartial=True)
    desk.clock.move_to("2026-02-01T10:00:00+01:00")
    desk.office.declare_impartiality(case.id, "ola", by=OLA, impartial=False, ground="fvl/6-2")
    assert desk.codes(case.grant.id, "propose", OLA) == ["impartiality"]
    desk.office.declare_impartiality(case.id, "ola", by=OLA, impartial=True)
    desk.do(case.grant.id, "propose", OLA)


def test_an_exception_lets_the_person_act(desk: Trial) -> None:
    """Where the tie obviously cannot matter, the rules do not apply (fvl/6-4)."""
    case = desk.open(BOSS)
    desk.office.declare_impartiality(case.id, "ola", by=BOSS, impartial=False, ground="fvl/6-1-e", exception="fvl/6-4")
    desk.do(case.grant.id, "decide", OLA)
    assert desk.office.history(case.id)[-1].actor == OLA


@pytest.mark.parametrize(
    ("impartial", "ground", "exception"),
    [
        (False, None, None),
        (False, "fvl/99", None),
        (True, "fvl/6-2", None),
        (True, None, "fvl/6-4"),
        (False, "fvl/6-2", "x"),
    ],
)
def test_a_declaration_that_says_nothing_sensible_is_not_recorded(
    desk: Trial, impartial: bool, ground: str | None, exception: str | None
) -> None:
    """What could not be read again would stop every later step of the case (fvl/8)."""
    case = desk.open(BOSS)
    with pytest.raises(BadInput):
        desk.office.declare_impartiality(
            case.id, "ola", by=BOSS, impartial=impartial, ground=ground, exception=exception
        )
    desk.do(case.grant.id, "propose", OLA)


def test_parties_and_auditors_do_not_staff_mark_or_correct(desk: Trial) -> None:
    """Correcting, marking and staffing a case is for those who handle or keep it (regl/14)."""
    case = desk.open(BOSS)
    entry = desk.do(case.grant.id, "propose", KARI)
    office, mark = desk.office, "access_restricted"
    deeds: list[Callable[[Actor], object]] = [
        lambda who: office.undo(case.id, entry.seq, by=who, reason="feil"),
        lambda who: office.mark(case.id, mark, by=who, reason="x"),
        lambda who: office.unmark(case.id, mark, by=who, reason="x"),
        lambda who: office.assign(case.id, "per", "caseworker", by=who),
        lambda who: office.unassign(case.id, "per", "caseworker", by=who),
    ]
    for deed in deeds:
        for outside in (GRANTEE, Actor("rev", "auditor")):
            with pytest.raises(Refused) as refused:
                deed(outside)
            assert [r.code for r in refused.value.reasons] == ["role_may_not"]
