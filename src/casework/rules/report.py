"""What a report must hold to count as received."""

from __future__ import annotations

from casework.model.rows import Proceeding
from casework.rules.breach import LATE_REPORT
from casework.rules.registry import rule
from casework.rules.situation import Situation


def stands(duty: Proceeding) -> bool:
    """Whether the duty was not taken away by the award falling away; such a one comes back with the award."""
    return "fall_away" not in duty.acts


@rule(
    "best/6.3.6",
    code="parts_missing",
    nb="rapporten mangler deler",
    nn="rapporten manglar delar",
    en="the report lacks parts",
)
def all_parts_delivered(s: Situation) -> bool:
    """Every part that the scheme or the grant letter asks for has been delivered, now or before."""
    delivered = set(s.given.get("delivered") or []) | set(s.proceeding.facts.get("delivered") or [])
    return set(s.proceeding.facts.get("parts") or []) <= delivered


@rule(
    "best/6.3.3",
    code="due_day_is_set",
    nb="fristen er alt satt; forleng den i stedet",
    nn="fristen er alt sett; forleng han i staden",
    en="the due day is already set; extend it instead",
)
def no_due_day_yet(s: Situation) -> bool:
    """A due day is set once, in the grant letter; after that it is extended, and the original stays visible."""
    return not s.record.open_deadlines(s.proceeding.id, "report")


@rule(
    "best/6.5",
    code="no_evaluation_duty",
    nb="ordningen pålegger ikke tilskuddsmottakere å bidra til evalueringer",
    nn="ordninga pålegg ikkje tilskotsmottakarar å bidra til evalueringar",
    en="the scheme does not oblige grantees to contribute to evaluations",
)
def scheme_has_evaluations(s: Situation) -> bool:
    """Only where the scheme says so can a grantee be told to contribute."""
    return s.scheme is not None and bool(s.scheme.settings.get("evaluation_duty"))


@rule(
    "best/6.3.6",
    nb="rapporten er av et annet slag",
    nn="rapporten er av eit anna slag",
    en="the report is of another kind",
)
def report_is_of_kind(s: Situation) -> bool:
    """Whether the report is of the `kind` that the scheme's condition is about."""
    return bool(s.proceeding.facts.get("kind") == s.parameter("kind"))


@rule(
    "best/6.3.6",
    code="report_content_missing",
    nb="rapporten sier ikke noe om: {what_nb}",
    nn="rapporten seier ikkje noko om: {what_nn}",
    en="the report says nothing of: {what_en}",
)
def report_states(s: Situation) -> bool:
    """Every fact in `facts` is given by the report itself; no and 0 are answers too."""
    known = {**s.proceeding.facts, **s.given}
    return all(known.get(fact) is not None for fact in s.parameter("facts"))


@rule(
    "best/6.3.6",
    code="parts_missing",
    nb="det mangler i leveringen: {what_nb}",
    nn="det manglar i leveringa: {what_nn}",
    en="missing in the delivery: {what_en}",
    fact="delivered",
)
def part_is_delivered(s: Situation) -> bool:
    """A `part` that is asked for under a condition of its own is among what was delivered, now or before."""
    delivered = [*(s.proceeding.facts.get("delivered") or []), *(s.given.get("delivered") or [])]
    return s.parameter("part") in delivered


@rule(
    "best/6.2.1",
    nb="en aktivitet i rapporten er ikke knyttet til et av målene for ordningen",
    nn="ein aktivitet i rapporten er ikkje knytt til eit av måla for ordninga",
    en="an activity in the report serves no goal of the scheme",
    fact="activities",
)
def activities_serve_a_goal(s: Situation) -> bool:
    """Each line of the sheet `activities` names a goal of the scheme, alone or as `goal` of the line."""
    known = {goal.id for goal in s.scheme.of("goal")} if s.scheme else set()
    lines = {**(s.proceeding.facts.get("activities") or {}), **(s.given.get("activities") or {})}
    return all((line.get("goal") if isinstance(line, dict) else line) in known for line in lines.values())


@rule(
    "fvl/17-1",
    code="reaction_is_open",
    nb="det er alt åpnet en sak om denne rapporten",
    nn="det er alt opna ei sak om denne rapporten",
    en="a reaction about this report is open already",
)
def no_reaction_about_it_is_open(s: Situation) -> bool:
    """At most one reaction about a missing report at a time."""
    about = [p for p in s.record.proceedings("reaction") if p.about == s.proceeding.id and p.closed_at is None]
    return not any(p.facts.get("cause") == LATE_REPORT for p in about)


@rule(
    "best/6.3.6",
    nb="mottakeren beholder noe av tilskuddet",
    nn="mottakaren held på noko av tilskotet",
    en="the grantee keeps a part of the grant",
)
def nothing_is_kept_of_the_grant(s: Situation) -> bool:
    """All that was paid is reclaimed, and nothing more is to be paid."""
    ledger = s.ledger
    return ledger.paid == ledger.reclaimed and not (ledger.unpaid or ledger.withheld)


@rule(
    "best/6.3.5",
    nb="rapporten viser ingenting som skal kreves tilbake, eller kravet er alt reist",
    nn="rapporten viser ingenting som skal krevjast tilbake, eller kravet er alt reist",
    en="the report shows nothing to be reclaimed, or the claim is already raised",
)
def breach_is_shown(s: Situation) -> bool:
    """The report itself gives an amount that the scheme treats as a breach, and no reaction about it is open."""
    if s.scheme is None or (s.cause is not None and s.cause.id != s.proceeding.id):
        return False
    step = f"{s.proceeding.workflow}.{s.transition.name}"
    shown = [b for b in s.scheme.of("breach") if b.values.get("noted_by") == step and _shows(s, b.values["amount"])]
    raised = [p for p in s.record.proceedings("reaction") if p.about == s.proceeding.id]
    return bool(shown) and not raised


def _shows(s: Situation, facts: list[str]) -> bool:
    return bool((s.given.get(facts[0]) if facts[0] in s.given else s.proceeding.facts.get(facts[0])) or 0)
