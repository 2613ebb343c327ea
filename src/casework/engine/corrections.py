"""Undoing a mistaken transition: a recorded correction, never an erasure (arkivforskrifta § 11)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from casework.engine.draft import Draft
from casework.errors import BadInput, Reason, Refused, Text, reason
from casework.model.record import COLLECTIONS, Change, Entry, Record, change, replayed

CORRECTION = "arkf/11"

_NOT_LAST = Text(
    "«{name}» er ført etterpå; rett den siste føringen først",
    "«{name}» er ført etterpå; rett den siste føringa først",
    "“{name}” was entered after it; undo the last entry first",
)
_SENT = Text("et brev er sendt", "eit brev er sendt", "a letter has been sent")
_PAID = Text("penger er utbetalt", "pengar er utbetalte", "money has been paid")
_NOT_A_STEP = Text("bare overganger kan angres", "berre overgangar kan angrast", "only transitions can be undone")
_FOREVER = Text(
    "det som har kommet fram til en part, kan ikke angres; gjør om vedtaket i stedet",
    "det som har kome fram til ein part, kan ikkje angrast; gjer om vedtaket i staden",
    "what has reached a party cannot be undone; reverse the decision instead",
)

#: Postings that say that money has left the house, or come back.
MONEY_MOVED = ("paid", "repaid", "set_off")


def undo(draft: Draft, seq: int, why: str, history: Sequence[Entry], irreversible: frozenset[str]) -> Entry:
    """Undo the transition entered as number `seq`, with all that it brought with it. Raises Refused, BadInput."""
    if not why or not why.strip():
        raise BadInput("a correction needs a reason")
    group = _group(history, seq)
    reasons = _irreversible(draft.record, history, group, irreversible)
    if reasons:
        raise Refused("undo", reasons)
    before = replayed(history[: seq - 1])
    changes = [c for collection, row_id in _touched(group) for c in _restored(draft, before, collection, row_id)]
    facts = {"undoes": seq, "through": group[-1].seq, "reason": why}
    entry = draft.entry(
        "corrected", "undo", facts=facts, law=CORRECTION, changes=tuple(changes), proceeding_id=group[0].proceeding_id
    )
    return draft.enter(entry)


def _group(history: Sequence[Entry], seq: int) -> list[Entry]:
    """The entry and those it caused, which stand right after it."""
    if not 1 < seq <= len(history) or history[seq - 1].kind not in ("performed", "opened"):
        raise Refused("undo", [reason("not_a_step", CORRECTION, _NOT_A_STEP)])
    group = [history[seq - 1]]
    for entry in history[seq:]:
        if entry.at != group[0].at or entry.kind not in ("caused", "opened"):
            break
        group.append(entry)
    return group


def _irreversible(
    record: Record, history: Sequence[Entry], group: list[Entry], irreversible: frozenset[str]
) -> list[Reason]:
    reasons = [reason("not_last", CORRECTION, _NOT_LAST.format(name=e.name)) for e in history[group[-1].seq :][:1]]
    touched = _touched(group)
    letters = [record.all("letters")[i] for name, i in touched if name == "letters"]
    if any(letter.status == "sent" for letter in letters):
        reasons.append(reason("letter_sent", CORRECTION, _SENT))
    postings = [record.all("ledger_postings")[i] for name, i in touched if name == "ledger_postings"]
    if any(posting.kind in MONEY_MOVED for posting in postings):
        reasons.append(reason("money_moved", "best/6.3.8.1", _PAID))
    if any(entry.name in irreversible for entry in group):
        reasons.append(reason("notice_arrived", "fvl/35-1", _FOREVER))
    return reasons


def _touched(group: list[Entry]) -> list[tuple[str, str]]:
    return list(dict.fromkeys((c.collection, c.id) for entry in group for c in entry.changes))


def _restored(draft: Draft, before: Record, collection: str, row_id: str) -> list[Change]:
    row = before.all(collection).get(row_id)
    if collection == "ledger_postings":
        return _counter_posting(draft, row_id)
    if row is None:
        return _neutralised(draft, collection, row_id)
    kept = ("id", "revision", "head", "proceedings_opened")
    values = {f.name: getattr(row, f.name) for f in fields(COLLECTIONS[collection]) if f.name not in kept}
    return [change(collection, row_id, **values)]


def _counter_posting(draft: Draft, row_id: str) -> list[Change]:
    posting = draft.record.all("ledger_postings")[row_id]
    values: dict[str, Any] = {"case_id": posting.case_id, "proceeding_id": posting.proceeding_id, "at": draft.now}
    return [change("ledger_postings", f"{row_id}:undone", kind=f"undo_{posting.kind}", amount=posting.amount, **values)]


def _neutralised(draft: Draft, collection: str, row_id: str) -> list[Change]:
    """What the mistake made stays on record, and binds nobody."""
    by = {"since": draft.now.isoformat(), "by": draft.actor.person, "reason": "undone"}
    values: dict[str, dict[str, Any]] = {
        "proceedings": {"marks": {"registered_in_error": by}, "closed_at": draft.now},
        "deadlines": {"status": "withdrawn", "settled_at": draft.now},
        "letters": {"status": "withdrawn"},
        "decisions": {"status": "undone"},
        "ledgers": {f.name: 0 for f in fields(COLLECTIONS["ledgers"]) if f.name != "id"},
    }
    return [change(collection, row_id, **values[collection])] if collection in values else []
