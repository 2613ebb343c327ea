"""What the clock brings: deadlines that have passed, and what follows from them. Safe to run twice, and late."""

from __future__ import annotations

from dataclasses import replace

from casework.desk import Desk
from casework.engine.perform import pass_deadline
from casework.errors import Reason, Stale
from casework.laddering import Laddering
from casework.log import log
from casework.model.actor import SYSTEM
from casework.model.case import Tick
from casework.store import lists
from casework.store.refusals import record_refusal

ATTEMPTS = 3


def tick(desk: Desk, laddering: Laddering) -> Tick:
    """Record what has passed, and stage the reminders that are due. One that fails never stops the rest."""
    return replace(passing(desk), staged=laddering.sweep())


def passing(desk: Desk) -> Tick:
    """Record every deadline that ended now or earlier and was not yet noticed."""
    passed, refused, failed = [], [], []
    for case_id, deadline_id in lists.passed_unnoticed(desk.database, desk.clock.now()):
        try:
            reasons = _notice(desk, case_id, deadline_id)
        except Exception as error:  # noqa: BLE001  a host's rule or a broken file must not keep the other deadlines
            log.error("deadline_not_noticed", case=case_id, deadline=deadline_id, error=str(error))
            failed.append((deadline_id, str(error)))
            continue
        passed.append(deadline_id)
        if reasons:
            refused.append((deadline_id, reasons))
    return Tick(tuple(passed), tuple(refused), tuple(failed))


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
