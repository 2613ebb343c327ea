"""One case and everybody around it: each act goes through the office, with the facts that it asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from casework.engine.facts import expected
from casework.errors import Refused
from casework.model.actor import Actor
from casework.model.case import Case
from casework.model.record import Entry
from casework.model.rows import Proceeding
from casework.model.scheme import Scheme
from casework.model.workflow import FactSpec
from casework.simulation.answers import filled
from casework.simulation.applicants import Applicant
from casework.simulation.behaviour import Behaviour
from casework.simulation.made_up import OUTSIDE, Asked
from casework.simulation.staff import grantee
from casework.simulation.walk import Walk


@dataclass
class CaseInHand:
    """A case, what is known of its applicant, and how that one behaves.

    `refused` are the attempts that failed, `accounted` whether the use of the money has been told.
    """

    walk: Walk
    scheme: Scheme
    applicant: Applicant
    behaviour: Behaviour
    refused: list[Refused] = field(default_factory=list)
    id: str = ""
    accounted: bool = False
    _seen: tuple[date, Case] | None = None

    @property
    def case(self) -> Case:
        """The case as it stands; looked up again once somebody has acted, or another day has come."""
        if self._seen is None or self._seen[0] != self.today:
            self._seen = (self.today, self.walk.office.case(self.id))
        return self._seen[1]

    @property
    def today(self) -> date:
        """The legal day (Oslo)."""
        return self.walk.today

    @cached_property
    def grantee(self) -> Actor:
        """Whoever writes for the organisation."""
        return grantee(self.applicant.party)

    def apply(self) -> None:
        """Send in the application."""
        workflow = self.walk.office.surroundings.definitions.workflow(self.scheme.workflow, on=self.today)
        facts = self._facts(expected(workflow, workflow.opening).values(), self.applicant.facts)
        self._acts()
        self.id = self.walk.office.open_case(
            scheme=self.scheme.id, year=self.scheme.year, party=self.applicant.party, by=self.grantee, facts=facts
        ).id

    def open(self, workflow: str, by: Actor, **facts: Any) -> Proceeding:
        """Open a proceeding beside the grant."""
        definition = self.walk.office.surroundings.definitions.workflow(workflow, on=self.today)
        told = self._facts(expected(definition, definition.opening).values(), facts)
        self._acts()
        return self.walk.office.open(self.id, workflow, by=by, facts=told)

    def act(self, transition: str, by: Actor, proceeding: Proceeding | None = None, **facts: Any) -> Entry:
        """Make a transition of the grant, or of another proceeding. Raises Refused.

        Of the facts, those are stated that the transition expects in this office's files.
        """
        at = self.now(proceeding or self.case.grant)
        branches = self._branches(at, transition)
        stated = {name: value for name, value in facts.items() if not branches or any(name in b for b in branches)}
        told = self._facts(_of_all(branches), stated)
        self._acts()
        return self.walk.office.perform(at.id, transition, by=by, facts=told)

    def _acts(self) -> None:
        """Somebody acts a little later, and what was seen of the case is out of date."""
        self.walk.moment()
        self._seen = None

    def tried(self, transition: str, by: Actor, proceeding: Proceeding | None = None, **facts: Any) -> bool:
        """Whether a transition was allowed; a refusal is kept, and is recorded by the office."""
        try:
            self.act(transition, by, proceeding, **facts)
        except Refused as refused:
            self.refused.append(refused)
            return False
        return True

    def may(self, transition: str, by: Actor) -> bool:
        """Whether a transition of the grant is open to the person now."""
        options = self.walk.office.available(self.case.grant.id, by=by)
        return any(option.name == transition and option.allowed for option in options)

    def now(self, proceeding: Proceeding) -> Proceeding:
        """The same proceeding as it stands."""
        return next(p for p in self.case.proceedings if p.id == proceeding.id)

    def of(self, workflow: str) -> list[Proceeding]:
        """The proceedings of one workflow, in order."""
        return [p for p in self.case.proceedings if p.workflow == workflow]

    def last_day(self, deadline: str, proceeding: Proceeding | None = None) -> date:
        """The last day of the newest deadline of that name; today where there is none."""
        found = [d for d in self.case.deadlines if d.name == deadline]
        own = [d for d in found if proceeding is None or d.proceeding_id == proceeding.id]
        return (own[-1].last_day if own else None) or self.today

    def _branches(self, proceeding: Proceeding, name: str) -> list[dict[str, FactSpec]]:
        """What each transition of that name expects here."""
        workflow = self.walk.office.surroundings.workflow_of(proceeding)
        return [expected(workflow, t) for t in workflow.transitions if t.name == name and proceeding.state in t.sources]

    def _facts(self, specs: Iterable[FactSpec], given: Mapping[str, Any]) -> dict[str, Any]:
        expected_here = {spec.name: spec for spec in specs}
        said = {n: v for n, v in OUTSIDE.items() if n in expected_here} if self.behaviour.outside else {}
        told = {**given, **said}
        asked = Asked(self.scheme, self.applicant, self.today)
        answers = filled([spec for spec in expected_here.values() if spec.name not in told], asked)
        return {**answers, **{name: value for name, value in told.items() if value is not None}}


def _of_all(branches: list[dict[str, FactSpec]]) -> list[FactSpec]:
    """The facts that every branch expects: which branch it is shows only with them."""
    return [spec for name, spec in (branches[0] if branches else {}).items() if all(name in b for b in branches)]
