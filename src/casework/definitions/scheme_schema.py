"""What a scheme file may say, table by table."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import ConfigDict, Field

from casework.definitions.schema_types import Id, Names, Table, Title, schema_of

SCHEME_SCHEMA = "urn:casework:scheme:1"


class OpenTable(Table):
    """A table that has keys of its own besides those named here."""

    model_config = ConfigDict(extra="allow", strict=True, populate_by_name=True)

    def others(self) -> dict[str, Any]:
        """The keys that are not named here."""
        return dict(self.model_extra or {})


class HeadTable(Table):
    """`[scheme]`: what the scheme is, who runs it, under which authority."""

    id: Id
    year: int = Field(ge=1900, le=2200)
    title: Title
    chapter: str = ""
    legal_basis: Names | None = None
    agency: str = ""
    appeal_body: str = ""
    authority: str = ""
    workflow: str = "grant"
    in_force: date | None = None
    code: Names | None = None
    allocations: str | None = None


class ConditionTable(OpenTable):
    """One `[[condition]]`; keys that are not named here are parameters of the rule."""

    code: str
    rule: str
    at: Names | None = None
    applies_when: str | None = None
    reading: str | None = None


class DutyTable(Table):
    """One `[[duty]]`."""

    code: str
    kind: Id
    workflow: str
    title: Title
    day: str | None = None
    years_after: int = Field(0, ge=0)
    day_fact: str | None = None
    rolls: bool = False
    parts: list[str] = Field(default_factory=list)
    from_amount: int = Field(0, ge=0)
    above_amount: int | None = Field(None, ge=0)


class RungTable(Table):
    """One `[[ladder]]`: a rung of the reminder ladder, of every duty ("*") or of one kind of deadline."""

    duty: str = "*"
    offset: int
    unit: Literal["days", "months"] = "days"
    letter: str
    recipients: list[str] = Field(min_length=1)


class ElementTable(OpenTable):
    """One of any other group: `[[goal]]`, `[[criterion]]`, `[[control]]`, `[[block]]` …"""

    code: str = ""
    id: str
    title: Title


class QuestionTable(Table):
    """One `[[open_question]]`: what the source leaves open."""

    code: str
    question: Title
    setting: str | None = None
    default: Any = None
    why: str


class SchemeTable(OpenTable):
    """A whole scheme file; every array of tables that is not named here is a group of elements."""

    scheme: HeadTable
    condition: list[ConditionTable] = Field(default_factory=list)
    duty: list[DutyTable] = Field(default_factory=list)
    ladder: list[RungTable] = Field(default_factory=list)
    open_question: list[QuestionTable] = Field(default_factory=list)
    inconsistency: list[ElementTable] = Field(default_factory=list)
    settings: dict[str, Any] = Field(default_factory=dict)
    allocations: str | None = None

    # Pydantic checks the keys that are not named here against this.
    __pydantic_extra__: dict[str, list[ElementTable]] = Field(init=False)


#: The model of each kind of table, by the key that it stands under.
TABLES: dict[str, type[Table]] = {
    "": SchemeTable,
    "scheme": HeadTable,
    "condition": ConditionTable,
    "duty": DutyTable,
    "ladder": RungTable,
    "open_question": QuestionTable,
}

#: What stands in for a required key that is missing, so that the rest of the file can still be checked.
STAND_INS: dict[str, Any] = {"year": 1900, "offset": 0, "recipients": ["grantee"], "scheme": {}}


def scheme_json_schema() -> dict[str, Any]:
    """The JSON Schema of a scheme file."""
    return schema_of(SchemeTable, SCHEME_SCHEMA, "casework scheme")
