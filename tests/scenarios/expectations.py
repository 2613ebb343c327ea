"""Each expectation of a scenario: where it is read on the case. A word that is not here fails the scenario."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from casework import Decision, NotFound
from tests.scenarios.desk import CASEWORKER
from tests.scenarios.first_instance import KRONER
from tests.scenarios.world import World

#: The proceeding and the deadline that each name of a scenario means; `klagefrist…` is found by whose notice it is.
DEADLINES = {
    "kostnadskrav": ("costs", "claim"),
    "forelopig_svar": ("appeal", "provisional_reply"),
    "gjentakelse": ("appeal", "repeat"),
    "skade_melding": ("appeal", "detriment"),
    "soksmal_aapner": ("appeal", "suit"),
    "omgjoring_varsel": ("reversal", "review_notice"),
    "omgjoring_melding": ("reversal", "reversal_message"),
}
#: The outcome of an appeal as the appeal body writes it, by the state in which it or its review ended.
OUTCOMES = {
    "reversed": "medhold",
    "withdrawn": "trukket",
    "shelved": "henlagt",
    "dismissed": "avvist",
    "dismissed_first_instance": "avvist",
    "upheld": "stadfestet",
    "changed": "medhold",
    "partly_changed": "delvis_medhold",
    "changed_to_detriment": "endret_til_skade",
    "annulled": "opphevet_og_sendt_tilbake",
    "dismissal_set_aside": "opphevet_avvisning",
    "returned": "retur",
}
#: The workflow that the prefix of a state names.
PREFIXES = {
    "appeal": "appeal",
    "first_instance": "appeal",
    "ministry": "appeal_review",
    "report": "report",
    "access": "access_request",
    "change": "change_request",
}


def _deadlines(world: World, expected: dict[str, str | None]) -> None:
    for name, day in expected.items():
        if day is None:
            # No such day is waited for.
            assert DEADLINES[name][1] not in {d.name for d in world.case.deadlines if d.status == "open"}, name
        else:
            assert _last_day(world, name) == day, name


def _last_day(world: World, name: str) -> str:
    if name.startswith("klagefrist"):
        whose = name.removeprefix("klagefrist").removeprefix("_") or "D1"
        found = world.case.deadline("appeal", world.notices.get(whose) or next(iter(world.notices.values())))
    else:
        workflow, deadline = DEADLINES[name]
        every = [d for d in world.case.deadlines if d.name == deadline]
        of_it = [d for d in every if world.proceeding(d.proceeding_id).workflow == workflow]
        if not of_it:
            raise NotFound("deadline", name)
        found = of_it[-1]
    return str(found.last_day)


def _moved_last(world: World, workflow: str) -> str:
    """The proceeding of that workflow that was moved last."""
    of_it = {p.id for p in world.case.proceedings if p.workflow == workflow}
    history = world.desk.office.history(world.case_id)
    return next(e.proceeding_id for e in reversed(history) if e.proceeding_id in of_it)


def _state(world: World, expected: str) -> None:
    prefix, _, state = expected.partition(".")
    proceeding = _moved_last(world, PREFIXES[prefix])
    if state == "closed":
        assert world.proceeding(proceeding).closed_at is not None
    elif prefix == "report":
        # What was received late has been overdue, and the record goes on saying so.
        assert world.went_through(proceeding, state)
    else:
        assert world.state(proceeding) == state


def timely(world: World) -> bool | None:
    """Whether what came in last was in time; None where a person must judge, or had to."""
    filed = world.costs if world.costs and "claim" in world.proceeding(world.costs).acts else world.appeal
    if world.went_through(filed, "timeliness_unclear"):
        return None
    return not world.went_through(filed, "late")


def _timely(world: World, expected: Any) -> None:
    if not isinstance(expected, list):
        assert timely(world) is expected


def outcome_of(world: World, appeal: str) -> str:
    """The outcome of an appeal so far."""
    proceeding = world.proceeding(appeal)
    if proceeding.state == "decided_above":
        review = world.last("appeal_review", appeal) or ""
        return OUTCOMES[world.state(review)]
    partly = "delvis_medhold" if "reverse_partly" in proceeding.acts else "open"
    return OUTCOMES.get(proceeding.state, partly)


def _outcome(world: World, expected: str) -> None:
    assert outcome_of(world, world.appeal) == expected


def _outcomes(world: World, expected: list[str]) -> None:
    assert [outcome_of(world, appeal) for appeal in world.appeals] == expected


def _by_appellant(world: World, expected: dict[str, str]) -> None:
    assert {name: outcome_of(world, world.appeal_of[name]) for name in expected} == expected


TASKS: dict[str, Callable[[World], bool]] = {
    "assess_timeliness": lambda w: w.went_through(w.appeal, "timeliness_unclear"),
    "inform_about_costs": lambda w: any(p.workflow == "costs" and p.state == "to_be_told" for p in w.case.proceedings),
    "provisional_reply_overdue": lambda w: any(
        d.name == "provisional_reply" and d.passed_at is not None for d in w.desk.office.due()
    ),
    "reminder": lambda w: any(r["kind"] == w.proceeding(w.report).facts["kind"] for r in w.seen_overdue),
}


def _tasks(world: World, expected: list[str]) -> None:
    for task in expected:
        assert TASKS[task](world), task


CREATED: dict[str, Callable[[Decision], bool]] = {
    "decision.dismissal": lambda d: d.kind == "appeal.dismiss",
    "decision.new": lambda d: d.follows is not None,
}


def _creates(world: World, expected: list[str]) -> None:
    latest = world.case.decisions[-1]
    for kind in expected:
        assert CREATED[kind](latest), kind


def _links(world: World, expected: dict[str, str]) -> None:
    decisions = {d.id: d for d in world.case.decisions}
    for name, link in expected.items():
        assert decisions[world.decisions[name]].follows == world.decisions[link.removeprefix("follows ")]


def _first_decision(world: World, expected: str) -> None:
    assert next(d.status for d in world.case.decisions if d.id == world.decisions["D1"]) == expected


def _terms_versions(world: World, expected: int) -> None:
    assert len(world.desk.office.grant_terms(world.case_id)) == expected


def _ruleset(world: World, expected: str) -> None:
    """The Act of every time limit of the appeal and its notice."""
    laws = {d.law.partition("/")[0] for d in world.case.deadlines if d.name in ("appeal", "detriment")}
    assert {world.ruleset[act] for act in laws} == {expected}


def _relief(world: World, expected: str) -> None:
    offered = world.desk.office.available(world.notices["D1"], by=CASEWORKER)
    assert any(option.name == "accept_late_demand" for option in offered), expected


def _interrupts(world: World, expected: bool) -> None:
    assert world.went_through(world.notices["D1"], "interrupted") is expected


def _note(world: World, expected: str) -> None:
    offered = world.desk.office.available(world.costs, by=CASEWORKER)
    assert world.state(world.costs) == "late" and any(o.name == "grant_relief" for o in offered), expected


def _blocks(world: World, expected: bool) -> None:
    offered = world.desk.office.available(world.appeal, by=CASEWORKER)
    assert any(option.allowed for option in offered) is not expected


def _created(world: World, expected: int) -> None:
    assert len([p for p in world.case.proceedings if p.workflow == "appeal_review"]) == expected


def _audit(world: World, expected: list[str]) -> None:
    entry = next(e for e in reversed(world.desk.office.history(world.case_id)) if e.kind == "migrated")
    told = {**entry.facts, "actor": entry.actor.person}
    assert [word for word in expected if not told.get(word)] == []


def _excluded(world: World, expected: bool) -> None:
    totals = world.desk.office.statistics("scenario", world.desk.year)
    assert (totals["applications"] == 0) is expected


def _visible(world: World, expected: bool) -> None:
    history = world.desk.office.history(world.case_id)
    assert any(e.name == "registered_in_error" for e in history) is expected


def _ledger(world: World, expected: dict[str, int]) -> None:
    found = {account: getattr(world.case.ledger, account) // KRONER for account in expected}
    assert found == expected


def _stage(world: World, expected: str) -> None:
    assert world.case.stage == expected


EXPECTATIONS: dict[str, Callable[[World, Any], None]] = {
    "D1": _first_decision,
    "audit_contains": _audit,
    "blocks_transitions": _blocks,
    "cases_created": _created,
    "creates": _creates,
    "deadlines": _deadlines,
    "excluded_from_statistics": _excluded,
    "interrupts": _interrupts,
    "ledger_nok": _ledger,
    "links": _links,
    "note_state": _note,
    "outcome": _outcome,
    "outcome_by_appellant": _by_appellant,
    "outcomes": _outcomes,
    "relief_possible": _relief,
    "ruleset_of_A1": _ruleset,
    "terms_versions": _terms_versions,
    "stage": _stage,
    "state": _state,
    "state_ministry": _state,
    "tasks": _tasks,
    "timely": _timely,
    "visible_in_audit": _visible,
}
