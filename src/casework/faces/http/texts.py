"""The titles of problems, in the three languages."""

from __future__ import annotations

from collections.abc import Mapping

from casework.errors import Text

TITLES: Mapping[str, Text] = {
    "bad_input": Text("Ugyldig innhold", "Ugyldig innhald", "Invalid content"),
    "denied": Text("Ingen tilgang", "Ingen tilgang", "No access"),
    "key_reused": Text(
        "Nøkkelen er brukt før, til noe annet",
        "Nøkkelen er brukt før, til noko anna",
        "The key was used before, for something else",
    ),
    "method": Text("Metoden finnes ikke her", "Metoden finst ikkje her", "The method is not for this address"),
    "not_found": Text("Finnes ikke", "Finst ikkje", "Not found"),
    "not_signed_in": Text("Ikke logget inn", "Ikkje logga inn", "Not signed in"),
    "other_site": Text("Fra en annen side", "Frå ei anna side", "From another site"),
    "precondition": Text(
        "Send If-Match med den ETag-en du har lest",
        "Send If-Match med den ETag-en du har lese",
        "Send If-Match with the ETag that you have read",
    ),
    "refused": Text("Avvist av en regel", "Avvist av ein regel", "Refused by a rule"),
    "stale": Text("En annen var først", "Ein annan var først", "Somebody else was first"),
    "too_large": Text("For stort", "For stort", "Too large"),
    "too_many": Text("For mange forespørsler", "For mange førespurnader", "Too many requests"),
    "unavailable": Text("Prøv igjen om litt", "Prøv igjen om litt", "Try again shortly"),
    "unexpected": Text("Noe gikk galt hos oss", "Noko gjekk gale hos oss", "Something went wrong here"),
    "unknown_type": Text("Filtypen tas ikke imot", "Filtypen vert ikkje teken imot", "The type is not taken in"),
}

#: What is wrong with a request, by the kind that the reading of it tells; of other kinds the general one is told.
FAULTS: Mapping[str, Text] = {
    "missing": Text("mangler", "manglar", "is missing"),
    "type": Text("er av feil type", "er av feil type", "is of the wrong type"),
    "parsing": Text("kan ikke leses", "kan ikkje lesast", "cannot be read"),
    "too_long": Text("er for langt; høyst {max}", "er for langt; høgst {max}", "is too long; at most {max}"),
    "too_short": Text("er for kort; minst {min}", "er for kort; minst {min}", "is too short; at least {min}"),
    "too_large": Text("er for stort", "er for stort", "is too large"),
    "too_small": Text("er for lite", "er for lite", "is too small"),
    "pattern": Text("er ikke på riktig form: {pattern}", "er ikkje på rett form: {pattern}", "must match {pattern}"),
    "choice": Text("er ikke blant: {expected}", "er ikkje mellom: {expected}", "is not one of {expected}"),
    "extra": Text("er ukjent her; ta det bort", "er ukjent her; ta det bort", "is unknown here; leave it out"),
    "invalid": Text("er ikke gyldig", "er ikkje gyldig", "is not valid"),
}
_ENDINGS = (
    ("extra_forbidden", "extra"),
    ("pattern_mismatch", "pattern"),
    ("literal_error", "choice"),
    ("enum", "choice"),
    ("less_than", "too_large"),
    ("less_than_equal", "too_large"),
    ("greater_than", "too_small"),
    ("greater_than_equal", "too_small"),
    ("json_invalid", "parsing"),
    *((f"_{name}", name) for name in ("too_long", "too_short", "parsing", "type")),
    ("missing", "missing"),
)


def fault(kind: str, told: Mapping[str, object]) -> Text:
    """What to tell of a fault of that kind, with the limits that go with it."""
    name = next((name for ending, name in _ENDINGS if kind.endswith(ending)), "invalid")
    limits = {"max": told.get("max_length"), "min": told.get("min_length")}
    return FAULTS[name].format(**limits, pattern=told.get("pattern"), expected=told.get("expected"))
