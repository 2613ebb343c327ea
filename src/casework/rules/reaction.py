"""What must be in order before a grant is withheld or reclaimed (fvl chapters IV–VI)."""

from __future__ import annotations

from casework.model.account import account
from casework.rules.accounts import own
from casework.rules.arrival import everybodys_time_is_out, notices_of
from casework.rules.registry import rule
from casework.rules.situation import Situation


def _amount(s: Situation) -> int:
    amount = own(s, "amount")
    return amount if isinstance(amount, int) else 0


def left(s: Situation) -> int:
    """What is left of this reaction's own amount, in øre: not repaid, set off, waived, released or lapsed, nor changed
    in an appeal or without one.
    """
    held = account(s.record, s.proceeding)
    return held.withheld if own(s, "kind") == "withhold" else held.outstanding


@rule(
    "fvl/17-1",
    nb="bruddet er ikke et av dem som ordningen kjenner, eller vilkåret som er brutt, er ikke oppgitt",
    nn="brotet er ikkje eit av dei som ordninga kjenner, eller vilkåret som er brote, er ikkje oppgjeve",
    en="the breach is not one that the scheme knows, or the term breached is not given",
    fact="breach",
)
def breach_and_term_are_named(s: Situation) -> bool:
    """Which kind of breach, and of which term: of the guidelines, of the award, or of the grant letter."""
    known = {breach.id for breach in s.scheme.of("breach")} if s.scheme else set()
    return bool(own(s, "term")) and (not known or own(s, "breach") in known)


@rule(
    "fvl/16-1",
    code="advance_notice_missing",
    nb="parten er ikke varslet, og det er ikke oppgitt noe unntak fra varslingsplikten",
    nn="parten er ikkje varsla, og det er ikkje oppgjeve noko unntak frå varslingsplikta",
    en="the party has had no advance notice, and no exception from it is recorded",
)
def advance_notice_is_given(s: Situation) -> bool:
    """The party is told beforehand, or an exception of section 16 third subsection is recorded."""
    return bool({"send_notice", "record_notice_exception"} & s.proceeding.acts.keys())


@rule(
    "fvl/16-1",
    code="statement_deadline_running",
    nb="fristen for å uttale seg er ikke ute, og parten har verken uttalt seg eller frafalt det",
    nn="fristen for å uttale seg er ikkje ute, og parten har verken uttalt seg eller fråfalle det",
    en="the time for a statement has not passed, and the party has neither made one nor waived it",
)
def statement_is_settled(s: Situation) -> bool:
    """The statement is in, waived, or its day has passed; on the day itself it has not."""
    running = s.record.open_deadlines(s.proceeding.id, "statement")
    return all(d.ends_at is not None and d.ends_at <= s.now for d in running)


@rule(
    "fvl/17-2",
    code="contradiction_missing",
    nb="parten har ikke fått uttale seg om nye opplysninger",
    nn="parten har ikkje fått uttale seg om nye opplysningar",
    en="the party has not been shown the new information",
)
def new_information_is_shown(s: Situation) -> bool:
    """What has come in about the party after its statement goes to the party first."""
    return s.proceeding.state != "new_information"


@rule(
    "regl/14",
    code="proposal_missing",
    nb="ingen har foreslått reaksjonen; en annen enn den som avgjør, må foreslå den",
    nn="ingen har føreslått reaksjonen; ein annan enn den som avgjer, må føreslå han",
    en="nobody has proposed the reaction; somebody else than who decides must propose it",
)
def proposal_is_made(s: Situation) -> bool:
    """Two persons: one proposes, another decides."""
    return s.proceeding.state == "proposed"


@rule(
    "fvl/35-5",
    code="reversal_basis_required",
    nb="grunnlaget for å gjøre om tildelingen må oppgis",
    nn="grunnlaget for å gjere om tildelinga må oppgjevast",
    en="the basis for reversing the award must be given",
    fact="basis",
)
def reversal_basis_is_given(s: Situation) -> bool:
    """A final award is not undone without a basis; one in the award itself must stand in an issued grant letter."""
    grant = s.record.grant
    issued = grant is not None and "issue_grant_letter" in grant.acts
    return bool(own(s, "basis")) and (own(s, "basis") != "fvl/35-5:decision" or issued)


@rule(
    "fvl/24-1",
    code="reasons_required",
    nb="vedtaket må begrunnes",
    nn="vedtaket må grunngjevast",
    en="the decision must state its reasons",
    fact="reasons",
)
def reasons_are_given(s: Situation) -> bool:
    """Reasons at the same time as the decision: rules and facts (fvl/25-1, fvl/25-2)."""
    return bool(own(s, "reasons"))


@rule(
    "fvl/25-3",
    code="main_considerations_missing",
    nb="hovedhensynene bak skjønnet må oppgis",
    nn="hovudomsyna bak skjønet må oppgjevast",
    en="the main considerations behind the discretion must be given",
    fact="main_considerations",
)
def main_considerations_are_given(s: Situation) -> bool:
    """The agency may react, it need not: why it does must be said."""
    return bool(own(s, "main_considerations"))


@rule(
    "fvl/35-5",
    code="exceeds_paid",
    nb="beløpet er større enn det som er utbetalt og ikke alt krevd tilbake",
    nn="beløpet er større enn det som er utbetalt og ikkje alt kravd tilbake",
    en="the amount is more than what is paid and not already reclaimed",
    fact="amount",
)
def reclaim_is_within_paid(s: Situation) -> bool:
    """At most what was paid, less what is already reclaimed."""
    return own(s, "kind") != "reclaim" or _amount(s) <= s.ledger.paid - s.ledger.reclaimed


@rule(
    "fvl/35-5",
    code="exceeds_unpaid",
    nb="beløpet er større enn det som er tildelt og ikke utbetalt",
    nn="beløpet er større enn det som er tildelt og ikkje utbetalt",
    en="the amount is more than what is awarded and not paid",
    fact="amount",
)
def withholding_is_within_unpaid(s: Situation) -> bool:
    """At most what is awarded and not yet paid, withheld or lapsed."""
    return own(s, "kind") != "withhold" or _amount(s) <= s.ledger.unpaid


@rule(
    "fvl/35-5",
    nb="ordningen gir ikke adgang til denne reaksjonen",
    nn="ordninga gjev ikkje høve til denne reaksjonen",
    en="the scheme does not provide for this reaction",
    fact="kind",
)
def reaction_is_provided_for(s: Situation) -> bool:
    """Where the scheme lists its reactions, no other is used."""
    known = {reaction.id for reaction in s.scheme.of("reaction")} if s.scheme else set()
    return not known or own(s, "kind") in known


@rule(
    "fvl/35-5",
    nb="reaksjonen er ikke en tilbakekreving",
    nn="reaksjonen er ikkje ei tilbakekrevjing",
    en="the reaction is no reclaim",
)
def reaction_is_reclaim(s: Situation) -> bool:
    """Whether money already paid is demanded back."""
    return own(s, "kind") == "reclaim"


@rule(
    "fvl/35-5",
    nb="reaksjonen er ikke et tilbakehold",
    nn="reaksjonen er ikkje eit tilbakehald",
    en="the reaction is no withholding",
)
def reaction_is_withholding(s: Situation) -> bool:
    """Whether money not yet paid is kept back."""
    return own(s, "kind") == "withhold"


@rule(
    "fvl/42-1",
    code="implementation_deferred",
    nb="ordningen lar innkrevingen vente til klagefristen er ute",
    nn="ordninga lèt innkrevjinga vente til klagefristen er ute",
    en="the scheme lets collection wait until the time limit for appeal has passed",
)
def collection_is_not_held(s: Situation) -> bool:
    """An appeal does not defer by itself; a scheme may still choose to wait until the decision is final."""
    held = s.scheme is not None and bool(s.scheme.settings.get("hold_collection_until_final"))
    return not held or everybodys_time_is_out.holds(s)


@rule(
    "fvl/27-3",
    code="appeal_information_incomplete",
    nb="ordningen sier ikke hvem som er klageinstans og hvem klagen sendes til",
    nn="ordninga seier ikkje kven som er klageinstans og kven klaga skal sendast til",
    en="the scheme does not say which body decides appeals and to whom they are sent",
)
def appeal_information_is_complete(s: Situation) -> bool:
    """A notice names the appeal body and where the appeal is sent."""
    return s.scheme is not None and bool(s.scheme.appeal_body and s.scheme.agency)


@rule(
    "best/6.3.5",
    code="reaction_not_carried_out",
    nb="hele beløpet er ikke betalt, motregnet, frafalt eller frigitt",
    nn="heile beløpet er ikkje betalt, motrekna, fråfalle eller frigjeve",
    en="the whole amount is not repaid, set off, waived or released",
)
def reaction_is_carried_out(s: Situation) -> bool:
    """Nothing of this reaction is left."""
    return left(s) == 0


@rule(
    "best/6.3.5",
    code="exceeds_outstanding",
    nb="beløpet er større enn det som står igjen av denne reaksjonen",
    nn="beløpet er større enn det som står att av denne reaksjonen",
    en="the amount is more than what is left of this reaction",
)
def amount_is_left(s: Situation) -> bool:
    """No more is repaid, set off, waived or released than what this reaction took."""
    facts = ("repaid_amount", "set_off_amount", "waived_amount", "released_amount", "lapsed_amount")
    return sum(s.given.get(fact) or 0 for fact in facts) <= left(s)


@rule(
    "fvl/29-1",
    code="appeal_deadline_running",
    nb="fristen for å klage på reaksjonen er ikke ute",
    nn="fristen for å klage på reaksjonen er ikkje ute",
    en="the time limit for appeal against the reaction has not passed",
)
def no_appeal_deadline_of_its_own(s: Situation) -> bool:
    """A reaction is not closed while the party may still appeal against it in time."""
    told = [notice.id for notice in notices_of(s.record, s.proceeding)]
    running = [d for notice in told for d in s.record.open_deadlines(notice, "appeal")]
    return all(d.ends_at is not None and d.ends_at <= s.now for d in running)
