"""The totals of a scheme and year as its public page shows them, exact, in øre."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import String as Text
from sqlalchemy import case, cast, distinct, func, select

from casework.model.scheme import Scheme
from casework.store import schema as t
from casework.store.database import Database

#: Organisations whose number nobody knows are never taken for one another.
UNKNOWN = "ukjent:"


def totals(database: Database, scheme: Scheme) -> dict[str, Any]:
    """The keys of the contract, and the variation in the portfolio beside them (B16).

    An award that was reversed whole is none any more. Applications registered in error are not counted.
    """
    row = _sums(database, scheme)
    available = scheme.settings.get("available_kroner")
    return {
        **row,
        "awarded_share": _share(row["awarded_ore"], row["applied_ore"]),
        "awarded_to_others_ore": 0,
        "available_ore": available * 100 if available is not None else None,
        "variation": variation(scheme, _applications(database, scheme)),
    }


def _share(part: int, whole: int) -> float | None:
    """The part of the whole to three decimals (0.277), halves up; None of nothing."""
    if not whole:
        return None
    return float((Decimal(part) / Decimal(whole)).quantize(Decimal("0.001"), ROUND_HALF_UP))


def _sums(database: Database, scheme: Scheme) -> dict[str, Any]:
    c, ledger = t.cases.c, t.ledgers.c
    known = case((c.party.notlike(f"{UNKNOWN}%"), c.party))
    awarded = ledger.awarded > 0
    query = (
        select(
            func.count().label("applications"),
            func.count(distinct(known)).label("applicants"),
            func.coalesce(func.sum(ledger.applied), 0).label("applied_ore"),
            func.count(case((awarded, 1))).label("awards"),
            func.count(distinct(case((awarded, known)))).label("recipients"),
            func.coalesce(func.sum(ledger.awarded), 0).label("awarded_ore"),
            (func.count() - func.count(known)).label("applications_without_org_number"),
        )
        .select_from(t.cases.outerjoin(t.ledgers, ledger.id == c.id))
        .where(*_counted(scheme))
    )
    with database.connection() as connection:
        return {name: int(value) for name, value in connection.execute(query).mappings().one().items()}


def _counted(scheme: Scheme) -> tuple[Any, ...]:
    c, first = t.cases.c, t.proceedings.alias("first")
    in_error = cast(c.marks, Text).like("%registered_in_error%")
    # A case that another office handed over begins with the appeal; what was applied for is counted there.
    reviewed_only = select(first.c.id).where(first.c.id == c.id + "-1", first.c.workflow == "appeal").exists()
    return (c.scheme == scheme.id, c.year == scheme.year, ~in_error, ~reviewed_only)


@dataclass(frozen=True, slots=True)
class Applied:
    """One application as the variation counts it: whose, with which facts, and whether an award stands."""

    party: str
    facts: Mapping[str, Any]
    awarded: bool


def _applications(database: Database, scheme: Scheme) -> list[Applied]:
    c, p, ledger = t.cases.c, t.proceedings.c, t.ledgers.c
    query = (
        select(c.party, p.facts, ledger.awarded)
        .select_from(t.cases.join(t.proceedings, p.id == c.id + "-1").outerjoin(t.ledgers, ledger.id == c.id))
        .where(*_counted(scheme))
    )
    with database.connection() as connection:
        return [Applied(party, facts, bool(awarded)) for party, facts, awarded in connection.execute(query)]


def variation(scheme: Scheme, applications: Iterable[Applied]) -> dict[str, Any]:
    """For each `[[variation]]` of the scheme, how many applications and awards there are of each kind.

    An application that names two kinds counts under both. It steers the portfolio, never the single application.
    """
    every = list(applications)
    return {e.id: _kinds(every, str(e.values.get("fact"))) for e in scheme.of("variation")}


def _kinds(applications: list[Applied], fact: str) -> dict[str, Any]:
    if fact == "party":
        awards = Counter(a.party for a in applications if a.awarded)
        parties = len({a.party for a in applications})
        return {"applications": parties, "awards": len(awards), "most_awards_to_one": max(awards.values(), default=0)}
    applied = Counter(kind for a in applications for kind in _named(a, fact))
    awarded = Counter(kind for a in applications if a.awarded for kind in _named(a, fact))
    return {kind: {"applications": applied[kind], "awards": awarded[kind]} for kind in sorted(applied)}


def _named(application: Applied, fact: str) -> list[str]:
    named = application.facts.get(fact)
    return list(named) if isinstance(named, list) and named else [named] if named else ["unknown"]
