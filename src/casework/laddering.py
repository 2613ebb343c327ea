"""What the ladders bring: the one rung of each deadline that applies now is staged, once, and the others are not."""

from __future__ import annotations

from dataclasses import astuple
from datetime import datetime

from casework.desk import Desk
from casework.engine.ladders import every_rung, next_rung, plan_of
from casework.errors import BadDefinition, CaseworkError, NotFound
from casework.log import kind_of, log
from casework.model.chain import digest_of
from casework.model.ladder import due, first_after
from casework.model.mail import NextRung
from casework.model.rows import Deadline
from casework.model.scheme import Scheme
from casework.store import reminders
from casework.store.failures import unusable
from casework.store.reminders import DueRung, LeftOut, Staged


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
        return reminders.stage_due(self._desk.database, now, lambda due: self._decide(due, now), self._left_out)

    def _decide(self, found: DueRung, now: datetime) -> Staged | None:
        deadline = found.deadline
        if deadline.status != "open":
            return Staged((), None)
        try:
            plan = plan_of(self._scheme(deadline.scheme, deadline.year), deadline)
        except Exception as error:
            # They stay due, are left out until the next sweep, and stop nobody else.
            if unusable(error):
                raise
            log.error("rung_not_staged", case=deadline.case_id, deadline=deadline.id, error=kind_of(error))
            self._left_out.add(found, whole_scheme=isinstance(error, (NotFound, BadDefinition)))
            return None
        return Staged(due(plan, found.since, now), first_after(plan, now))

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
        digest = digest_of(repr([astuple(rung) for rung in every_rung(found)]))
        if digest == before:
            return
        now = self._desk.clock.now()

        def count(deadline: Deadline) -> NextRung:
            return next_rung(found, deadline, now)

        followed = reminders.follow_ladder(self._desk.database, (scheme, year), digest, now, count)
        if before is not None:
            log.info("ladder_changed", scheme=scheme, year=year, deadlines=followed)
