"""Running proceedings are moved to another version of their workflow: explicitly, on record, and back again."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework import BadInput, NotFound, Refused
from casework.model.record import replayed
from tests.engine.test_versions import FIRST, SECOND
from tests.engine.trial import BOSS, GRANTEE, KARI, Trial, trial

THIRD = SECOND.replace("version = 2", "version = 3").replace("2026-03-01", "2026-06-01").replace("done", "settled")
THIRD = THIRD.replace('"begun"', '"open"').replace("[states.begun]", "[states.open]")


@pytest.fixture
def desk(tmp_path: Path) -> Trial:
    (tmp_path / "superseded").mkdir()
    (tmp_path / "superseded" / "trial-1.toml").write_text(FIRST, "utf-8")
    (tmp_path / "superseded" / "trial-3.toml").write_text(THIRD, "utf-8")
    return trial(tmp_path, SECOND)


def test_a_dry_run_tells_what_would_be_done_and_does_nothing(desk: Trial) -> None:
    """The rows are those of the move itself; the record is as before."""
    case = desk.open()
    rows = desk.office.migrate(workflow="trial", to=2, mapping={"open": "begun"}, dry_run=True, by=BOSS)
    assert rows == [
        {
            "case": "2026/00001",
            "proceeding": "2026-00001-1",
            "from_state": "open",
            "to_state": "begun",
            "from_version": 1,
            "to_version": 2,
        }
    ]
    assert desk.office.case(case.id) == case


def test_a_move_is_an_entry_of_its_own(desk: Trial) -> None:
    """Who moved it, from what to what, by which mapping and why; replaying the entries gives the stored state."""
    case = desk.open()
    desk.office.migrate(workflow="trial", to=2, mapping={"open": "begun"}, by=BOSS, reason="ny rutine")
    after, entry = desk.office.case(case.id), desk.office.history(case.id)[-1]
    assert (after.grant.version, after.grant.state) == (2, "begun")
    assert (entry.kind, entry.from_state, entry.to_state, entry.actor) == ("migrated", "open", "begun", BOSS)
    assert entry.facts == {
        "workflow": "trial",
        "from_version": 1,
        "to_version": 2,
        "mapping": {"open": "begun"},
        "reason": "ny rutine",
    }
    assert replayed(desk.office.history(case.id)).proceeding(case.grant.id) == after.grant
    desk.do(case.grant.id, "check")
    assert [m.name for m in desk.office.timeline(case.id) if m.kind == "entry"] == ["open", "migrate", "check"]


def test_a_move_is_reverted_with_the_inverse_mapping(desk: Trial) -> None:
    """Moving back is a move like any other, of those that were moved; those that were not stay where they are."""
    moved, there = desk.open(), desk.open()
    desk.clock.move_to("2026-03-01T10:00:00+01:00")
    native = desk.open()
    rows = desk.office.migrate(workflow="trial", to=2, mapping={"open": "begun"}, by=BOSS)
    assert [row["case"] for row in rows] == ["2026/00001", "2026/00002"]
    only = [row["proceeding"] for row in rows]
    desk.office.migrate(workflow="trial", to=1, mapping={"begun": "open"}, by=BOSS, only=only)
    assert desk.office.case(moved.id).grant == moved.grant
    assert desk.office.case(there.id).grant.version == 1
    assert desk.office.case(native.id).grant.version == 2
    assert [e.kind for e in desk.office.history(moved.id)] == ["opened", "migrated", "migrated"]
    desk.do(moved.grant.id, "finish")


def test_a_state_that_the_target_lacks_is_refused_for_all(desk: Trial) -> None:
    """Every proceeding without a state to go to is told; none is moved, and the refusal is on record."""
    cases = [desk.open(), desk.open()]
    with pytest.raises(Refused) as refused:
        desk.office.migrate(workflow="trial", to=2, by=BOSS)
    assert [r.code for r in refused.value.reasons] == ["target_has_no_state"] * 2
    assert "2026-00002-1" in refused.value.reasons[1].in_language("en")
    assert [desk.office.case(c.id) for c in cases] == cases


def test_some_that_fit_are_not_moved_without_the_others(desk: Trial) -> None:
    """All or none: a version that knows the one state but not the other is refused whole."""
    desk.clock.move_to("2026-03-01T10:00:00+01:00")
    first, second = desk.open(), desk.open()
    desk.do(second.grant.id, "check")
    with pytest.raises(Refused) as refused:
        desk.office.migrate(workflow="trial", to=3, by=BOSS)
    assert len(refused.value.reasons) == 1
    assert desk.office.case(first.id) == first
    rows = desk.office.migrate(workflow="trial", to=3, mapping={"begun": "open"}, by=BOSS)
    assert [(r["from_state"], r["to_state"]) for r in rows] == [("begun", "open"), ("checked", "checked")]


def test_nothing_is_closed_by_being_moved(desk: Trial) -> None:
    """A proceeding ends by a transition, which asks its questions."""
    desk.open()
    with pytest.raises(Refused) as refused:
        desk.office.migrate(workflow="trial", to=2, mapping={"open": "done"}, by=BOSS)
    assert [r.code for r in refused.value.reasons] == ["target_is_final"]


def test_only_what_is_running_is_moved(desk: Trial) -> None:
    """What is closed, registered in error or there already is left alone."""
    done, wrong = desk.open(), desk.open()
    desk.do(done.grant.id, "finish")
    desk.office.mark(wrong.grant.id, "registered_in_error", by=BOSS, reason="x")
    assert desk.office.migrate(workflow="trial", to=2, mapping={"open": "begun"}, by=BOSS) == []
    assert desk.office.migrate(workflow="trial", to=1, by=BOSS) == []


@pytest.mark.parametrize("who", [KARI, GRANTEE])
def test_moving_procedures_is_for_those_who_answer_for_them(desk: Trial, who: object) -> None:
    """A supervisor, the archivist or the system moves proceedings (regl/14)."""
    with pytest.raises(Refused) as refused:
        desk.office.migrate(workflow="trial", to=2, by=who)  # type: ignore[arg-type]
    assert [r.code for r in refused.value.reasons] == ["role_may_not"]


def test_a_move_to_nowhere_is_bad_input(desk: Trial) -> None:
    """An unknown workflow, version or target state is the caller's mistake."""
    with pytest.raises(NotFound):
        desk.office.migrate(workflow="trial", to=9, by=BOSS)
    with pytest.raises(NotFound):
        desk.office.migrate(workflow="trail", to=2, by=BOSS)
    with pytest.raises(BadInput, match="nowhere"):
        desk.office.migrate(workflow="trial", to=2, mapping={"open": "nowhere"}, by=BOSS)


def test_a_step_before_the_move_is_not_undone_over_it(desk: Trial) -> None:
    """The move stands between; it is moved back first."""
    desk.clock.move_to("2026-03-01T10:00:00+01:00")
    case = desk.open()
    seq = desk.do(case.grant.id, "check").seq
    desk.office.migrate(workflow="trial", to=3, by=BOSS)
    with pytest.raises(Refused) as refused:
        desk.office.undo(case.id, seq, by=BOSS, reason="feil")
    assert [r.code for r in refused.value.reasons] == ["not_last"]
