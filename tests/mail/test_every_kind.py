"""Every kind of deadline that a shipped workflow starts has its ladder, and nobody else's reminders."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework import Office
from casework.definitions.library import Definitions
from casework.model.rows import Deadline
from casework.notices.deadline_words import what_is_due
from casework.testing import FrozenClock
from tests.mail.duties import DEFINITIONS, KARI, at, rows

#: Friday 18 September 2026, with working days around it.
DUE = "2026-09-18"

CASEWORKER, SUPERVISOR, HEAD = ["caseworker"], ["caseworker", "supervisor"], ["caseworker", "head", "supervisor"]
#: Warned a week before and on the day, told to the supervisor the day after, and to the head after a week.
OWN = [
    ("2026-09-11", "staff_reminder", CASEWORKER),
    ("2026-09-18", "staff_reminder", CASEWORKER),
    ("2026-09-21", "staff_reminder", SUPERVISOR),
    ("2026-09-25", "staff_reminder", HEAD),
]
ASKED = [
    ("2026-09-15", "reminder", ["grantee"]),
    ("2026-09-18", "reminder_last_day", ["grantee"]),
    ("2026-09-21", "staff_reminder", CASEWORKER),
]
#: A right and no duty (fvl/16-2): the party is reminded of it, and the day after the case can be decided.
HEARD = [("2026-09-15", "statement_reminder", ["grantee"]), ("2026-09-21", "staff_reminder", CASEWORKER)]
OWED = [
    ("2026-09-04", "repayment_reminder", ["grantee"]),
    ("2026-09-15", "repayment_reminder", ["grantee"]),
    ("2026-09-21", "repayment_overdue", ["caseworker", "grantee"]),
    ("2026-10-02", "repayment_overdue", ["caseworker", "grantee", "supervisor"]),
]
#: A year, three months and one month before the claim lapses: 24, 33 and 35 months after it arose (fel/2).
LIMITATION = [
    ("2025-09-18", "staff_reminder", CASEWORKER),
    ("2026-06-18", "staff_reminder", SUPERVISOR),
    ("2026-08-18", "staff_reminder", HEAD),
]
#: The party may act or not, or the workflow itself answers.
SILENT: list[tuple[str, str, list[str]]] = []

KINDS = {
    "answer": OWN,
    "carry_out": OWN,
    "decide_anew": OWN,
    "demand": OWN,
    "expected_answer": OWN,
    "postponement": OWN,
    "reconsider": OWN,
    "deferral": OWN,
    "detriment": OWN,
    "forwarding": OWN,
    "inquiry": OWN,
    "on_hold": OWN,
    "payment": OWN,
    "provisional_reply": OWN,
    "reversal_message": OWN,
    "review": OWN,
    "review_notice": OWN,
    "suit": OWN,
    "contribution": ASKED,
    "correction": ASKED,
    "documentation": ASKED,
    "statement": HEARD,
    "repayment": OWED,
    "limitation": LIMITATION,
    "allowance": SILENT,
    "appeal": SILENT,
    "claim": SILENT,
    "comments": SILENT,
    "transit": SILENT,
    "repeat": SILENT,
    "second_alert": SILENT,
}

WORKFLOW = """name = "clock"
version = 1
in_force = 2020-01-01
initial = "running"

[opening]
facts = ["due_day"]
starts = [{starts}]

[states.running]
[states.closed]
final = true

[[transition]]
name = "close"
from = ["running"]
to = "closed"

[facts.due_day]
type = "date"
"""


def clock_office(folder: Path, kinds: list[str], now: str, ladder: str = "") -> Office:
    """An office whose cases have one open deadline of each of those kinds from their opening on."""
    starts = ", ".join(f'{{ deadline = "{kind}", on = "due_day" }}' for kind in kinds)
    (folder / "clock.toml").write_text(WORKFLOW.replace("{starts}", starts), "utf-8")
    scheme = (DEFINITIONS / "scheme.toml").read_text("utf-8").replace('"duties"', '"clocks"')
    (folder / "scheme.toml").write_text(scheme.replace('"duty"', '"clock"') + ladder, "utf-8")
    files = {"workflows": [folder / "clock.toml"], "schemes": [folder / "scheme.toml"]}
    return Office("sqlite://", clock=FrozenClock(now), **files)  # type: ignore[arg-type]


def lived(office: Office, days: list[str]) -> dict[str, list[tuple[str, str, list[str]]]]:
    """What was staged for each kind on those days, at eight in the morning, one after the other."""
    office.open_case(scheme="clocks", year=2026, party="974760673", by=KARI, facts={"due_day": DUE})
    for day in days:
        at(office, f"{day}T07:00:00Z").tick()
    found: dict[str, list[tuple[str, str, list[str]]]] = {}
    statement = (
        "select d.kind, substr(o.created_at, 1, 10), o.template, o.recipient from outbox o "
        "join deadlines d on d.id = o.deadline_id where o.kind = 'reminder' order by o.created_at, o.recipient"
    )
    for kind, day, template, role in rows(office, statement):
        so_far = found.setdefault(kind, [])
        if so_far and so_far[-1][:2] == (day, template):
            so_far[-1][2].append(role)
        else:
            so_far.append((day, template, [role]))
    return found


# What is presumed to have arrived when `transit` ends needs the notice that was posted.
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "transit"])
def test_a_deadline_brings_the_reminders_of_its_kind(tmp_path: Path, kind: str) -> None:
    """Who is told what on which day, one after the other, and nobody else anything."""
    office = clock_office(tmp_path, [kind], "2025-01-15T09:00:00Z")
    days = sorted({day for ladder in KINDS.values() for day, _, _ in ladder} | {"2026-09-19", "2026-12-31"})
    assert lived(office, days).get(kind, []) == KINDS[kind]
    office.close()


def test_every_deadline_of_the_shipped_workflows_is_judged_here() -> None:
    """A new kind must be given its ladder knowingly; a duty has that of its scheme."""
    definitions = Definitions()
    workflows = [definitions.workflow(name) for name in definitions.workflow_names()]
    starts = [start for w in workflows for t in (w.opening, *w.transitions) for start in t.starts]
    assert {start.deadline for start in starts if not start.duty} <= KINDS.keys()


@pytest.mark.parametrize("kind", [kind for kind, ladder in KINDS.items() if ladder])
def test_what_people_are_reminded_of_has_a_name(kind: str) -> None:
    """In each language, and not the name that programs use."""
    found = what_is_due(Definitions().scheme("resource_environments", 2025), Deadline("x", name=kind, kind=kind))
    assert found.nb and found.nn and found.en and kind.replace("_", " ").capitalize() not in (found.nb, found.nn)


def test_a_scheme_gives_any_kind_a_ladder_of_its_own(tmp_path: Path) -> None:
    """It stands in place of ours, and may count in months."""
    ladder = (
        '\n[[ladder]]\nduty = "review"\noffset = -2\nunit = "months"\nletter = "staff_reminder"\n'
        'recipients = ["head"]\n'
    )
    office = clock_office(tmp_path, ["review", "payment"], "2025-01-15T09:00:00Z", ladder)
    days = ["2026-07-16", "2026-07-17", "2026-09-11", "2026-09-18", "2026-09-21", "2026-09-25"]
    assert lived(office, days) == {"review": [("2026-07-17", "staff_reminder", ["head"])], "payment": OWN}
    office.close()


def test_the_day_a_hold_ends_is_not_forgotten(office: Office) -> None:
    """What is put aside is a deadline of ours until somebody takes it up again (fvl/11a-1)."""
    facts = {"kind": "status_report", "due_day": "2027-08-15"}
    case_id = office.open_case(scheme="duties", year=2026, party="974760673", by=KARI, facts=facts).id
    day = at(office, "2026-03-02").clock.now().date().replace(month=4, day=9)
    office.mark(case_id, "on_hold", by=KARI, reason="venter på dom", code="awaiting_court", until=day)
    assert [(d.name, str(d.last_day)) for d in office.due(day)] == [("on_hold", "2026-04-09")]
    assert at(office, "2026-04-10").tick().passed
    at(office, "2026-04-13").tick()
    assert rows(office, "select recipient from outbox where template = 'staff_reminder'")
    office.unmark(case_id, "on_hold", by=KARI, reason="dommen er falt")
    assert office.case(case_id).deadline("on_hold").status == "met"
