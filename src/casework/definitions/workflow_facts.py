"""Checks of the facts of a workflow: their types and bounds, and that each fact named exists and fits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from casework.definitions.findings import ADVICE, near
from casework.definitions.schema_types import names
from casework.definitions.toml_lines import KeyPath
from casework.definitions.workflow_reading import WorkflowReading
from casework.definitions.workflow_schema import FactTable, StepTable
from casework.errors import Finding
from casework.model.workflow import FACT_TYPES, ChosenTarget

#: The types that a bound is a whole number for: of the value, of its length or of its members.
COUNTED = ("text", "integer", "money", "choices", "list", "sheet")
OF_TIME = ("date", "instant")
OF_CHOICES = ("choice", "choices")

#: The bound that is the day on which the fact is given.
TODAY = "today"

_Bound = int | str | date

#: What others call our types.
OTHER_NAMES = {
    "string": "text",
    "str": "text",
    "number": "integer",
    "int": "integer",
    "amount": "money",
    "bool": "boolean",
    "datetime": "instant",
    "enum": "choice",
    "table": "sheet",
}


def check_facts(read: WorkflowReading) -> Iterator[Finding]:
    """Every fact has a type that exists, choices if it chooses, and bounds in order."""
    for name, fact in read.table.facts.items():
        yield from _type(read, name, fact)
        yield from _choices(read, name, fact)
        yield from _bounds(read, name, fact)


def _type(read: WorkflowReading, name: str, fact: FactTable) -> Iterator[Finding]:
    if fact.type not in FACT_TYPES:
        other = OTHER_NAMES.get(fact.type)
        meant = f"; did you mean {other!r}?" if other else near(fact.type, FACT_TYPES)
        told = f"fact {name} has the unknown type {fact.type!r}{meant}; the types are {', '.join(FACT_TYPES)}"
        yield read.source.fault(("facts", name, "type"), "unknown_fact_type", told)


def _choices(read: WorkflowReading, name: str, fact: FactTable) -> Iterator[Finding]:
    if fact.type in OF_CHOICES and not fact.choices:
        yield read.source.fault(
            ("facts", name), "no_choices", f"fact {name} is of type {fact.type} but has no `choices`; list them"
        )
    if len(set(fact.choices)) < len(fact.choices):
        yield read.source.fault(
            ("facts", name, "choices"), "repeated_choice", f"a choice of fact {name} stands twice; list each once"
        )
    if fact.choices and fact.type in FACT_TYPES and fact.type not in OF_CHOICES:
        told = f'fact {name} has choices but is of type {fact.type}; did you mean type = "choice"?'
        yield read.source.finding(("facts", name, "choices"), ADVICE, "unused_choices", told)


#: A bound that moves: the legal day of the attempt. The name of another fact is one too.
TODAY = "today"


def _bounds(read: WorkflowReading, name: str, fact: FactTable) -> Iterator[Finding]:
    given = [(key, bound) for key, bound in (("min", fact.min), ("max", fact.max)) if bound is not None]
    wrong = [(key, bound) for key, bound in given if not _bound_fits(read, fact.type, bound)]
    for key, bound in wrong:
        told = f"`{key}` of fact {name} is {bound!r}, which bounds no {fact.type}{_bound_wanted(fact.type)}"
        yield read.source.fault(("facts", name, key), "bad_bound", told)
    if not wrong and _above(fact.min, fact.max):
        told = f"fact {name} must be at least {fact.min} and at most {fact.max}, which nothing can be; swap them"
        yield read.source.fault(("facts", name, "min"), "min_above_max", told)


def _above(low: _Bound | None, high: _Bound | None) -> bool:
    """Whether nothing lies between the two; what is only known when the fact is given is not compared."""
    if isinstance(low, int) and isinstance(high, int):
        return low > high
    days = [day for day in (_day(low), _day(high)) if day]
    return len(days) == 2 and days[0] > days[1]


def _day(bound: _Bound | None) -> str | None:
    """The day or moment as text, if the bound is one."""
    text = bound.isoformat() if isinstance(bound, date) else bound
    if not isinstance(text, str):
        return None
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return None
    return text


def _bound_fits(read: WorkflowReading, type_: str, bound: _Bound) -> bool:
    """A bound is a number or a day, as the type asks; or `today`; or the name of another fact."""
    if bound in read.table.facts or type_ not in FACT_TYPES:
        return True
    if type_ in COUNTED:
        return isinstance(bound, int)
    return type_ in OF_TIME and (bound == TODAY or _day(bound) is not None)


def _bound_wanted(type_: str) -> str:
    if type_ in COUNTED:
        return "; give a whole number, or the name of another fact"
    return '; give YYYY-MM-DD, "today" or the name of another fact' if type_ in OF_TIME else "; take it out"


def check_facts_named(read: WorkflowReading) -> Iterator[Finding]:
    """Every fact that a step asks for, counts from, pays out or chooses by is declared, and is of a type that fits."""
    for path, written, step in read.steps():
        yield from _facts_known(read, _asked(path, written))
        if isinstance(step.target, ChosenTarget):
            yield from _facts_known(read, [((*path, "to", "fact"), step.target.fact, ())])
            yield from _cases(read, path, step.target)


#: Where a fact is named, its name, and the types it may have there; none: any.
_Named = tuple[KeyPath, str, tuple[str, ...]]


def _asked(path: KeyPath, step: StepTable) -> Iterator[_Named]:
    for index, name in enumerate(names(step.facts)):
        yield (*path, "facts", index), name, ()
    for index, start in enumerate(step.starts):
        where = (*path, "starts", index)
        if start.on is not None:
            yield (*where, "on"), start.on, ("date",)
        if start.run_from is not None:
            yield (*where, "from"), start.run_from, ("date", "instant")
    for deadline, fact in step.extends.items():
        yield (*path, "extends", deadline), fact, ("date",)
    for index, posting in enumerate(step.ledger):
        if posting.fact is not None:
            yield (*path, "ledger", index, "fact"), posting.fact, ("money",)


def _facts_known(read: WorkflowReading, asked: Iterator[_Named] | list[_Named]) -> Iterator[Finding]:
    for path, name, types in asked:
        fact = read.table.facts.get(name)
        if fact is None and name:
            meant = near(name, read.table.facts)
            yield read.source.fault(
                path, "unknown_fact", f"there is no fact {name!r}{meant}; add [facts.{name}] or correct the name"
            )
        elif fact and types and fact.type in FACT_TYPES and fact.type not in types:
            told = f"fact {name} is of type {fact.type} but must be {' or '.join(types)} here"
            yield read.source.fault(path, "unfit_fact", told)


def _cases(read: WorkflowReading, path: KeyPath, target: ChosenTarget) -> Iterator[Finding]:
    fact = read.table.facts.get(target.fact)
    if not target.targets:
        yield read.source.fault((*path, "to"), "no_target", "`to.is` names no state; give each value its state")
    if fact is None or not fact.choices:
        return
    for value in target.targets:
        if value not in fact.choices:
            told = f"{value!r} is not a choice of fact {target.fact}{near(value, fact.choices)}"
            yield read.source.fault((*path, "to", "is", value), "unknown_choice", told)
    left = [choice for choice in fact.choices if choice not in target.targets]
    if left:
        told = f"where {target.fact} is {' or '.join(left)}, no state is named and the transition is refused"
        yield read.source.finding((*path, "to"), ADVICE, "choice_without_target", told)
