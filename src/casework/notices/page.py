"""A page that is about no single case, from a template beside the letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from casework.notices.wording import day, kroner


def page(folders: Sequence[Path], name: str, language: str, values: Mapping[str, Any]) -> str:
    """The text of `<language>/<name>.md` in the first folder that has it, filled in."""
    loader = FileSystemLoader([folder for folder in folders if folder.is_dir()])
    environment = SandboxedEnvironment(loader=loader, undefined=StrictUndefined, autoescape=False, trim_blocks=True)
    environment.filters |= {"kroner": kroner, "day": lambda value: day(date.fromisoformat(value), language)}
    return environment.get_template(f"{language}/{name}.md").render({**values, "language": language}).strip() + "\n"
