"""When a notice has come through to its addressee."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from casework.errors import BadInput
from casework.law.arrival import Channel, Delivery, arrival, second_alert_limit

AVAILABLE = datetime(2026, 3, 13, 22, 30, tzinfo=UTC)
ALERTED = datetime(2026, 3, 13, 23, 30, tzinfo=UTC)
DECIDED = datetime(2026, 3, 2, 9, tzinfo=UTC)
ELECTRONIC = Delivery(
    Channel.ELECTRONIC, "911222333", decided_at=DECIDED, made_available_at=AVAILABLE, alert_sent_at=ALERTED
)
POST = Delivery(Channel.POST, "911222333", decided_at=DECIDED, posted_at=datetime(2026, 4, 1, 10, tzinfo=UTC))
HAND = Delivery(Channel.HAND, "911222333", decided_at=DECIDED)


def test_an_electronic_notice_arrives_when_both_available_and_alerted() -> None:
    """efvf/11-2: the later of the two, dated in Oslo; opening is not required."""
    found = arrival(ELECTRONIC)
    assert (found.at, found.day, found.presumed, found.provision) == (ALERTED, date(2026, 3, 14), False, "efvf/11-2")
    assert found.arrived
    swapped = replace(ELECTRONIC, made_available_at=ALERTED, alert_sent_at=AVAILABLE)
    assert arrival(swapped).at == ALERTED
    assert "lørdag 14. mars 2026" in found.reasoning.nb
    assert "Saturday 14 March 2026" in found.reasoning.en


def test_opening_neither_starts_nor_moves_the_clock() -> None:
    """efvf/11-2 speaks of availability and alert only."""
    opened = datetime(2026, 3, 30, 9, tzinfo=UTC)
    assert arrival(replace(ELECTRONIC, opened_at=opened)) == arrival(ELECTRONIC)
    assert not arrival(replace(ELECTRONIC, alert_sent_at=None, opened_at=opened)).arrived


@pytest.mark.parametrize(
    ("changed", "law", "told"),
    [
        ({"made_available_at": None}, "efvf/8-2", "not made available"),
        ({"alert_sent_at": None}, "efvf/8-3", "the alert is not sent, or it bounced"),
        ({"alert_bounced": True}, "efvf/8-3", "the alert is not sent, or it bounced"),
    ],
)
def test_without_availability_or_with_a_bounced_alert_it_has_not_arrived(
    changed: dict[str, object], law: str, told: str
) -> None:
    """efvf/8-3: an alert that came back was not sent."""
    found = arrival(replace(ELECTRONIC, **changed))  # type: ignore[arg-type]
    assert (found.arrived, found.day, found.at, found.provision) == (False, None, None, law)
    assert (found.presumed, found.reasoning.en) == (False, told)


def test_a_second_alert_that_came_through_starts_the_clock_of_a_bounced_first() -> None:
    """efvf/8-3, efvf/8-5."""
    second = datetime(2026, 3, 21, 8, tzinfo=UTC)
    again = replace(ELECTRONIC, alert_bounced=True, second_alert_at=second)
    assert arrival(again).at == second
    assert not arrival(replace(again, second_alert_bounced=True)).arrived
    assert arrival(replace(again, alert_bounced=False)).at == ALERTED


def test_a_notice_to_the_party_alone_does_not_reach_a_represented_party() -> None:
    """fvl/12-3: messages within the mandate go to the representative."""
    for delivery in (ELECTRONIC, POST, HAND):
        given = replace(delivery, represented_by="advokat", arrived_at=ALERTED)
        found = arrival(given, postal_transit_working_days=3)
        assert (found.arrived, found.provision) == (False, "fvl/12-3")
        assert "advokat" in found.reasoning.nn
    assert arrival(replace(ELECTRONIC, addressee="advokat", represented_by="advokat")).day == date(2026, 3, 14)


@pytest.mark.parametrize("delivery", [POST, HAND])
def test_a_recorded_delivery_is_the_arrival(delivery: Delivery) -> None:
    """fvl/29-1: what is recorded is not presumed, and a Saturday counts as that day."""
    found = arrival(replace(delivery, arrived_at=ALERTED), postal_transit_working_days=3)
    assert (found.day, found.at, found.presumed, found.provision) == (date(2026, 3, 14), ALERTED, False, "fvl/29-1")


def test_a_letter_is_presumed_to_arrive_after_the_allowance_of_working_days() -> None:
    """fvl/29-1: posted the Wednesday before Easter, three working days later is the Thursday after."""
    found = arrival(POST, postal_transit_working_days=3)
    assert (found.day, found.at, found.presumed, found.arrived) == (date(2026, 4, 9), None, True, True)
    assert found.provision == "fvl/29-1"
    assert found.reasoning.nn == "rekna som kome fram torsdag 9. april 2026, 3 vyrkedagar etter posting"


def test_the_day_of_the_letter_is_never_the_day_of_arrival() -> None:
    """Without an allowance or a day of posting nothing is presumed."""
    assert not arrival(POST).arrived
    assert not arrival(replace(POST, posted_at=None), postal_transit_working_days=3).arrived
    assert arrival(POST).provision == "fvl/29-1"
    assert "letter is never used" in arrival(POST).reasoning.en


def test_what_is_handed_over_arrives_only_when_recorded() -> None:
    """fvl/29-1."""
    found = arrival(HAND, postal_transit_working_days=3)
    assert (found.arrived, found.provision, found.reasoning.en) == (False, "fvl/29-1", "no delivery is recorded")


def test_an_unopened_notice_is_alerted_again_after_a_week() -> None:
    """efvf/8-5: one week from availability and alert; a limit of the authority, which does not roll."""
    due = second_alert_limit(ELECTRONIC, language="en")
    assert due
    assert (due.provision, due.start_day, due.last_day) == ("efvf/8-5", date(2026, 3, 14), date(2026, 3, 21))
    assert due.reasoning[1] == "one week from Saturday 14 March 2026"
    bokmal = second_alert_limit(ELECTRONIC)
    assert bokmal
    assert bokmal.reasoning[1] == "én uke fra lørdag 14. mars 2026"


@pytest.mark.parametrize(
    "delivery",
    [
        replace(ELECTRONIC, opened_at=ALERTED),
        replace(ELECTRONIC, second_alert_at=ALERTED),
        replace(ELECTRONIC, made_available_at=None),
        replace(POST, arrived_at=ALERTED),
    ],
)
def test_no_second_alert_is_due_once_opened_or_alerted_again_or_not_electronic(delivery: Delivery) -> None:
    """efvf/8-5."""
    assert second_alert_limit(delivery) is None


def test_a_missing_second_alert_does_not_move_the_arrival() -> None:
    """efvf/8-5: a breach for a person to look at, but the clock runs."""
    assert arrival(replace(ELECTRONIC, second_alert_at=None)).day == date(2026, 3, 14)


def test_two_parties_have_two_arrivals() -> None:
    """fvl/29-1: per addressee."""
    other = replace(ELECTRONIC, addressee="922333444", alert_sent_at=datetime(2026, 3, 20, 8, tzinfo=UTC))
    assert (arrival(ELECTRONIC).day, arrival(other).day) == (date(2026, 3, 14), date(2026, 3, 20))


def test_a_naive_instant_is_refused() -> None:
    """Nobody can say which Oslo day it is."""
    with pytest.raises(BadInput, match="no time zone"):
        arrival(replace(HAND, arrived_at=datetime.fromisoformat("2026-03-14T12:00:00")))
