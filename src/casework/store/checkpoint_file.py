"""A checkpoint and its file: sealed by one digest, written whole or not at all."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import rfc8785

from casework.errors import BadInput, Fault
from casework.model.chain import digest_of

FORMAT = "casework-checkpoint-1"
MAXIMUM_BYTES = 200_000_000


def sealed(checkpoint: Mapping[str, Any]) -> dict[str, Any]:
    """The checkpoint with the digest over all that is in it."""
    return {**checkpoint, "digest": _digest(checkpoint)}


def checked(checkpoint: Mapping[str, Any], where: str = "") -> Mapping[str, Any]:
    """The checkpoint, if it is one and bears its digest. Raises BadInput."""
    if checkpoint.get("format") != FORMAT:
        raise BadInput(Fault(f"is not a checkpoint of the format {FORMAT}", where, "checkpoint"))
    cases = checkpoint.get("cases")
    if not isinstance(cases, Mapping) or not all(_is_head(head) for head in cases.values()):
        raise BadInput(Fault("is not a checkpoint: each case has a count and a hash", where, "checkpoint"))
    if checkpoint.get("digest") != _digest(checkpoint):
        raise BadInput(Fault("the checkpoint itself was altered: its digest differs", where, "checkpoint"))
    return checkpoint


def _is_head(head: object) -> bool:
    return isinstance(head, list) and [type(part) for part in head] == [int, str]


def _digest(checkpoint: Mapping[str, Any]) -> str:
    try:
        return digest_of(rfc8785.dumps({name: value for name, value in checkpoint.items() if name != "digest"}))
    except (rfc8785.CanonicalizationError, UnicodeError) as error:
        raise BadInput(Fault(f"is not a checkpoint: {error}", "", "checkpoint")) from error


def read(file: str | Path) -> Mapping[str, Any]:
    """The checkpoint in a file. Raises BadInput for one that is missing, damaged or altered."""
    path = Path(file)
    try:
        if path.stat().st_size > MAXIMUM_BYTES:
            raise BadInput(Fault("is too large for a checkpoint", str(file), "checkpoint"))
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise BadInput(Fault(f"cannot be read: {error.strerror}", str(file), "checkpoint")) from error
    except (ValueError, RecursionError) as error:
        raise BadInput(Fault(f"is not a checkpoint: {error}", str(file), "checkpoint")) from error
    if not isinstance(found, dict):
        raise BadInput(Fault("is not a checkpoint: it holds no JSON object", str(file), "checkpoint"))
    return checked(found, str(file))


def write(file: str | Path, checkpoint: Mapping[str, Any]) -> None:
    """Write the checkpoint, replacing an earlier one at a stroke. Raises BadInput where it cannot be written."""
    path = Path(file)
    try:
        descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            _write_through(descriptor, json.dumps(checkpoint, ensure_ascii=False, indent=1) + "\n")
            Path(draft).replace(path)
        except BaseException:
            Path(draft).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise BadInput(Fault(f"cannot be written: {error.strerror}", str(file), "checkpoint")) from error


def _write_through(descriptor: int, text: str) -> None:
    with os.fdopen(descriptor, "w", encoding="utf-8") as draft:
        draft.write(text)
        draft.flush()
        os.fsync(draft.fileno())
