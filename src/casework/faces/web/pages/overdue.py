"""Who is late, how late, and what has been done about it. The address is the saved view."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from typing import Any

from casework.engine.ladders import plan_of
from casework.faces import words
from casework.faces.cli.texts import FIELDS
from casework.faces.csv_text import csv_bytes, guarded
from casework.faces.overdue_table import COLUMNS, cells
from casework.faces.web.charts import Bar, bars
from casework.faces.web.visit import Answer, Download, Page, Visit
from casework.model.case import Case
from casework.model.rows import Deadline

ON_A_PAGE = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#: What the list can be sorted by; days late is the longest first.
SORTS: Mapping[str, Callable[[dict[str, Any]], Any]] = {
    "days": lambda row: (-row["days_late"], row["case"]),
    "case": lambda row: row["case"],
    "party": lambda row: (row["party_name"], row["case"]),
    "kind": lambda row: (row["kind"], -row["days_late"]),
    "due": lambda row: (row["due_day"], row["case"]),
    "reminders": lambda row: (-row["reminders_sent"], -row["days_late"]),
    "caseworker": lambda row: (row["caseworker"] or "", -row["days_late"]),
}
#: Up to how many days late, for the three bars.
GROUPS = ((7, ""), (30, "mid"), (None, "bad"))


def overdue(visit: Visit) -> Answer:
    """The list, with its filters in the address."""
    every = visit.counter.overdue()
    rows = chosen(visit, every)
    start = int(visit.given("start")) if visit.given("start").isdecimal() else 0
    values = {
        "rows": rows[start : start + ON_A_PAGE],
        "start": start,
        "total": len(rows),
        "every": len(every),
        "choices": {name: sorted({row[name] for row in every if row[name] is not None}) for name in FILTERS},
        "picked": {name: visit.given(name) for name in (*FILTERS, "late", "sort")},
        "groups": grouped(rows),
        "chart": _chart(visit, rows),
    }
    return Page("overdue.html", values)


FILTERS = ("scheme", "year", "kind", "caseworker")


def chosen(visit: Visit, every: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows that the address asks for, in its order."""
    wanted = {name: visit.given(name) for name in FILTERS if visit.given(name)}
    least = int(visit.given("late")) if visit.given("late").isdecimal() else 0
    rows = [
        row
        for row in every
        if row["days_late"] >= least and all(str(row[name] or "") == value for name, value in wanted.items())
    ]
    return sorted(rows, key=SORTS.get(visit.given("sort"), SORTS["days"]))


def grouped(rows: Sequence[dict[str, Any]]) -> list[tuple[int, int | None, int, str]]:
    """For each group of days its bounds, how many there are, and how it looks."""
    found, low = [], 0
    for high, look in GROUPS:
        within = [row for row in rows if row["days_late"] >= low and (high is None or row["days_late"] <= high)]
        found.append((low, high, len(within), look))
        low = (high or 0) + 1
    return found


def group_name(visit: Visit, low: int, high: int | None) -> str:
    """`0–7 dager`, or `over 30 dager`."""
    return visit.t("overdue.between", low=low, high=high) if high else visit.t("overdue.more", low=low - 1)


def _chart(visit: Visit, rows: Sequence[dict[str, Any]]) -> str:
    drawn = [Bar(group_name(visit, low, high), count, look) for low, high, count, look in grouped(rows)]
    return bars(visit.t("overdue.chart"), drawn, "late-chart")


def ladder(visit: Visit, case_id: str) -> Answer:
    """One late case opened: each rung of its ladder, sent, skipped or to come, and every move of the day."""
    case = visit.counter.case(case_id)
    late = [d for d in case.deadlines if d.status == "open" and d.ends_at and d.ends_at <= visit.now]
    return Page("ladder.html", {"case": case, "ladders": [(d, rungs(visit, case, d)) for d in late]})


def rungs(visit: Visit, case: Case, deadline: Deadline) -> list[dict[str, Any]]:
    """Each rung with its day, its letter, and the messages that came of it."""
    sent = [m for m in visit.office.mail.messages(case_id=case.id) if m.deadline_id == deadline.id]
    plan = plan_of(visit.around.definitions.scheme(case.scheme, case.year), deadline)
    return [
        {
            "at": planned.at,
            "letter": planned.rung.letter,
            "recipients": planned.rung.recipients,
            "messages": [m for m in sent if m.rung == planned.rung.offset],
            "future": planned.at > visit.now,
        }
        for planned in plan
    ]


def as_csv(visit: Visit) -> Answer:
    """The list as chosen, for a spreadsheet."""
    rows = cells(chosen(visit, visit.counter.overdue()), COLUMNS, visit.language)
    return Download("overdue.csv", csv_bytes(_headings(visit), rows, visit.language), "text/csv; charset=utf-8")


def as_xlsx(visit: Visit) -> Answer:
    """The list as chosen, as a workbook in which no cell is a formula or a link."""
    import xlsxwriter

    page = BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(page, plain) as book:
        sheet, day = book.add_worksheet("overdue"), book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, _headings(visit), book.add_format({"bold": True}))
        for number, row in enumerate(cells(chosen(visit, visit.counter.overdue()), COLUMNS, visit.language), 1):
            for column, value in enumerate(row):
                _written(sheet, number, column, value, day)
    return Download("overdue.xlsx", page.getvalue(), XLSX)


def _written(sheet: Any, row: int, column: int, value: Any, day: Any) -> None:
    if hasattr(value, "isoformat"):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, int):
        sheet.write_number(row, column, value)
    elif value is not None:
        sheet.write_string(row, column, guarded(str(value)))


def _headings(visit: Visit) -> list[str]:
    return [FIELDS[name].in_language(visit.language) if name in FIELDS else name for name in COLUMNS]


def kind_name(code: str, language: str) -> str:
    """What a duty is called."""
    return words.word(words.DUTIES, code, language)
