"""Events of a claim on its way: what is paid on it, and when nothing more can be demanded.

Each public function is the event of its name.
"""

from __future__ import annotations

from tests.scenarios.desk import BUDGET, CASEWORKER
from tests.scenarios.first_instance import KRONER
from tests.scenarios.words import STATED
from tests.scenarios.world import World


def record_repayment(world: World, *, nok: int, at: str | None = None) -> None:
    world.decided()
    world.desk.move_to(at)
    paid = world.desk.today.isoformat()
    world.perform(world.reaction_id, "record_repayment", CASEWORKER, repaid_amount=nok * KRONER, paid_on=paid)


def interrupt_limitation(world: World, *, by: str, day: str, at: str | None = None) -> None:
    world.decided()
    world.desk.move_to(at or day)
    step = {"interrupted_by": by, "interrupted_on": day}
    world.perform(world.reaction_id, "interrupt_limitation", CASEWORKER, reason=STATED, **step)


def charge_interest(world: World, *, nok: int, basis: str | None = None, provision: str | None = None) -> None:
    world.decided()
    day = world.desk.today.isoformat()
    based = {"interest_basis": basis, "interest_provision": provision, "interest_from": day}
    rate = {"interest_rate": 1200, "interest_amount": nok * KRONER}
    world.perform(world.reaction_id, "charge_interest", BUDGET, reason=STATED, **based, **rate)
