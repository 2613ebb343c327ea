"""What a workflow file may say, table by table."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from casework.definitions.schema_types import Id, Names, Table, Title, form, schema_of

WORKFLOW_SCHEMA = "urn:casework:workflow:1"


class ChosenTable(Table):
    """A target chosen by data: the fact, and the state that each of its values leads to."""

    fact: str
    cases: dict[str, str] = Field(alias="is")


class StartTable(Table):
    """A deadline that begins; its length is found in exactly one of `law`, `setting`, `duty`, `on` and `day`."""

    deadline: str
    law: str | None = None
    setting: str | None = None
    duty: bool = False
    on: str | None = None
    run_from: str | None = Field(None, alias="from")
    rolls: bool | None = None
    default: str | None = None
    day: str | None = None


class PostingTable(Table):
    """Money that moves: the kind of posting, and either the fact that holds the amount or how it is reckoned."""

    kind: str
    fact: str | None = None
    amount: str | None = None


class MovesTable(Table):
    """The transition that the parent or each child makes at the same time."""

    parent: str | None = None
    children: str | None = None


class StepTable(Table):
    """What the opening and every transition may say."""

    by: Names | None = None
    requires: Names | None = None
    when: Names | None = None
    law: str | None = None
    facts: Names | None = None
    meets: Names | None = None
    starts: list[StartTable] = Field(default_factory=list)
    extends: dict[str, str] = Field(default_factory=dict)
    waives: Names | None = None
    letter: Names | None = None
    opens: Names | None = None
    opens_duties: bool = False
    not_by: Names | None = None
    assigned: bool = False
    impartial: str | None = None
    reason: bool = False
    decides: bool = False
    contested: str | None = None
    on: str | None = None
    moves: MovesTable = MovesTable()
    ledger: list[PostingTable] = Field(default_factory=list)
    irreversible: bool = False
    registers: bool = False
    title: Title | None = None


Target = Annotated[Annotated[str, Tag("name")] | Annotated[ChosenTable, Tag("table")], Discriminator(form)]


class TransitionTable(StepTable):
    """One `[[transition]]`."""

    name: Id
    source: Names = Field(alias="from")
    target: Target = Field(alias="to")
    excluded: Names | None = Field(None, alias="except")


class StateTable(Table):
    """One `[states.NAME]`."""

    title: Title | None = None
    public: Title | None = None
    final: bool = False
    within: str | None = None
    stage: str | None = None


class FactTable(Table):
    """One `[facts.NAME]`."""

    type: str = "text"
    min: int | str | date | None = None
    max: int | str | date | None = None
    choices: list[str] = Field(default_factory=list)
    required: bool = True
    adds: bool = False
    title: Title | None = None


class WorkflowTable(Table):
    """A whole workflow file."""

    name: Id
    version: int = Field(ge=1)
    initial: Id
    states: dict[Id, StateTable] = Field(min_length=1)
    transition: list[TransitionTable] = Field(min_length=1)
    in_force: date | None = None
    judged_by: Literal["contested_decision", "changing_proceeding"] | None = None
    title: Title | None = None
    opening: StepTable = StepTable()
    facts: dict[Id, FactTable] = Field(default_factory=dict)
    deadlines: dict[Id, Title] = Field(default_factory=dict)


#: The model of each kind of table, by the key that it stands under.
TABLES: dict[str, type[Table]] = {
    "": WorkflowTable,
    "opening": StepTable,
    "transition": TransitionTable,
    "states": StateTable,
    "facts": FactTable,
    "starts": StartTable,
    "ledger": PostingTable,
    "moves": MovesTable,
    "to": ChosenTable,
}

#: What stands in for a required key that is missing, so that the rest of the file can still be checked.
STAND_INS: dict[str, Any] = {"version": 1, "from": "*", "is": {}}


def workflow_json_schema() -> dict[str, Any]:
    """The JSON Schema of a workflow file."""
    return schema_of(WorkflowTable, WORKFLOW_SCHEMA, "casework workflow")
