"""How a notice goes, and when it has come through: for whom, by which channel, recorded or only presumed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from casework.model.contested import contested, made_in
from casework.model.mail import EMAIL, POST
from casework.model.record import Record
from casework.model.rows import Proceeding
from casework.rules.registry import rule
from casework.rules.situation import Situation

#: What starts the time for appeal.
ARRIVED = frozenset({"record_arrival", "record_announcement"})


def notices_of(record: Record, proceeding: Proceeding) -> Iterator[Proceeding]:
    """The notices of what was decided in the proceeding, in order."""
    mine = {decision.id for decision in made_in(record, proceeding)}
    for notice in record.proceedings("notice"):
        decision = contested(record, notice)
        if decision is not None and decision.id in mine:
            yield notice


def anybody_knows(record: Record, proceeding: Proceeding) -> bool:
    """Whether a notice of what was decided in the proceeding has arrived, or the decision was announced."""
    return any(ARRIVED & notice.acts.keys() for notice in notices_of(record, proceeding))


@rule("efvf/8-5", nb="sendes ikke elektronisk", nn="blir ikkje send elektronisk", en="not sent electronically")
def sent_electronically(s: Situation) -> bool:
    """Made available with an alert. Where nobody says, so is whoever can be reached and has not reserved (efvf/9)."""
    said = {**s.proceeding.facts, **s.given}
    return sent_by(s.record, replace(s.proceeding, facts=said)) == EMAIL


def sent_by(record: Record, notice: Proceeding) -> str | None:
    """The channel of the outbox by which a notice goes; None where it is handed over in person.

    Electronic is the alert of what lies on the office's own pages, unless a host's own channel carries it.
    """
    channel, carrier = notice.facts.get("channel"), notice.facts.get("carrier")
    if channel == "hand":
        return None
    if carrier:
        return str(carrier)
    electronic = channel == "electronic" or (channel is None and reachable_electronically(record))
    return EMAIL if electronic else POST


def reachable_electronically(record: Record) -> bool:
    """Whether the party has given an address, and has not reserved itself against electronic notices (efvf/9)."""
    party = record.party
    return party is not None and bool(party.email) and not party.reserved


@rule(
    "fvl/29-1",
    nb="mottaket er bare antatt; en saksbehandler må bekrefte at vedtaket er endelig",
    nn="mottaket er berre rekna ut; ein saksbehandlar må stadfeste at vedtaket er endeleg",
    en="the arrival is only presumed; a caseworker must confirm that the decision is final",
)
def arrival_is_recorded(s: Situation) -> bool:
    """A decision never becomes final by itself on a presumed arrival."""
    return bool(s.own("evidence") != "presumed")


@rule(
    "fvl/29-1",
    code="already_arrived",
    nb="det er alt registrert når underretningen kom fram",
    nn="det er alt registrert når underrettinga kom fram",
    en="it is already recorded when the notice arrived",
)
def arrival_is_presumed(s: Situation) -> bool:
    """What is known takes the place of what was presumed, and of nothing else."""
    return s.proceeding.facts.get("evidence") == "presumed"


@rule(
    "fvl/27-1",
    nb="underretningen gjelder et annet vedtak",
    nn="underrettinga gjeld eit anna vedtak",
    en="the notice is of another decision",
)
def own_decision_is_notified(s: Situation) -> bool:
    """What another proceeding tells is a notice of what was decided here; a person tells by this step itself."""
    return s.cause is None or s.cause.id in {notice.id for notice in notices_of(s.record, s.proceeding)}


@rule(
    "fvl/27-1",
    nb="vedtaket som det underrettes om, er et annet",
    nn="vedtaket som det blir underretta om, er eit anna",
    en="the decision to be told of is another one",
)
def told_by_the_cause(s: Situation) -> bool:
    """This notice is of the last decision made in the proceeding that tells; a person sends it by this step itself."""
    if s.cause is None:
        return True
    made = list(made_in(s.record, s.cause))
    return bool(made) and contested(s.record, s.proceeding) == made[-1]


@rule(
    "fvl/29-1",
    code="appeal_deadline_running",
    nb="klagefristen er ikke ute for alle som er underrettet",
    nn="klagefristen er ikkje ute for alle som er underretta",
    en="the time for appeal has not ended for everybody who was told",
)
def everybodys_time_is_out(s: Situation) -> bool:
    """The time for appeal of every notice of what was decided here has run out."""
    states = {notice.state for notice in notices_of(s.record, s.proceeding)}
    return bool(states) and states <= _OUT


#: Where a notice stands once nobody can appeal in time any more, or nobody was to be told.
_OUT = {"expired", "settled", "needless"}
