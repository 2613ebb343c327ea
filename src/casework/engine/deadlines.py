"""The deadlines that a transition starts, meets, extends, waives, or leaves without object."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from casework.engine.attempt import Accepted, Attempt
from casework.engine.extensions import open_deadlines, unextendable
from casework.law.calendar import oslo_day
from casework.law.provisions import provision
from casework.law.time_limits import Limit, fixed_day, limit, limit_of_length
from casework.model.reckoned import DAYS, Reckoning
from casework.model.record import Change, change
from casework.model.rows import Deadline
from casework.model.workflow import DeadlineStart


def deadline_changes(attempt: Attempt, accepted: Accepted) -> list[Change]:
    """Every change to the deadlines of the case."""
    settled = {change.id: change for change in _settled(attempt, accepted)}
    started = [_started(attempt, accepted, start) for start in accepted.transition.starts]
    return [*settled.values(), *_extended(attempt, accepted), *(c for c in started if c)]


def _settled(attempt: Attempt, accepted: Accepted) -> Iterator[Change]:
    transition, proceeding = accepted.transition, attempt.proceeding
    if attempt.workflow.states[accepted.target].final:
        yield from _settle(attempt, attempt.record.open_deadlines(proceeding.id), "withdrawn")
    for name in transition.waives:
        yield from _settle(attempt, open_deadlines(attempt.record, proceeding, name), "waived")
    for name in transition.meets:
        yield from _settle(attempt, open_deadlines(attempt.record, proceeding, name), "met")


def _settle(attempt: Attempt, deadlines: list[Deadline], status: str) -> Iterator[Change]:
    for deadline in deadlines:
        yield change("deadlines", deadline.id, status=status, settled_at=attempt.now)


def _extended(attempt: Attempt, accepted: Accepted) -> Iterator[Change]:
    for name, fact in accepted.transition.extends.items():
        to = accepted.facts.get(fact)
        for deadline in open_deadlines(attempt.record, attempt.proceeding, name):
            # Of what is only registered, an extension that may not be given is a finding and moves nothing.
            if to and not list(unextendable(deadline, to, attempt.now)):
                yield _moved(attempt, deadline, date.fromisoformat(to), accepted.facts.get("reason"))


def _moved(attempt: Attempt, deadline: Deadline, to: date, why: str | None) -> Change:
    counted = fixed_day(to, rolls=False)
    move = {
        "from": str(deadline.last_day),
        "to": to.isoformat(),
        "by": attempt.actor.person,
        "at": attempt.now.isoformat(),
        "reason": why,
    }
    moves = [*deadline.moves, move]
    # Its passing, were it noticed before, is to be noticed anew.
    return change(
        "deadlines", deadline.id, last_day=counted.last_day, ends_at=counted.ends_at, passed_at=None, moves=moves
    )


def _started(attempt: Attempt, accepted: Accepted, start: DeadlineStart) -> Change | None:
    counted = _counted(attempt, accepted, start)
    if counted is None:
        return None
    proceeding, case = attempt.proceeding, attempt.record.case
    every = attempt.record.all("deadlines").values()
    number = 1 + sum(d.proceeding_id == proceeding.id and d.name == start.deadline for d in every)
    return change(
        "deadlines",
        f"{proceeding.id}:{start.deadline}:{number}",
        case_id=case.id,
        proceeding_id=proceeding.id,
        name=start.deadline,
        kind=_facts(attempt, accepted).get("kind") if start.duty else start.deadline,
        law=_law(attempt, accepted, start),
        scheme=case.scheme,
        year=case.year,
        caseworker=case.responsible,
        start_day=counted.start_day,
        nominal_day=counted.nominal_day,
        original_day=counted.last_day,
        last_day=counted.last_day,
        ends_at=counted.ends_at,
    )


def _facts(attempt: Attempt, accepted: Accepted) -> dict[str, Any]:
    return {**attempt.proceeding.facts, **accepted.facts}


def _law(attempt: Attempt, accepted: Accepted, start: DeadlineStart) -> str:
    if start.law:
        return _governing(attempt, start.law)
    scheme = attempt.around.scheme_of(attempt.record)
    duty = scheme.duty(str(_facts(attempt, accepted).get("kind"))) if start.duty else None
    obliged = [e.code for e in scheme.of("obligation") if e.id == attempt.workflow.name]
    codes = [duty.code] if duty else obliged
    return scheme.citation(codes[0]) if codes else accepted.transition.law or attempt.law


def _counted(attempt: Attempt, accepted: Accepted, start: DeadlineStart) -> Limit | None:
    facts = _facts(attempt, accepted)
    if start.duty:
        return _duty_day(attempt, facts)
    if start.on:
        return fixed_day(date.fromisoformat(facts[start.on]), rolls=bool(start.rolls)) if facts.get(start.on) else None
    if start.day:
        day = DAYS[start.day](Reckoning(attempt.record, attempt.proceeding, accepted.facts))
        return fixed_day(day, rolls=bool(start.rolls)) if day else None
    run_from = _run_from(attempt, facts.get(start.run_from or ""))
    if start.law:
        return limit(_governing(attempt, start.law), run_from)
    scheme, setting = attempt.around.scheme_of(attempt.record), start.setting or ""
    length = scheme.settings.get(setting, start.default) if start.default else scheme.setting(setting)
    return limit_of_length(str(length), run_from, rolls=bool(start.rolls))


def _governing(attempt: Attempt, law: str) -> str:
    """The provision that governs, where the one in the other Act sets a limit too."""
    found = attempt.ruleset.citation(law)
    return found if provision(found).limit or not provision(law).limit else law


def _duty_day(attempt: Attempt, facts: dict[str, Any]) -> Limit | None:
    duty = attempt.around.scheme_of(attempt.record).duty(str(facts.get("kind")))
    day = facts.get("due_day")
    return fixed_day(date.fromisoformat(day), rolls=duty.rolls) if duty and day else None


def _run_from(attempt: Attempt, given: str | None) -> date:
    if given is None:
        return attempt.today
    return oslo_day(datetime.fromisoformat(given)) if "T" in given else date.fromisoformat(given)
