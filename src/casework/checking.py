"""Checking definition files against everything else that is at hand, and looking up who cites what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from casework.definitions import citations
from casework.definitions.citations import Citation
from casework.definitions.known import Known
from casework.definitions.library import Definitions
from casework.definitions.scheme_check import check_scheme
from casework.definitions.scheme_file import citations as rules_of
from casework.definitions.shipped import shipped_folder
from casework.definitions.workflow_check import check_workflow
from casework.definitions.workflow_file import read_workflow
from casework.errors import BadDefinition, Finding
from casework.law.commencement import in_force
from casework.law.provisions import provision, provisions
from casework.model.scheme import Scheme
from casework.model.workflow import Workflow
from casework.notices.compose import Letters
from casework.rules import RuleBook
from casework.rules.shipped import MODULES

Places = Sequence[str | Path]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class AtHand:
    """The definitions, rules and letters of a host, and the shipped ones behind them."""

    definitions: Definitions
    rules: RuleBook
    letters: Letters
    letter_folders: tuple[Path, ...]

    def workflows(self) -> list[Workflow]:
        """The newest version of every workflow whose file is right."""
        return list(_right(self.definitions.workflow, ((name,) for name in self.definitions.workflow_names())))

    def schemes(self) -> list[Scheme]:
        """Every scheme whose file is right."""
        return list(_right(self.definitions.scheme, self.definitions.schemes()))


def at_hand(
    workflows: Places = (), schemes: Places = (), letters: Places = (), rules: Iterable[ModuleType] = ()
) -> AtHand:
    """Everything at hand; what the host gives is found first. Raises NotFound for a folder that is not there."""
    definitions = Definitions(workflows, schemes)
    folders = (*(Path(place) for place in letters), shipped_folder("notifications"))
    return AtHand(definitions, RuleBook.of(*rules, *MODULES), Letters(folders, definitions), folders)


def check_workflows(files: Sequence[str], around: AtHand) -> list[Finding]:
    """Every finding in workflow files, which may name each other. Raises NotFound where there is no such file."""
    known = _known(around, _right(read_workflow, ((file,) for file in files)))
    return [finding for file in files for finding in check_workflow(file, known, strict=_is_shipped(file))]


def check_schemes(files: Sequence[str], around: AtHand) -> list[Finding]:
    """Every finding in scheme files. Raises NotFound where there is no such file."""
    known = _known(around)
    return [finding for file in files for finding in check_scheme(file, known, strict=_is_shipped(file))]


def citing(key: str, around: AtHand) -> list[Citation]:
    """Every rule, transition, letter, scheme and test that cites the provision. Raises NotFound for an unknown key."""
    found = provision(key)
    return [
        *citations.citing_rules(key, around.rules),
        *citations.citing_transitions(key, around.workflows()),
        *citations.citing_letters(found, around.letter_folders),
        *citations.citing_schemes(key, around.schemes()),
        *citations.citing_tests(key),
    ]


def _known(around: AtHand, checked: Iterable[Workflow] = ()) -> Known:
    schemes = around.schemes()
    return Known(
        rules=set(around.rules),
        letters=around.letters.names,
        letter_sources=around.letters.sources(),
        provision=provision,
        in_force=in_force,
        provision_keys=provisions().keys(),
        scheme_rules=frozenset(code for scheme in schemes for code in rules_of(scheme)),
        workflows={workflow.name: workflow for workflow in (*around.workflows(), *checked)},
        settings={name for scheme in schemes for name in scheme.settings},
    )


def _right(read: Callable[..., T], each: Iterable[tuple[Any, ...]]) -> Iterator[T]:
    """What can be read; a file that is wrong tells so when it is checked itself."""
    for arguments in each:
        try:
            yield read(*arguments)
        except BadDefinition:
            continue


def _is_shipped(file: str) -> bool:
    """Whether the file is one of ours, of which more is demanded."""
    return Path(file).resolve().is_relative_to(shipped_folder("workflows").resolve())
