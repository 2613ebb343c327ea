"""Marks beside the states: on hold, registered in error, access restricted, archived. Nothing is ever deleted."""

from __future__ import annotations

from datetime import date
from typing import Any

from casework.engine.draft import Draft
from casework.engine.facts import written
from casework.engine.permits import insider_refusals
from casework.engine.standing import MARKS
from casework.errors import BadInput, Refused, Text, reason
from casework.law.time_limits import fixed_day
from casework.model.record import Change, Entry, change

#: Why a case may be on hold.
HOLD_REASONS = ("awaiting_party", "awaiting_authority", "awaiting_appeal", "awaiting_court", "other")

_ALREADY = Text("er alt merket «{mark}»", "er alt merkt «{mark}»", "is already marked “{mark}”")
_NOT_MARKED = Text("er ikke merket «{mark}»", "er ikkje merkt «{mark}»", "is not marked “{mark}”")
_FINAL = Text(
    "det som er registrert ved en feil, blir stående slik; registrer det rette på nytt",
    "det som er registrert ved ein feil, blir ståande slik; registrer det rette på nytt",
    "what is registered in error stays so; register the right thing anew",
)
_OPEN = Text(
    "saken har åpne saksganger: {open}", "saka har opne saksgangar: {open}", "the case has open proceedings: {open}"
)


def mark(
    draft: Draft, name: str, why: str, *, proceeding_id: str | None, code: str | None, until: date | None
) -> Entry:
    """Mark the case, or one proceeding. Raises BadInput for an unknown mark, Refused where it cannot be set."""
    _insider(draft, "mark")
    _valid(name, code, until, draft.today)
    why = written(why, "a mark")
    row = draft.record.proceeding(proceeding_id) if proceeding_id else draft.record.case
    if name in row.marks:
        raise Refused("mark", [reason("already_marked", MARKS[name], _ALREADY.format(mark=name))])
    if name == "archived":
        _refuse_open(draft)
    value = {"since": draft.now.isoformat(), "by": draft.actor.person, "reason": why, "code": code}
    value["until"] = until.isoformat() if until else None
    changes = [change(_collection(proceeding_id), row.id, marks={**row.marks, name: value})]
    if name == "on_hold" and until is not None:
        changes.append(_to_look_at_again(draft, proceeding_id, until))
    if name == "registered_in_error":
        changes += _neutralised(draft, proceeding_id)
    return _entered(
        draft, "marked", name, {"reason": why, "code": code, "until": value["until"]}, proceeding_id, changes
    )


def unmark(draft: Draft, name: str, why: str, *, proceeding_id: str | None) -> Entry:
    """Take a mark away. Raises Refused for one that is not there, or that stays."""
    _insider(draft, "unmark")
    why = written(why, "taking a mark away")
    row = draft.record.proceeding(proceeding_id) if proceeding_id else draft.record.case
    if name not in row.marks:
        raise Refused("unmark", [reason("not_marked", MARKS.get(name, "arkf/11"), _NOT_MARKED.format(mark=name))])
    if name == "registered_in_error":
        raise Refused("unmark", [reason("mark_stays", "arkf/11", _FINAL)])
    marks = {other: value for other, value in row.marks.items() if other != name}
    changes = [change(_collection(proceeding_id), row.id, marks=marks)]
    if name == "on_hold":
        held = draft.record.open_deadlines(_held(draft, proceeding_id), name)
        changes += [change("deadlines", d.id, status="met", settled_at=draft.now) for d in held]
    return _entered(draft, "unmarked", name, {"reason": why}, proceeding_id, changes)


def _held(draft: Draft, proceeding_id: str | None) -> str:
    """The proceeding that watches the hold; that of a whole case is watched by its grant."""
    return proceeding_id or draft.record.proceedings()[0].id


def _to_look_at_again(draft: Draft, proceeding_id: str | None, until: date) -> Change:
    """The day on which a hold ends is a deadline of ours, so that nothing lies forgotten (fvl/11a-1)."""
    case, held = draft.record.case, _held(draft, proceeding_id)
    counted = fixed_day(until, rolls=False)
    number = 1 + sum(d.proceeding_id == held and d.name == "on_hold" for d in draft.record.all("deadlines").values())
    return change(
        "deadlines",
        f"{held}:on_hold:{number}",
        case_id=case.id,
        proceeding_id=held,
        name="on_hold",
        kind="on_hold",
        law=MARKS["on_hold"],
        scheme=case.scheme,
        year=case.year,
        caseworker=case.responsible,
        start_day=draft.today,
        nominal_day=counted.nominal_day,
        original_day=counted.last_day,
        last_day=counted.last_day,
        ends_at=counted.ends_at,
    )


def _insider(draft: Draft, step: str) -> None:
    refusals = insider_refusals(draft.actor)
    if refusals:
        raise Refused(step, refusals)


def _valid(name: str, code: str | None, until: date | None, today: date) -> None:
    if name not in MARKS:
        raise BadInput(f"unknown mark {name!r}; use one of {', '.join(MARKS)}")
    if name == "on_hold" and (code not in HOLD_REASONS or until is None):
        raise BadInput(f"on_hold needs a code ({', '.join(HOLD_REASONS)}) and the day it lasts until")
    if until is not None and until <= today:
        raise BadInput(f"a mark cannot last until {until}, which is not after today ({today})")


def _refuse_open(draft: Draft) -> None:
    still = [p.id for p in draft.record.proceedings() if p.closed_at is None]
    if still:
        raise Refused("mark", [reason("open_proceedings", MARKS["archived"], _OPEN.format(open=", ".join(still)))])


def _collection(proceeding_id: str | None) -> str:
    return "proceedings" if proceeding_id else "cases"


def _neutralised(draft: Draft, proceeding_id: str | None) -> list[Change]:
    """What was registered in error binds nobody: its open deadlines and unsent letters are withdrawn."""
    record = draft.record
    deadlines = [d for d in record.all("deadlines").values() if d.status == "open"]
    letters = [x for x in record.all("letters").values() if x.status == "staged"]
    of_it = (proceeding_id,) if proceeding_id else tuple(record.all("proceedings"))
    return [
        *(
            change("deadlines", d.id, status="withdrawn", settled_at=draft.now)
            for d in deadlines
            if d.proceeding_id in of_it
        ),
        *(change("letters", x.id, status="withdrawn") for x in letters if x.proceeding_id in of_it),
    ]


def _entered(
    draft: Draft, kind: str, name: str, facts: dict[str, Any], proceeding_id: str | None, changes: list[Change]
) -> Entry:
    law = MARKS.get(name)
    entry = draft.entry(kind, name, facts=facts, proceeding_id=proceeding_id, law=law, changes=tuple(changes))
    return draft.enter(entry)
