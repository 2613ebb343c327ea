"""Whatever happens to a case, its entries say what its tables hold, and its ledger adds up."""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from casework import Actor, BadInput, Office, Refused
from casework.store.verify import verify
from casework.testing import FrozenClock
from tests.store.conformance import KARI, OLA, START, opened, stored, told

ANN = Actor("ann", "decision_maker")
AMOUNT = st.integers(0, 60_000)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1, max_size=40)
STEPS = ("propose", "decide", "pay", "withhold", "release", "lapse", "account", "reclaim", "repay", "close")


class Histories(RuleBasedStateMachine):
    """One case, through everything that people and the clock may do to it, in any order."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        assert isinstance(office.clock, FrozenClock)
        self.office, self.clock = office, office.clock

    @initialize()
    def begin(self) -> None:
        self.clock.move_to(START)
        self.case_id = opened(self.office)

    @rule(step=st.sampled_from(STEPS), actor=st.sampled_from([KARI, OLA, ANN]), amount=AMOUNT, more=AMOUNT, note=TEXTS)
    def perform(self, step: str, actor: Actor, amount: int, more: int, note: str) -> None:
        facts = {
            "propose": {"note": note},
            "account": {"used_amount": amount, "unused_amount": more},
            "close": {},
        }.get(step, {"amount": amount})
        self.tried(self.office.perform, f"{self.case_id}-1", step, by=actor, facts=facts)

    @rule(number=st.integers(2, 4))
    def finish_errand(self, number: int) -> None:
        found = {p.id for p in self.office.case(self.case_id).proceedings}
        if f"{self.case_id}-{number}" in found:
            self.tried(self.office.perform, f"{self.case_id}-{number}", "finish", by=KARI)

    @rule(person=st.sampled_from(["kari", "ola"]), reason=TEXTS)
    def assign_and_declare(self, person: str, reason: str) -> None:
        self.office.assign(self.case_id, person, "caseworker", by=KARI)
        self.office.declare_impartiality(self.case_id, person, by=KARI, impartial=True)

    @rule(reason=TEXTS)
    def mark(self, reason: str) -> None:
        self.tried(self.office.mark, self.case_id, "access_restricted", by=KARI, reason=reason)

    @rule()
    def unmark(self) -> None:
        self.tried(self.office.unmark, self.case_id, "access_restricted", by=KARI, reason="ferdig")

    @rule(back=st.integers(0, 4))
    def undo(self, back: int) -> None:
        seq = self.office.case(self.case_id).revision - back
        self.tried(self.office.undo, self.case_id, seq, by=KARI, reason="feil")

    @rule(days=st.integers(0, 40))
    def wait(self, days: int) -> None:
        self.clock.advance(days=days)
        self.office.tick()

    def tried(self, deed: Any, *given: Any, **named: Any) -> None:
        """Do it; a refusal changes nothing."""
        before = stored(self.office.database, self.case_id)
        try:
            deed(*given, **named)
        except (Refused, BadInput):
            assert stored(self.office.database, self.case_id) == before

    @invariant()
    @precondition(lambda self: hasattr(self, "case_id"))
    def the_tables_hold_what_the_entries_say(self) -> None:
        """Replay gives the stored state (architecture: the state column is a checked copy)."""
        assert stored(self.office.database, self.case_id) == told(self.office.database, self.case_id)

    @invariant()
    @precondition(lambda self: hasattr(self, "case_id"))
    def the_ledger_adds_up(self) -> None:
        """awarded = paid + withheld + unpaid + lapsed, and the others of the contract."""
        money = self.office.case(self.case_id).ledger
        assert money.awarded == money.paid + money.withheld + money.unpaid + money.lapsed
        assert not money.accounted or money.paid == money.used + money.unused
        assert money.reclaimed == money.repaid + money.set_off + money.outstanding + money.waived <= money.paid


def test_every_history_can_be_replayed(office: Office) -> None:
    """The entries say what the tables hold after any history, on both databases, and it verifies."""
    histories = settings(max_examples=12, stateful_step_count=20, deadline=None)
    # The machine takes the office; Hypothesis only calls what it is given, and says that it wants a class.
    run_state_machine_as_test(lambda: Histories(office), settings=histories)  # type: ignore[arg-type]
    assert verify(office.database) == []
