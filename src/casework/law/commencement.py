"""Which Act governs: the 1967 Act until a royal resolution, entered as data, puts the 2025 Act in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from casework.errors import BadDefinition, BadInput
from casework.law.provisions import provision, provisions
from casework.law.statute_files import COMMENCEMENT, fault, packaged, read_toml

OLD_ACT, NEW_ACT = "fvl", "fvl2025"

#: Covers every provision.
ALL = "all"


@dataclass(frozen=True, slots=True)
class Commencement:
    """From `day` on, `provisions` of the 2025 Act are in force (fvl2025/99). A section covers all its parts."""

    day: date
    provisions: frozenset[str] = frozenset({ALL})
    resolution: str = ""


@dataclass(frozen=True, slots=True)
class Transitional:
    """A transitional rule: `act` governs in the stated window, whatever else is in force.

    `since` and `until` (exclusive) bound the day of the step, `decided_since` and `decided_until` (exclusive) that
    of the contested decision; a row with bounds on the decision does not fit where none is contested.
    """

    act: str
    provisions: frozenset[str] = frozenset({ALL})
    since: date | None = None
    until: date | None = None
    decided_since: date | None = None
    decided_until: date | None = None
    resolution: str = ""

    def fits(self, key: str, day: date, contested: date | None) -> bool:
        """Whether it settles the Act for that provision on that day."""
        return (
            _covers(self.provisions, key)
            and _within(day, self.since, self.until)
            and _within(contested, self.decided_since, self.decided_until)
        )


@dataclass(frozen=True, slots=True)
class Commencements:
    """All rows, as shipped or as an office has entered them."""

    rows: tuple[Commencement, ...] = ()
    transitional: tuple[Transitional, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rows or self.transitional)

    def and_also(self, others: Commencements) -> Commencements:
        """These rows and others, such as those that an office has entered."""
        return Commencements(self.rows + others.rows, self.transitional + others.transitional)

    def commenced(self, key: str, day: date) -> bool:
        """Whether that provision of the 2025 Act is in force on the day."""
        return any(row.day <= day and _covers(row.provisions, key) for row in self.rows)

    def governs(self, key: str, day: date, contested: date | None = None) -> bool:
        """Whether that provision of the 2025 Act governs a step taken on the day (Oslo)."""
        row = next((row for row in self.transitional if row.fits(key, day, contested)), None)
        return row.act == NEW_ACT if row else self.commenced(key, contested or day)

    def repealed(self, day: date) -> bool:
        """Whether the 1967 Act as a whole is repealed on the day (fvl2025/99)."""
        return any(row.day <= day and ALL in row.provisions for row in self.rows)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """By which Act one step is judged: that of its own `day`, or of the day of the `contested` decision (Oslo)."""

    day: date
    contested: date | None = None
    rows: Commencements = field(default_factory=Commencements)

    def has(self, key: str) -> bool:
        """Whether that provision of the 2025 Act governs the step."""
        return self.rows.governs(key, self.day, self.contested)

    def citation(self, key: str) -> str:
        """What is cited: the provision that governs; what is in neither of the two Acts stays as it is."""
        if not self.rows or not key.startswith(f"{OLD_ACT}/") or key not in provisions():
            return key
        return governing(key, self.day, contested=self.contested, rows=self.rows)


def governing(key: str, day: date, *, contested: date | None = None, rows: Commencements | None = None) -> str:
    """The key of the provision that governs a step taken on `day` (Oslo): `key` itself or its successor.

    A step is judged by the Act in force on its own day, an appeal by the Act on the day of the contested decision
    (`contested`); transitional rows override both, and without rows the 1967 Act governs. Raises NotFound for an
    unknown key, and BadInput for a provision of the 2025 Act that governs nothing yet and follows no older one.
    """
    rows = shipped() if rows is None else rows
    old, new = _pair(key)
    if new is None:
        return key
    new_act = rows.governs(new, day, contested)
    if not new_act and old is None:
        raise BadInput(f"{key} is not in force on {day.isoformat()} and follows no provision of the 1967 Act")
    return new if new_act or old is None else old


def in_force(key: str, day: date, *, rows: Commencements | None = None) -> bool:
    """Whether a provision is in force on the day (Oslo), transitional rules left aside. Raises NotFound."""
    rows = shipped() if rows is None else rows
    entry = provision(key)
    if key.startswith(f"{NEW_ACT}/"):
        return rows.commenced(key, day)
    if not entry.dated(day):
        return False
    if not key.startswith(f"{OLD_ACT}/"):
        return True
    return not (rows.repealed(day) or (entry.successor and rows.commenced(entry.successor, day)))


@cache
def shipped() -> Commencements:
    """The packaged rows; none is decided yet. Raises BadDefinition where they are malformed."""
    return read_commencements(COMMENCEMENT, packaged()[COMMENCEMENT])


def read_commencements(file: str, text: str) -> Commencements:
    """The rows in a commencement file given as text. Raises BadDefinition."""
    tables = read_toml(file, text)
    try:
        _refuse_other_tables(tables)
        rows = tuple(Commencement(**_row(table)) for table in tables.get("commencement", ()))
        transitional = tuple(Transitional(**_row(table)) for table in tables.get("transitional", ()))
        return Commencements(rows, _known_acts(transitional))
    except (TypeError, ValueError, BadInput) as error:
        raise BadDefinition([fault(file, 1, "malformed", str(error))]) from error


def _refuse_other_tables(tables: Mapping[str, Any]) -> None:
    if other := sorted(set(tables) - {"commencement", "transitional"}):
        raise ValueError(f"unknown table {', '.join(other)}; rows are [[commencement]] and [[transitional]]")


def _known_acts(rows: tuple[Transitional, ...]) -> tuple[Transitional, ...]:
    for row in rows:
        if row.act not in (OLD_ACT, NEW_ACT):
            raise ValueError(f"{row.act!r} is neither {OLD_ACT} nor {NEW_ACT}")
    return rows


def _row(table: Mapping[str, Any]) -> dict[str, Any]:
    for name, value in table.items():
        if name not in ("act", "provisions", "resolution") and type(value) is not date:
            raise ValueError(f"{name} is a day, written 2027-01-01 without quotes")
    named: Sequence[str] | str = table.get("provisions", ALL)
    covered = frozenset({named} if isinstance(named, str) else named)
    for key in covered - {ALL}:
        if not any(_covers(frozenset({key}), known) for known in provisions() if known.startswith(f"{NEW_ACT}/")):
            raise ValueError(f"{key!r} is no provision of the 2025 Act")
    return {**table, "provisions": covered}


def _pair(key: str) -> tuple[str | None, str | None]:
    """The provision in the 1967 Act and in the 2025 Act; the first that it follows, where it follows several."""
    entry = provision(key)
    if key.startswith(f"{NEW_ACT}/"):
        return next((known.key for known in provisions().values() if known.successor == key), None), key
    return key, entry.successor


def _covers(covered: frozenset[str], key: str) -> bool:
    return ALL in covered or any(key == named or key.startswith((f"{named}-", f"{named}:")) for named in covered)


def _within(day: date | None, since: date | None, until: date | None) -> bool:
    if since is None and until is None:
        return True
    return day is not None and (since is None or since <= day) and (until is None or day < until)
