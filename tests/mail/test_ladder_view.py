"""Whoever looks at a case sees each rung: what was sent, what was skipped, what comes, and since when it counts so."""

from __future__ import annotations

from pathlib import Path

from casework import Office
from tests.mail.duties import DEFINITIONS, KARI, OLA, OPENED, at, duty_office, owing
from tests.mail.post_office import Letterbox


def seen(office: Office, case_id: str) -> list[tuple[int, str]]:
    """Each rung with where it stands."""
    return [(rung.rung, rung.status) for rung in office.mail.ladders(case_id)]


def test_a_ladder_shows_what_was_sent_and_what_comes(posting: Office, letterbox: Letterbox) -> None:
    """Opened after the first two rungs were over; down over the last day; then sent again."""
    case_id = owing(at(posting, "2026-08-03"))
    posting.mail.set_person("kari", name="Kari", email="kari@imdi.example")
    posting.assign(case_id, "kari", "caseworker", by=OLA)
    at(posting, "2026-08-12").tick()
    posting.mail.send()
    at(posting, "2026-08-18").tick()
    posting.mail.send()
    assert seen(posting, case_id) == [
        (-60, "over"),
        (-14, "over"),
        (-3, "sent"),
        (0, "later_rung"),
        (1, "sent"),
        (7, "next"),
        (21, "to_come"),
    ]
    posting.perform(f"{case_id}-1", "deliver", by=KARI)
    assert seen(posting, case_id)[-2:] == [(7, "not_needed"), (21, "not_needed")]


def test_a_rung_that_came_back_says_so(posting: Office, letterbox: Letterbox) -> None:
    """What a person must look at is told before what went well."""
    case_id = owing(posting)
    letterbox.answers["post@ovelaget.example"] = "550 5.1.1 nobody"
    at(posting, "2026-08-12").tick()
    posting.mail.send()
    assert (-3, "failed") in seen(posting, case_id)


def test_an_extension_keeps_the_old_rungs_in_sight(office: Office) -> None:
    """The ladder begins anew; what was done for the old day stays."""
    case_id = owing(office)
    at(office, "2026-08-12").tick()
    office.perform(f"{case_id}-1", "extend", by=KARI, facts={"new_day": "2026-09-15", "reason": "sykdom"})
    days = {(rung.rung, str(rung.last_day)): rung.status for rung in office.mail.ladders(case_id)}
    assert days[-3, "2026-08-15"] == "staged" and days[-14, "2026-09-15"] == "next"


def test_a_changed_ladder_tells_since_when_it_is_followed(database_url: str, tmp_path: Path) -> None:
    """Open deadlines follow it from now on, visibly; also where the kind is no duty."""
    case_id = owing(before := duty_office(database_url))
    at(before, "2026-08-01").tick()
    first = before.mail.ladders(case_id)
    assert [str(rung.since) for rung in first] == ["2026-08-01 07:00:00+00:00"] * 7
    rung = '\n[[ladder]]\nduty = "status_report"\noffset = -5\nletter = "reminder"\nrecipients = ["grantee"]\n'
    file = tmp_path / "scheme.toml"
    file.write_text((DEFINITIONS / "scheme.toml").read_text("utf-8") + rung, "utf-8")
    after = duty_office(database_url, scheme=file)
    at(after, "2026-08-04").tick()
    found = {r.rung: r for r in after.mail.ladders(case_id)}
    assert found[-5].status == "next" and str(found[-5].since) == "2026-08-04 07:00:00+00:00"
    assert found[-14].status == "staged" and 21 not in found
    assert at(before, OPENED).mail.ladders(case_id)[0].since == found[-5].since
    before.close()
    after.close()
