"""Which organisations are to be heard, and how they complement each other (A21): derived from the awards."""

from __future__ import annotations

from typing import Any

from casework.shelf import Shelf


def consultation_bodies(office: Shelf, scheme: str, year: int) -> list[dict[str, Any]]:
    """The recipients of a scheme and year with the roles that they fill, by name.

    `alone_in` are the roles that no other recipient fills. Raises NotFound for a scheme or year that there is not.
    """
    known = [role.id for role in office.surroundings.definitions.scheme(scheme, year).of("consultation_role")]
    cases = [office.case(row["id"]) for row in office.cases(scheme=scheme, year=year)]
    awarded = [case for case in cases if case.ledger.awarded and "registered_in_error" not in case.marks]
    rows = [
        {
            "org_number": case.party.id,
            "name": case.party_name,
            "case": case.number,
            "roles": [role for role in known if role in (case.grant.facts.get("consultation_roles") or [])],
        }
        for case in awarded
    ]
    for row in rows:
        others = {role for other in rows if other["org_number"] != row["org_number"] for role in other["roles"]}
        row["alone_in"] = [role for role in row["roles"] if role not in others]
    return sorted(rows, key=lambda row: (row["name"], row["case"]))


def unfilled_roles(office: Shelf, scheme: str, year: int) -> list[str]:
    """The roles of the scheme that none of its recipients fills."""
    filled = {role for row in consultation_bodies(office, scheme, year) for role in row["roles"]}
    roles = office.surroundings.definitions.scheme(scheme, year).of("consultation_role")
    return [role.id for role in roles if role.id not in filled]
