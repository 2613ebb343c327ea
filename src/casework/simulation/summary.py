"""What came of a simulated year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from casework.errors import Refused
from casework.law.calendar import oslo_day
from casework.model.case import Case
from casework.model.rows import Ledger
from casework.model.scheme import Scheme
from casework.simulation.case_in_hand import CaseInHand
from casework.simulation.walk import Walk
from casework.store import rungs
from casework.store.rungs import Counted

#: The equations of the ledger (contract), as left side and the accounts that it is the sum of.
EQUATIONS = (
    ("awarded", ("paid", "withheld", "unpaid", "lapsed")),
    ("reclaimed", ("repaid", "set_off", "outstanding", "waived")),
)
ACCOUNTED = ("paid", ("used", "unused"))


@dataclass(frozen=True, slots=True)
class Late:
    """A report that was not there on its last day. `days` is until it came, or until the end; None came never."""

    case: str
    party: str
    kind: str
    due: date
    received: date | None
    days: int


@dataclass(frozen=True, slots=True)
class RefusedAttempt:
    """An attempt that the rules refused, with each reason and its provision."""

    case: str
    party: str
    step: str
    behaviour: str
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """One simulated year in numbers. Days are legal days (Oslo), amounts in øre."""

    scheme: str
    year: int
    seed: int
    first_day: date
    last_day: date
    cases: int
    entries: int
    stages: dict[str, int]
    behaviours: dict[str, int]
    decisions: dict[str, int]
    letters: dict[str, int]
    reminders: tuple[Counted, ...]
    deadlines_passed: int
    failed_ticks: int
    late: tuple[Late, ...]
    refused: tuple[RefusedAttempt, ...]
    ledger: dict[str, int]
    ledger_holds: bool
    statistics: dict[str, Any]
    examples: dict[str, str]

    def as_json(self) -> dict[str, Any]:
        """As JSON has it: days as YYYY-MM-DD."""
        told = asdict(self)
        told["first_day"], told["last_day"] = self.first_day.isoformat(), self.last_day.isoformat()
        told["late"] = [
            {**asdict(late), "due": str(late.due), "received": _written(late.received)} for late in self.late
        ]
        told["refused"] = [
            {**asdict(r), "reasons": [{"message": message, "law": law} for message, law in r.reasons]}
            for r in self.refused
        ]
        return told


def _written(day: date | None) -> str | None:
    return day.isoformat() if day else None


def summarised(
    walk: Walk, scheme: Scheme, in_hand: Sequence[CaseInHand], seed: int, days: tuple[date, date]
) -> Summary:
    """What the cases say after the walk; cases that were never opened are left out."""
    opened = [case for case in in_hand if case.id]
    every = [(case, case.case) for case in opened]
    cases = [case for _, case in every]
    return Summary(
        scheme=scheme.id,
        year=scheme.year,
        seed=seed,
        first_day=days[0],
        last_day=days[1],
        cases=len(cases),
        entries=sum(case.revision for case in cases),
        stages=_counted(case.stage for case in cases),
        behaviours=_counted(case.behaviour.name for case in opened),
        decisions=_counted(d.kind for case in cases for d in case.decisions),
        letters=_counted(x.template for case in cases for x in case.letters),
        reminders=tuple(rungs.counted(walk.office.database, scheme.id, scheme.year)),
        deadlines_passed=sum(len(tick.passed) for tick in walk.ticks),
        failed_ticks=sum(len(tick.failed) for tick in walk.ticks),
        late=tuple(late for case in cases for late in _late(case, days[1])),
        refused=tuple(_told(case, refused) for case in opened for refused in case.refused),
        ledger=_ledger(cases),
        ledger_holds=all(_holds(case.ledger) for case in cases),
        statistics=walk.office.statistics(scheme.id, scheme.year),
        examples=_examples(opened),
    )


def _counted(names: Any) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))


def _examples(opened: Sequence[CaseInHand]) -> dict[str, str]:
    """The first case of each behaviour."""
    found: dict[str, str] = {}
    for case in opened:
        found.setdefault(case.behaviour.name, case.id)
    return found


def _told(case: CaseInHand, refused: Refused) -> RefusedAttempt:
    reasons = tuple((reason.message, reason.law) for reason in refused.reasons)
    return RefusedAttempt(case.id, case.applicant.party.name, refused.step, case.behaviour.name, reasons)


def _late(case: Case, last: date) -> list[Late]:
    """The reports of the case that were not in by their day."""
    found = []
    for deadline in case.deadlines:
        if deadline.name == "report" and deadline.passed_at is not None and deadline.last_day is not None:
            received = oslo_day(deadline.settled_at) if deadline.status == "met" and deadline.settled_at else None
            days = ((received or last) - deadline.last_day).days
            found.append(Late(case.id, case.party_name, deadline.kind, deadline.last_day, received, days))
    return found


def _ledger(cases: Sequence[Case]) -> dict[str, int]:
    names = [f.name for f in fields(Ledger) if f.name not in ("id", "accounted")]
    return {name: sum(getattr(case.ledger, name) for case in cases) for name in names}


def _holds(ledger: Ledger) -> bool:
    """Whether the equations hold: the third one once the grant is accounted for."""
    equations = (*EQUATIONS, ACCOUNTED) if ledger.accounted else EQUATIONS
    return all(getattr(ledger, left) == sum(getattr(ledger, part) for part in parts) for left, parts in equations)
