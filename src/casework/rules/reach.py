"""Where an activity belongs: with the state's grant manager, or with a municipality that manages local support."""

from __future__ import annotations

from casework.errors import Text, reason
from casework.model.scheme import Element
from casework.rules.registry import Answer, rule
from casework.rules.situation import Situation

_BELONGS = Text(
    "lokale aktiviteter i {place} får støtte gjennom {place} kommune; søknaden hører til der",
    "lokale aktivitetar i {place} får støtte gjennom {place} kommune; søknaden høyrer til der",
    "local activities in {place} are supported through the municipality of {place}; the application belongs there",
)
_SITE = Text(
    "søk på nettsidene til {place} kommune",
    "søk på nettsidene til {place} kommune",
    "apply on the web pages of the municipality of {place}",
)


@rule(
    "fvl/11-4",
    code="local_activity",
    nb="søknaden gjelder en lokal aktivitet; ordningen gir tilskudd til nasjonale prosjekter",
    nn="søknaden gjeld ein lokal aktivitet; ordninga gjev tilskot til nasjonale prosjekt",
    en="the application is for a local activity; the scheme supports national projects",
    fact="reach",
)
def activity_is_not_local(s: Situation) -> bool:
    """Local activities are supported by others; who sends to the wrong body is guided on (fvl/11-4)."""
    return bool(s.fact("reach") != "local")


@rule(
    "fvl/11-4",
    code="belongs_to_municipality",
    nb="lokale aktiviteter i kommunen får støtte gjennom kommunen",
    nn="lokale aktivitetar i kommunen får støtte gjennom kommunen",
    en="local activities in the municipality are supported through it",
    fact="municipality",
)
def no_municipality_manages_it(s: Situation) -> Answer:
    """A local activity in a municipality that manages support itself belongs there, by name."""
    place = _managing(s)
    return place is None or (reason("belongs_to_municipality", "", _BELONGS.format(place=place.title.nb), "reach"),)


@rule(
    "fvl/11-4",
    code="apply_on_municipal_site",
    nb="søk på nettsidene til kommunen",
    nn="søk på nettsidene til kommunen",
    en="apply on the web pages of the municipality",
    fact="municipality",
)
def not_to_be_sent_to_a_municipality(s: Situation) -> Answer:
    """Applications to a managing municipality are submitted on its own pages."""
    place = _managing(s)
    return place is None or (reason("apply_on_municipal_site", "", _SITE.format(place=place.title.nb), "reach"),)


def _managing(s: Situation) -> Element | None:
    """The municipality that manages support for this local activity, if one does."""
    if s.scheme is None or s.fact("reach") != "local":
        return None
    named = str(s.fact("municipality") or "").strip().casefold().removesuffix(" kommune")
    return next((e for e in s.scheme.of("municipality") if named in (e.id, e.title.nb.casefold())), None)


@rule(
    "best/6.2.1",
    code="not_of_national_character",
    nb="søknaden må vise at tiltaket har nasjonal karakter",
    nn="søknaden må vise at tiltaket har nasjonal karakter",
    en="the application must show that the measure is of national character",
    fact="national_character",
)
def has_national_character(s: Situation) -> bool:
    """The measure reaches the country, and the application says how."""
    return s.fact("reach") == "national" and bool(s.fact("national_character"))
