"""Where a right reaches for the grants that a person holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from casework.access.rights import Right
from casework.engine.surroundings import Definitions
from casework.model.access import Reach, RoleGrant, Slice


def reach_of(right: Right, grants: Iterable[RoleGrant], definitions: Definitions) -> Reach:
    """The cases in which these grants give the right; none where the role does not have it."""
    return tuple(part for grant in grants if (part := _slice(right, grant, definitions)) is not None)


def _slice(right: Right, grant: RoleGrant, definitions: Definitions) -> Slice | None:
    limits = Slice(scheme=grant.scheme, case_id=grant.case_id)
    if grant.role in right.other:
        return limits
    if grant.role not in right.own:
        return None
    if grant.role == "grantee":
        return replace(limits, party=grant.agency)
    appealed = grant.role == "appeal_body" and right.about == "case"
    return replace(limits, schemes=_schemes(grant, definitions), before_appeal_body=appealed)


def _schemes(grant: RoleGrant, definitions: Definitions) -> frozenset[tuple[str, int]] | None:
    """The schemes of the agency, or those whose appeals it decides; None for a grant that names no agency."""
    if grant.agency is None:
        return None
    return frozenset(key for key in definitions.schemes() if _is_of(grant, definitions, *key))


def _is_of(grant: RoleGrant, definitions: Definitions, scheme_id: str, year: int) -> bool:
    scheme = definitions.scheme(scheme_id, year)
    return grant.agency == (scheme.appeal_body if grant.role == "appeal_body" else scheme.agency)


def reaches_scheme(right: Right, grants: Iterable[RoleGrant], definitions: Definitions, key: tuple[str, int]) -> bool:
    """Whether these grants give the right in that scheme and year. One limited to a case gives none."""
    definitions.scheme(*key)
    parts = reach_of(right, (g for g in grants if g.case_id is None), definitions)
    return any(
        (part.schemes is None or key in part.schemes) and (part.scheme is None or part.scheme == key[0])
        for part in parts
    )
