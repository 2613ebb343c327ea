"""Random steps, legal and illegal, through a reaction and its appeals: what must hold after each of them, and does."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from casework import Actor, Case, Entry, Option, Proceeding, Refused
from casework.errors import BadInput
from casework.model.ledger import folded
from casework.model.record import replayed
from casework.model.workflow import FactSpec
from tests.scenarios.desk import ATTESTER, BUDGET, CASEWORKER, DECIDER, GRANTEE, MINISTER, MINISTRY, SUPERVISOR, Desk
from tests.scenarios.world import World

PEOPLE = (
    CASEWORKER, Actor("karl", "caseworker"), DECIDER, Actor(CASEWORKER.person, "decision_maker"), SUPERVISOR, BUDGET,
    ATTESTER, GRANTEE, MINISTRY, MINISTER, Actor(DECIDER.person, "appeal_body"),
)  # fmt: skip
#: The transitions by which somebody decides in a proceeding, and those by which it was prepared.
DECIDES = {"reaction": ("decide",), "appeal": ("reverse_fully", "reverse_partly", "dismiss")}
PROPOSES = ("propose", "propose_outcome")
REASSESSED = ("uphold", "reverse_partly")
BEFORE_A_REACTION = ("send_notice", "record_notice_exception", "omit_notice")
BESIDE = ("reaction", "deferral", "reversal", "notice", "appeal", "costs", "change_request")
FOLLOWED = ("reaction", "appeal", "appeal_review")
#: What ends a proceeding before anything was decided: seldom, so that the walks come far.
ENDS = ("withdraw", "shelve", "close", "leave", "leave_out", "return_incomplete", "note_withdrawn_above", "settle")
STARTS = ("suspected", "decided", "first_appeal", "in_review", "prepared", "forwarded", "under_review")


class ReactionAndAppeal(RuleBasedStateMachine):
    """One case with money paid, in which everybody tries everything."""

    world: World
    before: Case

    @initialize(seed=st.integers(0, 2**32))
    def begin(self, seed: int) -> None:
        """A case somewhere on the way, reached as a caseworker would reach it."""
        self.chance = Random(seed)
        start = self.chance.choice(STARTS)
        desk = Desk("sqlite://", Path(tempfile.mkdtemp()), date(2026, 2, 2))
        self.world = World(desk, {"decision_kind": "reclaim"})
        self.world.suspected() if start == "suspected" else getattr(self.world, start)()
        self.read: Sequence[Entry] = ()
        self.before = self.world.case

    @rule()
    def act(self) -> None:
        """Somebody does what is offered, most often what is allowed."""
        by, proceeding = self.chance.choice(PEOPLE), self.chance.choice(self.world.case.proceedings)
        options = self.world.desk.office.available(proceeding.id, by=by)
        allowed = [option for option in options if option.allowed]
        if allowed or options:
            option = self._fresh(proceeding, allowed if allowed and self.chance.random() < 0.9 else options)
            self._try(proceeding.id, option.name, by, self._given(option.facts))

    @rule(steps=st.integers(1, 4))
    def follow(self, steps: int) -> None:
        """Those who may do the next things in the reaction or appeal that was opened last and still runs."""
        for _ in range(steps):
            running = [p for p in self.world.case.proceedings if p.closed_at is None and p.workflow in FOLLOWED]
            self._go_on(running[-1] if running else self.world.case.grant)

    def _go_on(self, proceeding: Proceeding) -> None:
        for by in self.chance.sample(PEOPLE, len(PEOPLE)):
            allowed = [o for o in self.world.desk.office.available(proceeding.id, by=by) if o.allowed]
            if allowed:
                option = self._fresh(proceeding, allowed)
                self._try(proceeding.id, option.name, by, self._given(option.facts))
                return

    @rule()
    def act_against_the_file(self) -> None:
        """Somebody asks for any transition of the workflow, whatever the state."""
        by, proceeding = self.chance.choice(PEOPLE), self.chance.choice(self.world.case.proceedings)
        workflow = self.world.desk.office.surroundings.workflow_of(proceeding)
        step = self.chance.choice(workflow.transitions)
        facts = {name: self._some(workflow.facts.get(name, FactSpec(name))) for name in step.facts}
        self._try(proceeding.id, step.name, by, facts)

    @rule()
    def open(self) -> None:
        """Somebody opens something about a decision, or about nothing."""
        workflow = self.world.desk.office.surroundings.definitions.workflow(self.chance.choice(BESIDE))
        about = self.chance.choice([None, *(d.id for d in self.world.case.decisions)])
        facts = {name: self._some(workflow.facts[name]) for name in workflow.opening.facts}
        office, case_id = self.world.desk.office, self.world.case_id
        self._unchanged_if_refused(
            lambda: office.open(case_id, workflow.name, by=self.chance.choice(PEOPLE), about=about, facts=facts)
        )

    @rule(days=st.sampled_from([1, 8, 22, 40]))
    def wait(self, days: int) -> None:
        """Time passes, and the office notices what has passed."""
        self.world.desk.clock.advance(timedelta(days=days))
        assert self.world.desk.office.tick().failed == ()

    @invariant()
    def the_record_is_what_is_stored(self) -> None:
        """Replay gives the stored state, and the ledger is what its postings say."""
        case, record = self.world.case, replayed(self.history)
        assert tuple(record.all("proceedings").values()) == case.proceedings
        assert {d.id: d for d in case.deadlines} == dict(record.all("deadlines"))
        assert folded(case.id, case.postings) == case.ledger == record.ledger

    @invariant()
    def the_money_adds_up(self) -> None:
        """Nothing is below zero, and the equations of the contract hold."""
        money = self.world.case.ledger
        assert money.awarded == money.paid + money.withheld + money.unpaid + money.lapsed
        assert money.reclaimed == money.repaid + money.set_off + money.outstanding + money.waived
        assert min(money.unpaid, money.outstanding, money.withheld) >= 0

    @invariant()
    def no_deadline_moves_without_an_entry(self) -> None:
        """Regl. § 14, fvl/29-4: every new date of a deadline stands in an entry made since."""
        now, before = self.world.case, {d.id: d for d in self.before.deadlines}
        moved = {d.id for d in now.deadlines if before.get(d.id) != d}
        since = [entry for entry in self.history if entry.seq > self.before.revision]
        assert moved <= {row for entry in since for row in _touched(entry)}
        self.before = now

    @invariant()
    def two_people_decide(self) -> None:
        """Who proposed a reaction or the outcome of an appeal does not decide it."""
        for proceeding in self.world.case.proceedings:
            for at, entry in enumerate(mine := self._of(proceeding)):
                if entry.name in DECIDES.get(proceeding.workflow, ()):
                    proposed = [e.actor.person for e in mine[:at] if e.name in PROPOSES]
                    assert entry.actor.person not in proposed[-1:], entry

    @invariant()
    def no_reaction_is_decided_unannounced(self) -> None:
        """fvl/16-1: a warning was sent, or a coded exception recorded, before."""
        for proceeding in self._all("reaction"):
            names = [entry.name for entry in self._of(proceeding)]
            if "decide" in names:
                assert set(names[: names.index("decide")]) & set(BEFORE_A_REACTION), names

    @invariant()
    def no_appeal_is_forwarded_unassessed(self) -> None:
        """fvl/33-2: the first instance has looked at the merits before the file goes up."""
        for proceeding in self._all("appeal"):
            names = [entry.name for entry in self._of(proceeding)]
            if "forward" in names and _of_merits(proceeding, self.world.case):
                assert set(names[: names.index("forward")]) & set(REASSESSED), names

    @invariant()
    def no_appeal_closes_with_a_remainder(self) -> None:
        """fvl/33-4: what was not given goes up, unless withdrawn; `closed` with it open is not reached."""
        for proceeding in self._all("appeal"):
            names = [entry.name for entry in self._of(proceeding)]
            if proceeding.closed_at and "reverse_partly" in names:
                after = names[names.index("reverse_partly") + 1 :]
                assert {"forward", "withdraw", "record_outcome"} & set(after), names

    def teardown(self) -> None:
        """The office is closed."""
        if hasattr(self, "world"):
            self.world.desk.office.close()

    @property
    def history(self) -> Sequence[Entry]:
        """The entries of the case, read anew when there are more."""
        if len(self.read) != self.world.case.revision:
            self.read = self.world.desk.office.history(self.world.case_id)
        return self.read

    def _all(self, workflow: str) -> list[Proceeding]:
        return [p for p in self.world.case.proceedings if p.workflow == workflow]

    def _of(self, proceeding: Proceeding) -> list[Entry]:
        return [entry for entry in self.history if entry.proceeding_id == proceeding.id]

    def _fresh(self, proceeding: Proceeding, options: list[Option]) -> Option:
        """One of the options, rather one that was not taken before."""
        done = Counter(entry.name for entry in self._of(proceeding))
        weights = [(0.1 if option.name in ENDS else 1) / (1 + 4 * done[option.name]) for option in options]
        (option,) = self.chance.choices(options, weights)
        return option

    def _try(self, proceeding_id: str, name: str, by: Actor, facts: dict[str, Any]) -> None:
        office = self.world.desk.office
        self._unchanged_if_refused(lambda: office.perform(proceeding_id, name, by=by, facts=facts))

    def _unchanged_if_refused(self, deed: Any) -> None:
        before = self.world.case
        try:
            deed()
        except Refused as refused:
            assert refused.reasons and all(reason.law for reason in refused.reasons)
            assert self.world.case == before
        except BadInput:
            assert self.world.case == before

    def _given(self, specs: Sequence[FactSpec]) -> dict[str, Any]:
        """Values for every fact, or most often only for those that must be given."""
        everything = self.chance.random() < 0.4
        return {spec.name: self._some(spec) for spec in specs if spec.required or everything}

    def _some(self, spec: FactSpec) -> Any:
        """A value that may be right for the fact."""
        today, money = self.world.desk.today, self.world.case.ledger
        values: dict[str, list[Any]] = {
            "integer": [spec.minimum or 0, 1],
            "money": [100, 100, 100, 50_000_00, money.outstanding, max(money.paid - money.reclaimed, 0)],
            "boolean": [True, False],
            "date": [today, today if spec.maximum == "today" else today + timedelta(days=21)],
            "instant": [self.world.desk.clock.now()],
            "choice": list(spec.choices),
            "choices": [list(spec.choices)],
            "list": [["klagen"]],
            "person": [person.person for person in PEOPLE],
            "sheet": [{}],
            "document": ["d1"],
        }
        return _json(self.chance.choice(values.get(spec.type, ["en grunn"])))


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _touched(entry: Entry) -> set[str]:
    return {change.id for change in entry.changes}


def _of_merits(appeal: Proceeding, case: Case) -> bool:
    """Whether the appeal is about anything but the dismissal of another appeal."""
    decided_in = {d.id: d.proceeding_id for d in case.decisions}
    contested = next((p for p in case.proceedings if p.id == decided_in.get(appeal.about or "")), None)
    return contested is None or contested.workflow != "appeal"


TestReactionAndAppeal = ReactionAndAppeal.TestCase
TestReactionAndAppeal.settings = settings(
    max_examples=50, stateful_step_count=60, suppress_health_check=[*HealthCheck], deadline=None
)
