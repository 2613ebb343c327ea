"""Who acts: one spelling for a person, and roles of tailored workflows beside the known ones."""

from __future__ import annotations

import pytest

from casework import Actor, BadInput


@pytest.mark.parametrize("role", ["caseworker", "reviewer", "committee_member", "cfo"])
def test_a_tailored_workflow_may_have_roles_of_its_own(role: str) -> None:
    """Roles known elsewhere are none of a workflow file's faults, and people can act in them."""
    assert Actor("kari", role).role == role


@pytest.mark.parametrize("role", ["case_worker", "casworker", "Caseworker", "", "two words", "x" * 51, "æøå"])
def test_a_misspelt_role_is_refused(role: str) -> None:
    """A slip of the pen must not become a role that no rule knows."""
    with pytest.raises(BadInput, match="unknown role"):
        Actor("kari", role)
