"""What an award must agree with: the scheme in force, its goals and criteria, the budget, and who may decide."""

from __future__ import annotations

from collections.abc import Mapping

from casework.rules.registry import rule
from casework.rules.situation import Situation


@rule(
    "best/6.2.3",
    nb="retningslinjene for ordningen er ikke trådt i kraft",
    nn="retningslinene for ordninga har ikkje teke til å gjelde",
    en="the guidelines of the scheme are not yet in force",
)
def scheme_is_in_force(s: Situation) -> bool:
    """Nothing is awarded under a scheme before the day that it comes into force."""
    return s.scheme is not None and s.scheme.in_force <= s.today


@rule(
    "best/6.2.1",
    nb="minst ett av målene for ordningen må velges, og bare disse",
    nn="minst eitt av måla for ordninga må veljast, og berre desse",
    en="at least one goal of the scheme must be chosen, and no other",
    fact="goals",
)
def goals_are_chosen(s: Situation) -> bool:
    """What is supported serves at least one goal of the scheme."""
    return _chosen(s, "goals", "goal")


@rule(
    "best/6.2.1",
    nb="minst én av målgruppene for ordningen må velges, og bare disse",
    nn="minst éi av målgruppene for ordninga må veljast, og berre desse",
    en="at least one target group of the scheme must be chosen, and no other",
    fact="target_groups",
)
def target_groups_are_chosen(s: Situation) -> bool:
    """What is supported is aimed at a target group of the scheme."""
    return _chosen(s, "target_groups", "target_group")


def _chosen(s: Situation, fact: str, group: str) -> bool:
    known = {element.id for element in s.scheme.of(group)} if s.scheme else set()
    chosen = set(s.fact(fact) or [])
    return bool(chosen) and chosen <= known


@rule(
    "regl/8-1",
    nb="kriteriet for måloppnåelse er ikke vurdert som oppfylt, med begrunnelse: {what_nb}",
    nn="kriteriet for måloppnåing er ikkje vurdert som oppfylt, med grunngjeving: {what_nn}",
    en="the criterion of goal achievement is not assessed as met, with reasons: {what_en}",
    fact="criteria",
)
def criterion_is_met(s: Situation) -> bool:
    """The line `criterion` of the sheet `criteria` says met, and why."""
    line = (s.fact("criteria") or {}).get(s.parameter("criterion"))
    return isinstance(line, Mapping) and line.get("met") is True and bool(line.get("reason"))


@rule(
    "best/6.4.2-a",
    nb="organisasjonen er ikke navngitt i budsjettet for denne ordningen",
    nn="organisasjonen er ikkje namngjeven i budsjettet for denne ordninga",
    en="the organisation is not named in the budget for this scheme",
)
def recipient_is_named(s: Situation) -> bool:
    """Only organisations that the budget names receive the grant, with what the Storting changed."""
    return s.scheme is not None and s.scheme.allocation(s.record.case.party) is not None


@rule(
    "best/6.4.2-a",
    nb="beløpet er et annet enn det budsjettet gir organisasjonen; endret Stortinget det, oppgi nytt beløp og kilde",
    nn="beløpet er eit anna enn det budsjettet gjev organisasjonen; endra Stortinget det, oppgje nytt beløp og kjelde",
    en="the amount is not what the budget gives the organisation; if the Storting changed it, give amount and source",
    fact="amount",
)
def amount_is_as_allocated(s: Situation) -> bool:
    """The amount of the budget table, or a later one of the Storting that is given with its source."""
    allocation = s.scheme.allocation(s.record.case.party) if s.scheme else None
    printed = allocation.amount if allocation else None
    later = s.fact("changed_allocation") if s.fact("changed_allocation_source") else None
    return s.fact("amount") is not None and s.fact("amount") == (later if later is not None else printed)


@rule(
    "best/6.2.4.1",
    nb="ordningen forvaltes av en annen enn den som handler her",
    nn="ordninga blir forvalta av ein annan enn den som handlar her",
    en="the scheme is run by another body than the one acting here",
)
def acts_for_the_agency(s: Situation) -> bool:
    """The agency runs the scheme; one whose body the host does not say is taken to act for it."""
    return s.scheme is not None and s.actor.agency in (None, s.scheme.agency)


@rule(
    "fvl/28-1",
    nb="klageinstansen avgjør ikke i første instans",
    nn="klageinstansen avgjer ikkje i første instans",
    en="the appeal body does not decide at first instance",
)
def not_decided_by_the_appeal_body(s: Situation) -> bool:
    """Appeals go from the agency to the body above it, which therefore has not decided before."""
    return s.scheme is not None and (s.actor.agency is None or s.actor.agency != s.scheme.appeal_body)
