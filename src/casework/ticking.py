"""What the clock brings: deadlines that have passed, and what follows from them. Safe to run twice, and late."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from casework.desk import Desk
from casework.engine.perform import pass_deadline
from casework.errors import Reason, Stale
from casework.laddering import Laddering
from casework.log import kind_of, log
from casework.model.actor import SYSTEM
from casework.model.case import Tick
from casework.store import lists
from casework.store.failures import unusable
from casework.store.refusals import record_refusal

ATTEMPTS = 3
#: What could not be recorded is left alone for so long.
RETRY = timedelta(minutes=5)


def tick(passing: Passing, laddering: Laddering) -> Tick:
    """Record what has passed, and stage the reminders that are due. One that fails never stops the rest."""
    done = passing.record()
    latest = done
    # What passes can start what has passed already, as when the office was down for weeks.
    while latest.passed:
        latest = passing.record()
        done = replace(latest, passed=done.passed + latest.passed, refused=done.refused + latest.refused)
    return replace(done, staged=laddering.sweep())


class Passing:
    """The deadlines of one office that pass. What cannot be recorded is told, and tried again after a while."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._failed: dict[str, tuple[datetime, str]] = {}

    def record(self) -> Tick:
        """Record every deadline that ended now or earlier and was not yet noticed. Raises BadDatabase."""
        passed, refused, now = [], [], self._desk.clock.now()
        due = lists.passed_unnoticed(self._desk.database, now)
        self._failed = {id_: self._failed[id_] for _, id_ in due if id_ in self._failed}
        for case_id, deadline_id in due:
            if deadline_id in self._failed and timedelta() <= now - self._failed[deadline_id][0] < RETRY:
                continue
            reasons = self._noticed(case_id, deadline_id)
            if reasons is None:
                continue
            passed.append(deadline_id)
            if reasons:
                refused.append((deadline_id, reasons))
        failed = tuple((deadline_id, told) for deadline_id, (_, told) in self._failed.items())
        return Tick(tuple(passed), tuple(refused), failed)

    def _noticed(self, case_id: str, deadline_id: str) -> tuple[Reason, ...] | None:
        """Why nothing followed from it, if anything should have; None where it could not be recorded."""
        try:
            reasons = _notice(self._desk, case_id, deadline_id)
        except Exception as error:
            # A host's rule or a broken file must not keep the other deadlines.
            if unusable(error):
                raise
            log.error("deadline_not_noticed", case=case_id, deadline=deadline_id, error=kind_of(error))
            self._failed[deadline_id] = self._desk.clock.now(), str(error)
            return None
        self._failed.pop(deadline_id, None)
        return reasons


def _notice(desk: Desk, case_id: str, deadline_id: str) -> tuple[Reason, ...]:
    """Record one passing; where somebody else was first, look again."""
    for _ in range(ATTEMPTS - 1):
        try:
            return _noticed(desk, case_id, deadline_id)
        except Stale:
            continue
    return _noticed(desk, case_id, deadline_id)


def _noticed(desk: Desk, case_id: str, deadline_id: str) -> tuple[Reason, ...]:
    before = desk.load(case_id)
    deadline = before.all("deadlines")[deadline_id]
    if deadline.status != "open" or deadline.passed_at is not None:
        return ()
    draft = desk.draft(before, SYSTEM)
    refused = pass_deadline(draft, deadline)
    desk.write(before, draft)
    if refused is None:
        return ()
    record_refusal(desk.database, case_id, (deadline.proceeding_id, refused.step), SYSTEM, draft.now, refused)
    return refused.reasons
