"""A case as its party may see it (fvl/18): what concerns the party, and not how the agency came to it (fvl/18a)."""

from __future__ import annotations

from dataclasses import replace

from casework.engine.surroundings import Surroundings
from casework.model.case import Case
from casework.model.record import Record
from casework.model.rows import Decision, Document, Letter, Proceeding
from casework.model.workflow import Transition

#: What a duty tells the party about itself, whoever opened it.
OF_A_DUTY = frozenset({"kind", "parts", "due_day"})

#: The kind of a document that was made for the agency's own preparation (fvl/18a).
INTERNAL = "internal"
INTERNAL_LAW = "fvl/18a"


def as_party_sees(case: Case, around: Surroundings) -> Case:
    """The case without what is the agency's own: who is on it, what was proposed, proceedings not told of yet."""
    letters = tuple(letter for letter in case.letters if is_to_party(letter, case.party.id))
    seen = [p for p in case.proceedings if _concerns(p, letters, around)]
    ids = {p.id for p in seen}
    return replace(
        case,
        marks={},
        proceedings=tuple(_told(p, around) for p in seen),
        deadlines=tuple(d for d in case.deadlines if d.proceeding_id in ids),
        decisions=tuple(_decided(d) for d in case.decisions if d.proceeding_id in ids),
        letters=letters,
        documents=tuple(d for d in case.documents if is_open_to_party(d)),
        assignments=(),
        impartiality_declarations=(),
    )


def party_proceedings(record: Record, around: Surroundings) -> frozenset[str]:
    """The ids of the proceedings that the party may know of."""
    party = record.case.party
    letters = tuple(letter for letter in record.all("letters").values() if is_to_party(letter, party))
    every: list[Proceeding] = list(record.all("proceedings").values())
    return frozenset(p.id for p in every if _concerns(p, letters, around))


def is_to_party(letter: Letter, party: str) -> bool:
    """Whether the letter was written to the party and stands."""
    return letter.recipient == party and letter.status != "withdrawn"


def is_open_to_party(document: Document) -> bool:
    """Whether the party may see the document (fvl/18a)."""
    return document.kind != INTERNAL


def _concerns(proceeding: Proceeding, letters: tuple[Letter, ...], around: Surroundings) -> bool:
    """The party has a part to play in it, or was written to about it."""
    if any(letter.proceeding_id == proceeding.id for letter in letters):
        return True
    workflow = around.workflow_of(proceeding)
    here = (t for t in workflow.transitions if proceeding.state in t.sources)
    return any(_is_for_party(t) for t in (workflow.opening, *here))


def _is_for_party(transition: Transition) -> bool:
    """Whether a party may make it: one that names no role is for everybody, unless it happens by itself."""
    return "grantee" in transition.by or not (transition.by or transition.on)


def _told(proceeding: Proceeding, around: Surroundings) -> Proceeding:
    """The proceeding with what the party gave itself and what a duty says."""
    workflow = around.workflow_of(proceeding)
    theirs = {fact for t in (workflow.opening, *workflow.transitions) if _is_for_party(t) for fact in t.facts}
    facts = {name: value for name, value in proceeding.facts.items() if name in theirs | OF_A_DUTY}
    return replace(proceeding, facts=facts, acts={}, marks={})


def _decided(decision: Decision) -> Decision:
    return replace(decision, proposed_by=None)
