"""Which ladder a deadline has, and when its next rung goes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from casework.engine.surroundings import Surroundings
from casework.law.provisions import provisions
from casework.model.ladder import Planned, first_after, planned
from casework.model.mail import NextRung
from casework.model.record import Record
from casework.model.rows import Deadline
from casework.model.scheme import Rung, Scheme

#: What the grantee is asked to send within a time that is no duty of the scheme: reminded, then the office is told.
ASKED = (
    Rung("*", -3, "reminder", ("grantee",)),
    Rung("*", 0, "reminder_last_day", ("grantee",)),
    Rung("*", 1, "staff_reminder", ("caseworker",)),
)
#: What the grantee may say, and need not (fvl/16-2): reminded once, then the case can be decided.
HEARD = (
    Rung("*", -3, "statement_reminder", ("grantee",)),
    Rung("*", 1, "staff_reminder", ("caseworker",)),
)
#: Money that the grantee owes.
OWED = (
    Rung("*", -14, "repayment_reminder", ("grantee",)),
    Rung("*", -3, "repayment_reminder", ("grantee",)),
    Rung("*", 1, "repayment_overdue", ("grantee", "caseworker")),
    Rung("*", 14, "repayment_overdue", ("grantee", "caseworker", "supervisor")),
)
#: The authority's own limits: warned early, escalated when missed, and never the party's burden.
OWN = (
    Rung("*", -7, "staff_reminder", ("caseworker",)),
    Rung("*", 0, "staff_reminder", ("caseworker",)),
    Rung("*", 1, "staff_reminder", ("caseworker", "supervisor")),
    Rung("*", 7, "staff_reminder", ("caseworker", "supervisor", "head")),
)
#: Our claim lapses after three years (fel/2): looked at after two, and again while there is time to act.
LIMITATION = (
    Rung("*", -12, "staff_reminder", ("caseworker",), "months"),
    Rung("*", -3, "staff_reminder", ("caseworker", "supervisor"), "months"),
    Rung("*", -1, "staff_reminder", ("caseworker", "supervisor", "head"), "months"),
)
#: The party may use these or not, or the workflow itself answers when they pass.
SILENT: tuple[Rung, ...] = ()

#: The ladder of each kind of deadline that is no duty, where the scheme gives it none. One that is not named here is
#: ours, or the party's to use, as the provision says that limits it.
OTHERS = {
    **dict.fromkeys(("contribution", "correction", "documentation", "information"), ASKED),
    "statement": HEARD,
    "repayment": OWED,
    **dict.fromkeys(("allowance", "appeal", "claim", "grace", "repeat", "second_alert", "transit"), SILENT),
    **dict.fromkeys(("answer", "deferral", "detriment", "forwarding", "inquiry", "on_hold", "payment"), OWN),
    **dict.fromkeys(("provisional_reply", "reversal_message", "review", "review_notice", "suit"), OWN),
    **dict.fromkeys(("carry_out", "decide_anew", "demand", "expected_answer", "postponement", "reconsider"), OWN),
    "comments": SILENT,
    "limitation": LIMITATION,
}


def ladder_of(scheme: Scheme, deadline: Deadline) -> tuple[Rung, ...]:
    """The rungs of a deadline: the scheme's for its duties and for every kind that it names, else ours."""
    return _ladder(scheme.ladder, deadline.kind, deadline.name, deadline.law, scheme.duty(deadline.kind) is not None)


@lru_cache(maxsize=1024)
def _ladder(rungs: tuple[Rung, ...], kind: str, name: str, law: str, duty: bool) -> tuple[Rung, ...]:
    named = {(r.offset, r.unit): r for r in rungs if r.duty == kind}
    if duty:
        return tuple(({(r.offset, r.unit): r for r in rungs if r.duty == "*"} | named).values())
    return tuple(named.values()) or OTHERS.get(name, SILENT if _of_the_party(law) else OWN)


def _of_the_party(law: str) -> bool:
    found = provisions().get(law)
    return found is not None and found.limit is not None and found.limit.clock == "party"


def every_rung(scheme: Scheme) -> tuple[Rung, ...]:
    """All that the deadlines of a scheme can follow: its own rungs, and ours."""
    return (*scheme.ladder, *(rung for rungs in OTHERS.values() for rung in rungs))


def plan_of(scheme: Scheme, deadline: Deadline) -> tuple[Planned, ...]:
    """The ladder with the instants at which its rungs go; once extended, everything counts from the new day."""
    counted = deadline.last_day if deadline.moves else deadline.nominal_day
    if counted is None or deadline.last_day is None:
        return ()
    return planned(ladder_of(scheme, deadline), counted, deadline.last_day)


def next_rungs(around: Surroundings, before: Record, after: Record, now: datetime) -> Iterator[NextRung]:
    """When the next rung goes of each deadline that is new, moved or settled. Earlier rungs are not made up for."""
    deadlines = after.all("deadlines")
    for deadline in deadlines.values():
        was = before.all("deadlines").get(deadline.id)
        if was is not deadline and (was is None or _shape(was) != _shape(deadline)):
            rung = next_rung(around.scheme_of(after), deadline, now)
            # Of a new deadline without a ladder there is nothing to remember.
            if was is not None or rung.at is not None:
                yield rung


def next_rung(scheme: Scheme, deadline: Deadline, now: datetime) -> NextRung:
    """When the next rung after `now` goes; of a settled deadline none does."""
    at = first_after(plan_of(scheme, deadline), now) if deadline.status == "open" else None
    return NextRung(deadline.id, deadline.case_id, at)


def _shape(deadline: Deadline) -> tuple[object, ...]:
    return deadline.status, deadline.last_day, len(deadline.moves)
