"""When a notice has arrived at its addressee, and whether what came in was in time. The instants are never mixed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from casework.errors import LANGUAGES, Text
from casework.law.calendar import add_working_days, oslo_day, written_day
from casework.law.time_limits import Limit, limit


class Channel(StrEnum):
    """How something was delivered."""

    ELECTRONIC = "electronic"  #: Made available in an information system, with an alert; or sent to one.
    POST = "post"  #: Handed to a postal provider.
    HAND = "hand"  #: Handed over in person.


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is recorded about one notice to one addressee. Every instant is aware; each has its own meaning.

    `arrived_at` is a recorded delivery: signed for, handed over, or proved later. `represented_by` is the
    representative whose mandate covers the notice, and None where the party asked to be told itself (fvl/12-3).
    """

    channel: Channel
    addressee: str
    represented_by: str | None = None
    decided_at: datetime | None = None
    made_available_at: datetime | None = None
    alert_sent_at: datetime | None = None
    alert_bounced: bool = False
    second_alert_at: datetime | None = None
    second_alert_bounced: bool = False
    opened_at: datetime | None = None
    arrived_at: datetime | None = None
    posted_at: datetime | None = None
    received_at: datetime | None = None
    registered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """Whether and when a notice has arrived: its legal day (Oslo), and the instant where one is known.

    `day` is None while it has not arrived. A `presumed` day is an estimate that the party may disprove.
    """

    day: date | None
    at: datetime | None
    presumed: bool
    provision: str
    reasoning: Text

    @property
    def arrived(self) -> bool:
        """Whether the party's clock runs."""
        return self.day is not None


_WRONG_ADDRESSEE = Text(
    "parten er representert ved {name}, og meldingen gikk til en annen",
    "parten er representert ved {name}, og meldinga gjekk til ein annan",
    "the party is represented by {name}, and the notice went to somebody else",
)
_NOT_AVAILABLE = Text("ikke gjort tilgjengelig", "ikkje gjort tilgjengeleg", "not made available")
_NO_ALERT = Text(
    "varselet er ikke sendt, eller det kom i retur",
    "varselet er ikkje sendt, eller det kom i retur",
    "the alert is not sent, or it bounced",
)
_ALERTED = Text(
    "gjort tilgjengelig og varslet {day}; åpning kreves ikke",
    "gjort tilgjengeleg og varsla {day}; opning trengst ikkje",
    "made available and alerted {day}; opening is not required",
)
_RECORDED = Text("mottak registrert {day}", "mottak registrert {day}", "delivery recorded {day}")
_NOT_DELIVERED = Text("mottak er ikke registrert", "mottak er ikkje registrert", "no delivery is recorded")
_PRESUMED = Text(
    "antatt kommet frem {day}, {count} virkedager etter posting",
    "rekna som kome fram {day}, {count} vyrkedagar etter posting",
    "presumed to have arrived {day}, {count} working days after posting",
)
_NO_ALLOWANCE = Text(
    "mottak er ikke registrert, og posttid er ikke fastsatt; brevdatoen brukes aldri",
    "mottak er ikkje registrert, og posttid er ikkje fastsett; brevdatoen blir aldri brukt",
    "no delivery is recorded and no postal time is set; the date of the letter is never used",
)


def arrival(delivery: Delivery, *, postal_transit_working_days: int | None = None) -> Arrival:
    """When the notice has come through (fvl/29-1).

    Electronically when it is available and the alert is sent (efvf/11-2); by hand and by post when delivery is
    recorded; by post otherwise presumed from the day of posting and the scheme's allowance. A notice to anybody but
    the representative has not arrived (fvl/12-3). Raises BadInput for a naive instant.
    """
    if delivery.represented_by is not None and delivery.represented_by != delivery.addressee:
        return _pending("fvl/12-3", _WRONG_ADDRESSEE.format(name=delivery.represented_by))
    if delivery.channel is Channel.ELECTRONIC:
        return _electronic(delivery)
    if delivery.arrived_at is not None:
        return _arrived(delivery.arrived_at, "fvl/29-1", _RECORDED)
    if delivery.channel is Channel.POST:
        return _by_post(delivery.posted_at, postal_transit_working_days)
    return _pending("fvl/29-1", _NOT_DELIVERED)


def second_alert_limit(delivery: Delivery, *, language: str = "nb") -> Limit | None:
    """The week after which an unopened notice must be alerted again (efvf/8-5); None where nothing is due.

    Omitting the second alert does not stop the party's clock, but it is a breach that a person must look at.
    """
    found = arrival(delivery)
    due = delivery.channel is Channel.ELECTRONIC and delivery.opened_at is None and delivery.second_alert_at is None
    return limit("efvf/8-5", found.at, language=language) if due and found.at else None


def _electronic(delivery: Delivery) -> Arrival:
    if delivery.made_available_at is None:
        return _pending("efvf/8-2", _NOT_AVAILABLE)
    alerted = _alert_that_came_through(delivery)
    if alerted is None:
        return _pending("efvf/8-3", _NO_ALERT)
    return _arrived(max(delivery.made_available_at, alerted), "efvf/11-2", _ALERTED)


def _alert_that_came_through(delivery: Delivery) -> datetime | None:
    if delivery.alert_sent_at is not None and not delivery.alert_bounced:
        return delivery.alert_sent_at
    return None if delivery.second_alert_bounced else delivery.second_alert_at


def _by_post(posted_at: datetime | None, working_days: int | None) -> Arrival:
    if posted_at is None or working_days is None:
        return _pending("fvl/29-1", _NO_ALLOWANCE)
    day = add_working_days(oslo_day(posted_at), working_days)
    told = _on(_PRESUMED, day, count=working_days)
    return Arrival(day, None, presumed=True, provision="fvl/29-1", reasoning=told)


def _arrived(at: datetime, law: str, told: Text) -> Arrival:
    day = oslo_day(at)
    return Arrival(day, at, presumed=False, provision=law, reasoning=_on(told, day))


def _pending(law: str, told: Text) -> Arrival:
    return Arrival(None, None, presumed=False, provision=law, reasoning=told)


def _on(told: Text, day: date, **values: object) -> Text:
    return Text(*(_told(told, language, day, values) for language in LANGUAGES))


def _told(told: Text, language: str, day: date, values: dict[str, object]) -> str:
    return told.in_language(language).format(day=written_day(day, language), **values)
