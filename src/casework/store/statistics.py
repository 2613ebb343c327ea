"""The totals of a scheme and year as its public page shows them, exact, in øre."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import String as Text
from sqlalchemy import case, cast, distinct, func, select

from casework.model.scheme import Scheme
from casework.store import schema as t
from casework.store.database import Database
from casework.store.lists import grant_facts

#: Organisations whose number nobody knows are never taken for one another.
UNKNOWN = "ukjent:"


def totals(database: Database, scheme: Scheme) -> dict[str, Any]:
    """The keys of the contract, and the variation in types and sub-goals beside them (B16)."""
    row = _sums(database, scheme)
    available = scheme.settings.get("available_kroner")
    share = round(row["awarded_ore"] / row["applied_ore"], 3) if row["applied_ore"] else None
    return {
        **row,
        "awarded_share": share,
        "awarded_to_others_ore": 0,
        "available_ore": available * 100 if available is not None else None,
        "variation": _variation(database, scheme),
    }


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
        .where(c.scheme == scheme.id, c.year == scheme.year, cast(c.marks, Text).notlike("%registered_in_error%"))
    )
    with database.connection() as connection:
        return {name: int(value) for name, value in connection.execute(query).mappings().one().items()}


def _variation(database: Database, scheme: Scheme) -> dict[str, dict[str, int]]:
    types: Counter[str] = Counter()
    sub_goals: Counter[str] = Counter()
    for _, facts in grant_facts(database, scheme.id, scheme.year):
        types[facts.get("grant_type") or "unknown"] += 1
        sub_goals.update(facts.get("sub_goals") or ["unknown"])
    return {"grant_types": dict(sorted(types.items())), "sub_goals": dict(sorted(sub_goals.items()))}
