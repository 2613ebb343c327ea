"""casework: case management for public grants that knows Norwegian administrative law.

These names, `casework.testing` and the file formats are promised; nothing else is.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from casework.errors import (
        BadDatabase,
        BadDefinition,
        BadInput,
        CaseworkError,
        Fault,
        Finding,
        InvalidFacts,
        KeyReused,
        NotFound,
        Reason,
        Refused,
        Stale,
    )
    from casework.model.actor import Actor
    from casework.model.case import Case, Moment, Option, Tick
    from casework.model.preview import LetterItem, Preview, PreviewedLetter
    from casework.model.record import Entry
    from casework.model.rows import Deadline, Decision, Ledger, Letter, Party, Proceeding
    from casework.office import Office
    from casework.rules.registry import rule
    from casework.rules.situation import Situation

__version__ = "0.1.0"

_HOMES = {
    "casework.errors": (
        "BadDatabase BadDefinition BadInput CaseworkError Fault Finding InvalidFacts KeyReused NotFound "
        "Reason Refused Stale"
    ),
    "casework.model.actor": "Actor",
    "casework.model.case": "Case Moment Option Tick",
    "casework.model.preview": "LetterItem Preview PreviewedLetter",
    "casework.model.record": "Entry",
    "casework.model.rows": "Deadline Decision Ledger Letter Party Proceeding",
    "casework.office": "Office",
    "casework.rules.registry": "rule",
    "casework.rules.situation": "Situation",
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names.split()}

__all__ = [
    "Actor",
    "BadDatabase",
    "BadDefinition",
    "BadInput",
    "Case",
    "CaseworkError",
    "Deadline",
    "Decision",
    "Entry",
    "Fault",
    "Finding",
    "InvalidFacts",
    "KeyReused",
    "Ledger",
    "Letter",
    "LetterItem",
    "Moment",
    "NotFound",
    "Office",
    "Option",
    "Party",
    "Preview",
    "PreviewedLetter",
    "Proceeding",
    "Reason",
    "Refused",
    "Situation",
    "Stale",
    "Tick",
    "rule",
]


def __getattr__(name: str) -> Any:
    # Read when asked for, so that `import casework` costs next to nothing.
    if name not in _HOME_OF:
        raise AttributeError(f"module 'casework' has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)
