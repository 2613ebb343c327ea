"""What is due, new and waiting for me, with the next step on each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

from casework.errors import CaseworkError, Text
from casework.faces.web.naming import Item, of_deadline, same, workflow_of
from casework.faces.web.next_steps import first_step, waits_for
from casework.faces.web.visit import Answer, Page, Visit
from casework.law.calendar import previous_working_day, start_of_day
from casework.model.case import Option
from casework.model.rows import Deadline
from casework.store import worklist

DAY, WEEK = timedelta(days=1), timedelta(days=7)
#: After every id.
LAST_ID = "~"
MOST_SHOWN = 40
#: The states of a grant before it is decided.
EARLY = ("applied", "assessed")
#: How many proceedings are asked, each by itself, what may be done in them; and after how many it is enough.
MOST_ASKED, MOST_FOUND = 24, 15


def my_day(visit: Visit) -> Answer:
    """The day of somebody in the office."""
    rows = _rows(visit)
    waiting = [row for row in rows if _waits(visit, row)]
    needs = list(islice(_needing(visit, waiting[:MOST_ASKED]), MOST_FOUND))
    late, due = _due(visit)
    mine = {row["id"] for row in waiting}
    since = start_of_day(previous_working_day(visit.today))
    values = {
        "late": [of_deadline(visit, d) for d in late],
        "needs": needs,
        "needs_more": max(len(waiting) - MOST_ASKED, 0),
        "due": [of_deadline(visit, d) for d in due],
        "new": [_item(visit, row) for row in rows if row["opened_at"] >= since][:MOST_SHOWN],
        "others": [_item(visit, row) for row in rows if row["id"] not in mine][-MOST_SHOWN:],
        "others_count": len(rows) - len(waiting),
        "forms": visit.counter.saved_forms(),
    }
    return Page("my_day.html", values)


def _rows(visit: Visit) -> list[dict[str, Any]]:
    """The proceedings that are the visitor's to follow: a caseworker's own, and all within reach of the others."""
    rows = worklist.under_way(visit.office.database, visit.counter.door.reach("tasks_read"), most=5_000)
    if visit.actor.role != "caseworker":
        return rows
    return [row for row in rows if row["responsible"] in (visit.actor.person, None)]


def _waits(visit: Visit, row: dict[str, Any]) -> bool:
    """Whether it may wait for the visitor. A grant that was decided waits for its reports, which are their own."""
    workflow = workflow_of(visit.around, row)
    decided = row["id"].endswith("-1") and row["state"] not in EARLY
    return not decided and visit.actor.role in waits_for(workflow, row["state"])


def _needing(visit: Visit, rows: list[dict[str, Any]]) -> Iterator[Item]:
    for row in rows:
        try:
            step = first_step(visit, row["id"], workflow_of(visit.around, row), row["state"])
        except CaseworkError:
            continue
        if step is not None:
            yield _item(visit, row, step)


def _item(visit: Visit, row: dict[str, Any], step: Option | None = None) -> Item:
    workflow = workflow_of(visit.around, row)
    state = workflow.states[row["state"]]
    title, where = workflow.title or same(workflow.name), state.title or same(state.name)
    what = Text(f"{title.nb}: {where.nb}", f"{title.nn}: {where.nn}", f"{title.en}: {where.en}")
    return Item(row["case_id"], row["number"], row["party_name"], what, row["id"], step)


def _due(visit: Visit) -> tuple[list[Deadline], list[Deadline]]:
    """The first of what is late and of what is due within the week: the visitor's own, or that of all within reach."""
    own: dict[str, Any] = {"caseworker": visit.actor.person} if visit.actor.role == "caseworker" else {}
    page = visit.counter.page_of_deadlines
    # A deadline ends with its last day: what ends as today begins is late.
    begins = (start_of_day(visit.today), LAST_ID)
    late = page(visit.today - DAY, most=MOST_SHOWN, **own)
    return late, page(visit.today + WEEK, after=begins, most=MOST_SHOWN, **own)
