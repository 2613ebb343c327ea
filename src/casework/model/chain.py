"""The hash chain: each entry is sealed over its canonical JSON (RFC 8785) and the seal of the entry before."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from typing import Any

import rfc8785

from casework.errors import BadInput
from casework.model.record import Entry, to_json


def digest_of(content: str | bytes) -> str:
    """The SHA-256 of a text (as UTF-8) or of bytes, in hexadecimal."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def entry_json(entry: Entry) -> dict[str, Any]:
    """Everything in an entry but its own hash, as JSON."""
    return {
        "case_id": entry.case_id,
        "seq": entry.seq,
        "at": to_json(entry.at),
        "person": entry.actor.person,
        "role": entry.actor.role,
        "agency": entry.actor.agency,
        "kind": entry.kind,
        "name": entry.name,
        "proceeding_id": entry.proceeding_id,
        "from_state": entry.from_state,
        "to_state": entry.to_state,
        "facts": dict(entry.facts),
        "law": entry.law,
        "changes": [[c.collection, c.id, dict(c.values)] for c in entry.changes],
        "previous": entry.previous,
    }


def seal(entry: Entry) -> str:
    """The hash that the entry must have. Raises BadInput for what not every database can keep."""
    try:
        written = canonical(entry_json(entry))
    except (rfc8785.CanonicalizationError, UnicodeError) as error:
        raise BadInput(f"this cannot be entered in the record: {error}") from error
    if b"u0000" in written and _NUL.search(written):
        raise BadInput("text with a NUL character cannot be entered in the record")
    return hashlib.sha256(written).hexdigest()


def canonical(value: Any) -> bytes:
    """The value as RFC 8785 writes it; it holds whole numbers only, as every amount and count of a record is one."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    # The two agree, and this one is ten times faster, but for the order of keys with rare letters.
    return text.encode() if text.isascii() or not _RARE.search(text) else rfc8785.dumps(value)


_RARE = re.compile("[\ud800-\U0010ffff]")


#: NUL as JSON writes it, and not a backslash followed by the same letters.
_NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


def sealed(entry: Entry) -> Entry:
    """The entry with its hash."""
    return replace(entry, hash=seal(entry))
