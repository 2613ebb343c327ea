"""Days and amounts as people read them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from casework.errors import NotFound, Text
from casework.law.provisions import provision, provisions
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


_ACTS = {
    "fvl": Text("forvaltningsloven", "forvaltningslova", "the Public Administration Act"),
    "fvl2025": Text("forvaltningsloven av 2025", "forvaltningslova av 2025", "the Public Administration Act of 2025"),
}


def sections(keys: Sequence[str], language: str) -> str:
    """The sections of provisions as people write them: `§ 11 a` of fvl/11a-3, `§§ 18 og 19` of two."""
    numbers = list(dict.fromkeys(_section(key) for key in keys))
    *first, last = numbers
    told = f"{', '.join(first)} {_AND.in_language(language)} {last}" if first else last
    return f"{'§§' if first else '§'} {told}"


def act_and_sections(keys: Sequence[str], language: str) -> str:
    """The Act by its name and the sections: `forvaltningsloven § 29`."""
    return f"{_ACTS[keys[0].partition('/')[0]].in_language(language)} {sections(keys, language)}"


_ORDINALS = ("første", "andre", "tredje", "fjerde", "femte", "sjette")
_SUBSECTION = Text(" {number} ledd", " {number} ledd", " subsection {number}")
_LETTER = Text(" bokstav {letter}", " bokstav {letter}", " letter {letter}")
_EXACT = re.compile(r"[a-z0-9]+/[0-9]+[a-z]?(?:-(?P<subsection>[1-6]))?(?:-(?P<letter>[a-z]))?")


def exact(key: str, language: str) -> str:
    """A provision with its subsection and letter, and what it says (fvl/21-1); one that is unknown as it is written."""
    found = _EXACT.fullmatch(key)
    if found is None or key not in provisions():
        return key
    told = act_and_sections([key], language)
    if found["subsection"]:
        number = int(found["subsection"])
        ordinal = str(number) if language == "en" else _ORDINALS[number - 1]
        told += _SUBSECTION.in_language(language).format(number=ordinal)
    told += _LETTER.in_language(language).format(letter=found["letter"]) if found["letter"] else ""
    return f"{told}: {provision(key).text.in_language(language)}"


def _section(key: str) -> str:
    return re.sub(r"([a-z])$", r" \1", re.sub(r"[-:].*", "", key.partition("/")[2]))


_AND = Text("og", "og", "and")
_GUIDELINES = Text("retningslinjene for ordningen", "retningslinene for ordninga", "the guidelines of the scheme")


def cited(scheme: Scheme, key: str | None, language: str) -> str:
    """What a party is told that a decision rests on: the Act and what it says, or the guidelines; else as written."""
    if not key:
        return ""
    prefix = scheme.citation("")
    if key.startswith(prefix):
        return f"{_GUIDELINES.in_language(language)}, {key.removeprefix(prefix)}{_titled(scheme, key, language)}"
    try:
        found = provision(key)
    except NotFound:
        return key
    section = re.sub(r"[-:].*", "", key.partition("/")[2])
    return f"{found.act.in_language(language)} § {section}: {found.text.in_language(language)}"


def _titled(scheme: Scheme, key: str, language: str) -> str:
    titles = [e.title for members in scheme.elements.values() for e in members if scheme.citation(e.code) == key]
    titles += [duty.title for duty in scheme.duties if scheme.citation(duty.code) == key]
    return f" ({titles[0].in_language(language)})" if titles else ""
