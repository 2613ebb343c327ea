"""A letter is seen before it goes: as it will read, with what the law asks of it, and nothing is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from casework import NotFound, Office, Preview, Refused
from casework.faces.cli.root import root
from casework.testing import FrozenClock, office_in_memory
from tests.schemes import resource_case as rc

REASON = {"reason": "midlene rekker ikke til alle"}


@pytest.fixture
def office() -> Office:
    """An office that keeps everything in memory."""
    return office_in_memory(FrozenClock(rc.STARTS))


def rejection(office: Office, **facts: str) -> Preview:
    """The letter of a rejection that nobody has decided yet."""
    return office.preview(rc.assessed(office).grant.id, "reject", by=rc.DECIDER, facts=facts)


def test_a_preview_is_the_letter_that_is_then_written(office: Office) -> None:
    """fvl/23: the same subject and text, in text and in HTML."""
    grant = rc.assessed(office).grant
    shown = office.preview(grant.id, "reject", by=rc.DECIDER, facts=REASON)
    entry = office.perform(grant.id, "reject", by=rc.DECIDER, facts=REASON)
    letter = office.case(entry.case_id).letters[-1]
    assert shown.reasons == ()
    assert (letter.subject, office.letter_text(letter.id)) == (shown.letters[0].subject, shown.letters[0].text)
    assert "<h1>" in shown.letters[0].html and REASON["reason"] in shown.letters[0].html


def test_a_preview_writes_nothing(office: Office) -> None:
    """fvl/23: whoever looks at a letter has done nothing yet."""
    case = rc.assessed(office)
    office.preview(case.grant.id, "reject", by=rc.DECIDER, facts=REASON)
    assert office.case(case.id) == case and office.refusals(case.id) == []


def test_a_preview_ticks_what_the_notice_must_tell(office: Office) -> None:
    """fvl/27-3: each item with its provision."""
    items = {item.name: item for item in rejection(office, **REASON).letters[0].items}
    assert {name for name, item in items.items() if item.required} == {
        "decision", "reasons", "right_of_appeal", "appeal_deadline", "appeal_body", "procedure", "access",
    }  # fmt: skip
    assert all(item.told for item in items.values()) and items["appeal_deadline"].law == "fvl/27-3"


def test_a_preview_says_what_is_still_missing(office: Office) -> None:
    """fvl/24-1: without reasons the letter is shown all the same, unticked, with why it cannot go."""
    shown = rejection(office)
    assert not shown.letters[0].complete
    assert [item.name for item in shown.letters[0].items if not item.told] == ["reasons"]
    assert [reason.fact for reason in shown.reasons] == ["reason"]


def test_a_preview_is_of_what_can_be_done_here(office: Office) -> None:
    """What is not in order here has no letter."""
    grant = rc.assessed(office).grant.id
    with pytest.raises(Refused, match="close"):
        office.preview(grant, "close", by=rc.CASEWORKER)
    with pytest.raises(NotFound):
        office.preview(grant, "no_such_step", by=rc.CASEWORKER)


def test_the_command_shows_the_letter_with_its_ticks(tmp_path: Path) -> None:
    """`casework case preview`: a person reads it before it goes."""
    url = f"sqlite:///{tmp_path / 'casework.db'}"
    office = Office(url, clock=FrozenClock(rc.STARTS))
    grant = rc.assessed(office).grant.id
    office.close()
    acting = ["--by", rc.DECIDER.person, "--role", rc.DECIDER.role]
    words = ["--database", url, "case", "preview", grant, "reject", *acting, "--fact", f"reason={REASON['reason']}"]
    done = CliRunner().invoke(root, words)
    assert done.exit_code == 0, done.output
    assert "Avslag på søknaden" in done.output and "✓ klagefristen (fvl/27-3)" in done.output
