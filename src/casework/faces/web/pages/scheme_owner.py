"""For those who own the schemes and workflows: drawn, checked, compared, and the ladder."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import cast
from weakref import WeakKeyDictionary

from casework.checking import AtHand, check_schemes, check_workflows
from casework.definitions.library import Definitions
from casework.definitions.shipped import shipped_folder
from casework.definitions.svg import svg
from casework.errors import BadDefinition, CaseworkError, Finding, NotFound
from casework.faces.web.visit import Answer, Page, Visit
from casework.model.workflow import Workflow
from casework.notices.compose import Letters


def schemes(visit: Visit) -> Answer:
    """Every scheme and workflow."""
    definitions = visit.definitions
    workflows = [definitions.workflow(name) for name in definitions.workflow_names()]
    return Page("schemes.html", {"schemes": visit.counter.schemes(), "workflows": workflows})


def scheme(visit: Visit, id: str, year: str) -> Answer:
    """One scheme in one year: its duties, its ladder, what the source leaves open, and what the check says."""
    if not year.isdecimal():
        raise NotFound("scheme", f"{id}/{year}")
    found = visit.counter.scheme(id, int(year))
    findings = _checked(visit, "scheme", found.file)
    return Page("scheme.html", {"scheme": found, "findings": findings})


def workflow(visit: Visit, name: str) -> Answer:
    """One workflow drawn, with what the check says and how its versions differ."""
    visit.counter.door.plain("schemes_read")
    wanted = visit.query.get("version", "")
    found = visit.definitions.workflow(name, int(wanted) if wanted.isdecimal() else None)
    values = {
        "workflow": found,
        "drawing": svg(found, visit.language),
        "findings": _checked(visit, "workflow", found.file),
        "versions": versions(visit, found.name),
        "difference": difference(visit, found, visit.query.get("with", "")),
    }
    return Page("workflow.html", values)


def versions(visit: Visit, name: str) -> list[int]:
    """The versions that are at hand, the newest first."""
    newest = visit.definitions.workflow(name).version
    return [n for n in range(newest, 0, -1) if _version(visit, name, n)]


def _version(visit: Visit, name: str, number: int) -> Workflow | None:
    try:
        return visit.definitions.workflow(name, number)
    except CaseworkError:
        return None


def difference(visit: Visit, found: Workflow, other: str) -> list[str]:
    """The lines in which the files of two versions differ."""
    against = _version(visit, found.name, int(other)) if other.isdecimal() else None
    if against is None:
        return []
    old, new = (_lines(file) for file in (against.file, found.file))
    return list(difflib.unified_diff(old, new, f"version {against.version}", f"version {found.version}", lineterm=""))


def _lines(file: str) -> list[str]:
    return Path(file).read_text(encoding="utf-8").splitlines()


#: What the check said, by office and file: an office reads its files once, so the answer stays the same.
_SAID: WeakKeyDictionary[Definitions, dict[str, list[Finding]]] = WeakKeyDictionary()


def _checked(visit: Visit, kind: str, file: str) -> list[Finding]:
    said = _SAID.setdefault(visit.definitions, {})
    if file not in said:
        said[file] = _check(visit, kind, file)
    return said[file]


def _check(visit: Visit, kind: str, file: str) -> list[Finding]:
    folder = shipped_folder("notifications")
    letters = cast("Letters", visit.around.compose)
    at_hand = AtHand(visit.definitions, visit.around.rules, letters, (folder,))
    try:
        return check_schemes([file], at_hand) if kind == "scheme" else check_workflows([file], at_hand)
    except BadDefinition as wrong:
        return list(wrong.findings)
