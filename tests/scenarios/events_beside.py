"""Events beside the appeal: deferral, costs, reversal, reactions, changes, reports, the record.

Each public function is the event of its name.
"""

from __future__ import annotations

import re
from typing import Any

from casework import Actor, BadInput, Refused
from casework.definitions.shipped import shipped_folder
from casework.errors import Reason
from tests.scenarios.desk import BUDGET, CASEWORKER, DECIDER, GRANTEE, MINISTER, MINISTRY
from tests.scenarios.first_instance import LETTER_WORDS, TELLS
from tests.scenarios.words import BASES, BASIS_OF, LATE, OPENED_WITH, STATED, late, why
from tests.scenarios.world import World

# ---- Deferral, and what it stops


def request_deferral(world: World, *, at: str | None = None, to: str | None = None) -> None:
    world.decided()
    world.desk.move_to(at)
    world.ask_deferral(to == "ministry", at)


def _asked(world: World) -> Actor:
    """Who answers the request that stands, made now where none does."""
    if not world.deferral or world.state(world.deferral) != "requested":
        world.ask_deferral()
    above = world.proceeding(world.deferral).facts.get("addressed_to") == "appeal_body"
    return MINISTER if above else CASEWORKER


def grant_deferral(world: World, *, until: str) -> None:
    by = _asked(world)
    known = until in ("appeal_decided", "deadline_passed")
    facts = {"until": until if known else "date", "until_on": None if known else until}
    world.perform(world.deferral, "grant", by, **facts)


def refuse_deferral(world: World, *, reason: str | None = None) -> None:
    by = _asked(world)
    world.perform(world.deferral, "refuse", by, reason=why(reason))


def send_payment_demand(world: World, *, at: str | None = None) -> None:
    world.decided()
    world.desk.move_to(at)
    world.demand()


# ---- Costs


def costs_claim(world: World, *, at: str | None = None) -> str | None:
    return late(world, world.claim(at=at))


def decide_costs(world: World, *, by: str) -> None:
    world.decide_costs(by == "ministry")


def grant_costs(world: World, *, nok: int) -> None:
    above = "outcome" in world.given or world.given.get("changed_by") == "ministry"
    world.decide_costs(above, nok)


# ---- Reversal without an appeal


def reversal_request_received(world: World) -> None:
    world.raise_reversal(GRANTEE, "party")


def reverse_own_decision(world: World, *, effect: str, at: str | None = None) -> None:
    _before_arrival(world, at)
    reversal = world.raise_reversal()
    world.perform(reversal, "record_notice_exception", CASEWORKER, exception="fvl/16-3-c", reason=STATED)
    world.perform(reversal, "assess", CASEWORKER, assessment="vurdert")
    facts = {"effect": effect, "basis": BASIS_OF[effect], **world.undoing("reverse" if effect == "favour" else "")}
    world.perform(reversal, "reverse", DECIDER, reason=STATED, **facts)


def _before_arrival(world: World, at: str | None) -> None:
    """The decision as it stood on that day: a notice that had not arrived then has not arrived."""
    arrived = world.given.get("notification_arrived")
    if at and arrived and at < arrived and "D1" not in world.decisions:
        world.given = {**world.given, "notification_arrived": None}
    world.decided()
    world.desk.move_to(at)


def superior_review_notice(world: World, *, sent: str) -> None:
    reversal = world.superior_case()
    world.desk.move_to(sent)
    world.perform(reversal, "tell_of_review", MINISTRY, review_notice_sent_on=sent)


def superior_reversal(world: World, *, sent: str) -> None:
    reversal = world.superior_case()
    if "superior_review_notice" not in world.upcoming and "review_notice" in {d.name for d in world.case.deadlines}:
        world.perform(reversal, "tell_of_review", MINISTRY, review_notice_sent_on=world.desk.today)
    if "assess_as_superior" not in world.proceeding(reversal).acts:
        world.perform(reversal, "assess_as_superior", MINISTRY, assessment="vurdert")
        world.perform(reversal, "record_notice_exception", MINISTRY, exception="fvl/16-3-c", reason=STATED)
    world.desk.move_to(sent)
    facts = {"message_sent_on": sent, "weighing": "offentlige interesser tilsier det"}
    world.perform(reversal, "reverse_as_superior", MINISTER, reason=STATED, **facts)


# ---- Reactions, changes, reports


def decide_reaction(
    world: World,
    *,
    at: str | None = None,
    kind: str | None = None,
    nok: int = 10_000,
    reversal_basis: str | None = None,
    term_ref: str | None = None,
) -> None:
    reaction = world.reaction_begun()
    world.desk.move_to(at)
    basis = BASES[reversal_basis] if reversal_basis else world.given.get("reversal_basis", "fvl/35-5:decision")
    given = {"kind": kind or "reclaim", "term": term_ref}
    world.propose_reaction(reaction, nok, basis, **given)
    reasons = world.given.get("reasons", STATED)
    world.decide_reaction(reaction, world.decider, reasons=reasons)


def record_notice_exception(world: World, *, ground: str, reason: str | None = None) -> None:
    facts = {"exception": ground, "reason": why(reason)}
    world.perform(world.reaction_begun(), "record_notice_exception", CASEWORKER, **facts)


def send_notification(world: World) -> None:
    decision = world.decided()
    letter: dict[str, Any] = world.given.get("letter") or {}
    missing = {LETTER_WORDS.get(word, word) for word, told in letter.items() if not told}
    notice = world.open("notice", CASEWORKER, decision)
    tells = [item for item in TELLS if item not in missing]
    world.perform(notice, "send", CASEWORKER, channel="electronic", tells=tells)


def approve(world: World, *, by: str) -> None:
    grant, who = world.assessed(), Actor(by, "decision_maker")
    world.desk.office.declare_impartiality(world.case_id, by, by=who, impartial=True)
    world.perform(grant, "award", who, amount=100, award_reason="oppfyller vilkårene")


def approve_change(world: World, *, retroactive: bool = False) -> None:
    world.given = {"spent_before_consent": retroactive, **world.given}
    change = world.asked_for_change()
    facts = {"approval_reason": STATED, "valid_from": world.desk.today}
    world.perform(change, "approve", DECIDER, **facts)


def open_proceeding(world: World, *, kind: str) -> None:
    world.opened()
    world.open(kind, CASEWORKER, **OPENED_WITH.get(kind, {}))


def report_received(world: World, *, at: str) -> str | None:
    report = world.report_expected()
    world.desk.move_to(at)
    world.seen_overdue = world.desk.office.overdue()
    world.perform(report, "receive", GRANTEE, delivered=[], received_on=at)
    return LATE if world.went_through(report, "overdue") else None


# ---- The record itself


def publish_ruleset(world: World, *, version: str, applies_to_decisions_from: str) -> None:
    _ = world.appeal
    world.ruleset = {**world.ruleset, version.partition("@")[0].replace("-", ""): version}
    world.desk.commence(applies_to_decisions_from)


def migrate_case(world: World, *, mapping: dict[str, str] | None = None, dry_run: bool = False) -> None:
    states = {old.rpartition(".")[2]: new.rpartition(".")[2] for old, new in (mapping or {}).items()}
    _new_version(world, states)
    by = Actor("sigrid", "supervisor")
    world.desk.office.migrate(workflow="appeal", to=2, mapping=states, by=by, reason=STATED, dry_run=dry_run)


def _new_version(world: World, states: dict[str, str]) -> None:
    """A second version of the appeal workflow, in which states are called otherwise; one has gone if so given."""
    renamed = dict(states)
    if world.given.get("target_has_state") is False and not renamed:
        renamed[world.state(world.appeal)] = "named_otherwise"
    text = (shipped_folder("workflows") / "appeal.toml").read_text("utf-8").replace("version = 1", "version = 2", 1)
    for old, new in renamed.items():
        text = re.sub(rf'(?<=[".]){old}(?=["\]])', new, text)
    file = world.desk.folder / "appeal.toml"
    file.write_text(text, "utf-8")
    world.desk.workflows.append(file)
    world.desk.reopen()


def mark_registered_in_error(world: World, *, reason: str) -> None:
    world.opened()
    world.desk.office.mark(world.case_id, "registered_in_error", by=BUDGET, reason=reason)


def delete_case(world: World) -> None:
    """No verb deletes, and what is asked for under another name is refused."""
    erasing = [name for name in dir(world.desk.office) if name.startswith(("delete", "remove", "erase", "purge"))]
    assert not erasing
    try:
        world.desk.office.mark(world.case_id, "deleted", by=BUDGET, reason=STATED)
    except BadInput as bad:
        raise Refused("delete", [Reason("never_deleted", "arkf/11", str(bad))]) from bad
