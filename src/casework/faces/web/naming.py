"""What things are called where people read of them, and the line that tells of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casework.engine.surroundings import Surroundings
from casework.errors import Text
from casework.faces.web.texts import texts
from casework.faces.web.visit import Visit
from casework.model.case import Case, Option
from casework.model.record import Entry
from casework.model.rows import Deadline, Proceeding
from casework.model.workflow import Workflow
from casework.notices.wording import kroner


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the day: which case, what about it, and what to do."""

    case_id: str
    number: str
    party: str
    what: Text
    proceeding_id: str
    step: Option | None = None
    deadline: Deadline | None = None


def workflow_of(around: Surroundings, row: dict[str, Any]) -> Workflow:
    """The version of the workflow that the proceeding of a row is pinned to."""
    return around.definitions.workflow(row["workflow"], row["version"])


def of_deadline(visit: Visit, deadline: Deadline) -> Item:
    """The line of a deadline."""
    case = visit.office.case(deadline.case_id)
    what = named(visit.around, case, deadline)
    return Item(case.id, case.number, case.party_name, what, deadline.proceeding_id, None, deadline)


def named(around: Surroundings, case: Case, deadline: Deadline) -> Text:
    """What a deadline is called: a duty by its own name, any other by that of the workflow."""
    duty = around.definitions.scheme(deadline.scheme, deadline.year).duty(deadline.kind)
    proceeding = next((p for p in case.proceedings if p.id == deadline.proceeding_id), None)
    if duty is not None or proceeding is None:
        return duty.title if duty else same(deadline.name)
    return around.workflow_of(proceeding).deadlines.get(deadline.name) or same(deadline.name)


def same(name: str) -> Text:
    """A name that is not written in three languages."""
    return Text(name, name, name)


def event(name: str) -> Text:
    """What an entry or moment is called that is no step of a workflow, such as an assignment or a passed deadline."""
    kind = name.partition(":")[0]
    return texts().get(f"event.{kind}") or same(name.replace("_", " "))


def step_title(visit: Visit, name: str, title: Text | None) -> Text:
    """What a step is called to the visitor: to a party, what it does itself."""
    own = texts().get(f"own_step.{name}") if visit.counter.as_party else None
    return own or title or same(name)


def fact_title(workflow: Workflow | None, name: str) -> Text:
    """What a fact is called: as the workflow says, else as everywhere."""
    spec = workflow.facts.get(name) if workflow else None
    return (spec.title if spec else None) or texts().get(f"fact.{name}") or same(name.replace("_", " "))


def told(workflow: Workflow | None, facts: Mapping[str, Any], language: str) -> list[tuple[Text, str]]:
    """Facts as people read them: titles and values."""
    types = {name: spec.type for name, spec in workflow.facts.items()} if workflow else {}
    return [(fact_title(workflow, name), _value(value, types.get(name, ""), language)) for name, value in facts.items()]


def _value(value: Any, kind: str, language: str) -> str:
    if kind == "money" and isinstance(value, int):
        return kroner(value)
    if isinstance(value, bool):
        return texts()["field.yes" if value else "field.no"].in_language(language)
    if isinstance(value, Mapping):
        return "\n".join(f"{name}: {_value(member, '', language)}" for name, member in value.items())
    if isinstance(value, list):
        return "\n".join(str(member) for member in value)
    if kind in ("choice", "choices") and f"choice.{value}" in texts():
        return texts()[f"choice.{value}"].in_language(language)
    return str(value)


def titled(workflow: Workflow, proceeding: Proceeding, around: Surroundings) -> Text:
    """What a proceeding is called: its workflow, and for a report which one."""
    title = workflow.title or same(workflow.name)
    kind = proceeding.facts.get("kind")
    duties = [d for key in around.definitions.schemes() for d in around.definitions.scheme(*key).duties]
    duty = next((d for d in duties if workflow.name == d.workflow and d.kind == kind), None)
    return duty.title if duty else title


def entry_titles(visit: Visit, found: Case, history: Sequence[Entry]) -> dict[int, Text]:
    """What each entry is called, by its number."""
    workflows = {p.id: visit.around.workflow_of(p) for p in found.proceedings}
    told = {}
    for entry in history:
        workflow = workflows.get(entry.proceeding_id or "")
        title = workflow.title_of(entry.name, entry.to_state, entry.from_state, entry.law) if workflow else None
        told[entry.seq] = (
            title or (workflow.title if workflow and entry.kind == "opened" else None) or event(entry.name)
        )
    return told
