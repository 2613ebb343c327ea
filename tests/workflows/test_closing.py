"""What a control and the end of a case ask for (best/6.3.8.2, best/6.3.5, fvl/29-1)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from casework import Ledger, Proceeding, Refused
from casework.model.actor import SYSTEM
from casework.model.record import Record
from casework.model.rows import CaseRow
from casework.model.workflow import Transition
from casework.rules import Situation
from casework.rules.grant import money_is_settled
from casework.testing import FrozenClock, office_in_memory
from tests.notified import told
from tests.schemes import resource_case as rc


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"no_such_check": {"result": "ok"}}, "checks_are_known"),
        ({"CHECK": {"result": "fine"}}, "checks_are_known"),
        ({"CHECK": {"result": "deviation"}}, "deviations_are_described"),
    ],
)
def test_a_finding_names_a_check_a_result_and_what_deviates(line: dict[str, Any], code: str) -> None:
    """best/6.3.8.2: control measures are documented."""
    office = office_in_memory(FrozenClock(rc.STARTS))
    case = rc.awarded(office)
    control = office.open(case.id, "control", by=rc.CASEWORKER, facts={"kind": "yearly", "initiator": "agency"})
    check = office.surroundings.definitions.scheme(rc.SCHEME, rc.YEAR).of("control")[0].id
    named = {name.replace("CHECK", check): told for name, told in line.items()}
    with pytest.raises(Refused) as refused:
        office.perform(control.id, "record_finding", by=rc.CASEWORKER, facts={"checks": named})
    assert code in [reason.code for reason in refused.value.reasons]
    office.perform(control.id, "record_finding", by=rc.CASEWORKER, facts={"checks": {check: {"result": "ok"}}})


def test_a_case_is_not_closed_while_somebody_may_still_appeal() -> None:
    """fvl/29-1: three weeks from the arrival of the rejection."""
    office = office_in_memory(FrozenClock(rc.STARTS))
    grant = rc.assessed(office).grant.id
    office.perform(grant, "reject", by=rc.DECIDER, facts={"reason": "vilkårene er ikke oppfylt"})
    today = office.clock.now().date()
    told(office, grant, today)
    with pytest.raises(Refused) as refused:
        office.perform(grant, "close", by=rc.CASEWORKER)
    assert "appeal_deadline_running" in [reason.code for reason in refused.value.reasons]


@pytest.mark.parametrize(
    ("amounts", "settled"),
    [
        ({}, True),
        ({"unpaid": 1}, False),
        ({"withheld": 1}, False),
        ({"outstanding": 1}, False),
        ({"paid": 1}, False),
        ({"paid": 1, "used": 1, "accounted": 1}, True),
    ],
)
def test_a_case_is_not_closed_over_unsettled_money(amounts: dict[str, int], settled: bool) -> None:
    """best/6.3.5: nothing is unpaid, withheld, outstanding or unaccounted for."""
    record = Record({"cases": {"c": CaseRow("c")}, "ledgers": {"c": Ledger("c", **amounts)}})
    now = datetime(2026, 1, 1, tzinfo=UTC)
    situation = Situation(record, Proceeding("c-1"), Transition("close", (), ""), SYSTEM, now, date(2026, 1, 1))
    assert money_is_settled.holds(situation) is settled
