"""A first glance at a definition file: what it is called, without judging it."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

_NAME = re.compile(r'^\s*(?:name|id)\s*=\s*["\']([^"\'\n]*)["\']', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Peeked:
    """What a file says it is. `version` is the year of a scheme; None where the file does not say it readably."""

    path: Path
    digest: str
    name: str
    version: int | None
    in_force: date | None


def peek(path: Path) -> Peeked:
    """The name, version and first day of a workflow or scheme file; of a broken one, what can be told."""
    content = path.read_bytes()
    text = content.decode("utf-8-sig", errors="replace")
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError):
        found = _NAME.search(text)
        data = {"name": found.group(1) if found else path.stem}
    return _peeked(path, hashlib.sha256(content).hexdigest(), data)


def _peeked(path: Path, digest: str, data: dict[str, Any]) -> Peeked:
    scheme = data.get("scheme")
    if isinstance(scheme, dict):
        data = {**scheme, "name": scheme.get("id"), "version": scheme.get("year")}
    name, version, in_force = data.get("name"), data.get("version"), data.get("in_force")
    return Peeked(
        path=path,
        digest=digest,
        name=name if isinstance(name, str) else path.stem,
        version=version if type(version) is int else None,
        in_force=in_force if type(in_force) is date else None,
    )
