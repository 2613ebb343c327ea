"""Who is late, how late, and what was done about it."""

from __future__ import annotations

import pytest

from casework import BadInput, Office
from tests.mail.duties import KARI, OLA, OPENED, PARTY, at, owing
from tests.mail.post_office import Letterbox


def test_a_letter_that_did_not_arrive_asks_for_another_address(posting: Office, letterbox: Letterbox) -> None:
    """What became of the last reminder stands beside the count (pages: overdue)."""
    owing(posting)
    at(posting, "2026-08-17").tick()
    posting.mail.send()
    (row,) = posting.overdue()
    assert (row["last_outcome"], row["last_reminder_on"], row["next_step"]) == (
        "sent",
        "2026-08-17",
        "reminder_overdue",
    )
    letterbox.answers[PARTY.email or ""] = "550 5.1.1 nobody"
    at(posting, "2026-08-24").tick()
    posting.mail.send()
    (row,) = posting.overdue()
    assert (row["reminders_sent"], row["last_outcome"], row["next_step"]) == (1, "failed", "find_address")


def test_the_original_day_stands_beside_the_extended_one(office: Office) -> None:
    """And how often it was moved."""
    case_id = owing(office)
    office.perform(f"{case_id}-1", "extend", by=KARI, facts={"new_day": "2026-09-15", "reason": "sykdom"})
    (row,) = at(office, "2026-09-18").overdue()
    found = (row["original_day"], row["due_day"], row["days_late"], row["extensions"])
    assert found == ("2026-08-15", "2026-09-15", 3, 1)
    assert row["what"].nn == "Statusrapport"


def test_the_list_can_be_narrowed_and_sorted(office: Office) -> None:
    """By scheme, year, kind, caseworker (or nobody), organisation and days late; the latest first."""
    with office.together():
        days = {owing(at(office, OPENED), day): day for day in ("2026-08-20", "2026-08-10", "2026-08-15")}
    office.assign(next(iter(days)), "kari", "caseworker", by=OLA)
    at(office, "2026-08-24")

    def days_of(**filters: object) -> list[str]:
        return [row["due_day"] for row in office.overdue(**filters)]

    assert (
        days_of() == days_of(scheme="duties", year=2026, kind="status_report", party=PARTY.id) == sorted(days.values())
    )
    assert days_of(caseworker="kari") == ["2026-08-20"]
    assert days_of(caseworker="-", days_late=10) == ["2026-08-10"]
    assert days_of(days_late=9) == ["2026-08-10", "2026-08-15"]
    assert [row["caseworker"] for row in office.overdue(sort="caseworker")] == [None, None, "kari"]
    for wrong in ({"colour": "red"}, {"sort": "colour"}):
        with pytest.raises(BadInput, match=r"by colour; (filter|sort) by"):
            office.overdue(**wrong)
