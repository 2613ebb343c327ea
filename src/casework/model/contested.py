"""Which decision a proceeding is about: the one that is appealed, notified, reversed or carried out."""

from __future__ import annotations

from collections.abc import Iterator

from casework.model.record import Record
from casework.model.rows import Decision, Proceeding

#: Of these nothing is left but what a new decision says.
UNDONE = ("annulled",)


def contested(record: Record, proceeding: Proceeding) -> Decision | None:
    """The decision that the proceeding names, else the last one made in the proceeding that it names.

    What another proceeding opened is about the same decision as that one, where it names none itself. One that named
    none when it was opened can name it later, in the fact `decision`.
    """
    about = proceeding.about or proceeding.facts.get("decision") or ""
    named: Decision | None = record.all("decisions").get(about)
    other: Proceeding | None = record.all("proceedings").get(about)
    if named is not None or other is None:
        return named
    if proceeding.parent == other.id:
        return contested(record, other)
    return next(reversed(list(made_in(record, other))), None)


def made_in(record: Record, proceeding: Proceeding) -> Iterator[Decision]:
    """The decisions made in the proceeding, the first one first."""
    return (d for d in record.all("decisions").values() if d.proceeding_id == proceeding.id)


def standing(record: Record, decision: Decision) -> Decision:
    """The decision as it stands now: itself, or the one that took its place; of an annulment, what was annulled."""
    if decision.effect in UNDONE and decision.follows:
        found: Decision = record.all("decisions")[decision.follows]
        return found
    later = [d for d in record.all("decisions").values() if d.follows == decision.id and d.effect not in UNDONE]
    return standing(record, later[-1]) if later else decision


def annulled(record: Record, proceeding: Proceeding) -> list[Decision]:
    """The decisions of the proceeding that were annulled, also where another had taken their place before that."""
    mine = {decision.id for decision in made_in(record, proceeding)}
    gone = (d for d in record.all("decisions").values() if d.status in UNDONE)
    return [d for d in gone if not mine.isdisjoint(one.id for one in chain(record, d))]


def chain(record: Record, decision: Decision) -> Iterator[Decision]:
    """The decision, the one that it followed, and so on back to the first."""
    yield decision
    before = record.all("decisions").get(decision.follows or "")
    if before is not None:
        yield from chain(record, before)


def decided_below(record: Record, proceeding: Proceeding) -> frozenset[str]:
    """Who proposed or decided the decision that the proceeding is about, or one before it, in the first instance."""
    decision = contested(record, proceeding)
    below = [d for d in (chain(record, decision) if decision else ()) if d.decided_as != "appeal_body"]
    return frozenset(person for d in below for person in (d.decided_by, d.proposed_by) if person)
