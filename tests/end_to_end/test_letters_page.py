"""What the page on letters shows is run: the letter passes its check and is sent, the channel carries one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from casework import Office
from casework.checking import at_hand, check_workflows
from casework.definitions.shipped import shipped_folder
from casework.testing import FrozenClock
from tests.end_to_end.shown import ROOT, blocks
from tests.notified import notice_of
from tests.schemes import resource_case as rc

PAGE = ROOT / "docs" / "letters.md"


def rejected(office: Office) -> str:
    """The notice of a rejection that is not sent yet."""
    grant = rc.assessed(office).grant.id
    office.perform(grant, "reject", by=rc.DECIDER, facts={"reason": "midlene rekker ikke til alle"})
    return notice_of(office, grant).id


def test_the_letter_on_the_page_can_be_sent(tmp_path: Path) -> None:
    """fvl/27-3: it passes the check of the workflow that writes it, and its notice goes."""
    (tmp_path / "nb").mkdir()
    (tmp_path / "nb" / "rejection.md").write_text(blocks(PAGE, "letter")[0].text, "utf-8")
    grant = str(shipped_folder("workflows") / "grant.toml")
    assert check_workflows([grant], at_hand(letters=[tmp_path])) == []
    office = Office("sqlite://", clock=FrozenClock(rc.STARTS), letters=[tmp_path])
    office.perform(rejected(office), "send", by=rc.CASEWORKER, facts={"channel": "electronic"})
    assert office.case("2025-00001").proceeding("notice").state == "sent"


def test_the_channel_on_the_page_carries_a_letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """efvf/11-2: handed over, delivered, and with that arrived."""
    monkeypatch.chdir(tmp_path)
    shown: dict[str, Any] = {}
    exec(blocks(PAGE, "python")[0].text, shown)
    office = Office("sqlite://", clock=FrozenClock(rc.STARTS), channels=[shown["Mailbox"](tmp_path)])
    facts = {"channel": "electronic", "carrier": "mailbox"}
    office.perform(rejected(office), "send", by=rc.CASEWORKER, facts=facts)
    office.letters.carry("worker")
    assert list(tmp_path.glob("*.html"))
    assert office.case("2025-00001").proceeding("notice").state == "running"
