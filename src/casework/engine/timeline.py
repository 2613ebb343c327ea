"""What has happened in a case and what will, as one list in order of time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

from casework.engine.grant_terms import grant_terms
from casework.engine.surroundings import Surroundings
from casework.errors import Text
from casework.law.calendar import oslo_day, start_of_day
from casework.model.case import Moment
from casework.model.record import Entry, Record
from casework.model.rows import Deadline


def timeline(around: Surroundings, record: Record, history: Sequence[Entry], now: datetime) -> list[Moment]:
    """Every entry, every deadline at its end, and the day that a hold ends; the earliest first.

    An entry stands at the instant that the clock told, so where a clock was set back the order differs from `history`.
    """
    moments = [*_entries(around, record, history), *_deadlines(around, record, now), *_holds(record, now)]
    moments += _terms(history, now)
    return sorted(moments, key=lambda m: (m.at, m.future))


def _entries(around: Surroundings, record: Record, history: Sequence[Entry]) -> Iterator[Moment]:
    for entry in history:
        title = _title(around, record, entry)
        yield Moment(
            at=entry.at,
            day=oslo_day(entry.at),
            kind="entry",
            name=entry.name,
            text=title.nb if title else entry.name,
            law=entry.law,
            proceeding_id=entry.proceeding_id,
            status=entry.kind,
            texts=title,
        )


_NEW_TERMS = Text(
    "Vilkårene for tilskuddet, versjon {number}, gjelder",
    "Vilkåra for tilskotet, versjon {number}, gjeld",
    "The terms of the grant, version {number}, are in force",
)


def _terms(history: Sequence[Entry], now: datetime) -> Iterator[Moment]:
    """The day from which each later version of the terms is in force; the first is the grant letter, told as such."""
    for version in grant_terms(history)[1:]:
        at = start_of_day(version.valid_from).astimezone(UTC)
        text = _NEW_TERMS.format(number=version.number)
        day, proceeding = version.valid_from, version.proceeding_id
        yield Moment(at, day, "terms", "terms", text.nb, "best/6.3.3", proceeding, "", at > now, text)


def _title(around: Surroundings, record: Record, entry: Entry) -> Text | None:
    if entry.proceeding_id is None or entry.kind not in ("performed", "caused", "opened"):
        return None
    workflow = around.workflow_of(record.proceeding(entry.proceeding_id))
    if entry.kind == "opened":
        return workflow.opening.title or workflow.title
    # After a move to another version there may be no such transition any more.
    return workflow.title_of(entry.name, entry.to_state, entry.from_state, entry.law)


def _deadlines(around: Surroundings, record: Record, now: datetime) -> Iterator[Moment]:
    deadlines: list[Deadline] = list(record.all("deadlines").values())
    for d in deadlines:
        if d.ends_at is None or d.last_day is None or (d.status != "open" and d.ends_at > now):
            continue
        if d.name == "on_hold":  # told by the mark
            continue
        title = around.workflow_of(record.proceeding(d.proceeding_id)).deadlines.get(d.name)
        yield Moment(
            at=d.ends_at,
            day=d.last_day,
            kind="deadline",
            name=d.name,
            text=title.nb if title else d.name,
            law=d.law,
            proceeding_id=d.proceeding_id,
            status=d.status,
            future=d.ends_at > now,
            texts=title,
        )


def _holds(record: Record, now: datetime) -> Iterator[Moment]:
    marked: list[dict[str, Any]] = [record.case.marks, *(p.marks for p in record.proceedings())]
    for marks in marked:
        until = marks.get("on_hold", {}).get("until")
        if until:
            day = date.fromisoformat(until)
            at = start_of_day(day).astimezone(UTC)
            yield Moment(at, day, "mark", "on_hold", marks["on_hold"]["reason"], "fvl/11a-1", None, "open", at > now)
