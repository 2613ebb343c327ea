"""Checking a scheme file: everything that is wrong with it, in one run."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from datetime import date
from difflib import get_close_matches

from casework.definitions.findings import FAULT, in_order, near
from casework.definitions.known import Known
from casework.definitions.schema_types import ID_PATTERN
from casework.definitions.scheme_names import check_names, check_texts
from casework.definitions.scheme_reading import SchemeReading, reading
from casework.definitions.scheme_schema import SchemeTable
from casework.definitions.toml_lines import KeyPath
from casework.definitions.toml_source import Origin, read_source
from casework.errors import Finding
from casework.model.scheme import Scheme

_DAY = re.compile(r"\d\d-\d\d")

#: What a ministry lays down for each scheme (reglement om økonomistyring § 8 first paragraph).
REGULATION = "regl/8-1"


def check_scheme(
    origin: Origin | Scheme, known: Known | None = None, *, strict: bool = False, file: str | None = None
) -> list[Finding]:
    """Every finding in a scheme file, in the order of its lines; only faults make it unusable.

    `strict` is for the shipped files: missing languages and names known elsewhere are faults there. Raises NotFound
    where there is no such file.
    """
    read, findings = reading(read_source(origin.file if isinstance(origin, Scheme) else origin, file))
    if read is not None:
        findings += of_itself(read)
        findings += _incomplete(read)
        findings += check_names(read, known or Known(), strict)
        findings += check_texts(read, strict)
    return in_order(findings)


def of_itself(read: SchemeReading) -> Iterator[Finding]:
    """What the file alone shows."""
    yield from _ids(read)
    yield from _groups(read)
    yield from _days(read)
    yield from _repeated(read)
    yield from _questions(read)


def lacks(scheme: Scheme) -> list[str]:
    """What the scheme must say before it may be used, and does not (regl/8-1)."""
    criteria = scheme.of("criterion")
    present = {
        "goals ([[goal]] or [[sub_goal]])": scheme.of("goal") or scheme.of("sub_goal"),
        "criteria for goal achievement ([[criterion]])": [c for c in criteria if c.values.get("kind") != "award"],
        "award criteria ([[criterion]] or [[condition]])": scheme.conditions
        or [c for c in criteria if c.values.get("kind") != "goal_achievement"],
        "follow-up and control ([[control]])": scheme.of("control"),
        "a legal basis (`legal_basis`)": scheme.legal_basis,
    }
    return [what for what, found in present.items() if not found]


def _incomplete(read: SchemeReading) -> Iterator[Finding]:
    missing = lacks(read.scheme)
    if read.table.scheme.in_force is None:
        missing.append("the day it comes into force (`in_force`)")
    for what in missing:
        told = f"the scheme says nothing of {what}; it cannot be used without ({REGULATION})"
        yield read.source.fault(("scheme",), "incomplete_scheme", told)


def _ids(read: SchemeReading) -> Iterator[Finding]:
    named: list[tuple[KeyPath, str]] = [(("scheme", "id"), read.table.scheme.id)]
    named += [(("duty", i, "kind"), duty.kind) for i, duty in enumerate(read.table.duty)]
    for path, name in named:
        if name and not re.fullmatch(ID_PATTERN, name):
            yield read.source.fault(path, "bad_id", f"{name!r} is no id; use a-z, 0-9 and _")


def _groups(read: SchemeReading) -> Iterator[Finding]:
    """A group that is called almost like something else is most likely meant to be that."""
    for group in read.groups():
        meant = get_close_matches(group, SchemeTable.model_fields, n=1, cutoff=0.8)
        if meant:
            yield read.source.fault((group,), "unknown_key", f"unknown key `{group}`; did you mean {meant[0]!r}?")


def _days(read: SchemeReading) -> Iterator[Finding]:
    for index, duty in enumerate(read.table.duty):
        where = ("duty", index)
        if duty.day is None and duty.day_fact is None:
            told = f"duty {duty.kind} has no day; give `day`, or the fact of the award that holds it in `day_fact`"
            yield read.source.fault(where, "duty_without_day", told)
        elif duty.day is not None and not _is_day(duty.day, read.scheme.year + duty.years_after):
            year = read.scheme.year + duty.years_after
            told = f'{duty.day!r} is no day of {year}; give month and day as in "03-15"'
            yield read.source.fault((*where, "day"), "bad_day", told)


def _is_day(day: str, year: int) -> bool:
    try:
        return bool(_DAY.fullmatch(day) and date.fromisoformat(f"{year}-{day}"))
    except ValueError:
        return False


def _repeated(read: SchemeReading) -> Iterator[Finding]:
    table = read.table
    yield from _twice(read, "condition", ((c.code, c.rule, c.at, repr(c.parameters)) for c in read.scheme.conditions))
    yield from _twice(read, "duty", (duty.kind for duty in table.duty))
    yield from _twice(read, "ladder", ((rung.duty, rung.offset, rung.unit) for rung in table.ladder))
    yield from _twice(read, "open_question", ((q.code, q.setting) for q in table.open_question))
    for group, members in read.groups().items():
        yield from _twice(read, group, (member.id for member in members))


def _twice(read: SchemeReading, group: str, keys: Iterable[Hashable]) -> Iterator[Finding]:
    seen: Counter[Hashable] = Counter()
    for index, key in enumerate(keys):
        if seen[key]:
            shown = (
                key if isinstance(key, str) else " ".join(str(part) for part in key) if isinstance(key, tuple) else key
            )
            yield read.source.fault((group, index), "given_twice", f"{group} {shown} is given twice; give it once")
        seen[key] += 1


def _questions(read: SchemeReading) -> Iterator[Finding]:
    """An open question is answered by a setting that is there."""
    for index, question in enumerate(read.table.open_question):
        if question.setting and question.setting not in read.table.settings:
            meant = near(question.setting, read.table.settings)
            told = f"open question {question.code} is answered by {question.setting!r}, which is not set{meant}"
            where = ("open_question", index, "setting")
            yield read.source.finding(where, FAULT, "unknown_setting", f"{told}; add it under [settings]")
