"""What a check may compare a file with: the rules, letters, provisions and workflows that exist."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from casework.errors import NotFound
from casework.model.letter_source import LetterSource
from casework.model.workflow import ROLES, Workflow

#: The deadlines that no workflow starts.
OF_THE_ENGINE = ("on_hold",)
#: Whom a rung may go to who holds no role in the case: whoever represents the grantee, and the supervisor's superior.
BESIDE_ROLES = ("representative", "head")


@dataclass(frozen=True, slots=True)
class Known:
    """Everything a file may name that is not in it. What is None is not known here, and not checked.

    `letters` maps each letter to the languages it is written in, `letter_sources` each letter and language to what its
    template shows. `provision` raises NotFound for an unknown key;
    `in_force` tells whether a provision is in force on a day. `scheme_rules` are citations such as
    `resource_environments/2025#A36`.
    """

    rules: Collection[str] | None = None
    letters: Mapping[str, Collection[str]] | None = None
    letter_sources: Mapping[tuple[str, str], LetterSource] = field(default_factory=dict)
    provision: Callable[[str], object] | None = None
    in_force: Callable[[str, date], bool] | None = None
    provision_keys: Collection[str] = ()
    scheme_rules: Collection[str] | None = None
    workflows: Mapping[str, Workflow] = field(default_factory=dict)
    settings: Collection[str] | None = None
    roles: Collection[str] = ROLES

    def deadlines(self) -> set[str]:
        """The kinds of deadline that some workflow starts, or the engine itself."""
        started = (s for w in self.workflows.values() for t in (w.opening, *w.transitions) for s in t.starts)
        return {start.deadline for start in started if not start.duty} | set(OF_THE_ENGINE)

    def has_provision(self, key: str) -> bool:
        """Whether there is such a provision, as far as is known here."""
        if "#" in key:
            return self.scheme_rules is None or key in self.scheme_rules
        if self.provision is None:
            return True
        try:
            self.provision(key)
        except NotFound:
            return False
        return True

    def is_in_force(self, key: str, day: date) -> bool:
        """Whether the provision is in force on `day` (Oslo), as far as is known here."""
        return "#" in key or self.in_force is None or self.in_force(key, day)

    def has_step(self, workflow: str, transition: str) -> bool:
        """Whether that workflow has that transition; also where the workflow is not known here."""
        found = self.workflows.get(workflow)
        return found is None or transition in transition_names(found)


def transition_names(workflow: Workflow) -> set[str]:
    """The names of every transition of the workflow, and of its opening."""
    return {workflow.opening.name, *(t.name for t in workflow.transitions)}
