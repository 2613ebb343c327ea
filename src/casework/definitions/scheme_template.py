"""The text of a new scheme file, to be filled in by its owner."""

from __future__ import annotations

import re

from casework.definitions.schema_types import ID_PATTERN
from casework.errors import BadInput

_TEXT = """\
# Tilskuddsordning {id}, budsjettår {year}. Hver regel har en kode, så vedtak kan vise til den: {id}/{year}#R1
# Beløp i øre, dager som "MM-DD". Prøv filen med `casework scheme check`.

[scheme]
id = "{id}"
year = {year}
title = {{ nb = "Ny ordning", nn = "Ny ordning", en = "New scheme" }}
chapter = "kap. 000 post 00"
legal_basis = ["regl/8-1"]
agency = "forvalter"
appeal_body = "departementet"
authority = "departementet"
workflow = "grant"
in_force = {year}-01-01

# Mål, målgruppe, kriterier og kontroll må stå her før ordningen kan tas i bruk (reglement for økonomistyring § 8).
[[goal]]
code = "G1"
id = "g1"
title = {{ nb = "Beskriv målet", nn = "Beskriv målet", en = "Describe the goal" }}

[[target_group]]
code = "R1"
id = "everybody"
title = {{ nb = "Beskriv målgruppen", nn = "Beskriv målgruppa", en = "Describe the target group" }}

[[criterion]]
code = "K1"
id = "k1"
kind = "goal_achievement"
title = {{ nb = "Kriterium for måloppnåelse", nn = "Kriterium for måloppnåing", en = "Criterion of goal achievement" }}

[[criterion]]
code = "K2"
id = "k2"
kind = "award"
title = {{ nb = "Tildelingskriterium", nn = "Tildelingskriterium", en = "Award criterion" }}

[[control]]
code = "C1"
id = "annual_report_exists"
title = {{ nb = "Årsrapport foreligger", nn = "Årsrapport ligg føre", en = "An annual report exists" }}

# Et vilkår er en regel som prøves ved en overgang. Andre nøkler er parametere til regelen.
# [[condition]]
# code = "V1"
# rule = "name_of_the_rule"
# at = ["grant.award"]

[[duty]]
code = "D1"
kind = "annual_report"
workflow = "report"
title = {{ nb = "Årsrapport", nn = "Årsrapport", en = "Annual report" }}
day = "03-15"
years_after = 1
rolls = false

# Uten egen stige varsles det 60, 14 og 3 dager før, på dagen, og 1, 7 og 21 dager etter.
# [[ladder]]
# duty = "*"
# offset = -14
# letter = "reminder"
# recipients = ["grantee"]

[[open_question]]
code = "Q1"
question = {{ nb = "Kan tildelingen påklages?", nn = "Kan tildelinga påklagast?", en = "Can the award be appealed?" }}
setting = "award_appealable"
default = true
why = "Et enkeltvedtak kan påklages (fvl § 28) om ikke annet er bestemt."

[settings]
statement_period = "3 weeks"
correction_period = "2 weeks"
award_appealable = true
hold_collection_until_final = false
"""


def new_scheme(id: str, year: int) -> str:
    """The text of a scheme that passes its own check, with everything a scheme must say in its place.

    Raises BadInput for an id that is not of a-z, 0-9 and _, or a year that is none.
    """
    if not re.fullmatch(ID_PATTERN, id):
        raise BadInput(f"{id!r} is no id for a scheme; use a-z, 0-9 and _")
    if not 1900 <= year <= 2200:
        raise BadInput(f"{year} is no budget year")
    return _TEXT.format(id=id, year=year)
