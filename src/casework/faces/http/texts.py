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
