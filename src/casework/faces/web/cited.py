"""What stands behind a citation, so that it can be opened in place."""

from __future__ import annotations

from dataclasses import dataclass

from casework.engine.surroundings import Surroundings
from casework.errors import NotFound, Text
from casework.law.provisions import Provision, provision
from casework.model.workflow import Workflow

_RULES = Text("reglene for saksgangen", "reglane for saksgangen", "the rules of the proceeding")
_SCHEME = Text("retningslinjene {code}", "retningslinene {code}", "the guidelines {code}")


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation: its key, what it is called in short, and what it says where that is known."""

    key: str
    label: str
    text: str = ""
    known: bool = False


def cite(around: Surroundings, key: str, language: str) -> Cited:
    """What the key of a provision, of a rule of a scheme or of a step of a workflow stands for."""
    try:
        found = provision(key)
    except NotFound:
        return _of_files(around, key, language)
    return Cited(key, short(found, language), found.text.in_language(language), known=True)


def short(found: Provision, language: str) -> str:
    """`forvaltningsloven § 16 tredje ledd` in short: the Act and its paragraph as the key has them."""
    paragraph = found.key.partition("/")[2].partition(":")[0].partition("-")
    part = f" ({paragraph[2].replace('-', '.')})" if paragraph[2] else ""
    return f"{found.act.in_language(language)} § {paragraph[0]}{part}"


def _of_files(around: Surroundings, key: str, language: str) -> Cited:
    place, _, code = key.partition("#")
    if "@" in place:
        return Cited(key, _RULES.in_language(language), _step(around, place, code, language))
    scheme, _, year = place.partition("/")
    if not year.isdecimal() or not code:
        return Cited(key, key)
    label = _SCHEME.format(code=code).in_language(language)
    return Cited(key, label, _rule(around, scheme, int(year), code, language))


def _step(around: Surroundings, place: str, name: str, language: str) -> str:
    workflow, _, version = place.partition("@")
    try:
        found: Workflow = around.definitions.workflow(workflow, int(version))
        title = found.named(name)[0].title
    except (NotFound, ValueError):
        return ""
    return title.in_language(language) if title else name


def _rule(around: Surroundings, id: str, year: int, code: str, language: str) -> str:
    try:
        scheme = around.definitions.scheme(id, year)
    except NotFound:
        return ""
    titles = [e.title for members in scheme.elements.values() for e in members if e.code == code]
    titles += [duty.title for duty in scheme.duties if duty.code == code]
    return "; ".join(dict.fromkeys(title.in_language(language) for title in titles))
