"""A reclaim or a withholding that the party was told of, and what is read of the case afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from casework import Proceeding, Refused
from casework.model.ledger import folded
from casework.store.verify import verify
from tests.scenarios.desk import CASEWORKER, DECIDER, SUPERVISOR
from tests.scenarios.first_instance import KRONER
from tests.scenarios.world import World

#: Makes a world with a reclaim of NOK 60 000 that the party was told of, and with more that is given.
MakeWorld = Callable[..., World]


def codes(deed: Callable[[], object]) -> set[str]:
    """The codes with which the deed is refused."""
    with pytest.raises(Refused) as refused:
        deed()
    return {reason.code for reason in refused.value.reasons}


def repaid(w: World, nok: int) -> None:
    """The party pays on the claim."""
    w.decided()
    w.perform(w.reaction_id, "record_repayment", CASEWORKER, repaid_amount=nok * KRONER, paid_on=w.desk.today)


def task(w: World) -> Proceeding:
    """What the first instance must carry out."""
    return w.proceeding(w.last("implementation") or "")


def money(w: World, *accounts: str) -> list[int]:
    """Accounts of the ledger in kroner, which its postings explain and whose equation holds."""
    case = w.case
    ledger = case.ledger
    assert folded(case.id, case.postings) == ledger
    assert ledger.reclaimed == ledger.repaid + ledger.set_off + ledger.outstanding + ledger.waived
    assert ledger.awarded == ledger.paid + ledger.withheld + ledger.unpaid + ledger.lapsed
    assert verify(w.desk.office.database) == []
    return [getattr(ledger, account) // KRONER for account in accounts]


def withheld(w: World, nok: int) -> str:
    """A withholding that the party was told of."""
    w.paid()
    reaction = w.open("reaction", CASEWORKER, breach="other", term="brevet 4.2", kind="withhold", amount=nok * KRONER)
    w.perform(reaction, "record_notice_exception", CASEWORKER, exception="fvl/16-3-c", reason="kjent med saken")
    w.propose_reaction(reaction, nok, "fvl/35-5:decision", kind="withhold")
    w.decide_reaction(reaction, w.decider)
    w.reaction_id, w.decisions["D1"] = reaction, w.decision(reaction)
    w.told("D1", w.decisions["D1"], w.desk.today)
    return reaction


def late(w: World) -> str:
    """The report of a grant that was paid, overdue."""
    w.paid()
    report = w.last("report") or ""
    w.desk.move_to((w.case.deadline("report", report).last_day or w.desk.today) + timedelta(days=1))
    return report


def reclaimed_for(w: World, report: str, nok: int) -> str:
    """A reclaim because the report is missing, of which the party was told."""
    w.perform(report, "open_reaction", SUPERVISOR, breach="late_report", term="brevet 4.2", reaction_kind="reclaim")
    reaction = w.reaction_id = w.last("reaction") or ""
    w.perform(reaction, "record_notice_exception", CASEWORKER, exception="fvl/16-3-c", reason="purret tre ganger")
    w.propose_reaction(reaction, nok, "fvl/35-5:decision")
    w.decide_reaction(reaction, w.decider)
    w.decisions["D1"] = w.decision(reaction)
    w.told("D1", w.decisions["D1"], w.desk.today)
    return reaction


def reversed_in_favour(w: World, why: str) -> None:
    """The decision in hand, reversed by the body that made it."""
    reversal = w.raise_reversal()
    w.perform(reversal, "assess", CASEWORKER, assessment=why)
    w.perform(reversal, "reverse", DECIDER, effect="favour", basis="fvl/35-1-a", reason=why)
