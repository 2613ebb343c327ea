"""The notice of a decision: what it says, to whom, when it came through, and when the time for appeal ends."""

from __future__ import annotations

from datetime import date

from casework.errors import Reason, Text, reason
from casework.law.appeal import third_party_limit
from casework.law.calendar import oslo_day
from casework.law.time_limits import limit
from casework.model.contested import contested
from casework.model.record import Record
from casework.model.rows import Decision, Proceeding
from casework.rules.letter import DISTRIBUTED, lacking, letter_of, wanted
from casework.rules.registry import Answer, rule
from casework.rules.situation import Situation


def decision_of(s: Situation) -> Decision | None:
    """The decision that the proceeding is about, or that it is only now said to be about."""
    named: Decision | None = s.record.all("decisions").get(s.given.get("decision") or "")
    return contested(s.record, s.proceeding) or named


def cannot_be_appealed(decision: Decision | None) -> bool:
    """Whether the appeal body made it: that is the end (fvl/28-3)."""
    return decision is not None and decision.decided_as == "appeal_body"


def told_in(s: Situation, notice: Proceeding) -> tuple[str, ...]:
    """What a notice tells: what its letter says, as far as the one who sends it does not say less (fvl/27-3).

    Where the letter was written elsewhere, what the sender says that it tells.
    """
    given = s.given.get("tells") if notice.id == s.proceeding.id else None
    said = notice.facts.get("tells") if given is None else given
    letter = letter_of(s.record, contested(s.record, notice))
    if letter is None:
        return tuple(said or ())
    return tuple(item for item in letter.tells if said is None or item in said)


@rule(
    "fvl/27-3",
    code="appeal_information_incomplete",
    nb="underretningen mangler opplysninger",
    nn="underrettinga manglar opplysningar",
    en="the notice is incomplete",
    fact="tells",
)
def notice_tells_all(s: Situation) -> Answer:
    """Every item that section 27 asks of this notice stands in its letter; one reason for each that does not."""
    told = told_in(s, s.proceeding)
    omitted = bool(s.own("reasons_omitted")) and "reasons" not in told
    final = cannot_be_appealed(decision_of(s)) or award_is_the_budgets(s)
    return lacking(wanted(decision_of(s), s.scheme, reasons_omitted=omitted, final=final), told) or True


@rule(
    "fvl/24-2",
    code="reasons_required",
    nb="begrunnelsen kan bare utelates når en søknad innvilges eller midler fordeles mellom flere",
    nn="grunngjevinga kan berre utelatast når ein søknad blir innvilga eller midlar blir fordelte mellom fleire",
    en="reasons may be left out only where an application is granted or funds are distributed among several",
    fact="reasons_omitted",
)
def reasons_may_be_left_out(s: Situation) -> bool:
    """Never of a reaction, an appeal, a reversal or costs; so far as secret facts would show, always (fvl/24-3)."""
    decision = decision_of(s)
    return s.own("reasons_omitted") != "fvl/24-2" or decision is None or decision.kind in DISTRIBUTED


def representative_of(record: Record, notice: Proceeding) -> str | None:
    """Who represents the party to be told, unless it asked to be told itself instead (fvl/12-3).

    What the notice says counts; else, for the party of the case, what was last said in the case.
    """
    if notice.facts.get("party_is_told") == "instead":
        return None
    named = notice.facts.get("represented_by")
    if named or notice.facts.get("party") not in (None, record.case.party):
        return str(named) if named else None
    return represented_by(record)


def represented_by(record: Record) -> str | None:
    """Who represents the party of the case, as its proceedings say; the last word counts (fvl/12-3)."""
    said = [p.facts["represented_by"] for p in record.proceedings() if p.facts.get("represented_by")]
    return str(said[-1]) if said else None


@rule(
    "fvl/12-3",
    code="wrong_addressee",
    nb="parten er representert; underretningen skal gå til fullmektigen",
    nn="parten er representert; underrettinga skal gå til fullmektigen",
    en="the party is represented; the notice goes to the representative",
    fact="addressee",
)
def addressee_is_right(s: Situation) -> bool:
    """To the representative within the mandate, unless the party asked to be told instead; who is named must be it."""
    representative, addressee = representative_of(s.record, s.proceeding), s.own("addressee")
    return not (representative and addressee) or addressee == representative


@rule(
    "fvl/28-3",
    nb="vedtaket kan påklages",
    nn="vedtaket kan klagast på",
    en="the decision can be appealed",
)
def decision_cannot_be_appealed(s: Situation) -> bool:
    """What the appeal body decided starts no time limit for appeal."""
    return cannot_be_appealed(decision_of(s)) or award_is_the_budgets(s)


def award_is_the_budgets(s: Situation) -> bool:
    """Whether it is the award to a recipient named in the budget, which the scheme lets nobody appeal against."""
    decision = decision_of(s)
    if decision is None or decision.kind != "grant.award" or s.scheme is None:
        return False
    named = s.scheme.allocation(s.record.case.party) is not None
    return named and not s.scheme.settings.get("award_appealable", True)


@rule(
    "fvl/29-1",
    nb="underretningen oppga ingen senere dag enn loven gir",
    nn="underrettinga oppgav ingen seinare dag enn lova gjev",
    en="the notice stated no later day than the law gives",
)
def stated_day_is_later(s: Situation) -> bool:
    """A last day that the notice stated binds the authority where it is later than the law's."""
    stated, arrived = s.own_day("stated_last_day"), s.own_day("arrived_on")
    return stated is not None and arrived is not None and stated > limit("fvl/29-1", arrived).last_day


@rule(
    "fvl/29-2-2",
    nb="tre måneder fra vedtaket er ikke ute først",
    nn="tre månader frå vedtaket er ikkje ute først",
    en="three months from the decision do not end first",
)
def cap_comes_first(s: Situation) -> bool:
    """A decision that gave somebody a right can be appealed by others for three months at the most."""
    known, decided = s.own_day("known_on"), decided_on(s)
    if known is None or decided is None or not s.own("grants_right"):
        return False
    return third_party_limit(known, decided).provision == "fvl/29-2-2"


def decided_on(s: Situation) -> date | None:
    """The legal day (Oslo) on which the decision was made."""
    decision = decision_of(s)
    return oslo_day(decision.decided_at) if decision and decision.decided_at else None


@rule(
    "fvl/24-2",
    code="reasons_were_given",
    nb="vedtaket er begrunnet; et krav om begrunnelse avbryter ikke klagefristen",
    nn="vedtaket er grunngjeve; eit krav om grunngjeving bryt ikkje av klagefristen",
    en="the decision gave its reasons; a demand for reasons does not interrupt the time for appeal",
)
def reasons_were_left_out(s: Situation) -> bool:
    """Only where reasons were lawfully left out does a demand for them interrupt the time for appeal."""
    return bool(s.own("reasons_omitted"))


@rule(
    "fvl/24-2",
    code="demanded_too_late",
    nb="begrunnelse er krevd etter at klagefristen var ute; § 31 gjelder tilsvarende",
    nn="grunngjeving er kravd etter at klagefristen var ute; § 31 gjeld tilsvarande",
    en="reasons were demanded after the time for appeal had ended; section 31 applies correspondingly",
)
def reasons_are_demanded_in_time(s: Situation) -> bool:
    """Within the time for appeal, by the day of the demand."""
    day = s.own_day("demanded_on") or s.today
    running = s.record.open_deadlines(s.proceeding.id, "appeal")
    return any(d.last_day is not None and day <= d.last_day for d in running)


@rule(
    "fvl/29-4",
    code="deadline_expired_use_section_31",
    nb="klagefristen er ute og kan ikke forlenges; vurder oppreisning etter § 31",
    nn="klagefristen er ute og kan ikkje forlengast; vurder oppreising etter § 31",
    en="the time for appeal has ended and cannot be extended; consider relief under section 31",
)
def appeal_period_runs(s: Situation) -> bool:
    """Only before it has ended can the time for appeal be extended."""
    running = s.record.open_deadlines(s.proceeding.id, "appeal")
    return any(d.ends_at is not None and s.now < d.ends_at for d in running)


@rule(
    "fvl/30-1",
    nb="ordningen setter ikke av tid til postgang",
    nn="ordninga set ikkje av tid til postgang",
    en="the scheme allows no time for the post",
)
def post_is_allowed_for(s: Situation) -> bool:
    """What was posted in time may still be under way."""
    return s.scheme is not None and bool(s.scheme.settings.get("postal_allowance"))


@rule(
    "fvl/30-1",
    code="post_under_way",
    nb="en klage som er postet i tide, kan fortsatt være underveis",
    nn="ei klage som er posta i tide, kan framleis vere på veg",
    en="an appeal posted in time may still be under way",
)
def post_has_come(s: Situation) -> bool:
    """The scheme's allowance for the post has passed."""
    running = s.record.open_deadlines(s.proceeding.id, "allowance")
    return all(d.ends_at is not None and d.ends_at <= s.now for d in running)


def relief_reasons(s: Situation) -> tuple[Reason, ...]:
    """What is missing of the ground and the reason for taking up what came too late (fvl/31-1-a, fvl/31-1-b)."""
    missing = []
    if not s.given.get("relief_ground"):
        missing.append(reason("ground_required", "fvl/31-1-a", _NO_GROUND, "relief_ground"))
    if not s.given.get("relief_reason"):
        missing.append(reason("reason_required", "fvl/31-1-b", _NO_REASON, "relief_reason"))
    return tuple(missing)


_NO_GROUND = Text(
    "oppreisning krever et grunnlag: § 31 første ledd bokstav a eller b",
    "oppreising krev eit grunnlag: § 31 første ledd bokstav a eller b",
    "relief needs a ground: section 31 first subsection letter a or b",
)
_NO_REASON = Text("oppreisning må begrunnes", "oppreising må grunngjevast", "relief needs a reason")


@rule(
    "fvl/31-1-a",
    code="ground_required",
    nb="oppreisning krever grunnlag og begrunnelse",
    nn="oppreising krev grunnlag og grunngjeving",
    en="relief needs a ground and a reason",
)
def relief_is_grounded(s: Situation) -> Answer:
    """Not to blame, or special reasons; which of them, and why."""
    return relief_reasons(s) or True
