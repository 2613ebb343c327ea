"""`casework letters`: what waits is listed, printed, posted, and taken back when it returns."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from casework import Office
from casework.faces.cli.root import root
from casework.testing import FrozenClock
from tests.notified import notice_of
from tests.schemes import resource_case as rc

ACTING = ("--by", rc.CASEWORKER.person, "--role", rc.CASEWORKER.role)


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database with one letter that waits to be posted."""
    url = f"sqlite:///{tmp_path / 'casework.db'}"
    office = Office(url, clock=FrozenClock(rc.STARTS))
    grant = rc.assessed(office).grant.id
    office.perform(grant, "reject", by=rc.DECIDER, facts={"reason": "midlene rekker ikke til alle"})
    office.perform(notice_of(office, grant).id, "send", by=rc.CASEWORKER, facts={"channel": "post"})
    office.close()
    return url


def letters(url: str, *words: str) -> Any:
    """What a command tells as JSON."""
    done = CliRunner().invoke(root, ["--database", url, "--json", "letters", *words])
    assert done.exit_code == 0, done.output
    return json.loads(done.output)


def test_what_waits_is_listed_without_its_text(url: str) -> None:
    """Ids and kinds, and nothing of people."""
    row = letters(url, "list")[0]
    assert (row["case"], row["channel"], row["status"]) == ("2025/00001", "post", "staged")
    assert "message" not in row and "address" not in row


def test_what_waits_is_printed(url: str, tmp_path: Path) -> None:
    """A page for each letter."""
    files = letters(url, "print", str(tmp_path / "out"))
    assert "Avslag på søknaden" in Path(files[0]).read_text("utf-8")


def test_a_posted_letter_waits_no_more_and_can_come_back(url: str) -> None:
    """fvl/29-1: recorded as posted, and as not arrived when it returns."""
    letter = letters(url, "list")[0]["id"]
    assert letters(url, "posted", letter, "--on", "2025-02-03", *ACTING)[0]["status"] == "sent"
    assert letters(url, "list") == []
    assert letters(url, "returned", letter, "--because", "ukjent", *ACTING)[0]["error"] == "ukjent"
    assert letters(url, "list", "--all")[0]["status"] == "returned"


def test_a_letter_that_does_not_wait_is_not_posted(url: str) -> None:
    """Bad input: what it is, and what is meant."""
    letter = letters(url, "list")[0]["id"]
    letters(url, "posted", letter, *ACTING)
    done = CliRunner().invoke(root, ["--database", url, "letters", "posted", letter, *ACTING])
    assert done.exit_code == 2 and "is sent" in done.output
