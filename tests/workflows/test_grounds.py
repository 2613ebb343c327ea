"""What may be left out, and only on the grounds that the Act lists: each is chosen and recorded by its letter."""

from __future__ import annotations

import pytest

from casework import Refused
from tests.scenarios.desk import CASEWORKER, GRANTEE
from tests.scenarios.world import World
from tests.workflows.reclaimed import MakeWorld


def informed(w: World) -> str:
    """A reaction in which the party was heard, and something new came in since."""
    reaction = w.suspected()
    w.perform(reaction, "send_notice", CASEWORKER, notice_facts="brukt til annet enn formålet")
    w.perform(reaction, "receive_statement", GRANTEE, statement="vi er uenige")
    w.perform(reaction, "note_new_information", CASEWORKER, new_information="tips fra andre")
    return reaction


@pytest.mark.parametrize("ground", ["fvl/17-2-a", "fvl/17-2-b", "fvl/17-2-c"])
def test_new_information_may_stay_unshown_on_a_ground_of_the_act(reclaim: MakeWorld, ground: str) -> None:
    """fvl/17-2: confirmed by the party, urgent for others, or not decisive; the ground and the reason are recorded."""
    w = reclaim()
    reaction = informed(w)
    w.perform(reaction, "leave_unshown", CASEWORKER, unshown_under=ground, reason="bekreftet i brev fra dem selv")
    last = w.desk.office.history(w.case_id)[-1]
    assert (last.facts["unshown_under"], last.to_state) == (ground, "heard")


@pytest.mark.parametrize("ground", ["fvl/17-2-d", "fvl/16-3-a", None])
def test_no_other_ground_keeps_new_information_from_the_party(reclaim: MakeWorld, ground: str | None) -> None:
    """fvl/17-2: the list is closed."""
    w = reclaim()
    reaction = informed(w)
    with pytest.raises(Refused) as refused:
        w.perform(reaction, "leave_unshown", CASEWORKER, unshown_under=ground, reason="ubeleilig")
    assert {reason.fact for reason in refused.value.reasons} == {"unshown_under"}


@pytest.mark.parametrize(("ground", "right"), [("fvl/24-3", True), ("fvl/24-2", False), ("fvl/24-1", False)])
def test_the_reasons_of_a_reclaim_are_left_out_only_to_protect_what_is_secret(
    reclaim: MakeWorld, ground: str, right: bool
) -> None:
    """fvl/24-3, and not 24-2: a reclaim distributes nothing among applicants."""
    w = reclaim()
    decision = w.decided()
    if right:
        notice = w.told("anew", decision, None, party="en annen", reasons_omitted=ground)
        assert w.state(notice) == "sent"
    else:
        with pytest.raises(Refused) as refused:
            w.told("anew", decision, None, party="en annen", reasons_omitted=ground)
        assert "reasons_omitted" in {reason.fact for reason in refused.value.reasons}
