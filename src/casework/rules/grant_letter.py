"""What the grant letter must say before it is signed, and what an award must be tied to."""

from __future__ import annotations

from casework.errors import Reason, Text, reason
from casework.rules.registry import Answer, rule
from casework.rules.situation import Situation

_SILENT = Text(
    "tilskuddsbrevet sier ikke noe om {what}",
    "tilskotsbrevet seier ikkje noko om {what}",
    "the grant letter says nothing of {what}",
)
_NO_DAY = Text(
    "fristen for «{kind}» er ikke satt",
    "fristen for «{kind}» er ikkje sett",
    "no day is set for “{kind}”",
)
_PARTS = {
    "purpose": Text("formålet", "føremålet", "the purpose"),
    "use_conditions": Text(
        "aktivitetene og vilkårene for bruk",
        "aktivitetane og vilkåra for bruk",
        "activities and conditions for use",
    ),
    "reporting_requirements": Text("rapporteringen", "rapporteringa", "reporting"),
    "control_reservation": Text(
        "kontroll fra forvalteren og Riksrevisjonen",
        "kontroll frå forvaltaren og Riksrevisjonen",
        "control by the grant manager and the Office of the Auditor General",
    ),
    "repayment_terms": Text("tilbakebetaling", "tilbakebetaling", "repayment"),
}


@rule(
    "best/6.3.3",
    code="letter_lacks_part",
    nb="tilskuddsbrevet mangler deler",
    nn="tilskotsbrevet manglar delar",
    en="the grant letter lacks parts",
)
def letter_states(s: Situation) -> Answer:
    """The letter says something under each of the facts in the parameter `parts`."""
    return tuple(_silent(part) for part in s.parameter("parts") if not s.fact(part)) or True


def _silent(part: str) -> Reason:
    words = _PARTS.get(part, Text(part, part, part))
    filled = (_SILENT.in_language(la).format(what=words.in_language(la)) for la in ("nb", "nn", "en"))
    return reason("letter_lacks_part", "", Text(*filled), part)


@rule(
    "best/6.3.3",
    code="due_day_not_set",
    nb="en rapport har ingen frist",
    nn="ein rapport har ingen frist",
    en="a report has no due day",
)
def due_days_are_set(s: Situation) -> Answer:
    """Where the source leaves the days to the letter, each report has its day before the letter is sent."""
    expected = [p for p in s.record.proceedings("report") if p.closed_at is None and not p.facts.get("due_day")]
    return tuple(_no_day(s, str(p.facts.get("kind"))) for p in expected) or True


def _no_day(s: Situation, kind: str) -> Reason:
    duty = s.scheme.duty(kind) if s.scheme else None
    title = duty.title if duty else Text(kind, kind, kind)
    filled = (_NO_DAY.in_language(la).format(kind=title.in_language(la)) for la in ("nb", "nn", "en"))
    return reason("due_day_not_set", "", Text(*filled), "report_due_on")


@rule(
    "best/6.3.4",
    code="another_year",
    nb="tildelingen hører til et annet år enn ordningen den er lyst ut under",
    nn="tildelinga høyrer til eit anna år enn ordninga ho er lyst ut under",
    en="the award belongs to another year than the scheme that it was announced under",
    fact="grant_year",
)
def award_is_of_the_scheme_year(s: Situation) -> bool:
    """An award is read together with the description of the scheme of the same year."""
    year = s.scheme.year if s.scheme else None
    return s.record.case.year == year and s.fact("grant_year") in (None, year)


@rule(
    "bevr/5",
    code="another_budget_item",
    nb="tildelingen belastes et annet kapittel og en annen post enn ordningen har",
    nn="tildelinga blir ført på eit anna kapittel og ein annan post enn ordninga har",
    en="the award is charged to another chapter and item than those of the scheme",
    fact="budget_item",
)
def charged_to_the_scheme_item(s: Situation) -> bool:
    """The award is charged to the chapter and item of the scheme; unless another is stated, it is."""
    return s.scheme is not None and s.fact("budget_item") in (None, s.scheme.chapter)
