"""An appeal goes up as one package and its outcome comes down as one, each taken in once (fvl/33-4, fvl/34-4)."""

from __future__ import annotations

import pytest

from casework.handover import hand_over, outcome, receipt
from casework.store.verify import verify
from tests.handover.conftest import MakeOffices
from tests.scenarios.desk import DECIDER, SUPERVISOR


def test_the_appeal_body_opens_a_case_of_its_own(offices: MakeOffices) -> None:
    """fvl/33-4: the whole case goes up, and the review is acknowledged there."""
    two = offices(decision={"reclaim_nok": 60_000})
    received = two.taken_in()
    case = two.above.case(received.case_id)
    assert [p.workflow for p in case.proceedings] == ["appeal", "appeal_review"]
    assert two.review(received).state == "received"
    assert case.ledger == type(case.ledger)(case.id, **_amounts(two.below.case.ledger))
    assert case.deadline("detriment").last_day == two.below.case.deadline("detriment").last_day
    assert two.below.state(two.below.review or "") == "elsewhere"
    assert verify(two.above.database) == verify(two.below.desk.office.database) == []


def _amounts(ledger: object) -> dict[str, int]:
    return {name: getattr(ledger, name) for name in type(ledger).__slots__ if name != "id"}  # type: ignore[attr-defined]
