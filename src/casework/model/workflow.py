"""What a workflow file says, read and resolved: states, transitions, facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from casework.errors import NotFound, Text

#: The roles that an actor can act in (contract).
ROLES = (
    "grantee",
    "caseworker",
    "decision_maker",
    "supervisor",
    "budget_authority",
    "attester",
    "appeal_body",
    "auditor",
    "archivist",
    "system",
)

#: Every type that a fact can have, and what it accepts.
FACT_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "text": "text; min and max count characters",
        "integer": "a whole number",
        "money": "a whole number of øre, 0 or more",
        "boolean": "true or false",
        "date": "a legal day, YYYY-MM-DD (Europe/Oslo)",
        "instant": "a moment with its offset, RFC 3339",
        "choice": "one of `choices`",
        "choices": "a list of members of `choices`",
        "list": "a list of texts; min and max count the members",
        "sheet": "a table of names with a value each (text, number, true/false or a flat table)",
        "person": "the id of a person",
        "org_number": "a Norwegian organisation number with valid check digit",
        "document": "the id or reference of a document",
    }
)

SAME_STATE = "="

#: What a decision can do to the one that it is about.
EFFECTS = ("partly_reversed", "reversed", "worsened", "annulled")

#: By the Act of which day a proceeding is judged, where not of the day of each step: of that of the decision that it
#: is about, as an appeal, or by the Act that the proceeding was judged by in which that decision was made, as costs.
JUDGED_BY = ("contested_decision", "changing_proceeding")


@dataclass(frozen=True, slots=True)
class FactSpec:
    """What a fact must be; `minimum` and `maximum` bound the value, the length or the number of members.

    A list that `adds` is added to what was given before; other lists take its place.
    """

    name: str
    type: str = "text"
    minimum: int | str | None = None
    maximum: int | str | None = None
    choices: tuple[str, ...] = ()
    required: bool = True
    title: Text | None = None
    adds: bool = False


@dataclass(frozen=True, slots=True)
class ChosenTarget:
    """A target chosen by data: the value of one fact names the state."""

    fact: str
    targets: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DeadlineStart:
    """A deadline that a transition starts.

    Its length comes from exactly one source: `law` (a provision's limit), `setting` (a scheme setting such as
    "3 weeks", or its `default` where the scheme sets none), `duty` (the calendar day of the scheme's duty), `on` (a
    fact that holds the day itself) or `day` (a day that is reckoned, by name).
    It runs from the day in the fact `run_from`, or from the transition's own day.
    """

    deadline: str
    law: str | None = None
    setting: str | None = None
    duty: bool = False
    on: str | None = None
    run_from: str | None = None
    rolls: bool | None = None
    default: str | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True)
class Posting:
    """Money that a transition moves: the kind of posting, and the fact that holds the amount in øre.

    Without a fact the amount is reckoned from the record, by the name in `amount`.
    """

    kind: str
    fact: str | None = None
    amount: str | None = None


@dataclass(frozen=True, slots=True)
class Moves:
    """The transition that the parent or each child makes in the same transaction."""

    parent: str | None = None
    children: str | None = None


@dataclass(frozen=True, slots=True)
class Transition:
    """One step of a proceeding: who may, when, under which provision, and all that follows from it.

    One that `registers` what came in is never refused for its content: what does not hold is recorded in the fact
    `findings` instead. A decision says what the one that it is about becomes: `contested` is partly_reversed, reversed,
    worsened or annulled. An `irreversible` one cannot be undone, such as the arrival of a notice.
    """

    name: str
    sources: tuple[str, ...]
    target: str | ChosenTarget
    by: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    law: str | None = None
    facts: tuple[str, ...] = ()
    meets: tuple[str, ...] = ()
    starts: tuple[DeadlineStart, ...] = ()
    extends: Mapping[str, str] = field(default_factory=dict)
    waives: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    opens_duties: bool = False
    not_by: tuple[str, ...] = ()
    assigned: bool = False
    impartial: str | None = None
    reason: bool = False
    decides: bool = False
    contested: str | None = None
    on: str | None = None
    moves: Moves = Moves()
    ledger: tuple[Posting, ...] = ()
    irreversible: bool = False
    registers: bool = False
    title: Text | None = None
    line: int = 0

    @property
    def automatic(self) -> bool:
        """Whether the clock or another proceeding makes it, and no person may."""
        return self.on is not None and not self.by

    @property
    def targets(self) -> tuple[str, ...]:
        """Every state that it can lead to, whatever the data; SAME_STATE for one that stays."""
        return tuple(self.target.targets.values()) if isinstance(self.target, ChosenTarget) else (self.target,)

    def target_for(self, source: str, facts: Mapping[str, Any]) -> str | None:
        """The state it leads to from `source`; None where the data chooses no target."""
        target = (
            self.target.targets.get(str(facts.get(self.target.fact)))
            if isinstance(self.target, ChosenTarget)
            else self.target
        )
        return source if target == SAME_STATE else target


@dataclass(frozen=True, slots=True)
class State:
    """One state: what people within and outside the agency read, and the stage it gives the case."""

    name: str
    title: Text | None = None
    public: Text | None = None
    final: bool = False
    within: str | None = None
    stage: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Workflow:
    """One version of one workflow, which a proceeding keeps from its opening. `digest` is the SHA-256 of its file."""

    name: str
    version: int
    initial: str
    states: Mapping[str, State]
    transitions: tuple[Transition, ...]
    facts: Mapping[str, FactSpec] = field(default_factory=dict)
    opening: Transition = Transition("open", (), "")
    deadlines: Mapping[str, Text] = field(default_factory=dict)
    in_force: date | None = None
    judged_by: str | None = None
    title: Text | None = None
    digest: str = ""
    file: str = ""

    def named(self, name: str) -> tuple[Transition, ...]:
        """Every transition of that name. Raises NotFound where there is none."""
        found = tuple(t for t in self.transitions if t.name == name)
        if not found:
            raise NotFound(f"transition in workflow {self.name}", name)
        return found

    def title_of(self, name: str, target: str | None, source: str | None = None, law: str | None = None) -> Text | None:
        """What the step of that name is called that led from `source` to `target` under that provision.

        One name may stand for several steps. Of those that fit alike the last one, which is the most general, counts.
        """
        steps = [t for t in self.transitions if t.name == name and t.title]
        led = [t for t in steps if target in t.targets or (target == source and SAME_STATE in t.targets)]
        exact = [t for t in led if t.law == law]
        return next((t.title for t in reversed(exact or led or steps)), None)

    def leaving(self, state: str) -> tuple[Transition, ...]:
        """Every transition out of `state`, in the order of the file."""
        return tuple(t for t in self.transitions if state in t.sources)

    def listening(self, event: str) -> tuple[Transition, ...]:
        """Every transition that answers `event`: `deadline_passed:NAME` or `event:WORKFLOW.TRANSITION`."""
        return tuple(t for t in self.transitions if t.on == event)
