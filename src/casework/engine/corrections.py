"""Undoing a mistaken transition: a recorded correction, never an erasure (arkivforskrifta § 11)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from casework.engine.draft import Draft
from casework.engine.facts import written
from casework.engine.permits import insider_refusals
from casework.errors import Reason, Refused, Stale, Text, reason
from casework.model.ledger import UNDONE
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
_UNDONE = Text("den er alt angret", "han er alt angra", "it has been undone already")
_FOREVER = Text(
    "det som har kommet fram til en part, kan ikke angres; gjør om vedtaket i stedet",
    "det som har kome fram til ein part, kan ikkje angrast; gjer om vedtaket i staden",
    "what has reached a party cannot be undone; reverse the decision instead",
)

#: Postings that say that money has left the house, or come back.
MONEY_MOVED = ("paid", "repaid", "set_off", "refunded", "collected", "interest_paid")

#: The kinds of entries that move a proceeding.
STEPS = ("performed", "opened", "caused", "migrated")

#: What goes on counting, whatever is undone.
_KEPT = ("revision", "head", "proceedings_opened", "stage", "stages")


def undo(draft: Draft, seq: int, why: str, history: Sequence[Entry], irreversible: frozenset[str]) -> Entry:
    """Undo the transition entered as number `seq`, with all that it brought with it.

    Raises Refused, BadInput without a reason, Stale where the case has moved on since `history` was read.
    """
    why = written(why, "a correction")
    case = draft.record.case
    if len(history) != case.revision:
        raise Stale(case.id, len(history), case.revision)
    refusals = insider_refusals(draft.actor)
    if refusals:
        raise Refused("undo", refusals)
    group = _group(history, seq)
    before = replayed(history[: seq - 1])
    reasons = [*_not_last(before, history, group), *_irreversible(draft.record, group, irreversible)]
    if reasons:
        raise Refused("undo", reasons)
    changes = [c for collection, row_id in _rows(group) for c in _restored(draft, before, group, collection, row_id)]
    facts = {"undoes": seq, "through": group[-1].seq, "reason": why}
    entry = draft.entry(
        "corrected", "undo", facts=facts, law=CORRECTION, changes=tuple(changes), proceeding_id=group[0].proceeding_id
    )
    return draft.enter(entry)


def _group(history: Sequence[Entry], seq: int) -> list[Entry]:
    """The entry and those it caused, which stand right after it. Raises Refused where there is no step to undo."""
    if not 1 < seq <= len(history) or history[seq - 1].kind not in ("performed", "opened", "caused"):
        raise Refused("undo", [reason("not_a_step", CORRECTION, _NOT_A_STEP)])
    first = history[seq - 1]
    if first.seq in undone(history):
        raise Refused("undo", [reason("already_undone", CORRECTION, _UNDONE)])
    if _was_caused(first):
        raise Refused("undo", [reason("not_a_step", CORRECTION, _NOT_A_STEP)])
    group = [first]
    for entry in history[seq:]:
        if not _was_caused(entry):
            break
        group.append(entry)
    return group


def _was_caused(entry: Entry) -> bool:
    """Whether another entry brought it about; a proceeding that another one opened has that as its parent."""
    parents = [c.values.get("parent") for c in entry.changes if c.collection == "proceedings"]
    return entry.kind == "caused" or (entry.kind == "opened" and any(parents))


def undone(history: Sequence[Entry]) -> set[int]:
    """The numbers of the entries that were undone."""
    corrections = [e.facts for e in history if e.kind == "corrected"]
    return {seq for facts in corrections for seq in range(facts["undoes"], facts["through"] + 1)}


def _not_last(before: Record, history: Sequence[Entry], group: list[Entry]) -> list[Reason]:
    """The first of the later entries that stand: a step, or what changed again what is to be restored."""
    gone = undone(history)
    restored = {field for field in _fields(group) if field[1] in before.all(field[0])}
    for entry in history[group[-1].seq :]:
        stands = entry.kind != "corrected" and entry.seq not in gone
        if stands and (entry.kind in STEPS or restored & _fields([entry])):
            return [reason("not_last", CORRECTION, _NOT_LAST.format(name=entry.name))]
    return []


def _irreversible(record: Record, group: list[Entry], irreversible: frozenset[str]) -> list[Reason]:
    reasons = list[Reason]()
    rows = _rows(group)
    letters = [record.all("letters")[i] for name, i in rows if name == "letters"]
    if any(letter.status == "sent" for letter in letters):
        reasons.append(reason("letter_sent", CORRECTION, _SENT))
    postings = [record.all("ledger_postings")[i] for name, i in rows if name == "ledger_postings"]
    if any(posting.kind in MONEY_MOVED for posting in postings):
        reasons.append(reason("money_moved", "best/6.3.8.1", _PAID))
    if any(entry.name in irreversible for entry in group):
        reasons.append(reason("notice_arrived", "fvl/35-1", _FOREVER))
    return reasons


def _rows(group: list[Entry]) -> list[tuple[str, str]]:
    return list(dict.fromkeys((c.collection, c.id) for entry in group for c in entry.changes))


def _fields(group: list[Entry]) -> set[tuple[str, str, str]]:
    """Every field that the entries changed, but for what goes on counting."""
    every = (c for entry in group for c in entry.changes)
    return {(c.collection, c.id, name) for c in every for name in c.values if name not in _KEPT}


def _restored(draft: Draft, before: Record, group: list[Entry], collection: str, row_id: str) -> list[Change]:
    row = before.all(collection).get(row_id)
    if collection == "ledger_postings":
        return _counter_posting(draft, row_id)
    if row is None:
        return _neutralised(draft, collection, row_id)
    names = sorted(name for where, i, name in _fields(group) if (where, i) == (collection, row_id))
    return [change(collection, row_id, **{name: getattr(row, name) for name in names})] if names else []


def _counter_posting(draft: Draft, row_id: str) -> list[Change]:
    posting = draft.record.all("ledger_postings")[row_id]
    values: dict[str, Any] = {"case_id": posting.case_id, "proceeding_id": posting.proceeding_id, "at": draft.now}
    return [
        change("ledger_postings", f"{row_id}:undone", kind=f"{UNDONE}{posting.kind}", amount=posting.amount, **values)
    ]


def _neutralised(draft: Draft, collection: str, row_id: str) -> list[Change]:
    """What the mistake made stays on record, and binds nobody."""
    by = {"since": draft.now.isoformat(), "by": draft.actor.person, "reason": "undone"}
    marks = getattr(draft.record.all(collection)[row_id], "marks", {})
    values: dict[str, dict[str, Any]] = {
        "proceedings": {"marks": {**marks, "registered_in_error": by}, "closed_at": draft.now},
        "deadlines": {"status": "withdrawn", "settled_at": draft.now},
        "letters": {"status": "withdrawn"},
        "decisions": {"status": "undone"},
        "ledgers": {name: 0 for name in COLLECTIONS["ledgers"].__dataclass_fields__ if name != "id"},
    }
    return [change(collection, row_id, **values[collection])] if collection in values else []
