"""Is it in order: which transition the state, the guards and the data choose, and whether a mark stands in the way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casework.engine.attempt import Attempt, refuse
from casework.engine.machine import machine_for
from casework.engine.standing import MARKS, blocking_marks
from casework.errors import LANGUAGES, Reason, Text, reason
from casework.model.workflow import Transition

_NOT_FROM_HERE = Text(
    "«{name}» kan ikke gjøres når saksgangen står i «{state}»; herfra kan: {names}",
    "«{name}» kan ikkje gjerast når saksgangen står i «{state}»; herifrå kan: {names}",
    "“{name}” cannot be done in “{state}”; from here: {names}",
)
_MARKED = Text(
    "saken eller saksgangen er merket «{mark}»; fjern merket først",
    "saka eller saksgangen er merkt «{mark}»; fjern merket først",
    "the case or proceeding is marked “{mark}”; remove the mark first",
)
_NO_BRANCH = Text(
    "ingen vei videre passer nå: {rules}", "ingen veg vidare passar no: {rules}", "no way onwards fits now: {rules}"
)


def in_order(attempt: Attempt) -> tuple[Transition, str | None]:
    """The transition that the state, the guards and the data choose, and where it leads; None where the data does not
    say. Raises Refused, or NotFound for an unknown name.
    """
    here = candidates(attempt)
    if not here:
        named = attempt.workflow.named(attempt.name)
        refuse(attempt, [_not_from_here(attempt), *marked(attempt, named[0])])
    state, machine = attempt.proceeding.state, machine_for(attempt.workflow)
    taken = machine.fire(
        state, attempt.name, lambda t: t in here and not unmet(attempt, t), lambda t: choosing(attempt, t)
    )
    open_ones = [taken[0]] if taken else [t for t in here if not unmet(attempt, t)]
    if not open_ones:
        refuse(attempt, [_no_branch(attempt, here), *marked(attempt, here[0])])
    refuse(attempt, marked(attempt, open_ones[0]))
    return taken or (open_ones[0], None)


def candidates(attempt: Attempt) -> list[Transition]:
    """The transitions of that name from here: those that answer the event, or that a person makes."""
    here = [t for t in attempt.workflow.named(attempt.name) if attempt.proceeding.state in t.sources]
    if attempt.event is not None:
        return [t for t in here if t.on == attempt.event]
    by_hand = [t for t in here if not t.automatic]
    return here if attempt.caused else by_hand or here


def choosing(attempt: Attempt, transition: Transition) -> Mapping[str, Any]:
    """The facts by which a transition chooses where it leads: those given now, else those given before."""
    return {**attempt.proceeding.facts, **attempt.valid(transition)}


def unmet(attempt: Attempt, transition: Transition) -> list[Reason]:
    """Why a branch is not the one to take; empty where it is."""
    if not transition.when:
        return []
    situation = attempt.situation(transition, {}, attempt.valid(transition))
    reasons = [r for name in transition.when for r in attempt.around.rules.named(name).refusals(situation)]
    return [r for r in reasons if not attempt.is_yet_to_be_given(transition, r.fact)]


def _not_from_here(attempt: Attempt) -> Reason:
    state = attempt.proceeding.state
    names = ", ".join(machine_for(attempt.workflow).names(state)) or "–"
    return reason("not_in_order", attempt.law, _NOT_FROM_HERE.format(name=attempt.name, state=state, names=names))


def _no_branch(attempt: Attempt, here: list[Transition]) -> Reason:
    reasons = list(dict.fromkeys(r for t in here for r in unmet(attempt, t)))
    told = (f"{'; '.join(r.in_language(language) for r in reasons)}" for language in LANGUAGES)
    rules = Text(*told)
    text = Text(*(_NO_BRANCH.in_language(x).format(rules=rules.in_language(x)) for x in LANGUAGES))
    return reason("not_in_order", attempt.law, text)


def marked(attempt: Attempt, transition: Transition) -> list[Reason]:
    """The marks that stand in the way; what comes in is registered also on an archived case."""
    reasons = []
    for mark in blocking_marks(attempt.record, attempt.proceeding, transition, attempt.today):
        reasons.append(reason("marked", MARKS[mark], _MARKED.format(mark=mark)))
    return reasons
