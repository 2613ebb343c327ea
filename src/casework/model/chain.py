"""The hash chain: each entry is sealed over its canonical JSON (RFC 8785) and the seal of the entry before."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import rfc8785

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
    """The hash that the entry must have."""
    return hashlib.sha256(rfc8785.dumps(entry_json(entry))).hexdigest()


def sealed(entry: Entry) -> Entry:
    """The entry with its hash."""
    return replace(entry, hash=seal(entry))
