"""A letter as it would go, before anything is done."""

from __future__ import annotations

from dataclasses import dataclass

from casework.errors import Reason, Text


@dataclass(frozen=True, slots=True)
class LetterItem:
    """One thing that the law asks of a letter, whether this one must tell it, and whether it does."""

    name: str
    title: Text
    law: str
    required: bool
    told: bool


@dataclass(frozen=True, slots=True)
class PreviewedLetter:
    """One letter: its source as text, the same as a whole page of HTML, and what the law asks of it."""

    template: str
    language: str
    subject: str
    text: str
    html: str
    items: tuple[LetterItem, ...]

    @property
    def complete(self) -> bool:
        """Whether it tells everything that it must."""
        return all(item.told for item in self.items if item.required)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a transition would write, and every reason for which it would be refused now. Nothing was changed."""

    letters: tuple[PreviewedLetter, ...]
    reasons: tuple[Reason, ...]
