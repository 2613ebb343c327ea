"""The marks that stand on a case or a proceeding, and what each of them stops."""

from __future__ import annotations

from datetime import date

from casework.model.record import Record
from casework.model.rows import Proceeding
from casework.model.workflow import Transition

#: What each mark means, and the provision behind it.
MARKS = {
    "on_hold": "fvl/11a-1",
    "registered_in_error": "arkf/11",
    "access_restricted": "offl/13",
    "archived": "arkf/14",
}


def blocking_marks(record: Record, proceeding: Proceeding, transition: Transition, today: date) -> list[str]:
    """The marks that stop the transition. `today` is a legal day in Oslo.

    What was registered in error is left alone; to what is archived something can still come in; what is on hold can
    be prepared but not decided, until the day that the hold lasts until.
    """
    held = {**record.case.marks, **proceeding.marks}
    blocking = [mark for mark in ("registered_in_error",) if mark in held]
    if "archived" in held and not transition.registers:
        blocking.append("archived")
    if transition.decides and any(_holds(marks, today) for marks in (record.case.marks, proceeding.marks)):
        blocking.append("on_hold")
    return blocking


def _holds(marks: dict[str, dict[str, str | None]], today: date) -> bool:
    hold = marks.get("on_hold")
    if hold is None:
        return False
    until = hold.get("until")
    return until is None or today < date.fromisoformat(until)
