"""What stands at the head of a letter's template: what the letter must tell, each with its provision."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from jinja2 import BaseLoader, Environment, FileSystemLoader

from casework.errors import BadDefinition, Finding

FENCE = "+++"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`tells` maps each item that the letter must tell to the provision that asks for it (fvl/27-3)."""

    tells: Mapping[str, str] = field(default_factory=dict)


def divided(text: str, file: str) -> tuple[FrontMatter, str]:
    """The front matter, and the body with blank lines in its place, so that lines keep their numbers.

    Raises BadDefinition for front matter that is not TOML, or says something else than it can.
    """
    if not text.startswith(f"{FENCE}\n"):
        return FrontMatter(), text
    head, fence, body = text.removeprefix(f"{FENCE}\n").partition(f"\n{FENCE}\n")
    if not fence:
        raise _wrong(file, f"the front matter has no end; close it with a line {FENCE}")
    return _read(head, file), "\n" * (head.count("\n") + 3) + body


def _read(head: str, file: str) -> FrontMatter:
    try:
        table = tomllib.loads(head)
    except tomllib.TOMLDecodeError as error:
        raise _wrong(file, f"the front matter is not TOML: {error}") from error
    tells = table.pop("tells", {})
    if table:
        raise _wrong(file, f"the front matter says tells, and not {', '.join(sorted(table))}")
    if not isinstance(tells, dict) or not all(isinstance(law, str) for law in tells.values()):
        raise _wrong(file, 'tells is a table of items and their provisions, such as appeal_deadline = "fvl/27-3"')
    return FrontMatter(tells)


def _wrong(file: str, told: str) -> BadDefinition:
    return BadDefinition([Finding(file, 1, "fault", "front_matter", told)])


class BodyLoader(BaseLoader):
    """The templates of a folder without their front matter."""

    def __init__(self, folders: list[str]) -> None:
        self._files = FileSystemLoader(folders)

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The body of a template, as the template library asks for it."""
        text, file, fresh = self._files.get_source(environment, template)
        return divided(text, template)[1], file, fresh
