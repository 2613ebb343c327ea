"""Days and amounts as people read them."""

from __future__ import annotations

import re
from datetime import date

from casework.model.scheme import Scheme

#: `en` alone would be American order.
LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}


def day(value: date, language: str) -> str:
    """A legal day in words: `lørdag 15. august 2026`."""
    from babel.dates import format_date

    pattern = "EEEE d MMMM y" if language == "en" else "EEEE d. MMMM y"
    return format_date(value, pattern, locale=LOCALES[language])


def kroner(øre: int) -> str:
    """An amount given in øre: `1 250 000 kr`, with øre only where there are any."""
    whole, rest = divmod(øre, 100)
    grouped = f"{whole:,}".replace(",", "\u00a0")
    return f"{grouped}{f',{rest:02d}' if rest else ''}\u00a0kr"


_PROVISION = re.compile(r"^\S+/\S+: ")


def said(finding: str) -> str:
    """What a finding says, without the provision before it, and as a sentence of its own."""
    told = _PROVISION.sub("", finding)
    return told[:1].upper() + told[1:]


def title_of(scheme: Scheme, group: str, id: str, language: str) -> str:
    """What the scheme calls one of its elements; the id itself where it says nothing."""
    return next((e.title.in_language(language) for e in scheme.of(group) if e.id == id), id)
