"""Who applies: the recipients that the budget names, or a portfolio of made-up organisations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from typing import Any

from casework.intake import ApplicationRow, read_applications
from casework.intake.fictional_portfolio import fictional_portfolio
from casework.model.rows import Party
from casework.model.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Applicant:
    """An organisation, what it says when it applies and on which day (Oslo), and what it will be awarded, in øre."""

    party: Party
    facts: Mapping[str, Any]
    applies_on: date
    decided_on: date
    awarded: int


def applicants(scheme: Scheme, seed: int, most: int | None = None) -> list[Applicant]:
    """The applicants of a scheme and year in order of application; the same seed gives the same ones.

    Where more are wanted than a portfolio has, those of the next seeds apply as well.
    """
    if scheme.allocations:
        return [*_named(scheme), *_unnamed(scheme, seed)][:most]
    found = _portfolio(scheme, seed)
    for further in count(seed + 1):
        if most is None or len(found) >= most:
            break
        found += _portfolio(scheme, further)
    return sorted(found[:most], key=lambda one: one.applies_on)


def _unnamed(scheme: Scheme, seed: int) -> list[Applicant]:
    """Two who apply although the budget does not name them."""
    others = [one for one in _portfolio(scheme, seed) if scheme.allocation(one.party.id) is None][:2]
    applies, decided = date(scheme.year, 1, 9), date(scheme.year, 1, 30)
    return [
        replace(one, facts=_amounts(one.facts), awarded=0, applies_on=applies, decided_on=decided) for one in others
    ]


def _amounts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The title and the amounts; the rest of an application belongs to its own scheme."""
    return {name: facts[name] for name in ("title", "annual_budget", "applied_amount")}


def _named(scheme: Scheme) -> list[Applicant]:
    """One for each organisation that the budget names, with the amount that it names."""
    first = max(date(scheme.year, 1, 6), scheme.in_force)
    return [
        Applicant(
            party=_party(a.org_number, a.name, n),
            facts={"title": f"Driftstilskudd {scheme.year}", "applied_amount": a.amount, "annual_budget": a.amount * 2},
            applies_on=first + timedelta(days=n % 4),
            decided_on=first + timedelta(days=21 + n % 3),
            awarded=a.amount,
        )
        for n, a in enumerate(scheme.allocations)
    ]


def _portfolio(scheme: Scheme, seed: int) -> list[Applicant]:
    """The fictional portfolio, moved to the year of the scheme."""
    rows = read_applications(fictional_portfolio(seed)).rows
    return [_from_row(row, n, scheme.year - 2022) for n, row in enumerate(_mixed(rows))]


def _mixed(rows: Sequence[ApplicationRow]) -> list[ApplicationRow]:
    """In order of arrival, whatever the order of the file."""
    return sorted(rows, key=lambda row: (row.received_day, row.application_id))


def _from_row(row: ApplicationRow, n: int, years: int) -> Applicant:
    facts = {
        "application_id": row.application_id,
        "title": row.title,
        "grant_type": row.kind,
        "sub_goals": list(row.sub_goals),
        "annual_budget": row.annual_budget_ore,
        "applied_amount": row.applied_amount_ore,
    }
    received, decided = _moved(row.received_day, years), _moved(row.decided_day or row.received_day, years)
    return Applicant(
        _party(row.org_number or "", row.org_name, n), facts, received, decided, row.awarded_amount_ore or 0
    )


def _moved(day: date, years: int) -> date:
    return day.replace(year=day.year + years, day=min(day.day, 28)) if years else day


def _party(number: str, name: str, n: int) -> Party:
    """Every fourth organisation writes nynorsk itself (sprl/15)."""
    form = "nn" if n % 4 == 3 else "nb"
    return Party(number, name, language_form=form, language_source="simulated", email=f"post@{number}.example")
