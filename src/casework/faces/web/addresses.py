"""Every address of the pages, its method, and what answers it. The right is asked for at the counter by the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from casework.faces.web.pages import (
    acts,
    appeal_body,
    applying,
    bulk,
    case,
    document,
    front,
    grantee,
    language,
    my_day,
    overdue,
    provision,
    record,
    scheme_owner,
    supervisor,
    transition,
)
from casework.faces.web.visit import Answer


@dataclass(frozen=True, slots=True)
class Address:
    """One address; what stands in braces is handed to the answer. `right` is what the counter asks for first."""

    method: str
    path: str
    answer: Callable[..., Answer]
    right: str | None = None


ADDRESSES = (
    Address("GET", "/", front.front),
    Address("GET", "/my-day", my_day.my_day, "tasks_read"),
    Address("GET", "/own", grantee.own_cases, "case_read"),
    Address("GET", "/own/{case_id}", grantee.own_case, "case_read"),
    Address("GET", "/cases", record.search, "case_read"),
    Address("GET", "/cases/{case_id}", case.case, "case_read"),
    Address("GET", "/cases/{case_id}/acts/{name}", acts.form, "case_read"),
    Address("POST", "/cases/{case_id}/acts/{name}", acts.do, "case_read"),
    Address("GET", "/cases/{case_id}/record", record.record, "record_read"),
    Address("GET", "/cases/{case_id}/package", record.package, "record_read"),
    Address("GET", "/cases/{case_id}/ladder", overdue.ladder, "case_read"),
    Address("GET", "/cases/{case_id}/open/{workflow}", transition.opening, "step"),
    Address("POST", "/cases/{case_id}/open/{workflow}", transition.open_it, "step"),
    Address("GET", "/applications", applying.choose, "case_open"),
    Address("GET", "/applications/{scheme}/{year}", applying.form, "case_open"),
    Address("POST", "/applications/{scheme}/{year}", applying.register, "case_open"),
    Address("GET", "/bulk", bulk.choose, "bulk"),
    Address("GET", "/bulk/step", bulk.form, "bulk"),
    Address("POST", "/bulk/step", bulk.make, "bulk"),
    Address("GET", "/bulk/reports/{key}", bulk.report, "bulk"),
    Address("POST", "/cases/{case_id}/documents", document.add, "document_add"),
    Address("GET", "/documents/{document_id}", document.document, "document_read"),
    Address("GET", "/letters/{letter_id}", record.letter, "letter_read"),
    Address("GET", "/proceedings/{proceeding_id}", record.proceeding, "case_read"),
    Address("GET", "/proceedings/{proceeding_id}/{name}", transition.transition, "step"),
    Address("POST", "/proceedings/{proceeding_id}/{name}", transition.make, "step"),
    Address("POST", "/proceedings/{proceeding_id}/{name}/drop", transition.drop, "step"),
    Address("GET", "/overdue", overdue.overdue, "overdue_read"),
    Address("GET", "/overdue.csv", overdue.as_csv, "overdue_read"),
    Address("GET", "/overdue.xlsx", overdue.as_xlsx, "overdue_read"),
    Address("GET", "/office", supervisor.overview, "overdue_read"),
    Address("GET", "/year", supervisor.year, "deadlines_read"),
    Address("GET", "/mail", supervisor.mail, "mail_read"),
    Address("GET", "/mail/{dispatch_id}", supervisor.message, "mail_read"),
    Address("GET", "/appeals", appeal_body.inbox, "tasks_read"),
    Address("GET", "/appeals/{proceeding_id}", appeal_body.appeal, "case_read"),
    Address("GET", "/schemes", scheme_owner.schemes, "schemes_read"),
    Address("GET", "/schemes/{id}/{year}", scheme_owner.scheme, "schemes_read"),
    Address("GET", "/workflows/{name}", scheme_owner.workflow, "schemes_read"),
    Address("GET", "/law", provision.laws),
    Address("GET", "/law/{key:path}", provision.law),
    Address("POST", "/language", language.choose),
)
