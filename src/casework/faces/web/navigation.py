"""The few places that each role goes to, by the rights that it has."""

from __future__ import annotations

from dataclasses import dataclass

from casework.faces.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Place:
    """A link at the top: its text, its address, and whether the person is there."""

    key: str
    path: str
    here: bool


#: Text, path, the right that it needs, and the roles that it is for; none: everybody with the right.
_PLACES: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("nav.own", "own", "case_read", ("grantee",)),
    ("nav.my_day", "my-day", "tasks_read",
     ("caseworker", "decision_maker", "supervisor", "budget_authority", "attester")),
    ("nav.appeals", "appeals", "tasks_read", ("appeal_body",)),
    ("nav.overdue", "overdue", "overdue_read", ()),
    ("nav.office", "office", "overdue_read", ("supervisor",)),
    ("nav.bulk", "bulk", "bulk", ()),
    ("nav.applications", "applications", "case_open", ("grantee", "caseworker")),
    ("nav.year", "year", "deadlines_read", ("supervisor", "caseworker", "decision_maker")),
    ("nav.cases", "cases", "record_read", ()),
    ("nav.mail", "mail", "mail_read", ()),
    ("nav.schemes", "schemes", "schemes_read",
     ("caseworker", "decision_maker", "supervisor", "auditor", "archivist", "administrator", "appeal_body")),
    ("nav.law", "law", "schemes_read", ()),
)  # fmt: skip


def of(visit: Visit) -> list[Place]:
    """The places of the visitor's role."""
    here = visit.path.strip("/").partition("/")[0]
    return [
        Place(key, visit.url(path), here == path)
        for key, path, right, roles in _PLACES
        if visit.may(right) and (not roles or visit.actor.role in roles)
    ]
