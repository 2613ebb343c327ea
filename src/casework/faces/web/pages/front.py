"""Where a person begins."""

from __future__ import annotations

from casework.faces.web.pages import appeal_body, grantee, my_day, record, scheme_owner
from casework.faces.web.visit import Answer, Visit

_FIRST = {
    "grantee": grantee.own_cases,
    "appeal_body": appeal_body.inbox,
    "auditor": record.search,
    "archivist": record.search,
    "administrator": scheme_owner.schemes,
}


def front(visit: Visit) -> Answer:
    """Each role has its own first page."""
    return _FIRST.get(visit.actor.role, my_day.my_day)(visit)
