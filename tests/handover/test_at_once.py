"""Two do the same at the same moment: one is first, the other is told so or gets the same, and nothing is half-done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from casework import Actor, CaseworkError, Refused, Stale
from casework.handover import hand_over
from casework.store.verify import verify
from tests.handover.conftest import MakeOffices
from tests.handover.two_offices import TwoOffices
from tests.scenarios.desk import BUDGET, CASEWORKER, DECIDER, MINISTER, SUPERVISOR

THIRD = Actor("marit", "appeal_body")


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """What each got that did its deed at the same time as the others, errors too."""
    barrier = Barrier(len(deeds))

    def one(deed: Callable[[], Any]) -> Any:
        barrier.wait()
        try:
            return deed()
        except CaseworkError as error:
            return error

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(one, deeds))


def one_won(got: Sequence[Any]) -> bool:
    """Whether one of them did it, and the others were told that somebody else was first."""
    lost = [each for each in got if isinstance(each, CaseworkError)]
    return len(lost) == len(got) - 1 and all(isinstance(each, Stale | Refused) for each in lost)


def under_review(two: TwoOffices) -> str:
    """The review above, assessed and ready to be decided by either of two people."""
    received = two.taken_in()
    for person in (MINISTER, THIRD):
        two.above.declare_impartiality(received.case_id, person.person, by=person, impartial=True)
    two.perform(received, "start_review")
    two.perform(received, "assess", assessment="vurdert")
    return received.review_id


def test_two_at_the_appeal_body_decide_one_appeal_once(offices: MakeOffices) -> None:
    """fvl/34-4: one decision, one notice of it, one way that the money goes."""
    two = offices(decision={"reclaim_nok": 60_000})
    review = under_review(two)
    why = {"reason": "vurdert", "answers": {}}
    undone = {**why, "reclaim_reversed_amount": 6_000_000}
    got = at_once(
        lambda: two.above.perform(review, "uphold", by=MINISTER, facts=why),
        lambda: two.above.perform(review, "change_in_favour", by=THIRD, facts=undone),
    )
    assert one_won(got), got
    case = two.above.case(review.rpartition("-")[0])
    assert [d.decided_by for d in case.decisions if d.proceeding_id == review] == [
        next(each.actor.person for each in got if not isinstance(each, CaseworkError))
    ]
    assert len([p for p in case.proceedings if p.workflow == "notice"]) == 1
    decided = next(d.outcome for d in case.decisions if d.proceeding_id == review)
    assert case.ledger.outstanding == {"upheld": 6_000_000, "changed": 0}[decided]
    assert verify(two.above.database) == []


def test_two_at_the_first_instance_decide_one_appeal_once(offices: MakeOffices) -> None:
    """fvl/33-2: reversed in full by one, or in part by the other, never both."""
    two = offices(decision={"reclaim_nok": 60_000})
    w, office = two.below, two.below.desk.office
    w.perform(w.in_review(), "propose", CASEWORKER, proposal="medhold")
    full = {"reason": "vurdert", "answers": {}, "reclaim_reversed_amount": 6_000_000}
    half = {**full, "new_amount": 3_000_000, "reclaim_reversed_amount": 3_000_000}
    got = at_once(
        lambda: office.perform(w.appeal, "reverse_fully", by=DECIDER, facts=full),
        lambda: office.perform(w.appeal, "reverse_partly", by=BUDGET, facts=half),
    )
    assert one_won(got), got
    made = [d for d in w.case.decisions if d.proceeding_id == w.appeal]
    assert len(made) == 1
    assert w.case.ledger.outstanding == {"reversed": 0, "preparing_forwarding": 3_000_000}[made[0].outcome]
    assert len([p for p in w.case.proceedings if p.workflow == "costs"]) == 1
    assert verify(office.database) == []


def test_two_who_hand_over_at_once_get_one_package(offices: MakeOffices) -> None:
    """fvl/33-4: forwarded once, told of once."""
    two = offices()
    two.below.prepared()
    office, appeal = two.below.desk.office, two.below.appeal
    one, other = at_once(*[lambda by=by: hand_over(office, appeal, by=by) for by in (SUPERVISOR, DECIDER)])
    assert one == other
    assert [m.template for m in office.mail.messages(case_id=two.below.case_id)].count("appeal_forwarded") == 1


def test_a_package_delivered_twice_at_once_opens_one_case(offices: MakeOffices) -> None:
    """fvl/33-4: whoever is second gets what the first one opened."""
    two = offices()
    message = two.handed_over()
    got = at_once(*[lambda: two.deliver_up(message)] * 4)
    assert len({each.case_id for each in got}) == 1
    assert len(two.above.cases()) == 1
    assert verify(two.above.database) == []


def test_an_outcome_delivered_twice_at_once_is_carried_out_once(offices: MakeOffices) -> None:
    """fvl/34-4: one decision below."""
    two = offices(decision={"reclaim_nok": 60_000})
    received = two.taken_in()
    answer = two.decided(received, "change_in_favour", answers={}, reclaim_reversed_amount=6_000_000)
    got = at_once(*[lambda: two.deliver_down(answer)] * 3)
    assert sorted(each.new for each in got) == [False, False, True]
    assert [d.kind for d in two.below.case.decisions].count("appeal_review.change_in_favour") == 1
    assert verify(two.below.desk.office.database) == []
