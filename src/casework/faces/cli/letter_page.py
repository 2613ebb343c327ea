"""A letter on paper: what it says, and what the law asks of it."""

from __future__ import annotations

from casework.errors import Text
from casework.faces.cli.paper import Paper
from casework.model.preview import LetterItem, Preview, PreviewedLetter
from casework.notices.readable import plain

_NO_LETTER = Text("Ingen brev.", "Ingen brev.", "No letter.")
_REFUSED = Text("Kan ikke gjøres nå:", "Kan ikkje gjerast no:", "Cannot be done now:")
_ASKED = Text("Loven krever:", "Lova krev:", "The law asks for:")


def preview(paper: Paper, shown: Preview) -> None:
    """Every letter with its ticks, and the reasons against the transition."""
    if not shown.letters:
        paper.line(_NO_LETTER)
    for letter in shown.letters:
        _letter(paper, letter)
    if shown.reasons:
        paper.heading(_REFUSED)
    for reason in shown.reasons:
        paper.line(f"- {reason.in_language(paper.language)} ({reason.law})")


def _letter(paper: Paper, letter: PreviewedLetter) -> None:
    paper.heading(letter.subject)
    for line in plain(letter.text).splitlines():
        paper.line(line)
    if letter.items:
        paper.heading(_ASKED)
    for item in letter.items:
        paper.line(_tick(paper, item))


def _tick(paper: Paper, item: LetterItem) -> str:
    mark = "✓" if item.told else "✗"
    return f"{mark} {paper.said(item.title)} ({item.law})"
