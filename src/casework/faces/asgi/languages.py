"""The language of an answer: what the client prefers of bokmål, nynorsk and English."""

from __future__ import annotations

from casework.errors import LANGUAGES

_ALIASES = {"no": "nb"}


def preferred(accept_language: str) -> str:
    """The first of `nb`, `nn` and `en` that the header prefers; `no` is bokmål, and so is no preference."""
    wanted = sorted(_ranges(accept_language), key=lambda pair: -pair[1])
    for name, quality in wanted:
        primary = name.partition("-")[0]
        found = _ALIASES.get(primary, primary)
        if quality > 0 and found in LANGUAGES:
            return found
    return "nb"


def _ranges(header: str) -> list[tuple[str, float]]:
    found = []
    for part in header[:500].split(","):
        name, _, parameter = part.strip().partition(";")
        quality = parameter.strip().removeprefix("q=").strip() or "1"
        try:
            found.append((name.strip().lower(), float(quality)))
        except ValueError:
            continue
    return found
