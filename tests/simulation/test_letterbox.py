"""The mail of a walked year, in a folder of files to open."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from casework.model.mail import DROPPED, STAGED
from casework.simulation import demo_pages, letterbox, run
from casework.testing import FrozenClock, office_in_memory
from tests.mail.duties import at, duty_office, owing


def test_a_year_of_mail_lies_in_a_folder_and_one_ladder_is_told(tmp_path: Path) -> None:
    """Each file called after its day and subject, one letter a file; what an earlier run left is gone."""
    (tmp_path / "old.eml").write_text("old", "ascii")
    clock = FrozenClock("2024-12-01T08:00:00Z")
    office = office_in_memory(clock)
    letterbox.opened(office, tmp_path)
    summary = run(office, clock, "resource_environments", 2025, cases=3)
    files = letterbox.named(tmp_path)
    assert len(files) > 30 and all(file.exists() for file in files)
    reminder = next(file for file in files if "statusrapport-frist-fredag-15-august-2025" in file.name)
    message = message_from_bytes(reminder.read_bytes(), _class=EmailMessage, policy=policy.default)
    assert str(message["Subject"]) == "Statusrapport: frist fredag 15. august 2025"
    assert any("frister-" in file.name for file in files) and not (tmp_path / "old.eml").exists()
    told = demo_pages.mail(files, tmp_path)
    assert str(tmp_path) in told and f"{len(files)} e-poster" in told
    ladder = demo_pages.ladder(office, [summary])
    assert "+21" in ladder and "siste purring" in ladder and "sendt" in ladder


def test_an_office_that_turns_on_its_mail_sends_no_old_letters() -> None:
    """What was staged before is let go of, and what comes after is not."""
    office = duty_office()
    owing(office)
    at(office, "2026-08-12").tick()
    assert office.mail.drop_before(at(office, "2026-08-13").clock.now()) == 1
    at(office, "2026-08-14").tick()
    assert sorted(m.status for m in office.mail.messages(kind="reminder")) == [DROPPED, STAGED]
    office.close()
