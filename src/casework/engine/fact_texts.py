"""What is told about facts that are not valid. Each text follows the name of the fact."""

from __future__ import annotations

from casework.errors import Text

MISSING = Text("mangler", "manglar", "is missing")
CONSIDERATIONS = Text("Hovedhensyn", "Hovudomsyn", "Main considerations")
REASON_MISSING = Text("mangler: gi en begrunnelse", "manglar: gje ei grunngjeving", "is missing: give a reason")
UNKNOWN = Text("hører ikke til her", "høyrer ikkje til her", "does not belong here")
MEANT = Text("mente du «{near}»?", "meinte du «{near}»?", "did you mean “{near}”?")
EXPECTED = Text("her kan gis: {names}", "her kan ein gje: {names}", "what can be given here: {names}")

NOT_TEXT = Text("må være tekst", "må vere tekst", "must be text")
TOO_LONG = Text(
    "er på {length} tegn; høyst {most} er lov",
    "er på {length} teikn; høgst {most} er lov",
    "has {length} characters; at most {most} are allowed",
)
BAD_CHARACTER = Text(
    "har et styretegn eller et ugyldig tegn; skriv ren tekst",
    "har eit styreteikn eller eit ugyldig teikn; skriv rein tekst",
    "has a control character or an invalid one; write plain text",
)
EMPTY = Text("er tom", "er tom", "is empty")
NOT_INTEGER = Text("må være et helt tall", "må vere eit heilt tal", "must be a whole number")
OUT_OF_BOUNDS = Text("er utenfor grensene", "er utanfor grensene", "is out of bounds")
NEGATIVE = Text("må være 0 øre eller mer", "må vere 0 øre eller meir", "must be 0 øre or more")
NOT_BOOLEAN = Text("må være true eller false", "må vere true eller false", "must be true or false")
NOT_A_DAY = Text(
    "må være en dag som finnes, skrevet ÅÅÅÅ-MM-DD",
    "må vere ein dag som finst, skriven ÅÅÅÅ-MM-DD",
    "must be a day that exists, written YYYY-MM-DD",
)
BAD_YEAR = Text("må ligge mellom 1948 og 2100", "må liggje mellom 1948 og 2100", "must lie between 1948 and 2100")
NOT_AN_INSTANT = Text(
    "må være et tidspunkt med tidssone, som 2026-03-15T09:30:00+01:00",
    "må vere eit tidspunkt med tidssone, som 2026-03-15T09:30:00+01:00",
    "must be a moment with its offset, such as 2026-03-15T09:30:00+01:00",
)
NOT_A_CHOICE = Text("må være en av: {choices}", "må vere ein av: {choices}", "must be one of: {choices}")
NOT_A_LIST = Text(
    "må være en liste med høyst {most} ledd",
    "må vere ei liste med høgst {most} ledd",
    "must be a list of at most {most} members",
)
NOT_A_SHEET = Text(
    "må være en tabell av navn og verdier",
    "må vere ein tabell av namn og verdiar",
    "must be a table of names and values",
)
NOT_AN_ORG_NUMBER = Text(
    "er ikke et gyldig organisasjonsnummer",
    "er ikkje eit gyldig organisasjonsnummer",
    "is not a valid organisation number",
)
ALL_ZEROS = Text(
    "er ikke et gyldig organisasjonsnummer: bare nuller",
    "er ikkje eit gyldig organisasjonsnummer: berre nullar",
    "is not a valid organisation number: all zeros",
)
AT_LEAST = Text("må være minst {bound}", "må vere minst {bound}", "must be at least {bound}")
AT_MOST = Text("kan være høyst {bound}", "kan vere høgst {bound}", "can be at most {bound}")
NOT_BEFORE = Text("må være {bound} eller senere", "må vere {bound} eller seinare", "must be {bound} or later")
NOT_AFTER = Text("må være {bound} eller tidligere", "må vere {bound} eller tidlegare", "must be {bound} or earlier")
