"""Putting the parts together: the shipped definitions, rules and letters, and those of the host before them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType

from casework.definitions.library import Definitions
from casework.definitions.shipped import shipped_folder
from casework.engine.surroundings import Surroundings
from casework.model.record import Entry
from casework.notices.compose import Letters
from casework.rules import RuleBook
from casework.rules.shipped import MODULES

Places = Sequence[str | Path]


def surroundings(
    workflows: Places = (), schemes: Places = (), rules: Iterable[ModuleType] = (), letters: Places = ()
) -> Surroundings:
    """Everything that the engine looks up; what the host gives is found first."""
    definitions = Definitions(workflows, schemes)
    written = Letters([*(Path(p) for p in letters), shipped_folder("notifications")], definitions)
    return Surroundings(definitions, RuleBook.of(*rules, *MODULES), written)


def irreversible(around: Surroundings, history: Iterable[Entry]) -> frozenset[str]:
    """The names of the transitions in the history that say that something cannot be called back."""
    opened = [c.values for e in history for c in e.changes if c.collection == "proceedings" and "workflow" in c.values]
    workflows = [around.definitions.workflow(v["workflow"], v["version"], digest=v["digest"]) for v in opened]
    return frozenset(t.name for w in workflows for t in w.transitions if t.irreversible)
