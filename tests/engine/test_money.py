"""What a transition posts, and what the ledger cannot take."""

from __future__ import annotations

from tests.engine.life import held
from tests.engine.trial import OLA, Trial


def test_what_the_ledger_cannot_take_is_refused(desk: Trial) -> None:
    """Used more than was paid: refused with the provision, and nothing posted."""
    case = desk.open()
    desk.do(case.grant.id, "award", OLA, amount=100)
    payment = desk.office.case(case.id).proceeding("payment").id
    assert desk.codes(payment, "account", used=1) == ["use_differs_from_paid"]


def test_what_comes_in_is_registered_although_the_ledger_cannot_take_it(desk: Trial) -> None:
    """Accounts that do not add up are registered with the finding, and not posted (fvl/11-4)."""
    case = desk.open()
    desk.do(case.grant.id, "award", OLA, amount=100)
    payment = desk.office.case(case.id).proceeding("payment").id
    entry = desk.do(payment, "deliver", used=1)
    assert len(entry.facts["findings"]) == 1
    assert desk.office.case(case.id).ledger.used == 0
    held(desk, case.id)
