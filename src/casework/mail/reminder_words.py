"""What a reminder knows besides the case: what is due, how long it is until then, why, and what follows."""

from __future__ import annotations

from datetime import date
from typing import Any

from casework.engine.ladders import plan_of
from casework.law.calendar import oslo_day
from casework.model.mail import Dispatch
from casework.model.record import Record
from casework.model.rows import Deadline
from casework.model.scheme import Scheme
from casework.notices.deadline_words import days, in_text, what_is_due
from casework.notices.wording import cited

#: The last letter before a reaction is signed by a person.
SIGNED = ("reminder_escalated", "repayment_overdue")
#: What the scheme calls the breach that a late report is.
LATE_REPORT = "late_report"


def reminder_words(
    scheme: Scheme, record: Record, deadline: Deadline, dispatch: Dispatch, language: str, today: date
) -> dict[str, Any]:
    """The values that the letters of a ladder name; `today` is a legal day (Oslo)."""
    what = what_is_due(scheme, deadline).in_language(language)
    left = (deadline.last_day - today).days if deadline.last_day else 0
    duty, last = scheme.duty(deadline.kind) is not None, _last_rung(scheme, deadline)
    propose = duty and (dispatch.rung or 0) >= max(last, 1)
    above = dispatch.recipient in ("supervisor", "head")
    return {
        "deadline": deadline,
        "rung": dispatch.rung or 0,
        "grant": f"{scheme.title.in_language(language)} {record.case.year}",
        "what": what,
        "what_in_text": in_text(what, language),
        "days": left,
        "count": lambda count: days(count, language),
        "why": cited(scheme, deadline.law, language),
        "from_letter": _grant_letter_day(record) if duty else None,
        "right": _right(scheme, language) if duty else None,
        "parts_wanted": _parts_wanted(record, deadline) if duty else [],
        "can_extend": left > 0 and duty,
        "propose": propose,
        "escalated": above and left < 0 and not propose,
    }


def _last_rung(scheme: Scheme, deadline: Deadline) -> int:
    return max((planned.rung.offset for planned in plan_of(scheme, deadline)), default=0)


def _parts_wanted(record: Record, deadline: Deadline) -> list[str]:
    """The parts that are not there yet, in the scheme's order."""
    facts = record.proceeding(deadline.proceeding_id).facts
    delivered = facts.get("delivered") or []
    return [part for part in facts.get("parts") or [] if part not in delivered]


def _grant_letter_day(record: Record) -> date | None:
    """The day of the letter that laid the duty down (best/6.3.3)."""
    written = [x.created_at for x in record.all("letters").values() if x.template == "grant_letter" and x.created_at]
    return oslo_day(written[-1]) if written else None


def _right(scheme: Scheme, language: str) -> str | None:
    """By which rule of the scheme a report that never comes is a breach."""
    codes = [breach.code for breach in scheme.of("breach") if breach.id == LATE_REPORT]
    return cited(scheme, scheme.citation(codes[0]), language).partition(" (")[0] if codes else None
