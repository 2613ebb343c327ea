"""Days and amounts as people read them."""

from __future__ import annotations

from datetime import date

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
