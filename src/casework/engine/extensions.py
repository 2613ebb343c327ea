"""Which open deadlines a transition reaches, and whether it may extend them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from casework.errors import Reason, Text, reason
from casework.model.record import Record
from casework.model.rows import Deadline, Proceeding
from casework.model.workflow import Transition

#: Only before the time limit for appeal has ended; after it only a late appeal can be taken up (fvl/31-1).
APPEAL_EXTENSION = "fvl/29-4"

_EXPIRED = Text(
    "fristen «{name}» gikk ut {day} og kan ikke forlenges",
    "fristen «{name}» gjekk ut {day} og kan ikkje forlengast",
    "the time limit “{name}” ended on {day} and cannot be extended",
)
_NOT_LATER = Text(
    "den nye dagen {new} er ikke senere enn {day}",
    "den nye dagen {new} er ikkje seinare enn {day}",
    "the new day {new} is not later than {day}",
)
_NONE = Text(
    "det løper ingen frist «{name}» som kan forlenges",
    "det går ingen frist «{name}» som kan forlengast",
    "no time limit “{name}” is running that could be extended",
)


def open_deadlines(record: Record, proceeding: Proceeding, name: str) -> list[Deadline]:
    """The open deadlines of that name: of the proceeding itself, else of the one it came from."""
    return record.open_deadlines(proceeding.id, name) or record.open_deadlines(proceeding.parent or "", name)


def extension_refusals(
    record: Record, proceeding: Proceeding, transition: Transition, now: datetime, facts: Mapping[str, Any]
) -> list[Reason]:
    """Why the deadlines that the transition extends cannot be; a new day yet to be given is not blamed."""
    reasons = list[Reason]()
    for name, fact in transition.extends.items():
        found = [d for d in open_deadlines(record, proceeding, name) if d.ends_at is not None]
        if not found:
            reasons.append(reason("no_deadline_to_extend", transition.law or APPEAL_EXTENSION, _NONE.format(name=name)))
        for deadline in found:
            reasons += unextendable(deadline, facts.get(fact), now)
    return reasons


def unextendable(deadline: Deadline, to: str | None, now: datetime) -> Iterator[Reason]:
    """Why the deadline cannot be moved to that legal day (Oslo): it has ended, or the day is no later."""
    of_appeal = deadline.law.startswith("fvl/29")
    law = APPEAL_EXTENSION if of_appeal else deadline.law
    if deadline.ends_at is None or now >= deadline.ends_at:
        code = "deadline_expired_use_section_31" if of_appeal else "deadline_expired"
        yield reason(code, law, _EXPIRED.format(name=deadline.name, day=deadline.last_day))
    if to is not None and deadline.last_day is not None and date.fromisoformat(to) <= deadline.last_day:
        yield reason("not_an_extension", law, _NOT_LATER.format(new=to, day=deadline.last_day))
