"""What a scheme file says: one grant scheme in one budget year, every rule with its code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casework.errors import BadInput, Text

ACROSS_CASES = "organisation_and_year"


@dataclass(frozen=True, slots=True)
class Condition:
    """A rule of the scheme, tested at the transitions in `at` ("grant.award"); `parameters` are handed to the rule.

    `applies_when` names a rule that must hold for the condition to apply. `reading` says how an open point of
    the source is read by default.
    """

    code: str
    rule: str
    at: tuple[str, ...]
    applies_when: str | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    reading: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Duty:
    """Something the grantee must deliver: its own proceeding of `workflow`, due on a calendar day.

    `day` is "MM-DD" in the grant year plus `years_after`, or None where the day is set in the grant letter
    (then the fact `day_fact` of the award holds it). Due only for awards of at least `from_amount` øre.
    """

    code: str
    kind: str
    workflow: str
    title: Text
    day: str | None = None
    years_after: int = 0
    day_fact: str | None = None
    rolls: bool = False
    parts: tuple[str, ...] = ()
    from_amount: int = 0

    def due(self, year: int, facts: Mapping[str, Any]) -> date | None:
        """The nominal day (Oslo) for the grant year, or None where no day is set yet."""
        if self.day is not None:
            return date.fromisoformat(f"{year + self.years_after}-{self.day}")
        set_day = facts.get(self.day_fact or "")
        return date.fromisoformat(set_day) if set_day else None


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a reminder ladder: days from the due day (negative before it), the letter, and who gets it.

    `duty` is the kind of deadline it is for, or "*" for every duty; `unit` is days or months.
    """

    duty: str
    offset: int
    letter: str
    recipients: tuple[str, ...]
    unit: str = "days"


@dataclass(frozen=True, slots=True)
class Element:
    """Any other coded element of a scheme: a goal, target group, criterion, control point, grant type, letter block."""

    code: str
    id: str
    title: Text
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Allocation:
    """What the budget gives one named organisation in one year, in øre, and where that is printed."""

    org_number: str
    name: str
    amount: int
    source: str


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What the source leaves open, the setting that answers it, the default, and why."""

    code: str
    question: Text
    setting: str | None
    default: Any
    why: str


@dataclass(frozen=True, slots=True)
class Scheme:
    """One grant scheme in one year. `codes` are those of its identity; `digest` is the SHA-256 of its file."""

    id: str
    year: int
    title: Text
    chapter: str
    legal_basis: tuple[str, ...]
    agency: str
    appeal_body: str
    workflow: str
    in_force: date
    authority: str = ""
    codes: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()
    duties: tuple[Duty, ...] = ()
    ladder: tuple[Rung, ...] = ()
    elements: Mapping[str, tuple[Element, ...]] = field(default_factory=dict)
    allocations: tuple[Allocation, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
    inconsistencies: tuple[Element, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    digest: str = ""
    file: str = ""

    @property
    def version(self) -> str:
        """The scheme, its year and the beginning of its file's digest: `voluntary_organisations/2022@3fa4c2d81b07`."""
        return f"{self.id}/{self.year}@{self.digest[:12]}"

    def citation(self, code: str) -> str:
        """The provision key of one of its rules: `resource_environments/2025#A36`."""
        return f"{self.id}/{self.year}#{code}"

    def conditions_at(self, workflow: str, transition: str) -> tuple[Condition, ...]:
        """The conditions tested at that transition."""
        return tuple(c for c in self.conditions if f"{workflow}.{transition}" in c.at)

    def duty(self, kind: str) -> Duty | None:
        """The duty of that kind, if the scheme has it."""
        return next((d for d in self.duties if d.kind == kind), None)

    @property
    def counts_across_cases(self) -> bool:
        """Whether a duty depends on what the organisation was awarded in its other cases of the scheme and year."""
        return any(self.settings.get(f"{d.kind}_threshold_per") == ACROSS_CASES for d in self.duties)

    def duties_at(self, awarded: int, awarded_elsewhere: int = 0) -> tuple[Duty, ...]:
        """The duties that an award brings; amounts in øre.

        A duty counts from its amount per award, or, where the setting `<kind>_threshold_per` says
        "organisation_and_year", together with what the organisation was awarded in its other cases.
        """
        together = {ACROSS_CASES: awarded + awarded_elsewhere}
        counted = {d.kind: together.get(self.settings.get(f"{d.kind}_threshold_per", ""), awarded) for d in self.duties}
        return tuple(d for d in self.duties if awarded and counted[d.kind] >= d.from_amount)

    def of(self, group: str) -> tuple[Element, ...]:
        """The elements of one group, such as `goal`, `criterion`, `control`, `block`."""
        return self.elements.get(group, ())

    def setting(self, name: str) -> Any:
        """The value of a setting. Raises BadInput where the scheme does not set it."""
        if name not in self.settings:
            raise BadInput(f"scheme {self.id}/{self.year} has no setting {name!r}; add it under [settings]")
        return self.settings[name]

    def allocation(self, org_number: str) -> Allocation | None:
        """What the budget names for that organisation, if anything."""
        return next((a for a in self.allocations if a.org_number == org_number), None)
