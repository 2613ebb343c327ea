"""What the ladders bring: the one rung of each deadline that applies now is staged, once, and the others are not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple
from datetime import datetime

from casework.desk import Desk
from casework.engine.ladders import next_rung, plan_of
from casework.errors import BadDefinition, CaseworkError, NotFound
from casework.log import log
from casework.model.chain import digest_of
from casework.model.ladder import Planned, due, first_after
from casework.model.mail import NextRung, Reminder, reminder_dispatch
from casework.model.rows import Deadline
from casework.model.scheme import Scheme
from casework.store import reminders
from casework.store.reminders import DueRung, LeftOut, Staging

#: The rung of a later day applies instead, as after the office was down.
LATER_RUNG = "later_rung"


class Laddering:
    """The sweep of one office. A change of a ladder is seen once by each process, when it first sweeps."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._followed = False
        self._left_out = LeftOut()

    def sweep(self) -> int:
        """Stage every rung that is due, and return how many were. Safe to run twice, late, and beside others."""
        self._follow()
        now, staged = self._desk.clock.now(), 0
        self._left_out = LeftOut()
        while (count := self._stage(now)) is not None:
            staged += count
        return staged

    def _stage(self, now: datetime) -> int | None:
        return reminders.stage_due(self._desk.database, now, lambda found: self._decide(found, now), self._left_out)

    def _decide(self, found: Sequence[DueRung], now: datetime) -> Staging:
        staging = Staging()
        for rung in found:
            try:
                self._one(staging, rung, now)
            except CaseworkError as error:
                # It stays due, is left out until the next sweep, and stops nobody else.
                log.error("rung_not_staged", case=rung.deadline.case_id, deadline=rung.deadline.id, error=str(error))
                self._left_out.add(rung.deadline, whole_scheme=isinstance(error, (NotFound, BadDefinition)))
        return staging

    def _one(self, staging: Staging, rung: DueRung, now: datetime) -> None:
        deadline = rung.deadline
        if deadline.status != "open":
            staging.next_rungs.append(NextRung(deadline.id, deadline.case_id, None))
            return
        plan = plan_of(self._scheme(deadline.scheme, deadline.year), deadline)
        reached = due(plan, rung.since, now)
        staging.reminders += _reminders(deadline, reached, now)
        for planned in reached[-1:]:
            recipients = dict.fromkeys(planned.rung.recipients)
            staging.dispatches += [reminder_dispatch(staging.reminders[-1], recipient) for recipient in recipients]
        staging.next_rungs.append(NextRung(deadline.id, deadline.case_id, first_after(plan, now)))

    def _scheme(self, scheme: str, year: int) -> Scheme:
        return self._desk.around.definitions.scheme(scheme, year)

    def _follow(self) -> None:
        """Let the open deadlines of every scheme whose ladder was changed follow the new one, visibly."""
        if self._followed:
            return
        for (scheme, year), before in reminders.ladders_of(self._desk.database).items():
            try:
                self._follow_one(scheme, year, before)
            except CaseworkError as error:
                log.error("ladder_not_followed", scheme=scheme, year=year, error=str(error))
        self._followed = True

    def _follow_one(self, scheme: str, year: int, before: str | None) -> None:
        found = self._scheme(scheme, year)
        digest = digest_of(repr([astuple(rung) for rung in found.ladder]))
        if digest == before:
            return
        now = self._desk.clock.now()

        def count(deadline: Deadline) -> NextRung:
            return next_rung(found, deadline, now)

        followed = reminders.follow_ladder(self._desk.database, (scheme, year), digest, now, count)
        if before is not None:
            log.info("ladder_changed", scheme=scheme, year=year, deadlines=followed)


def _reminders(deadline: Deadline, reached: Sequence[Planned], now: datetime) -> Iterable[Reminder]:
    for planned in reached:
        yield Reminder(
            deadline_id=deadline.id,
            last_day=deadline.last_day or planned.at.date(),
            rung=planned.rung.offset,
            case_id=deadline.case_id,
            letter=planned.rung.letter,
            due_at=planned.at,
            staged_at=now,
            skipped=None if planned is reached[-1] else LATER_RUNG,
        )
