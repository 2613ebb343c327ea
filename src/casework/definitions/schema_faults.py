"""From what pydantic found wrong to findings with a line, and to data that the other checks can still read."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from casework.definitions.findings import near
from casework.definitions.schema_types import Table
from casework.definitions.toml_lines import KeyPath
from casework.definitions.toml_source import Source
from casework.errors import Finding

T = TypeVar("T", bound=Table)

#: Each round takes away what is wrong; what then turns out to be missing is stood in for in the next.
ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Shape(Generic[T]):
    """The model of a kind of file, the models of its tables by key, and stand-ins for missing keys."""

    model: type[T]
    tables: Mapping[str, type[Table]]
    stand_ins: Mapping[str, Any]


def validated(source: Source, shape: Shape[T]) -> tuple[T | None, list[Finding]]:
    """The file's tables, with what is wrong left out, and everything wrong with their keys and types.

    None where too little is right to go on.
    """
    data = copy.deepcopy(source.data)
    findings: list[Finding] | None = None
    for _ in range(ROUNDS):
        try:
            return shape.model.model_validate(data), findings or []
        except ValidationError as error:
            errors = error.errors(include_url=False, include_context=False)
        if findings is None:
            findings = list(_told(source, errors, shape))
        _mend(data, errors, shape.stand_ins)
    return None, findings or []


def _told(source: Source, errors: Sequence[ErrorDetails], shape: Shape[T]) -> Iterator[Finding]:
    seen: set[tuple[KeyPath, str]] = set()
    for error in errors:
        path = _written(source.data, error["loc"])
        about = str(error["loc"][-1]) if error["type"] == "missing" else ""
        if (path, about) not in seen:
            seen.add((path, about))
            yield _finding(source, path, error, shape)


def _finding(source: Source, path: KeyPath, error: ErrorDetails, shape: Shape[T]) -> Finding:
    name = str(error["loc"][-1])
    if error["type"] == "missing":
        return source.fault(path, "missing_key", f"`{name}` is missing{_within(path)}; add it")
    if error["type"] == "extra_forbidden":
        meant = near(name, _keys(path[:-1], shape))
        return source.fault(path, "unknown_key", f"unknown key `{name}`{_within(path[:-1])}{meant}")
    key = next((str(part) for part in reversed(path) if isinstance(part, str)), "the file")
    return source.fault(path, "wrong_type", f"`{key}` {_demand(error)}, not {_shown(error['input'])}")


def _demand(error: ErrorDetails) -> str:
    if error["type"] == "union_tag_invalid":
        return "has the wrong form: give a name, a list of names or a table, as the key asks for"
    return error["msg"].removeprefix("Input ").replace("dictionary", "table")


def _shown(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."


def _within(path: KeyPath) -> str:
    return f" in {'.'.join(str(part) for part in path)}" if path else ""


def _keys(path: KeyPath, shape: Shape[T]) -> list[str]:
    """The keys that the table at `path` may have."""
    named = [part for part in path if isinstance(part, str)]
    key = next((part for part in reversed(named) if part in shape.tables), "")
    return [f.alias or name for name, f in shape.tables[key].model_fields.items()]


def _written(data: Any, loc: Sequence[str | int]) -> KeyPath:
    """The part of a location that the file has; pydantic adds the names of forms and of missing keys."""
    path: KeyPath = ()
    for part in loc:
        if _has(data, part):
            path, data = (*path, part), data[part]
    return path


def _has(data: Any, part: str | int) -> bool:
    if isinstance(data, dict):
        return part in data
    return isinstance(data, list) and isinstance(part, int) and part < len(data)


def _mend(data: dict[str, Any], errors: Sequence[ErrorDetails], stand_ins: Mapping[str, Any]) -> None:
    wrong: dict[KeyPath, None] = {}
    for error in errors:
        path = _written(data, error["loc"])
        if error["type"] == "missing":
            name = str(error["loc"][-1])
            _at(data, path)[name] = copy.deepcopy(stand_ins.get(name, ""))
        elif path:
            wrong[path] = None
    for path in sorted(wrong, key=lambda p: [str(part).zfill(9) for part in p], reverse=True):
        if _has(_at(data, path[:-1]), path[-1]):
            del _at(data, path[:-1])[path[-1]]


def _at(data: Any, path: KeyPath) -> Any:
    for part in path:
        if not _has(data, part):
            return {}
        data = data[part]
    return data
