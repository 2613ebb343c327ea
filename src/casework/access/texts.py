"""What is told to somebody who is not let in."""

from __future__ import annotations

from casework.errors import Text

#: Internal control: nobody acts without a role that gives them the right to.
CONTROL = "regl/14"
#: Confidentiality: nobody sees what they have no need of in their work.
CONFIDENTIAL = "fvl/13b-1"
#: The party's own access.
PARTY_ACCESS = "fvl/18"

NO_ROLE = Text(
    "{person} har ikke rollen {role} i dag; be den som gir roller, om den",
    "{person} har ikkje rolla {role} i dag; be den som gjev roller, om henne",
    "{person} does not have the role {role} today; ask whoever grants roles for it",
)
CHOOSE_ROLE = Text(
    "velg hvilken rolle du handler i: {seats}",
    "vel kva rolle du handlar i: {seats}",
    "choose the role that you act in: {seats}",
)
ROLE_HAS_NOT = Text(
    "rollen {role} har ikke rett til dette ({right}); det har {roles}",
    "rolla {role} har ikkje rett til dette ({right}); det har {roles}",
    "the role {role} has no right to this ({right}); {roles} have",
)
OUT_OF_SCOPE = Text(
    "nøkkelen gjelder ikke {right}; be om en med den rettigheten",
    "nøkkelen gjeld ikkje {right}; be om ein med den retten",
    "the token is not for {right}; ask for one with that right",
)
OUT_OF_REACH = Text(
    "dette ligger utenfor det du har tilgang til som {role}",
    "dette ligg utanfor det du har tilgang til som {role}",
    "this lies outside what you have access to as {role}",
)
