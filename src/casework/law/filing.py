"""Whether an appeal, or a claim that follows the same rule, was filed in time (fvl/30-1, efvf/11-5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from casework.errors import LANGUAGES, Text
from casework.law.arrival import Channel
from casework.law.calendar import add_working_days, oslo_day, written_day
from casework.law.length import Length
from casework.law.provisions import provision
from casework.law.time_limits import Limit, When, count, limit, limit_of_length, start_day

#: How many working days after the last day a postmark may be and still be the last day's post.
DOUBTFUL_POSTMARK_WORKING_DAYS = 2


class Timeliness(StrEnum):
    """Whether something was filed before its time was out."""

    IN_TIME = "in_time"  #: The evidence shows that it was.
    LATE = "late"  #: The evidence shows that it was not; relief may still be given (fvl/31-1-a, fvl/31-1-b).
    NEEDS_PERSON = "needs_person"  #: The evidence is not conclusive: a person must weigh it.


@dataclass(frozen=True, slots=True)
class Filing:
    """What is recorded about something that came in.

    `postmarked_on` is the day on the postmark (Oslo), `received_at` when it reached the agency or the electronic
    address it had indicated. `right_address` is False where it went to another body or address.
    """

    channel: Channel
    postmarked_on: date | None = None
    received_at: datetime | None = None
    right_address: bool = True


@dataclass(frozen=True, slots=True)
class Filed:
    """The answer, with the provision it rests on and what to tell a person."""

    timeliness: Timeliness
    provision: str
    reasoning: Text


_WRONG_ADDRESS = Text(
    "sendt til feil organ eller adresse; et menneske må vurdere om den er i tide",
    "send til feil organ eller adresse; eit menneske må vurdere om ho er i tide",
    "sent to the wrong body or address; a person must judge whether it is in time",
)
_IN_TIME = Text(
    "{day} er innen siste dag, {last}", "{day} er innan siste dag, {last}", "{day} is within the last day, {last}"
)
_LATE = Text(
    "{day} er etter siste dag, {last}", "{day} er etter siste dag, {last}", "{day} is after the last day, {last}"
)
_NO_EVIDENCE = Text(
    "det er ikke registrert når den ble levert",
    "det er ikkje registrert når ho vart levert",
    "it is not recorded when it was delivered",
)
_DOUBTFUL = Text(
    "poststempelet, {day}, er så kort tid etter siste dag, {last}, at brevet kan ha vært postet i tide",
    "poststempelet, {day}, er så kort tid etter siste dag, {last}, at brevet kan ha vore posta i tide",
    "the postmark, {day}, is so soon after the last day, {last}, that the letter may have been posted in time",
)
_NO_POSTMARK = Text(
    "mottatt {day}, etter siste dag, {last}, og poststempel mangler",
    "motteken {day}, etter siste dag, {last}, og poststempel manglar",
    "received {day}, after the last day, {last}, and there is no postmark",
)


def filed_in_time(filing: Filing, last: Limit) -> Filed:
    """Whether it was filed before `last` was over.

    Posting in time is enough (fvl/30-1), delivery by hand counts by its day, and an electronic filing must have
    arrived before midnight in Oslo (efvf/11-5). Raises BadInput for a naive instant.
    """
    if not filing.right_address:
        return Filed(Timeliness.NEEDS_PERSON, "fvl/11-4", _WRONG_ADDRESS)
    law = "efvf/11-5" if filing.channel is Channel.ELECTRONIC else "fvl/30-1"
    received = None if filing.received_at is None else oslo_day(filing.received_at)
    if received is not None and received <= last.last_day:
        return _found(Timeliness.IN_TIME, law, _IN_TIME, received, last)
    if filing.channel is Channel.POST and filing.postmarked_on is not None:
        return _posted(filing.postmarked_on, last)
    if received is None:
        return Filed(Timeliness.NEEDS_PERSON, law, _NO_EVIDENCE)
    if filing.channel is Channel.POST:
        return _found(Timeliness.NEEDS_PERSON, law, _NO_POSTMARK, received, last)
    return _found(Timeliness.LATE, law, _LATE, received, last)


def repeat_limit(learned: When, law: str = "fvl/29-1", *, language: str = "nb") -> Limit:
    """The time for repeating an appeal that did not arrive: one week, or the original length if shorter (fvl/30-1).

    `law` is the provision that set the original limit, such as fvl/14 with its three days.
    """
    week, original = provision("fvl/30-1:repeat"), provision(law)
    if original.limit and week.limit and _shorter(original.limit.length, week.limit.length, start_day(learned)):
        return limit_of_length(original.limit.length, learned, rolls=True, law=week.key, language=language)
    return limit(week, learned, language=language)


def _shorter(one: Length, other: Length, start: date) -> bool:
    return count(start, one) < count(start, other)


def _posted(postmark: date, last: Limit) -> Filed:
    if postmark <= last.last_day:
        return _found(Timeliness.IN_TIME, "fvl/30-1", _IN_TIME, postmark, last)
    # A postmark is strong but not conclusive evidence: what lies in the letter box at night is stamped later.
    if postmark <= add_working_days(last.last_day, DOUBTFUL_POSTMARK_WORKING_DAYS):
        return _found(Timeliness.NEEDS_PERSON, "fvl/30-1", _DOUBTFUL, postmark, last)
    return _found(Timeliness.LATE, "fvl/30-1", _LATE, postmark, last)


def _found(timeliness: Timeliness, law: str, told: Text, day: date, last: Limit) -> Filed:
    return Filed(timeliness, law, Text(*(_told(told, language, day, last) for language in LANGUAGES)))


def _told(told: Text, language: str, day: date, last: Limit) -> str:
    days = {"day": written_day(day, language), "last": written_day(last.last_day, language)}
    return told.in_language(language).format(**days)
