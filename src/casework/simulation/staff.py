"""The people of a simulated office. Nobody holds two roles, so that four eyes are always four (regl/14)."""

from __future__ import annotations

from casework.model.actor import Actor
from casework.model.rows import Party

CASEWORKER = Actor("kari", "caseworker")
DECISION_MAKER = Actor("ola", "decision_maker")
BUDGET_AUTHORITY = Actor("berit", "budget_authority")
ATTESTER = Actor("arne", "attester")
SUPERVISOR = Actor("siri", "supervisor")

STAFF = (CASEWORKER, DECISION_MAKER, BUDGET_AUTHORITY, ATTESTER, SUPERVISOR)


def grantee(party: Party) -> Actor:
    """Whoever writes for the organisation; it may touch its own case only."""
    return Actor(f"leder-{party.id}", "grantee", party.id)
