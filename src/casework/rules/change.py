"""Changing what was granted: asked for first, within the award, and from a day on (best/6.3.3)."""

from __future__ import annotations

from casework.model.contested import contested
from casework.model.rows import Proceeding
from casework.rules.registry import rule
from casework.rules.situation import Situation


@rule(
    "best/6.3.3",
    code="prior_consent_required",
    nb="endringen er gjennomført før samtykke; samtykke kan ikke gis i etterkant",
    nn="endringa er gjennomført før samtykke; samtykke kan ikkje gjevast i etterkant",
    en="the change was made before consent; consent cannot be given afterwards",
)
def consent_comes_before_the_change(s: Situation) -> bool:
    """Changes need written application and consent beforehand; what was spent before is a breach."""
    return not s.fact("spent_before_consent")


@rule(
    "best/6.3.5",
    nb="søknaden viser ikke et brudd som ordningen kjenner",
    nn="søknaden viser ikkje eit brot som ordninga kjenner",
    en="the request shows no breach that the scheme knows",
)
def this_request_shows_a_breach(s: Situation) -> bool:
    """What it tells was done before consent is one of the breaches that the scheme names."""
    if s.scheme is None or s.cause is None or s.cause.id != s.proceeding.id:
        return False
    step = f"{s.proceeding.workflow}.{s.transition.name}"
    named = [breach for breach in s.scheme.of("breach") if breach.values.get("noted_by") == step]
    return bool(named and s.own("spent_before_consent"))


@rule(
    "best/6.3.3",
    nb="det er ikke satt vilkår",
    nn="det er ikkje sett vilkår",
    en="no terms are set",
    fact="terms",
)
def terms_are_set(s: Situation) -> bool:
    """Consent can be given on terms."""
    return bool(s.given.get("terms"))


@rule(
    "fvl2025/41",
    code="terms_unjustified",
    nb="si hvorfor vilkårene har saklig sammenheng med tilskuddet og ikke er uforholdsmessig tyngende",
    nn="sei kvifor vilkåra har sakleg samanheng med tilskotet og ikkje er uforholdsmessig tyngjande",
    en="say why the terms are linked to the grant and not disproportionate",
    fact="terms_reason",
)
def terms_are_justified(s: Situation) -> bool:
    """Under the Act of 2025 a factual link and proportion are tests of their own."""
    return bool(not s.under("fvl2025/41") or s.given.get("terms_reason"))


@rule(
    "bevr/3",
    code="exceeds_award",
    nb="tilskuddet etter endringen er større enn det som er tildelt",
    nn="tilskotet etter endringa er større enn det som er tildelt",
    en="the grant as changed is more than what is awarded",
    fact="new_total",
)
def change_is_within_the_award(s: Situation) -> bool:
    """A change moves money within the award; more of it takes a new award."""
    return (s.given.get("new_total") or 0) <= s.ledger.awarded


@rule(
    "fvl/33-4",
    code="appeal_about_the_same",
    nb="en klage på tildelingen eller på en tidligere endring av det samme er ikke avgjort; vent på den",
    nn="ei klage på tildelinga eller på ei tidlegare endring av det same er ikkje avgjord; vent på henne",
    en="an appeal about the award, or an earlier change of the same, is not decided; wait for it",
)
def no_appeal_about_the_same(s: Situation) -> bool:
    """What is asked to be changed does not move while an appeal about it is open."""
    return not any(_same(s, appeal) for appeal in s.record.proceedings("appeal") if appeal.closed_at is None)


def _same(s: Situation, appeal: Proceeding) -> bool:
    decision = contested(s.record, appeal)
    made_in: Proceeding | None = s.record.all("proceedings").get(decision.proceeding_id) if decision else None
    if made_in is None:
        return False
    grant = s.record.grant
    of_award = grant is not None and made_in.id == grant.id
    of_change = made_in.workflow == s.proceeding.workflow and made_in.facts.get("concerns") == s.own("concerns")
    return of_award or of_change


@rule(
    "fvl/11-4",
    code="request_has_an_object",
    nb="parten er ikke bedt om opplysninger som den har latt være å gi",
    nn="parten er ikkje bede om opplysningar som han har late vere å gje",
    en="the party has not been asked for information that it failed to give",
    fact="lapsed_because",
)
def request_has_no_object(s: Situation) -> bool:
    """Asked and not answered in time, or the period or the grant is over; else it is decided."""
    if s.own("lapsed_because") != "not_answered":
        return True
    deadlines = s.record.all("deadlines").values()
    asked = [d for d in deadlines if d.proceeding_id == s.proceeding.id and d.name == "correction"]
    return bool(asked) and asked[-1].ends_at <= s.now and asked[-1].status != "met"


def consented(request: Proceeding) -> bool:
    """Whether what the request asked for is consented to as it stands."""
    given = {"approve", "carry_out"} & request.acts.keys()
    open_again = request.state in ("assessed", "proposed", "needs_information", "received", "to_be_carried_out")
    refused = request.state == "refused" or request.facts.get("result") == "refused"
    return bool(given) and not open_again and not refused
