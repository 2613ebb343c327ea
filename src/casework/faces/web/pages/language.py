"""The language of the pages, chosen by the person."""

from __future__ import annotations

from casework.errors import LANGUAGES, BadInput
from casework.faces.web.visit import Answer, Elsewhere, Visit


def choose(visit: Visit) -> Answer:
    """Keep the language, and go back to where the person was; never to another site."""
    language, back = visit.given("language"), visit.given("back")
    if language not in LANGUAGES:
        raise BadInput(f"the languages are {', '.join(LANGUAGES)}")
    inside = back.startswith("/") and not back.startswith(("//", "/\\"))
    return Elsewhere(f"{visit.base}{back}" if inside else visit.url(), language=language)
