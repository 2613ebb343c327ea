"""What a letter must say before it is sent."""

from __future__ import annotations

from casework.errors import Reason, Text, reason
from casework.model.scheme import Element
from casework.rules.registry import Answer, rule
from casework.rules.situation import Situation

_MISSING = Text("tilskuddsbrevet mangler: {nb}", "tilskotsbrevet manglar: {nn}", "the grant letter does not say: {en}")


@rule(
    "best/6.3.3",
    nb="tilskuddsbrevet mangler opplysninger",
    nn="tilskotsbrevet manglar opplysningar",
    en="the grant letter is incomplete",
)
def letter_has_blocks(s: Situation) -> Answer:
    """Every block that the scheme asks of its grant letter; one reason for each missing, under its own provision."""
    blocks = s.scheme.of("block") if s.scheme else ()
    return tuple(_missing(s, block) for block in blocks if not s.fact(block.id))


def _missing(s: Situation, block: Element) -> Reason:
    law = block.values.get("law") or (s.scheme.citation(block.code) if s.scheme else "best/6.3.3")
    title = block.title
    return reason("letter_block_missing", law, _MISSING.format(nb=title.nb, nn=title.nn, en=title.en), block.id)
