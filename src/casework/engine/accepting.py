"""Is it accepted: in order, by whom, with valid facts, with every requirement met. In that order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casework.engine import facts as facts_
from casework.engine import permits
from casework.engine.attempt import Accepted, Attempt, refuse
from casework.engine.extensions import extension_refusals
from casework.engine.money import money_refusals
from casework.engine.order import choosing, in_order
from casework.errors import InvalidFacts, Reason, Refused, Text, reason
from casework.model.scheme import Condition
from casework.model.workflow import ChosenTarget, Transition

_NO_TARGET = Text(
    "«{fact}» er «{value}», og derfra fører ingen vei videre",
    "«{fact}» er «{value}», og derifrå fører ingen veg vidare",
    "“{fact}” is “{value}”, from which no way leads on",
)

_FULL_REASONS = "fvl2025/57-1-c"
_NO_CONSIDERATIONS = Text(
    "begrunnelsen mangler hovedhensynene bak vedtaket",
    "grunngjevinga manglar hovudomsyna bak vedtaket",
    "the reasons lack the main considerations behind the decision",
)


def accept(attempt: Attempt) -> Accepted:
    """The attempt, accepted. Raises Refused with every reason of the first question that fails."""
    transition, target = in_order(attempt)
    if not attempt.caused:
        refuse(attempt, permits.refusals(attempt.record, attempt.proceeding, transition, attempt.actor))
    values, faults = facts_.checked(
        attempt.workflow, transition, attempt.given, attempt.today, attempt.proceeding.facts
    )
    if faults:
        raise InvalidFacts(attempt.name, faults)
    if target is None:
        raise Refused(attempt.name, [_no_target(attempt, transition)])
    return Accepted(transition, target, met(attempt, transition, values))


def met(attempt: Attempt, transition: Transition, values: dict[str, Any]) -> dict[str, Any]:
    """The facts, where every requirement is met, with the findings of a registration. Raises Refused.

    Findings are told in the party's own written form (sprl/15). A decision keeps the version of the scheme that it
    was made under.
    """
    reasons = requirements(attempt, transition, values)
    if transition.registers:
        party = attempt.record.party
        language = party.language_form if party else "nb"
        return {**values, "findings": [f"{r.law}: {r.in_language(language)}" for r in attempt.cited(reasons)]}
    refuse(attempt, reasons)
    return (
        {**values, "scheme_version": attempt.around.scheme_of(attempt.record).version} if transition.decides else values
    )


def _no_target(attempt: Attempt, transition: Transition) -> Reason:
    fact = transition.target.fact if isinstance(transition.target, ChosenTarget) else ""
    value = choosing(attempt, transition).get(fact)
    return reason("not_in_order", attempt.law, _NO_TARGET.format(fact=fact, value=value), fact)


def requirements(attempt: Attempt, transition: Transition, values: Mapping[str, Any]) -> list[Reason]:
    """Every requirement that is not met: of the workflow, of the scheme's conditions here, of deadlines and ledger."""
    situation = attempt.situation(transition, {}, values)
    reasons = [r for name in transition.requires for r in attempt.around.rules.named(name).refusals(situation)]
    scheme = attempt.around.scheme_of(attempt.record)
    for condition in scheme.conditions_at(attempt.workflow.name, transition.name):
        reasons += _condition(attempt, transition, condition, values)
    reasons += _considerations(attempt, transition, values)
    record, proceeding = attempt.record, attempt.proceeding
    reasons += extension_refusals(record, proceeding, transition, attempt.now, values)
    told = {r.code for r in reasons}
    reasons += [r for r in money_refusals(record, proceeding, transition, values) if r.code not in told]
    return list(dict.fromkeys(reasons))


def _considerations(attempt: Attempt, transition: Transition, values: Mapping[str, Any]) -> list[Reason]:
    """All of the reasons shall stand in them; the 1967 Act leaves the main considerations to good form (fvl/25-3)."""
    name = facts_.CONSIDERATIONS.name
    asked = transition.decides and name in facts_.expected(attempt.workflow, transition)
    if not asked or not attempt.ruleset.has(_FULL_REASONS) or values.get(name) or attempt.proceeding.facts.get(name):
        return []
    return [reason("main_considerations_missing", _FULL_REASONS, _NO_CONSIDERATIONS, name)]


def _condition(
    attempt: Attempt, transition: Transition, condition: Condition, values: Mapping[str, Any]
) -> tuple[Reason, ...]:
    situation = attempt.situation(transition, condition.parameters, values)
    rules = attempt.around.rules
    if condition.applies_when and not rules.named(condition.applies_when).holds(situation):
        return ()
    citation = attempt.around.scheme_of(attempt.record).citation(condition.code)
    return rules.named(condition.rule).refusals(situation, citation)
