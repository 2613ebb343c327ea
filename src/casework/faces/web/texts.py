"""What the pages say, from one file, in bokmål, nynorsk and English."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from casework.errors import Text


@cache
def texts() -> Mapping[str, Text]:
    """Every text by its key: `case.now` stands under `[case]` as `now`."""
    source = files("casework.faces.web").joinpath("texts.toml").read_text(encoding="utf-8")
    return dict(_read("", tomllib.loads(source)))


def _read(path: str, table: Mapping[str, Any]) -> Iterator[tuple[str, Text]]:
    for name, value in table.items():
        if isinstance(value, Mapping):
            yield from _read(f"{path}{name}.", value)
        else:
            yield f"{path}{name}", Text(*value)


def said(key: str, language: str, /, **values: object) -> str:
    """A text in `nb`, `nn` or `en`, filled in. Raises KeyError for one that is not there."""
    return texts()[key].in_language(language).format(**values)
