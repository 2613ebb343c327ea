"""The terms of the grant as they were on each day: those of the letter, and each change that was consented to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from casework.engine.corrections import undone
from casework.law.calendar import oslo_day
from casework.model.record import Entry

#: The facts of a consent that say what is otherwise than before.
_CHANGED = ("wanted_change", "terms", "new_terms", "new_total")


@dataclass(frozen=True, slots=True)
class TermsVersion:
    """One version of the terms, valid from a legal day (Oslo) until a later one is, or until the day it `ended`.

    `changed` is what it changed, by the name of the fact; the first version is the grant letter itself.
    """

    number: int
    valid_from: date
    entry_id: str
    proceeding_id: str
    changed: Mapping[str, Any]
    ended: date | None = None


def grant_terms(history: Sequence[Entry]) -> tuple[TermsVersion, ...]:
    """Every version there was, the first one first; none is ever taken away or changed (best/6.3.3)."""
    workflows = {c.id: c.values["workflow"] for e in history for c in e.changes if "workflow" in c.values}
    versions: list[TermsVersion] = []
    skipped, known = undone(history), dict[str, dict[str, Any]]()
    for entry in (e for e in history if e.proceeding_id and e.seq not in skipped):
        facts = known.setdefault(entry.proceeding_id or "", {})
        facts.update(entry.facts or {})
        if entry.name == "issue_grant_letter":
            versions.append(_version(versions, entry, oslo_day(entry.at), {}))
        elif workflows.get(entry.proceeding_id or "") == "change_request":
            versions = _after(versions, entry, facts)
    return tuple(versions)


def terms_on(versions: Sequence[TermsVersion], day: date) -> TermsVersion | None:
    """The version in force on a legal day (Oslo): what was due then keeps it, whatever came later."""
    in_force = [v for v in versions if v.valid_from <= day and (v.ended is None or day < v.ended)]
    return max(in_force, key=lambda v: v.number, default=None)


def _after(versions: list[TermsVersion], entry: Entry, facts: Mapping[str, Any]) -> list[TermsVersion]:
    """The versions after a step of a change request: a consent adds one, an annulment ends the one it gave."""
    if entry.name not in ("approve", "carry_out", "decide_anew"):
        return versions
    decided = entry.name != "decide_anew"
    day = date.fromisoformat(facts["valid_from"]) if decided else oslo_day(entry.at)
    own = [v.number for v in versions if v.proceeding_id == entry.proceeding_id and v.ended is None]
    kept = [replace(v, ended=day) if v.number in own else v for v in versions]
    if not decided or not str(entry.to_state).startswith("approved"):
        return kept
    return [*kept, _version(versions, entry, day, {name: facts[name] for name in _CHANGED if facts.get(name)})]


def _version(before: list[TermsVersion], entry: Entry, day: date, changed: Mapping[str, Any]) -> TermsVersion:
    return TermsVersion(len(before) + 1, day, entry.id, entry.proceeding_id or "", changed)
