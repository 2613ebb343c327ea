"""Checks this package: that every file is as it was, and that the record of the case is one unbroken chain.

Run it in the unpacked folder with any Python from 3.9: python3 verify.py. It needs nothing else.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


def canonical(value: Any) -> str:
    """The value as RFC 8785 writes it; it holds whole numbers only. Keys are ordered by their UTF-16 units."""
    if isinstance(value, dict):
        members = sorted(value.items(), key=lambda item: item[0].encode("utf-16-be"))
        return "{" + ",".join(f"{canonical(k)}:{canonical(v)}" for k, v in members) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def files() -> Iterator[str]:
    """What is wrong with the files."""
    listed = set()
    for line in (HERE / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        listed.add(name)
        file = HERE / name
        if not file.is_file():
            yield f"{name} is missing"
        elif hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            yield f"{name} was altered"
    present = {str(f.relative_to(HERE).as_posix()) for f in HERE.rglob("*") if f.is_file()}
    yield from (f"{name} is not listed" for name in sorted(present - listed - {"SHA256SUMS"}))


def chain() -> Iterator[str]:
    """What is wrong with the record."""
    previous, number = "", 0
    for line in (HERE / "entries.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        sealed = entry.pop("hash")
        number += 1
        if entry["seq"] != number:
            yield f"entry {number} is missing; {entry['seq']} stands there"
            number = entry["seq"]
        if entry["previous"] != previous:
            yield f"entry {number} does not follow the one before it"
        if hashlib.sha256(canonical(entry).encode()).hexdigest() != sealed:
            yield f"entry {number} was altered"
        previous = sealed
    case = json.loads((HERE / "case.json").read_text(encoding="utf-8"))
    if (case["revision"], case["head"]) != (number, previous):
        yield f"the record ends at entry {number}, but the case says {case['revision']}"


def main() -> int:
    """0 where all is as it was written, 1 where something is not."""
    wrong = [*files(), *chain()]
    print(*(wrong or ["All files are as they were, and the record is one unbroken chain."]), sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
