"""What can be told of a letter from its template alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class LetterSource:
    """One template with the parts that it includes.

    `asked` maps each item of its front matter to its provision, `marked` are the items that it marks somewhere,
    `facts` the facts that it reads itself, and `shared` those that its parts read, which other letters have too.
    """

    asked: Mapping[str, str] = field(default_factory=dict)
    marked: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
