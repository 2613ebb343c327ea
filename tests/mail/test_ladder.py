"""Rungs are staged once, in time, and no more than one at a time."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from casework import Office
from tests.mail.duties import DEFINITIONS, DUE, KARI, at, duty_office, owing, rungs, staged


def test_each_rung_goes_on_its_day_and_not_before(office: Office) -> None:
    """60, 14 and 3 days before, on the day, and 1, 7 and 21 days after (contract: the default ladder).

    15 August 2026 is a Saturday: up to the day rungs go on the working day before, after it on the one after.
    """
    owing(office)
    days = ["2026-06-16", "2026-07-31", "2026-08-12", "2026-08-14", "2026-08-17", "2026-08-24", "2026-09-07"]
    for count, day in enumerate(days):
        assert at(office, f"{day}T07:59:59+02:00").tick().staged == 0
        assert at(office, f"{day}T08:00:00+02:00").tick().staged == 1
        assert at(office, f"{day}T08:00:01+02:00").tick().staged == 0
        assert len(staged(office)) == count + 1
    assert rungs(office) == [(-60, None), (-14, None), (-3, None), (0, None), (1, None), (7, None), (21, None)]
    assert at(office, "2027-08-15").tick().staged == 0


def test_after_a_long_outage_one_rung_goes_and_the_others_are_recorded_as_skipped(office: Office) -> None:
    """Due means due now or earlier and not yet done; nobody gets seven old mails at once."""
    owing(office)
    at(office, "2026-08-25").tick()
    skipped = [(rung, "later_rung") for rung in (-60, -14, -3, 0, 1)]
    assert rungs(office) == [*skipped, (7, None)]
    assert staged(office) == [7]
    at(office, "2026-09-07").tick()
    assert staged(office) == [7, 21]


def test_a_rung_whose_day_was_over_before_the_deadline_ran_is_not_made_up_for(office: Office) -> None:
    """The letter that sets the deadline tells it; a reminder on the same day would be one too many."""
    at(office, "2026-08-10")
    owing(office)
    assert office.tick().staged == 0
    at(office, "2026-08-12").tick()
    assert rungs(office) == [(-3, None)]


@pytest.mark.parametrize("step", ["deliver", "waive", "withdraw"])
def test_a_settled_deadline_reminds_nobody(office: Office, step: str) -> None:
    """Met, waived and withdrawn end the ladder."""
    case_id = owing(office)
    at(office, "2026-08-01").tick()
    office.perform(f"{case_id}-1", step, by=KARI)
    at(office, "2026-09-30").tick()
    assert staged(office) == [-14]


def test_an_extension_counts_the_ladder_anew_from_the_new_day(office: Office) -> None:
    """Rungs that are done for the old day are done; the new day has its own."""
    case_id = owing(office)
    at(office, "2026-08-14").tick()
    office.perform(f"{case_id}-1", "extend", by=KARI, facts={"new_day": "2026-09-15", "reason": "sykdom"})
    assert office.tick().staged == 0
    at(office, "2026-08-31T08:00:00+02:00")
    assert office.tick().staged == 0
    assert at(office, "2026-09-01").tick().staged == 1
    assert staged(office) == [0, -14]
    assert at(office, "2026-09-15").tick().staged == 1


def test_what_rolls_counts_up_to_the_nominal_day_and_after_the_effective_one(office: Office) -> None:
    """14 March 2027 is a Sunday that the deadline rolls past: rung 0 on Friday, rung 1 on Tuesday."""
    owing(office, "2027-03-14", kind="annual_report")
    at(office, "2027-03-12T08:00:00+01:00").tick()
    assert staged(office) == [0]
    assert at(office, "2027-03-15T12:00:00+01:00").tick().staged == 0
    assert at(office, "2027-03-16T08:00:00+01:00").tick().staged == 1


def test_of_two_rungs_on_one_day_the_later_one_goes(office: Office) -> None:
    """28 March 2027 is Easter Sunday: rungs -3 (Maundy Thursday) and 0 both fall back to Wednesday 24 March."""
    owing(office, "2027-03-28", kind="annual_report")
    at(office, "2027-03-24T09:00:00+01:00").tick()
    assert rungs(office)[-2:] == [(-3, "later_rung"), (0, None)]


@pytest.mark.parametrize(
    ("due_day", "first", "utc"),
    [
        ("2026-03-31", -3, "2026-03-27T07:00:00Z"),  # the clocks go forward on the 29th, a Sunday
        ("2026-04-02", -3, "2026-03-30T06:00:00Z"),
        ("2026-10-28", -3, "2026-10-23T06:00:00Z"),  # and back on Sunday the 25th
        ("2026-10-29", -3, "2026-10-26T07:00:00Z"),
        ("2028-03-03", -3, "2028-02-29T07:00:00Z"),  # a leap day
    ],
)
def test_eight_in_oslo_is_eight_around_clock_changes(office: Office, due_day: str, first: int, utc: str) -> None:
    """Instants are counted once from civil days, with the offset of that day."""
    owing(office, due_day)
    before = f"{utc[:11]}{int(utc[11:13]) - 1:02d}:59:59Z"
    at(office, before).tick()
    assert first not in staged(office)
    at(office, utc).tick()
    assert staged(office)[-1] == first


def test_ten_sweeps_at_once_stage_each_rung_once(database_url: str) -> None:
    """Unique per deadline and rung, whoever comes first."""
    first = duty_office(database_url)
    with first.together():
        for _ in range(60):
            owing(first)
    offices = [at(duty_office(database_url), "2026-08-12") for _ in range(10)]
    told = list[int]()
    threads = [threading.Thread(target=lambda o=o: told.append(o.tick().staged)) for o in offices]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(told) == 60 and staged(first) == [-3] * 60
    for office in (first, *offices):
        office.close()


def test_a_scheme_that_cannot_be_read_stops_nobody_else(database_url: str, tmp_path: Path) -> None:
    """A poisonous row: it stays due, and goes once the scheme is there again."""
    file = tmp_path / "other.toml"
    file.write_text((DEFINITIONS / "scheme.toml").read_text("utf-8").replace('"duties"', '"others"'), "utf-8")
    both = duty_office(database_url, scheme=file)
    facts = {"kind": "status_report", "due_day": DUE}
    both.open_case(scheme="others", year=2026, party="974760673", by=KARI, facts=facts)
    alone = duty_office(database_url)
    owing(alone)
    assert at(alone, "2026-08-12").tick().staged == 1
    assert alone.tick().staged == 0
    assert at(both, "2026-08-12").tick().staged == 1
    alone.close()
    both.close()


def test_a_changed_ladder_applies_to_open_deadlines_from_now_on(database_url: str, tmp_path: Path) -> None:
    """The old rungs are not made up for, the new ones go; the change is on record."""
    owing(before := duty_office(database_url))
    at(before, "2026-08-01").tick()
    rung = '\n[[ladder]]\nduty = "*"\noffset = -5\nletter = "reminder"\nrecipients = ["grantee"]\n'
    file = tmp_path / "scheme.toml"
    file.write_text((DEFINITIONS / "scheme.toml").read_text("utf-8") + rung, "utf-8")
    after = duty_office(database_url, scheme=file)
    assert at(after, "2026-08-04").tick().staged == 0
    assert at(after, "2026-08-10").tick().staged == 1
    assert staged(after) == [-14, -5]
    assert at(after, "2026-08-30").tick().staged == 0
    before.close()
    after.close()


def test_the_clock_set_back_and_forward_stages_nothing_twice(office: Office) -> None:
    """An hour back and a day forward: what is staged stays staged."""
    owing(office)
    for instant in ("2026-08-12T08:30:00+02:00", "2026-08-12T07:30:00+02:00", "2026-08-13T08:30:00+02:00"):
        at(office, instant).tick()
    assert staged(office) == [-3]


def test_overdue_tells_the_last_rung_and_the_next_step(office: Office) -> None:
    """What has been done about it, and what comes (contract: `overdue`)."""
    owing(office)
    at(office, "2026-08-18").tick()
    row = office.overdue()[0]
    assert (row["last_rung"], row["next_step"], row["reminders_sent"]) == (1, "reminder_overdue", 0)
    at(office, "2026-09-08").tick()
    row = office.overdue()[0]
    assert (row["last_rung"], row["next_step"]) == (21, "propose_reaction")
