"""A case as the appeal body may see it: what was sent to it, as it was then, and what came of it (fvl/33-4).

What is under appeal, and what that rests on, are seen as they were forwarded. The appeal, its review, and what is about
either or about the decision under appeal are followed on. Nothing else of the case was sent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from casework.engine.surroundings import Surroundings
from casework.model.case import Case, case_of
from casework.model.contested import chain, contested
from casework.model.record import COLLECTIONS, Entry, Record, replayed
from casework.model.rows import Decision, Proceeding
from casework.model.workflow import Workflow

APPEAL, REVIEW, ROLE = "appeal", "appeal_review", "appeal_body"
#: How a case begins that another office handed over: the whole of it was sent.
TAKEN_IN = "taken_in"
_ROWS = tuple(name for name in COLLECTIONS if name not in ("cases", "ledgers"))


@dataclass(frozen=True, slots=True)
class AppealView:
    """The rows and entries of one case that are seen; `followed` are the proceedings seen as they are now."""

    record: Record
    entries: tuple[Entry, ...]
    followed: frozenset[str]

    @property
    def case(self) -> Case:
        """The case as it is seen."""
        return case_of(self.record)

    def has(self, row_id: str | None) -> bool:
        """Whether the proceeding or decision is seen."""
        return row_id in self.record.all("proceedings") or row_id in self.record.all("decisions")


@dataclass(frozen=True, slots=True)
class _Forwarding:
    """One appeal that was sent: by which entry, and the record as it was sent."""

    seq: int
    then: Record
    review: Proceeding

    @property
    def decisions(self) -> Iterator[Decision]:
        """The decision under appeal, and those that it took the place of."""
        appeal = self.then.all("proceedings").get(self.review.parent or "")
        decision = contested(self.then, appeal) if appeal else None
        yield from chain(self.then, decision) if decision else ()

    @property
    def grounds(self) -> set[str]:
        """The proceedings that the decisions were made in, those that opened them or that they are about, and so on."""
        appeal = self.then.all("proceedings").get(self.review.parent or "")
        left, found = {d.proceeding_id for d in self.decisions}, set[str]()
        left |= _named(self.then, appeal) if appeal else set()
        # Every claim and every refusal rests on the grant.
        left |= {self.then.grant.id} if self.then.grant else set()
        while left:
            found |= left
            left = {each for i in left for each in _named(self.then, self.then.proceeding(i))} - found
        return found


def appeal_view(record: Record, history: Sequence[Entry], around: Surroundings) -> AppealView:
    """What the appeal body sees of the case with that record and history."""
    if history[0].kind == TAKEN_IN:
        return AppealView(record, tuple(history), frozenset(record.all("proceedings")))
    sent = [_Forwarding(e.seq, replayed(history[: e.seq]), r) for e in history if (r := _review(record, e))]
    followed = _followed(record, history, sent, around)
    # Of what was sent twice, the last time counts.
    then = {i: f.then for f in sent for i in f.grounds if i not in followed}
    whole = sent[-1].then if sent else Record()
    entries = tuple(e for e in history if _is_shown(e, followed, then, whole))
    rows = {name: dict(_rows(name, record, history, followed, then, whole)) for name in _ROWS}
    collections = {"cases": record.all("cases"), "ledgers": whole.all("ledgers"), **rows}
    return AppealView(replace(record, collections=collections), entries, followed)


def _review(record: Record, entry: Entry) -> Proceeding | None:
    """The review that the entry opened, if any."""
    found: Proceeding | None = record.all("proceedings").get(entry.proceeding_id or "")
    return found if entry.kind == "opened" and found is not None and found.workflow == REVIEW else None


def _named(record: Record, proceeding: Proceeding) -> set[str]:
    """The proceedings that it was opened by or is about."""
    decision = record.all("decisions").get(proceeding.about or "")
    named = {proceeding.parent, proceeding.about, decision.proceeding_id if decision else None}
    return {each for each in named if each and each in record.all("proceedings")}


def _followed(
    record: Record, history: Sequence[Entry], sent: Sequence[_Forwarding], around: Surroundings
) -> frozenset[str]:
    """The appeals and reviews, what is about them or a decision under appeal, and what the appeal body has opened."""
    named = {i for f in sent for i in (f.review.id, f.review.parent)}
    named |= {e.proceeding_id for e in history if e.kind == "opened" and e.actor.role == ROLE}
    found = {i for i in named if i}
    decisions = {d.id for f in sent for d in f.decisions}
    every: Sequence[Proceeding] = list(record.all("proceedings").values())
    about = ((p, contested(record, p)) for p in every if _takes_part(around.workflow_of(p)))
    found |= {p.id for p, decision in about if decision and decision.id in decisions}
    while more := {p.id for p in every if p.id not in found and _named(record, p) & found}:
        found |= more
    return frozenset(found)


def _takes_part(workflow: Workflow) -> bool:
    """Whether there is a step in it for the appeal body; another appeal about the same decision was not sent."""
    return workflow.name != APPEAL and any(ROLE in t.by for t in (workflow.opening, *workflow.transitions))


def _rows(
    name: str,
    record: Record,
    history: Sequence[Entry],
    followed: frozenset[str],
    then: Mapping[str, Record],
    whole: Record,
) -> Iterator[tuple[str, Any]]:
    """The rows that are seen: followed ones as they are, others as they were sent, and what the appeal body added."""
    added = {c.id for e in history if e.actor.role == ROLE for c in e.changes if c.collection == name}
    for row_id, row in record.all(name).items():
        owner: str | None = row_id if name == "proceedings" else getattr(row, "proceeding_id", None)
        if owner in followed or (owner is None and (row_id in added or row_id in whole.all(name))):
            yield row_id, row
        elif owner and owner in then and row_id in then[owner].all(name):
            yield row_id, then[owner].all(name)[row_id]


def _is_shown(entry: Entry, followed: frozenset[str], then: Mapping[str, Record], whole: Record) -> bool:
    if entry.proceeding_id in followed or (entry.proceeding_id is None and entry.actor.role == ROLE):
        return True
    sent = then.get(entry.proceeding_id) if entry.proceeding_id else whole
    return sent is not None and bool(sent.all("cases")) and entry.seq <= sent.case.revision
