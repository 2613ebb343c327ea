"""Events of the appeal itself, in both instances. Each public function is the event of its name."""

from __future__ import annotations

from typing import Any

from tests.scenarios.desk import CASEWORKER, GRANTEE, MINISTRY, moment
from tests.scenarios.words import LATE, STATED, late, why
from tests.scenarios.world import World

# ---- The appeal comes in


def appeal_received(
    world: World,
    *,
    at: str | None = None,
    channel: str | None = None,
    posted: str | None = None,
    received: str | None = None,
    defects: list[str] | None = None,
    against: str | None = None,
) -> str | None:
    about = _contested(world, against)
    came = at or received
    world.desk.move_to(came)
    facts: dict[str, Any] = {"channel": channel, "posted_on": posted, "defects": defects}
    if world.given.get("appeal_addressed_to") == "ministry":
        facts["addressed_to"] = "appeal_body"
    appeal = world.appealed(about, received_at=moment(came) if came else None, **facts)
    if defects and "correction_deadline" in world.given:
        set_correction_deadline(world, to=world.given["correction_deadline"])
    return late(world, appeal)


def _contested(world: World, against: str | None) -> str:
    """What is appealed; where nothing in the scenario has brought it about, it is brought about now."""
    if against == "deferral_refusal":
        if not world.deferral:
            world.perform(world.ask_deferral(), "refuse", CASEWORKER, reason=STATED)
        return world.deferral
    world.decided()
    instance = (against or "D1").partition(".")[0]
    if instance == "ministry" and "ministry" not in world.decisions:
        world.under_review()
        world.decide_above(
            world.given.get("outcome") or ("avvist" if against == "ministry.dismissal" else "stadfestet")
        )
    if instance == "dismissal":
        world.dismissed_late()
    return world.decisions[instance]


def appeal_repeated(world: World, *, at: str) -> str | None:
    world.desk.move_to(at)
    world.perform(world.appeal, "receive_repeat", GRANTEE, repeated_at=moment(at))
    return late(world, world.appeal)


def admit_appeal(world: World, *, reason: str | None = None) -> None:
    doubtful = world.state(world.appeal) == "timeliness_unclear"
    world.perform(world.appeal, "admit", CASEWORKER, reason=why(reason) if doubtful else None)


def grant_relief(world: World, *, ground: str | None = None, reason: str | None = None) -> None:
    came_late = world.costs if world.costs and world.state(world.costs) == "late" else world.appeal
    world.perform(came_late, "grant_relief", CASEWORKER, relief_ground=ground, relief_reason=why(reason))


def set_correction_deadline(world: World, *, to: str) -> None:
    world.perform(world.appeal, "set_correction_deadline", CASEWORKER, correct_by=to)


def defect_cured(world: World, *, at: str | None = None) -> None:
    world.desk.move_to(at)
    defects = world.proceeding(world.appeal).facts.get("defects") or ["not_signed"]
    world.perform(world.appeal, "cure", GRANTEE, cured=defects, cured_on=at, decision=world.decided())


def dismiss_appeal(world: World, *, at: str | None = None, notification_arrived: str | None = None) -> None:
    world.dismissed(at, notification_arrived)


def withdraw_appeal(world: World, *, at: str | None = None, by: str | None = None) -> None:
    _ = world.appeal
    world.desk.move_to(at)
    appeal = world.appeal_of.get(by or "", world.appeal)
    above = world.state(appeal) == "forwarded"
    world.perform(
        (world.last("appeal_review", appeal) or "") if above else appeal, "withdraw", GRANTEE, withdrawn_on=at
    )


def close_appeal(world: World) -> None:
    world.perform(world.appeal, "close", CASEWORKER, reason=STATED)


# ---- Deadlines


def compute_deadline(world: World, *, name: str, case: str | None = None) -> None:
    """Nothing is computed on the side: the deadline stands on the case."""
    world.decided()
    if not name.startswith("klagefrist"):
        _ = world.appeal


def extend_deadline(world: World, *, to: str, at: str | None = None, reason: str | None = None) -> None:
    world.decided()
    world.desk.move_to(at)
    world.perform(world.notices["D1"], "extend", CASEWORKER, new_day=to, reason=why(reason))


def reasons_demanded(world: World, *, at: str) -> str | None:
    world.decided()
    world.desk.move_to(at)
    notice = world.notices["D1"]
    world.perform(notice, "demand_reasons", GRANTEE, demanded_on=at)
    left_out = "reasons_omitted" in world.proceeding(notice).facts
    return LATE if left_out and world.state(notice) != "interrupted" else None


def reasons_arrived(world: World, *, at: str) -> None:
    world.desk.move_to(at)
    world.perform(world.notices["D1"], "record_reasons_arrival", CASEWORKER, reasons_arrived_on=at)


def clock(world: World, *, to: str) -> None:
    world.desk.move_to(to)


# ---- The first instance decides, and hands over


def decide_merits(
    world: World,
    *,
    outcome: str,
    at: str | None = None,
    notification_arrived: str | None = None,
    reclaim_nok: int | None = None,
) -> None:
    world.in_review()
    world.desk.move_to(at)
    new = world.decide_below(outcome, reclaim_nok)
    world.decisions["new_decision"] = new
    if notification_arrived:
        world.told("new_decision", new, notification_arrived)


def forward_to_ministry(world: World) -> None:
    if not world.appeals and "appeal_addressed_to" not in world.given:
        world.prepared()
    world.made_ready()
    world.forward()


def handover_received(world: World, *, id: str) -> None:
    review = world.handed_over()
    with world.untouched():
        world.desk.office.perform(review, "acknowledge", by=MINISTRY, key=id, facts={"message_id": id})


def new_decision(world: World, *, id: str, notification_arrived: str | None = None) -> None:
    before = next(d for d in world.case.decisions if d.id == world.decisions["D1"])
    world.desk.next_day()
    if world.reaction_id:
        world.propose_reaction(world.reaction_id, 1_000, "fvl/35-5:decision")
        world.decide_reaction(world.reaction_id, world.decider)
    else:
        world.perform(before.proceeding_id, "reject", world.decider, reason="vurdert på nytt")
    world.decisions[id] = world.decision(before.proceeding_id)
    world.told(id, world.decisions[id], notification_arrived or world.desk.today)


# ---- The appeal body


def assign_ministry_case(world: World, *, to: str) -> None:
    world.perform(world.received_above(), "assign_handler", MINISTRY, handler=to)


def ministry_decides(world: World, *, outcome: str, at: str | None = None, message_sent: str | None = None) -> None:
    if "appeal_addressed_to" in world.given and world.state(world.appeal) != "forwarded":
        world.desk.move_to(at)
        world.decide_above(outcome)
        return
    review = world.under_review()
    if outcome.startswith("endret_til"):
        world.announce_detriment(review)
    world.desk.move_to(message_sent or at)
    facts = {"message_sent_on": message_sent} if message_sent else {}
    world.decide_above(outcome, **facts)


def order_inquiry(world: World, *, to: str) -> None:
    review = world.under_review()
    world.perform(review, "order_inquiry", MINISTRY, inquiry="hva er midlene brukt til", ordered_from=to)


def inquiry_returned(world: World) -> None:
    answer = "midlene er brukt til formålet"
    world.perform(world.review or world.under_review(), "return_inquiry", CASEWORKER, inquiry_result=answer)
