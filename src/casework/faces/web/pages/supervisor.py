"""For the supervisor: who has how much, what the agency itself must do, what went out, and the year."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from casework.faces.web.charts import Bar, bars
from casework.faces.web.naming import of_deadline
from casework.faces.web.pages.appeal_body import APPEALS, rows_of
from casework.faces.web.pages.my_day import WEEK
from casework.faces.web.visit import Answer, Page, Visit
from casework.law.calendar import oslo_day
from casework.law.provisions import provisions
from casework.model.mail import SENT
from casework.model.rows import Deadline
from casework.store import worklist

MOST_SHOWN = 50


def overview(visit: Visit) -> Answer:
    """How the office stands."""
    reach = visit.counter.door.reach("overdue_read")
    people = _people(visit)
    own = [d for d in visit.counter.due(visit.today + 2 * WEEK) if _is_own(d)][:MOST_SHOWN]
    values = {
        "people": people,
        "workload_chart": bars(
            visit.t("supervisor.workload"), [Bar(p["name"], p["cases"]) for p in people], "workload-chart"
        ),
        "own": [of_deadline(visit, d) for d in own],
        "reactions": rows_of(visit, ("reaction",))[:MOST_SHOWN],
        "appeals": rows_of(visit, APPEALS)[:MOST_SHOWN],
        "stages": worklist.stages(visit.office.database, reach),
    }
    return Page("supervisor.html", values)


def _people(visit: Visit) -> list[dict[str, Any]]:
    """Each person with their cases, the age of the oldest in days, and how many reports are late in them."""
    late = Counter(row["caseworker"] for row in visit.counter.overdue())
    rows = worklist.workload(visit.office.database, visit.counter.door.reach("overdue_read"))
    return [
        {
            "person": row["responsible"] or "",
            "name": visit.name(row["responsible"]) or visit.t("supervisor.nobody"),
            "cases": row["cases"],
            "age": (visit.today - oslo_day(row["oldest"])).days,
            "late": late[row["responsible"]],
        }
        for row in rows
    ]


def _is_own(deadline: Deadline) -> bool:
    """Whether the time limit is the agency's own."""
    found = provisions().get(deadline.law)
    return found is not None and found.limit is not None and found.limit.clock == "authority"


def mail(visit: Visit) -> Answer:
    """What was sent, and what waits for a person to look at."""
    visit.counter.door.plain("mail_read")
    sent = visit.office.mail.messages(status=SENT)[:MOST_SHOWN]
    values = {"undelivered": visit.counter.undelivered(), "sent": sent, "counts": visit.office.mail.counts()}
    return Page("mail.html", values)


def message(visit: Visit, dispatch_id: str) -> Answer:
    """One message, as it was written."""
    visit.counter.door.plain("mail_read")
    return Page("message.html", {"message": visit.office.mail.show(dispatch_id), **_parts(visit, dispatch_id)})


def _parts(visit: Visit, dispatch_id: str) -> dict[str, Any]:
    from email import message_from_string, policy

    raw = visit.office.mail.show(dispatch_id).message
    if raw is None:
        return {"subject": "", "text": ""}
    read = message_from_string(raw, policy=policy.default)
    body = read.get_body(("plain",))
    return {"subject": str(read["subject"] or ""), "text": body.get_content() if body else ""}


def year(visit: Visit) -> Answer:
    """The year as a calendar: what is due in each month, by kind."""
    wanted = int(visit.given("year")) if visit.given("year").isdecimal() else visit.today.year
    months: dict[int, Counter[tuple[date, str]]] = {month: Counter() for month in range(1, 13)}
    for d in visit.counter.due(date(wanted, 12, 31)):
        if d.last_day and d.last_day.year == wanted:
            months[d.last_day.month][d.last_day, d.kind or d.name] += 1
    told = {month: sorted(found.items()) for month, found in months.items()}
    return Page("year.html", {"year": wanted, "months": told})
