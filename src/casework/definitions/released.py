"""Released workflow and scheme files never change: `released.lock` holds their digests, a line each.

appeal 1 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from casework.definitions.findings import FAULT
from casework.definitions.peek import peek
from casework.errors import Finding

LOCK = "released.lock"
_LINE = re.compile(r"(?P<name>\S+) (?P<version>\d+) (?P<digest>[0-9a-f]{64})")


def check_released(folder: Path) -> list[Finding]:
    """A fault for each released file that was changed or taken away, and for each line that cannot be read.

    A changed file becomes a new version, and the old one moves to `superseded/`. Files not listed are free.
    """
    lock = folder / LOCK
    if not lock.is_file():
        return []
    there = _digests(folder)
    lines = [(number, line) for number, line in enumerate(lock.read_text("utf-8").splitlines(), 1) if line.strip()]
    return [finding for number, line in lines for finding in _check(lock, number, line, there)]


def _check(lock: Path, number: int, line: str, there: Mapping[tuple[str, int], set[str]]) -> Iterator[Finding]:
    read = _LINE.fullmatch(line.strip())
    if read is None:
        yield Finding(str(lock), number, FAULT, "bad_line", f"{line!r} is not `name version sha256`")
        return
    name, version, digest = read["name"], int(read["version"]), read["digest"]
    found = there.get((name, version))
    if found is None:
        told = f"{name} version {version} is released but its file is gone; put it back, under superseded/"
        yield Finding(str(lock), number, FAULT, "released_file_gone", told)
    elif found != {digest}:
        told = f"{name} version {version} is released and was changed; undo it, and make version {version + 1}"
        yield Finding(str(lock), number, FAULT, "released_file_changed", told)


def write_released(folder: Path) -> None:
    """Write the lock anew: every file there is now counts as released."""
    every = ((name, version, digest) for (name, version), found in _digests(folder).items() for digest in found)
    text = "".join(f"{name} {version} {digest}\n" for name, version, digest in sorted(every))
    (folder / LOCK).write_text(text, "utf-8")


def _digests(folder: Path) -> dict[tuple[str, int], set[str]]:
    found: dict[tuple[str, int], set[str]] = {}
    for path in sorted(folder.rglob("*.toml")):
        seen = peek(path)
        found.setdefault((seen.name, seen.version or 0), set()).add(seen.digest)
    return found
