"""Reads the packaged statute data: the only file access of the package, done once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from casework.errors import BadDefinition, Finding

COMMENCEMENT = "commencement.toml"


@cache
def packaged() -> Mapping[str, str]:
    """Every packaged statute file by name, as text."""
    folder = files("casework.law").joinpath("statutes")
    found = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)
    return MappingProxyType({entry.name: entry.read_text(encoding="utf-8") for entry in found})


def read_toml(file: str, text: str) -> dict[str, Any]:
    """The tables of one file. Raises BadDefinition where it is no TOML, as where one key stands twice."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"at line (\d+)", str(error))
        raise BadDefinition([fault(file, int(at[1]) if at else 1, "not_toml", str(error))]) from error


def fault(file: str, line: int, code: str, message: str) -> Finding:
    """A finding that makes a statute file unusable."""
    return Finding(file, line, "fault", code, message)


def line_of(text: str, key: str) -> int:
    """The line on which a table with that quoted key opens; 1 where it is nowhere."""
    return next((number for number, line in enumerate(text.splitlines(), 1) if line.startswith(f'["{key}"]')), 1)
