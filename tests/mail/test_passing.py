"""A deadline passes at its legal instant, whenever that is noticed, and both are told."""

from __future__ import annotations

from datetime import datetime

import pytest

from casework import Office
from tests.mail.duties import KARI, at, duty_office, owing

#: Due day, its end (Oslo midnight) in UTC, and what is special about it.
ENDS = [
    ("2026-02-12", "2026-02-12T23:00:00Z", "an ordinary midnight in winter"),
    ("2026-08-15", "2026-08-15T22:00:00Z", "a Saturday, which does not roll"),
    ("2026-03-28", "2026-03-28T23:00:00Z", "the night in which the clocks go forward"),
    ("2026-03-29", "2026-03-29T22:00:00Z", "a day of 23 hours"),
    ("2026-10-24", "2026-10-24T22:00:00Z", "the night in which the clocks go back"),
    ("2026-10-25", "2026-10-25T23:00:00Z", "a day of 25 hours"),
    ("2028-02-28", "2028-02-28T23:00:00Z", "the day before a leap day"),
    ("2028-02-29", "2028-02-29T23:00:00Z", "a leap day"),
    ("2026-05-17", "2026-05-17T22:00:00Z", "a holiday, which does not roll"),
    ("2026-12-31", "2026-12-31T23:00:00Z", "the last of the year"),
]
#: The same for a duty that rolls: the day it is set to, the day it ends on, and the instant.
ROLLED = [
    ("2027-05-17", "2027-05-18", "2027-05-18T22:00:00Z"),  # Constitution Day, which is also Whit Monday
    ("2027-03-25", "2027-03-30", "2027-03-30T22:00:00Z"),  # Maundy Thursday to the Tuesday after Easter
    ("2027-03-28", "2027-03-30", "2027-03-30T22:00:00Z"),  # Easter Day, on which the clocks go forward
    ("2027-12-25", "2027-12-27", "2027-12-27T23:00:00Z"),  # Christmas Day on a Saturday
]


def passed(office: Office, instant: str) -> tuple[str, ...]:
    """What a look at that instant notices."""
    return at(office, instant).tick().passed


def second_before(instant: str) -> str:
    """The last second in which it has not ended."""
    return f"{instant[:11]}{int(instant[11:13]) - 1:02d}:59:59Z"


@pytest.mark.parametrize(("day", "instant", "why"), ENDS, ids=[why for _, _, why in ENDS])
def test_a_deadline_passes_at_the_end_of_its_day_in_oslo(day: str, instant: str, why: str) -> None:
    """Not a second before, and at once (dl/148)."""
    case_id = owing(office := duty_office(), day)
    assert passed(office, second_before(instant)) == ()
    assert passed(office, instant) == (f"{case_id}-1:report:1",)
    assert passed(office, instant) == ()
    office.close()


@pytest.mark.parametrize(("day", "last_day", "instant"), ROLLED)
def test_what_rolls_passes_at_the_end_of_the_next_open_day(day: str, last_day: str, instant: str) -> None:
    """Where the scheme says that its day rolls (dl/149-1)."""
    case_id = owing(office := duty_office(), day, kind="annual_report")
    assert str(office.case(case_id).deadline("report").last_day) == last_day
    assert passed(office, second_before(instant)) == ()
    assert passed(office, instant)
    office.close()


def test_the_legal_instant_and_the_moment_it_was_noticed_are_both_told(office: Office) -> None:
    """A worker that was down a week gains nobody a day: what follows is entered when it is noticed."""
    case_id = owing(office, "2026-03-28")
    noticed = "2026-04-04T12:00:00Z"
    passed(office, noticed)
    entry = next(e for e in office.history(case_id) if e.kind == "passed")
    assert entry.facts["last_day"] == "2026-03-28"
    assert datetime.fromisoformat(entry.facts["ended_at"]) == datetime.fromisoformat("2026-03-28T23:00:00Z")
    assert entry.at == datetime.fromisoformat(noticed)
    deadline = office.case(case_id).deadline("report")
    assert (deadline.passed_at, deadline.status) == (datetime.fromisoformat(noticed), "open")
    assert office.case(case_id).grant.state == "overdue"


@pytest.mark.parametrize("step", ["deliver", "waive", "withdraw"])
def test_what_was_settled_in_time_never_passes(office: Office, step: str) -> None:
    """Not even where the worker looks for the first time after the day."""
    case_id = owing(office, "2026-03-28")
    at(office, "2026-03-28T22:59:59Z")
    office.perform(f"{case_id}-1", step, by=KARI)
    assert passed(office, "2026-04-04T12:00:00Z") == ()
