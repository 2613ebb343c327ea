"""Putting the parts together: the shipped definitions, rules and letters, and those of the host before them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType

from casework.definitions.library import Definitions
from casework.definitions.shipped import shipped_folder
from casework.engine.surroundings import Surroundings
from casework.law.commencement import read_commencements, shipped
from casework.model.record import Entry
from casework.notices.compose import Letters
from casework.rules import RuleBook
from casework.rules.shipped import MODULES

Places = Sequence[str | Path]


def surroundings(
    workflows: Places = (),
    schemes: Places = (),
    rules: Iterable[ModuleType] = (),
    letters: Places = (),
    commencements: Places = (),
) -> Surroundings:
    """Everything that the engine looks up; what the host gives is found first."""
    in_force = shipped()
    for file in commencements:
        in_force = in_force.and_also(read_commencements(str(file), Path(file).read_text("utf-8")))
    definitions = Definitions(workflows, schemes)
    written = Letters([*(Path(p) for p in letters), shipped_folder("notifications")], definitions)
    return Surroundings(definitions, RuleBook.of(*rules, *MODULES), written, in_force)


def irreversible(around: Surroundings, history: Iterable[Entry]) -> frozenset[str]:
    """The names of the transitions in the history that say that something cannot be called back."""
    names = dict[str, str]()
    found = set[str]()
    for c in (c for e in history for c in e.changes if c.collection == "proceedings" and "digest" in c.values):
        names.setdefault(c.id, c.values.get("workflow", ""))
        workflow = around.definitions.workflow(names[c.id], c.values["version"], digest=c.values["digest"])
        found |= {t.name for t in workflow.transitions if t.irreversible}
    return frozenset(found)
