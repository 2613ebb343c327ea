"""The types of a scheme: which there are, what each must show, and how a project differs from a single measure."""

from __future__ import annotations

from casework.errors import Reason, Text, reason
from casework.model.scheme import Element
from casework.rules.registry import Answer, rule
from casework.rules.situation import Situation

_NOT_LISTED = Text(
    "«{value}» er ikke en av: {listed}", "«{value}» er ikkje ein av: {listed}", "“{value}” is not one of: {listed}"
)
_EVIDENCE = Text(
    "søknader av typen «{title}» må ha «{fact}»",
    "søknader av typen «{title}» må ha «{fact}»",
    "applications of the type “{title}” must have “{fact}”",
)


@rule(
    "best/6.2.1",
    code="not_listed",
    nb="«{fact}» er ikke en av dem som ordningen har",
    nn="«{fact}» er ikkje ein av dei som ordninga har",
    en="“{fact}” is not one of those of the scheme",
)
def value_is_listed(s: Situation) -> Answer:
    """The fact of the parameter `fact` is an element of the group `group`; with `optional` it may be left out."""
    value = s.fact(s.parameter("fact"))
    listed = s.scheme.of(s.parameter("group")) if s.scheme else ()
    if value in [e.id for e in listed] or (value is None and s.parameters.get("optional")):
        return True
    text = Text(*(_in(language, value, listed) for language in ("nb", "nn", "en")))
    return (reason("not_listed", "", text, s.parameter("fact")),)


def _in(language: str, value: object, listed: tuple[Element, ...]) -> str:
    titles = ", ".join(e.title.in_language(language) for e in listed)
    return _NOT_LISTED.in_language(language).format(value="–" if value is None else value, listed=titles)


def type_of(s: Situation) -> Element | None:
    """The type that the application chose, if the scheme has it."""
    chosen = s.fact("grant_type")
    return next((e for e in s.scheme.of("grant_type") if e.id == chosen), None) if s.scheme else None


@rule(
    "best/6.2.1",
    code="evidence_missing",
    nb="søknaden mangler det som typen krever",
    nn="søknaden manglar det som typen krev",
    en="the application lacks what its type demands",
)
def type_is_shown(s: Situation) -> Answer:
    """A type may demand evidence, such as the letter of intent: the facts in its `evidence`."""
    kind = type_of(s)
    lacking = [fact for fact in kind.values.get("evidence", ()) if not s.fact(fact)] if kind else []
    return tuple(_evidence(kind, fact) for fact in lacking if kind) or True


def _evidence(kind: Element, fact: str) -> Reason:
    words = _FACTS.get(fact, Text(fact, fact, fact))
    filled = Text(*(_filled(kind, words, language) for language in ("nb", "nn", "en")))
    return reason("evidence_missing", "", filled, fact)


def _filled(kind: Element, words: Text, language: str) -> str:
    return _EVIDENCE.in_language(language).format(
        title=kind.title.in_language(language), fact=words.in_language(language)
    )


_FACTS = {
    "central_body": Text(
        "sentralledd i landsdekkende organisasjon",
        "sentralledd i landsdekkjande organisasjon",
        "central body of a nationwide organisation",
    ),
    "intent_agreement": Text("intensjonsavtale", "intensjonsavtale", "letter of intent"),
    "transfer_value": Text("overføringsverdi", "overføringsverdi", "transfer value"),
    "geographic_spread": Text("geografisk spredning", "geografisk spreiing", "geographic spread"),
}


@rule(
    "best/6.2.1",
    nb="søknaden gjelder ikke et prosjekt",
    nn="søknaden gjeld ikkje eit prosjekt",
    en="the application is not for a project",
)
def is_project(s: Situation) -> bool:
    """A project, as the application says, or as its type has it."""
    return _measure(s) == "project"


@rule(
    "best/6.2.1",
    nb="søknaden gjelder ikke et enkelttiltak eller en aktivitet",
    nn="søknaden gjeld ikkje eit enkelttiltak eller ein aktivitet",
    en="the application is not for a single measure or an activity",
)
def is_single_measure(s: Situation) -> bool:
    """A single measure or an activity, as the application says, or as its type has it."""
    return _measure(s) in ("single_measure", "activity")


def _measure(s: Situation) -> str | None:
    kind = type_of(s)
    return s.fact("measure") or (kind.values.get("measure") if kind else None)


@rule(
    "best/6.2.1",
    nb="midlene skal ikke fordeles videre",
    nn="midlane skal ikkje fordelast vidare",
    en="the money is not to be redistributed",
)
def redistributes(s: Situation) -> bool:
    """The applicant passes money on to local branches."""
    return s.fact("redistributes") is True


@rule(
    "best/6.2.1",
    code="may_not_redistribute",
    nb="bare sentralleddet i en landsdekkende organisasjon kan fordele midler videre til lokallag",
    nn="berre sentralleddet i ein landsdekkjande organisasjon kan fordele midlar vidare til lokallag",
    en="only the central body of a nationwide organisation can redistribute money to local branches",
    fact="redistributes",
)
def type_may_redistribute(s: Situation) -> bool:
    """Only a type that says so may pass money on."""
    kind = type_of(s)
    return kind is not None and kind.values.get("may_redistribute") is True


@rule(
    "best/6.2.1",
    code="branches_not_named",
    nb="søknaden må nevne lokallagene som skal få midlene",
    nn="søknaden må nemne lokallaga som skal få midlane",
    en="the application must name the local branches that are to receive the money",
    fact="branches",
)
def branches_are_named(s: Situation) -> bool:
    """Money that is passed on has named receivers."""
    return bool(s.fact("branches"))
