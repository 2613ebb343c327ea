"""Each precondition of a scenario: what it means for the world. A word that is not here fails the scenario."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tests.scenarios.desk import CASEWORKER, OSLO
from tests.scenarios.first_instance import KRONER
from tests.scenarios.world import World

#: The weekdays as scenarios write them, from Monday.
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

#: How far each state that a scenario starts in is brought.
STATES: dict[str, Callable[[World], Any]] = {
    "appeal.received": lambda w: w.appeal,
    "appeal.late": lambda w: w.late_appeal(),
    "appeal.admissible": lambda w: w.admitted(),
    "appeal.dismissed_first_instance": lambda w: w.dismissed_late(),
    "first_instance.received": lambda w: w.appeal,
    "first_instance.merits_review": lambda w: w.in_review(),
    "first_instance.preparing_forwarding": lambda w: w.prepared(),
    "ministry.received": lambda w: w.received_above(),
    "ministry.under_review": lambda w: w.under_review(),
    "ministry.dismissal_under_review": lambda w: w.dismissal_under_review(),
}


def _held(world: World, value: Any) -> None:
    """It is read where it matters, when that part of the world is brought about."""


def _state(world: World, value: str) -> None:
    # What was sent to the appeal body is not with it before the first instance has had it.
    STATES["appeal.received" if world.given.get("appeal_addressed_to") else value](world)


def _weekday(world: World, value: str) -> None:
    day = date.fromisoformat(world.given["scheme_deadline"])
    assert WEEKDAYS[day.weekday()] == value, f"{day} is no {value}"


def _timezone(world: World, value: str) -> None:
    assert value == OSLO.key, f"the law knows no other time than {OSLO.key}"


def _pending(world: World, value: bool) -> None:
    if value:
        world.admitted()


def _deferral(world: World, value: Any) -> None:
    if value:
        world.perform(world.ask_deferral(), "grant", CASEWORKER, until="appeal_decided")


def _first_outcome(world: World, value: str) -> None:
    if value == "avvist":
        world.dismissed_late()
    elif value == "admissible_then_upheld":
        world.prepared()


def _ministry_outcome(world: World, value: str) -> None:
    if world.given.get("first_instance_outcome") == "avvist":
        world.appealed(world.decisions["dismissal"])
    world.under_review()
    world.decide_above(value)


def _arrived(world: World, value: Any) -> None:
    world.decided()


def _correction(world: World, value: str) -> None:
    if "appeal_received" in world.upcoming:
        return
    world.perform(world.appeal, "set_correction_deadline", CASEWORKER, correct_by=value)


def _relief(world: World, value: str) -> None:
    if value == "refused":
        answers = {"blame": "ja", "special_reasons": "nei", "harm_to_others": "nei"}
        world.perform(world.late_appeal(), "refuse_relief", CASEWORKER, **answers)


def _lost(world: World, value: str) -> None:
    decision = world.decided()
    world.desk.move_to(value)
    facts = {"channel": "post", "posted_on": world.given["posted"], "lost_known_on": value}
    world.appeals.append(world.open("appeal", CASEWORKER, decision, **facts))


def _other(world: World, value: dict[str, Any]) -> None:
    world.under_review()
    world.other_appellant()


def _third_party(world: World, value: str) -> None:
    decision = world.decided()
    world.desk.move_to(value)
    notice = world.open("notice", CASEWORKER, decision, party="tredjeperson")
    world.notices["third_party"] = notice
    made = world.decision_day()
    facts = {"known_on": value, "decided_on": made, "grants_right": world.given.get("grants_right", False)}
    world.perform(notice, "record_knowledge", CASEWORKER, **facts)


def _announced(world: World, value: bool) -> None:
    if value:
        notice = world.open("notice", CASEWORKER, world.decided())
        world.perform(notice, "record_announcement", CASEWORKER, announced_on=world.desk.today)


def _proceeding(world: World, value: str) -> None:
    _ = world.reaction_begun() if value == "reaction" else world.asked_for_change()


def _reaction(world: World, value: Any) -> None:
    world.reaction_begun()


def _final(world: World, value: str) -> None:
    """The award is final: told of, and the time for appeal out."""
    notice = world.told("award", world.decision(world.awarded()), world.desk.today)
    world.desk.move_to(world.case.deadline("appeal", notice).ends_at)


def _ruleset(world: World, value: str) -> None:
    act = "fvl2025" if value.startswith("fvl-2025") else "fvl"
    world.ruleset = {**world.ruleset, act: value}
    if act == "fvl2025":
        world.desk.commence("2000-01-01")


def _running(world: World, value: str) -> None:
    world.appeal_of[value] = world.appeal


def _paid(world: World, value: int) -> None:
    world.paid()
    assert world.case.ledger.paid == value * KRONER


def _message(world: World, value: str) -> None:
    world.forwarded()


def _provisional(world: World, value: str | None) -> None:
    if value is not None:
        world.desk.move_to(value)
        world.perform(world.appeal, "send_provisional_reply", CASEWORKER, delay_reason="saken må undersøkes")


def _received(world: World, value: str) -> None:
    if "proceeding" not in world.given and "posted" not in world.given:
        world.desk.move_to(value)
        _ = world.appeal


def _suit(world: World, value: bool) -> None:
    world.decided()
    assert "court_condition" in world.case.proceeding("notice").facts["tells"] or not value


def _delayed(world: World, value: bool) -> None:
    if value:
        world.perform(world.appeal, "note_delay_by_appellant", CASEWORKER, reason="svarer ikke på henvendelser")


def _change_spent(world: World, value: bool) -> None:
    world.asked_for_change()


#: In the order in which they are brought about.
GIVENS: dict[str, Callable[[World, Any], None]] = {
    "timezone": _timezone,
    "weekday": _weekday,
    "policy": _held,
    "scheme_deadline": _held,
    "statement_period": _held,
    "decided_first_instance_by": _held,
    "proposed_by": _held,
    "ruleset": _ruleset,
    "decision": _held,
    "decision_kind": _held,
    "decision_made": _held,
    "decision_message_sent": _held,
    "reasons": _held,
    "reasons_given": _held,
    "exhaustion_required": _held,
    "grants_right": _held,
    "klagefrist": _held,
    "deadlines": _held,
    "notification_arrived": _held,
    "publicly_announced": _announced,
    "appellants": _held,
    "arrived": _arrived,
    "appellant": _held,
    "counterparty": _held,
    "statement_to_ministry": _held,
    "copy_to_parties": _held,
    "appeal_addressed_to": _held,
    "message_id": _message,
    "reclaimed_so_far_nok": _held,
    "paid_nok": _paid,
    "award": _final,
    "reversal_basis": _held,
    "exception": _held,
    "letter": _held,
    "notice_sent": _reaction,
    "statement_received": _held,
    "statement_deadline": _held,
    "new_information_after": _reaction,
    "new_information_shown": _held,
    "proceeding": _proceeding,
    "spent_before_consent": _change_spent,
    "appeal_filed": _received,
    "appeal_received_first_instance": _received,
    "received": _received,
    "answered": _provisional,
    "posted": _held,
    "lost_known": _lost,
    "correction_deadline": _correction,
    "third_party_learned": _third_party,
    "appeal_pending": _pending,
    "first_instance_outcome": _first_outcome,
    "forwarded": _message,
    "state": _state,
    "case_state": _state,
    "relief": _relief,
    "ministry_outcome": _ministry_outcome,
    "other_appellant": _other,
    "reclaim_due": _held,
    "deferral": _deferral,
    "delay_due_to_appellant": _delayed,
    "changed_by": _held,
    "new_decision_message_arrived": _held,
    "outcome": _held,
    "running": _running,
    "target_has_state": _held,
}


def bring_about(world: World) -> None:
    """Everything that holds before the first event. An unknown word fails."""
    unknown = set(world.given) - set(GIVENS) - {"_reclaim"}
    assert not unknown, f"unknown preconditions: {', '.join(sorted(unknown))}"
    for word, bring in GIVENS.items():
        if word in world.given:
            bring(world, world.given[word])
