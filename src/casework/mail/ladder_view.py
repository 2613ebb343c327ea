"""The ladder of a deadline as people see it: which rungs were sent, skipped or not needed, and which come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from casework.desk import Desk
from casework.engine.ladders import plan_of
from casework.errors import Text
from casework.law.calendar import oslo_day
from casework.model.ladder import Planned
from casework.model.rows import Deadline
from casework.notices.deadline_words import what_is_due
from casework.store import rungs
from casework.store.rungs import DoneRung

NEXT, TO_COME = "next", "to_come"
#: Its day was over before the deadline ran, or was moved: it is not made up for.
OVER = "over"
#: The deadline was settled before it.
NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class LadderRung:
    """One rung of one deadline. `day` is the legal day (Oslo) on which it goes, `rung` is in days from the due day.

    `status` is the status of its message (staged, sent, returned, failed, withdrawn, dropped), later_rung where a later
    one went instead, over, not_needed, next or to_come. `since` is from when the scheme's ladder is the present one.
    """

    deadline: str
    kind: str
    what: Text
    last_day: date
    rung: int
    day: date
    letter: str
    recipients: tuple[str, ...]
    status: str
    since: datetime | None


def ladders(desk: Desk, case_id: str) -> list[LadderRung]:
    """Every rung of every deadline of the case, deadline by deadline, in the order of their days. Raises NotFound."""
    record, now = desk.load(case_id), desk.clock.now()
    scheme = desk.around.scheme_of(record)
    since = rungs.following_since(desk.database, scheme.id, scheme.year)
    done = rungs.done(desk.database, record.case.id)
    found: list[LadderRung] = []
    for deadline in record.all("deadlines").values():
        mine = [each for each in done if each.deadline_id == deadline.id]
        what, plan = what_is_due(scheme, deadline), plan_of(scheme, deadline)
        left = [p for p in plan if not any(d.rung == p.rung.offset and d.last_day == deadline.last_day for d in mine)]
        rows = [*(_done(deadline, what, each, since) for each in mine), *_left(deadline, what, left, now, since)]
        found += sorted(rows, key=lambda row: (row.day, row.last_day, row.rung))
    return found


def _done(deadline: Deadline, what: Text, rung: DoneRung, since: datetime | None) -> LadderRung:
    recipients = tuple(recipient for recipient, _ in rung.outcomes)
    return LadderRung(
        deadline.id,
        deadline.kind,
        what,
        rung.last_day,
        rung.rung,
        oslo_day(rung.at),
        rung.letter,
        recipients,
        rung.skipped or _outcome([status for _, status in rung.outcomes]),
        since,
    )


def _outcome(statuses: Sequence[str]) -> str:
    """What became of the messages of a rung: what a person must look at is told before what went well."""
    return next((s for s in ("returned", "failed", "staged", "sent", "withdrawn") if s in statuses), "dropped")


def _left(
    deadline: Deadline, what: Text, left: Sequence[Planned], now: datetime, since: datetime | None
) -> Iterator[LadderRung]:
    upcoming = next((p for p in left if p.at > now), None)
    for planned in left:
        rung, status = planned.rung, _coming(deadline, planned, upcoming, now)
        day, last_day = oslo_day(planned.at), deadline.last_day or date.max
        yield LadderRung(
            deadline.id, deadline.kind, what, last_day, rung.offset, day, rung.letter, rung.recipients, status, since
        )


def _coming(deadline: Deadline, planned: Planned, upcoming: Planned | None, now: datetime) -> str:
    if deadline.status != "open":
        return NOT_NEEDED
    if planned.at <= now:
        return OVER
    return NEXT if planned is upcoming else TO_COME
