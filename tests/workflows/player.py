"""One office for all the workflows of others, and what any walk through one of them must keep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from casework import Actor, Case, Office, Refused
from casework.law.calendar import oslo_day
from casework.model.ledger import folded
from casework.model.record import replayed
from casework.model.workflow import ROLES, FactSpec
from casework.testing import FrozenClock, office_in_memory
from tests.engine.trial import PARTY, SCHEME
from tests.workflows import foreign_rules

FOREIGN = Path(__file__).parent / "foreign"
NAMES = sorted(file.stem for file in FOREIGN.glob("*.toml"))
PEOPLE = [Actor(f"{role}_{n}", role) for role in ROLES for n in (1, 2)]


@dataclass(frozen=True, slots=True)
class Player:
    """An office, its clock, and what is done in it."""

    office: Office
    clock: FrozenClock

    def open(self, workflow: str, by: Actor, **facts: Any) -> Case:
        """A case of that workflow, with everybody assigned to it."""
        return self.office.open_case(scheme=workflow, year=2026, party=PARTY, by=by, facts=facts)

    def do(self, case: Case, name: str, by: str, **facts: Any) -> str:
        """Make a transition of the case's own proceeding as `role` or `person:role`; the state that it leads to."""
        person, _, role = by.rpartition(":")
        actor = Actor(person or f"{role}_1", role)
        return self.office.perform(case.grant.id, name, by=actor, facts=facts).to_state or ""

    def refused(self, case: Case, name: str, by: str, **facts: Any) -> list[str]:
        """The codes with which it is refused."""
        try:
            self.do(case, name, by, **facts)
        except Refused as refused:
            return [reason.code for reason in refused.reasons]
        raise AssertionError(f"{name} was not refused")

    def wait(self, days: int) -> None:
        """Let days pass, and let the clock do what follows."""
        self.clock.advance(timedelta(days=days))
        assert self.office.tick().failed == ()

    def state(self, case: Case) -> str:
        """Where the case's own proceeding stands."""
        return self.office.case(case.id).grant.state

    def staffed(self, case: Case) -> Case:
        """The case, with everybody assigned to it and declared impartial."""
        for actor in PEOPLE:
            self.office.assign(case.id, actor.person, actor.role, by=Actor("boss", "supervisor"))
            self.office.declare_impartiality(case.id, actor.person, by=actor, impartial=True)
        return case

    def holds(self, case: Case) -> None:
        """What is stored is what the entries say: the same state, and a ledger that its postings explain."""
        stored, history = self.office.case(case.id), self.office.history(case.id)
        record = replayed(history)
        assert tuple(record.all("proceedings").values()) == stored.proceedings
        assert {d.id: d for d in stored.deadlines} == dict(record.all("deadlines"))
        assert folded(stored.id, stored.postings) == stored.ledger == record.ledger
        assert [e.seq for e in history] == list(range(1, stored.revision + 1))
        for proceeding in stored.proceedings:
            workflow = self.office.surroundings.workflow_of(proceeding)
            assert (proceeding.closed_at is not None) == workflow.states[proceeding.state].final


def player(folder: Path) -> Player:
    """An office over every foreign workflow, each with a scheme of its own."""
    for name in NAMES:
        text = SCHEME.replace('id = "trial"', f'id = "{name}"').replace('workflow = "trial"', f'workflow = "{name}"')
        (folder / f"{name}.toml").write_text(text, "utf-8")
    clock = FrozenClock("2026-02-02T10:00:00+01:00")
    office = office_in_memory(clock, workflows=[FOREIGN], schemes=[folder], rules=[foreign_rules])
    return Player(office, clock)


def some(spec: FactSpec, choose: Any, now: Any) -> Any:
    """A value that may be right for the fact: `choose` picks one of a list."""
    today = oslo_day(now)
    later = today if spec.maximum == "today" else today + timedelta(days=10)
    values: dict[str, list[Any]] = {
        "integer": [spec.minimum or 0, 7, 50],
        "money": [1, 5_000_00, 200_000_00],
        "boolean": [True, False],
        "date": [today, later],
        "choice": list(spec.choices),
        "choices": [list(spec.choices), list(spec.choices)[:1]],
    }
    return choose(values.get(spec.type, ["tekst"]))
