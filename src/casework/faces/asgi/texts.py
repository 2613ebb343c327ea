"""What is told at the door, in the three languages."""

from __future__ import annotations

from casework.errors import Text

NOT_SIGNED_IN = Text("logg inn først", "logg inn først", "sign in first")
BAD_TOKEN = Text(
    "nøkkelen gjelder ikke; den er utløpt, trukket tilbake eller skrevet feil",
    "nøkkelen gjeld ikkje; han er utgått, trekt tilbake eller skriven feil",
    "the token does not count; it has expired, was revoked or is misspelt",
)
NOT_HERE = Text(
    "å velge en person er bare for prøvekontoret på samme maskin",
    "å velje ein person er berre for prøvekontoret på same maskin",
    "choosing a person is for the demo office on the same machine only",
)
SIGN_IN_FAILED = Text(
    "innloggingen lyktes ikke; prøv igjen",
    "innlogginga lukkast ikkje; prøv igjen",
    "the sign-in did not succeed; try again",
)
OTHER_SITE = Text(
    "forespørselen kom fra en annen side og ble ikke utført",
    "førespurnaden kom frå ei anna side og vart ikkje utført",
    "the request came from another site and was not carried out",
)
TOO_MANY = Text(
    "for mange forespørsler; prøv igjen om litt",
    "for mange førespurnader; prøv igjen om litt",
    "too many requests; try again shortly",
)
TOO_LARGE = Text(
    "innholdet er større enn {largest} byte",
    "innhaldet er større enn {largest} byte",
    "the content is larger than {largest} bytes",
)
