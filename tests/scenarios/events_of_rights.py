"""Events of a party that asks to see its case, and of a grantee that asks to change what was granted.

Each public function is the event of its name.
"""

from __future__ import annotations

from typing import Any

from tests.scenarios.desk import CASEWORKER, DECIDER, GRANTEE
from tests.scenarios.first_instance import WEIGHED
from tests.scenarios.words import STATED
from tests.scenarios.world import World

NOTE = "notat 3"


# ---- Access


def access_requested(world: World, *, at: str | None = None) -> None:
    world.decided()
    world.desk.move_to(at)
    world.access = world.open("access_request", GRANTEE, wanted_documents="alt i saken", received_on=world.desk.today)


def _assessed(world: World, **facts: Any) -> str:
    if not world.access:
        access_requested(world)
    world.perform(world.access, "assess", CASEWORKER, assessment="gjennomgått", **facts)
    return world.access


def give_access(world: World, *, comments_by: str | None = None) -> None:
    request = world.access if world.access and world.state(world.access) == "to_be_given" else _assessed(world)
    world.perform(request, "give", CASEWORKER, given_documents=[NOTE], comments_by=comments_by)


def refuse_access(
    world: World,
    *,
    ground: str | None = None,
    facts: str | None = None,
    essential: bool | None = None,
    considered: bool = True,
) -> None:
    kept = {
        "exemptions": {NOTE: ground} if ground else None,
        "facts_given": {NOTE: facts} if facts else None,
        "not_essential": [NOTE] if essential is False else None,
        "extended_access": STATED if considered else None,
    }
    request = _assessed(world, **kept)
    world.perform(request, "refuse", DECIDER, reason=STATED, **WEIGHED)
    world.decisions["access_refusal"] = world.decision(request)
    world.told("access_refusal", world.decisions["access_refusal"], world.desk.today)


# ---- Change of what was granted


def change_requested(world: World, *, concerns: str = "budget", at: str | None = None) -> None:
    world.decisions.setdefault("D1", world.decision(world.awarded()))
    world.desk.move_to(at)
    today = world.desk.today
    world.change = world.open(
        "change_request", GRANTEE, concerns=concerns, wanted_change="flytte midler", received_on=today
    )


def _proposed(world: World) -> str:
    if not world.change:
        change_requested(world)
    if world.state(world.change) == "received":
        world.perform(world.change, "assess", CASEWORKER, assessment="vurdert")
    if world.state(world.change) == "assessed":
        world.perform(world.change, "propose", CASEWORKER, proposal="vurdert")
    return world.change


def consent_to_change(world: World, *, total_nok: int | None = None, terms: str | None = None) -> None:
    request = _proposed(world)
    total = total_nok * 100 if total_nok else None
    given = {"approval_reason": STATED, "valid_from": world.desk.today, "new_total": total, "terms": terms}
    world.perform(request, "approve", DECIDER, **given)
    world.decisions["change"] = world.decision(request)


def refuse_change(world: World) -> None:
    request = _proposed(world)
    world.perform(request, "refuse", DECIDER, reason=STATED, **WEIGHED)
    world.decisions["change"] = world.decision(request)
    world.told("change", world.decisions["change"], world.desk.today)


def withdraw_change(world: World) -> None:
    world.perform(world.change, "withdraw", GRANTEE)


def carry_out_change(world: World, *, result: str) -> None:
    world.perform(world.change, "carry_out", CASEWORKER, result=result, valid_from=world.desk.today)
