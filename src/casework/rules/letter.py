"""What a letter must say before it is sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from casework.errors import Reason, Text, reason
from casework.model.contested import UNDONE
from casework.model.record import Record
from casework.model.rows import Decision, Letter
from casework.model.scheme import Element, Scheme
from casework.rules.registry import Answer, rule
from casework.rules.situation import Situation

_MISSING = Text("tilskuddsbrevet mangler: {nb}", "tilskotsbrevet manglar: {nn}", "the grant letter does not say: {en}")
_LACKS = Text(
    "underretningen sier ikke noe om {nb}", "underrettinga seier ikkje noko om {nn}", "the notice says nothing of {en}"
)
#: What a decision did to the one before it, where that was to the party's benefit.
BENEFICIAL = ("reversed", "partly_reversed")
#: Awards and rejections among several applicants: of these alone reasons may be left out (fvl/24-2).
DISTRIBUTED = ("grant.award", "grant.reject")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that the notice of a decision may have to tell: the provision that asks for it, and its name."""

    law: str
    title: Text
    code: str = "appeal_information_incomplete"


ITEMS: Mapping[str, Item] = {
    "decision": Item("fvl/27-1", Text("vedtaket", "vedtaket", "the decision")),
    "reasons": Item("fvl/27-2", Text("begrunnelsen", "grunngjevinga", "the reasons"), "reasons_required"),
    "how_to_get_reasons": Item(
        "fvl/27-2",
        Text("hvordan parten får en begrunnelse", "korleis parten får ei grunngjeving", "how to get the reasons"),
        "reasons_required",
    ),
    "right_of_appeal": Item("fvl/27-3", Text("retten til å klage", "retten til å klage", "the right to appeal")),
    "appeal_deadline": Item("fvl/27-3", Text("klagefristen", "klagefristen", "the time limit for appeal")),
    "appeal_body": Item(
        "fvl/27-3",
        Text(
            "klageinstansen og hvor klagen sendes",
            "klageinstansen og kvar klaga skal sendast",
            "the appeal body and where the appeal is sent",
        ),
    ),
    "procedure": Item("fvl/27-3", Text("hvordan en klager", "korleis ein klagar", "how to appeal")),
    "access": Item(
        "fvl/27-3", Text("retten til å se dokumentene", "retten til å sjå dokumenta", "the right to see the documents")
    ),
    "deferral": Item("fvl/27-3", Text("utsatt iverksetting", "utsett iverksetjing", "deferral of the implementation")),
    "court_condition": Item(
        "fvl/27b", Text("vilkåret for å gå til søksmål", "vilkåret for å gå til søksmål", "the condition for a suit")
    ),
    "costs": Item(
        "fvl/36-4",
        Text("retten til å få dekket sakskostnader", "retten til å få dekt sakskostnader", "the right to costs"),
        "costs_information_missing",
    ),
    "guidance": Item("fvl/27-3", Text("veiledning", "rettleiing", "guidance")),
}
APPEAL_INFORMATION = ("right_of_appeal", "appeal_deadline", "appeal_body", "procedure", "access")


def wanted(
    decision: Decision | None, scheme: Scheme | None, *, reasons_omitted: bool = False, final: bool = False
) -> tuple[str, ...]:
    """The items that the notice of this decision must tell (fvl/27-2, fvl/27-3, fvl/36-4); of a `final` one fewer."""
    final = final or (decision is not None and decision.decided_as == "appeal_body")
    items = ["decision", "how_to_get_reasons" if reasons_omitted else "reasons"]
    items += [] if final else APPEAL_INFORMATION
    if decision is not None and not final and _may_harm(decision):
        items.append("deferral")
    if not final and scheme is not None and scheme.settings.get("exhaustion_required"):
        items.append("court_condition")
    # An annulment may be to the party's benefit, so the party is told.
    if decision is not None and decision.effect in (*BENEFICIAL, *UNDONE):
        items.append("costs")
    return tuple(items)


def _may_harm(decision: Decision) -> bool:
    """Whether carrying it out may harm the party before an appeal is decided: always where money is taken."""
    return decision.kind.startswith("reaction.") or decision.effect == "worsened"


def lacking(items: Iterable[str], told: Iterable[str]) -> tuple[Reason, ...]:
    """A reason for each of the items that is not told, under its own provision."""
    there = set(told)
    return tuple(_lack(item) for item in items if item not in there)


def _lack(name: str) -> Reason:
    item = ITEMS[name]
    text = _LACKS.format(nb=item.title.nb, nn=item.title.nn, en=item.title.en)
    return reason(item.code, item.law, text, "tells")


def letter_of(record: Record, decision: Decision | None) -> Letter | None:
    """The letter in which the decision stands: the last that tells one, written in its proceeding since it was made."""
    if decision is None or decision.decided_at is None:
        return None
    later = [
        d.decided_at
        for d in record.all("decisions").values()
        if d.proceeding_id == decision.proceeding_id and d.decided_at and d.decided_at > decision.decided_at
    ]
    until = min(later, default=None)
    found = [letter for letter in record.all("letters").values() if _tells_of(letter, decision)]
    found = [letter for letter in found if until is None or letter.created_at < until]
    return found[-1] if found else None


def _tells_of(letter: Letter, decision: Decision) -> bool:
    made, written = decision.decided_at, letter.created_at
    here = letter.proceeding_id == decision.proceeding_id and letter.status != "withdrawn"
    return here and "decision" in letter.tells and made is not None and written is not None and written >= made


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
