"""Whether what came in was in time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from casework.law.arrival import Channel
from casework.law.filing import Filing, Timeliness, filed_in_time, repeat_limit
from casework.law.time_limits import limit

#: From Saturday 14 March 2026: the last day is Tuesday 7 April, over at 22:00 UTC.
LAST = limit("fvl/29-1", "2026-03-14")
#: The last day is Friday 12 June 2026.
FRIDAY = limit("fvl/29-1", "2026-05-22")
LATER = datetime(2026, 6, 20, 8, tzinfo=UTC)


def oslo(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}+02:00")


@pytest.mark.parametrize(
    ("arrived", "expected"),
    [
        ("2026-04-07T23:59:59.999999", Timeliness.IN_TIME),
        ("2026-04-08T00:00:00", Timeliness.LATE),
        ("2026-04-08T00:01:00", Timeliness.LATE),
        ("2026-03-20T12:00:00", Timeliness.IN_TIME),
    ],
)
def test_an_electronic_appeal_must_have_arrived_before_midnight_in_oslo(arrived: str, expected: Timeliness) -> None:
    """efvf/11-5: sending at 23:59 is not enough when it arrives at 00:01."""
    found = filed_in_time(Filing(Channel.ELECTRONIC, received_at=oslo(arrived)), LAST)
    assert (found.timeliness, found.provision) == (expected, "efvf/11-5")


def test_a_postmark_does_not_help_an_electronic_appeal() -> None:
    """efvf/11-5 has no rule about sending."""
    filing = Filing(Channel.ELECTRONIC, postmarked_on=date(2026, 4, 7), received_at=oslo("2026-04-08T00:01"))
    assert filed_in_time(filing, LAST).timeliness is Timeliness.LATE


def test_a_letter_posted_on_the_last_day_is_in_time_whenever_it_arrives() -> None:
    """fvl/30-1: handing it to a postal provider is enough."""
    found = filed_in_time(Filing(Channel.POST, postmarked_on=date(2026, 4, 7), received_at=LATER), LAST)
    assert (found.timeliness, found.provision) == (Timeliness.IN_TIME, "fvl/30-1")
    assert found.reasoning.en == "Tuesday 7 April 2026 is within the last day, Tuesday 7 April 2026"


@pytest.mark.parametrize(
    ("postmark", "expected"),
    [
        (date(2026, 6, 12), Timeliness.IN_TIME),
        (date(2026, 6, 13), Timeliness.NEEDS_PERSON),
        (date(2026, 6, 15), Timeliness.NEEDS_PERSON),
        (date(2026, 6, 16), Timeliness.NEEDS_PERSON),
        (date(2026, 6, 17), Timeliness.LATE),
    ],
)
def test_a_postmark_just_after_the_last_day_is_for_a_person(postmark: date, expected: Timeliness) -> None:
    """fvl/30-1: a letter box counts, and Friday's post may be stamped on Tuesday."""
    found = filed_in_time(Filing(Channel.POST, postmarked_on=postmark, received_at=LATER), FRIDAY)
    assert (found.timeliness, found.provision) == (expected, "fvl/30-1")


def test_what_was_received_in_time_needs_no_postmark() -> None:
    """fvl/30-1: it cannot have been posted later than it came."""
    filing = Filing(Channel.POST, postmarked_on=date(2026, 6, 30), received_at=oslo("2026-06-12T15:00"))
    assert filed_in_time(filing, FRIDAY).timeliness is Timeliness.IN_TIME
    assert filed_in_time(Filing(Channel.POST, received_at=oslo("2026-06-12T15:00")), FRIDAY).timeliness == "in_time"


def test_a_late_letter_without_a_postmark_is_for_a_person() -> None:
    """fvl/30-1: the day of posting is what counts, and it is not known."""
    found = filed_in_time(Filing(Channel.POST, received_at=LATER), FRIDAY)
    assert (found.timeliness, found.provision) == (Timeliness.NEEDS_PERSON, "fvl/30-1")
    assert "no postmark" in found.reasoning.en


@pytest.mark.parametrize(
    ("handed", "expected"),
    [("2026-06-12T23:59", Timeliness.IN_TIME), ("2026-06-13T00:00", Timeliness.LATE)],
)
def test_an_appeal_by_hand_counts_by_its_day(handed: str, expected: Timeliness) -> None:
    """fvl/30-1."""
    found = filed_in_time(Filing(Channel.HAND, received_at=oslo(handed)), FRIDAY)
    assert (found.timeliness, found.provision) == (expected, "fvl/30-1")


def test_a_late_filing_says_so_in_three_languages() -> None:
    """A refusal is told in the reader's language."""
    told = filed_in_time(Filing(Channel.HAND, received_at=oslo("2026-06-15T09:00")), FRIDAY).reasoning
    assert told.nb == "mandag 15. juni 2026 er etter siste dag, fredag 12. juni 2026"
    assert told.nn == "måndag 15. juni 2026 er etter siste dag, fredag 12. juni 2026"
    assert told.en == "Monday 15 June 2026 is after the last day, Friday 12 June 2026"


@pytest.mark.parametrize("channel", list(Channel))
def test_nothing_recorded_is_for_a_person(channel: Channel) -> None:
    """No evidence is no ground for calling it late."""
    found = filed_in_time(Filing(channel), FRIDAY)
    law = "efvf/11-5" if channel is Channel.ELECTRONIC else "fvl/30-1"
    assert (found.timeliness, found.provision) == (Timeliness.NEEDS_PERSON, law)
    assert found.reasoning.en == "it is not recorded when it was delivered"


@pytest.mark.parametrize("when", [FRIDAY.ends_at - timedelta(days=3), LATER])
def test_the_wrong_address_is_for_a_person(when: datetime) -> None:
    """fvl/11-4: guide or forward, and let a person judge."""
    found = filed_in_time(Filing(Channel.ELECTRONIC, received_at=when, right_address=False), FRIDAY)
    assert (found.timeliness, found.provision) == (Timeliness.NEEDS_PERSON, "fvl/11-4")
    assert found.reasoning.en.startswith("sent to the wrong body or address")


def test_a_lost_appeal_is_repeated_within_a_week() -> None:
    """fvl/30-1: one week from when the appellant learned that it did not arrive."""
    found = repeat_limit(date(2025, 4, 10), language="en")
    assert (found.provision, found.last_day) == ("fvl/30-1:repeat", date(2025, 4, 22))
    assert found.reasoning[0] == "one week from Thursday 10 April 2025"


def test_a_shorter_original_limit_is_also_the_time_for_repeating() -> None:
    """fvl/30-1: the original length where that is shorter than a week, as the three days of fvl/14."""
    found = repeat_limit("2026-06-08", "fvl/14")
    assert (found.provision, found.last_day) == ("fvl/30-1:repeat", date(2026, 6, 11))
    assert repeat_limit("2026-06-08", "fvl/14", language="en").reasoning[0] == "three days from Monday 8 June 2026"
    assert repeat_limit("2026-06-10", "fvl/14").last_day == date(2026, 6, 15)
    assert repeat_limit("2026-06-08", "fvl2025/19-2").last_day == date(2026, 6, 15)
    assert repeat_limit("2026-06-08", "fvl/16-1").last_day == date(2026, 6, 15)
