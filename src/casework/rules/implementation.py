"""What the first instance must do after a decision was changed, annulled or reversed (fvl/34-4, fvl/33-2, fvl/35-1)."""

from __future__ import annotations

from casework.model.account import account, root
from casework.model.contested import UNDONE, contested, made_in
from casework.model.rows import Ledger, Proceeding
from casework.rules.letter import BENEFICIAL
from casework.rules.registry import rule
from casework.rules.situation import Situation

#: Postings of money that somebody must now pay out.
PAID_OUT = ("released", "awarded", "lapse_reversed")


def _decided_in(s: Situation) -> Proceeding:
    return root(s.record, s.proceeding) or s.proceeding


def _held(s: Situation) -> Ledger:
    return account(s.record, _decided_in(s))


def _to_be_paid_out(s: Situation) -> int:
    """What the outcome released or gave, in øre."""
    decision = contested(s.record, s.proceeding)
    entry = decision.id.rpartition(".")[0] if decision else ""
    made = [
        p
        for p in s.record.all("ledger_postings").values()
        if p.proceeding_id == s.proceeding.id or p.id.rpartition(".")[0] == entry
    ]
    return sum(p.amount for p in made if p.kind in PAID_OUT)


@rule("fvl/34-4", nb="gjelder en annen avgjørelse", nn="gjeld ei anna avgjerd", en="concerns another outcome")
def this_outcome_is_opened(s: Situation) -> bool:
    """What was opened is this very proceeding."""
    return s.cause is not None and s.cause.id == s.proceeding.id


@rule(
    "fvl/34-4",
    nb="saken er vår egen",
    nn="saka er vår eiga",
    en="the case is our own",
)
def case_was_handed_over(s: Situation) -> bool:
    """Another office handed it over to be reviewed, and it goes on there."""
    return s.record.grant is not None and "handed_over_by" in s.record.grant.facts


@rule(
    "fvl/34-4",
    nb="noe skal betales ut, kreves inn eller avgjøres på nytt",
    nn="noko skal betalast ut, krevjast inn eller avgjerast på nytt",
    en="something is to be paid out, demanded or decided anew",
)
def nothing_is_to_be_carried_out(s: Situation) -> bool:
    """Where a decision in favour only made a claim smaller, nobody has to do anything."""
    decision = contested(s.record, s.proceeding)
    in_favour = decision is not None and decision.effect in BENEFICIAL
    return in_favour and not _held(s).owed_back and not _to_be_paid_out(s)


@rule(
    "best/6.3.5",
    code="exceeds_owed_back",
    nb="beløpet er større enn det som skal betales ut igjen",
    nn="beløpet er større enn det som skal betalast ut att",
    en="the amount is more than what is owed back",
    fact="refunded_amount",
)
def refund_is_owed(s: Situation) -> bool:
    """No more is paid back than what was repaid on the claim that fell away."""
    return bool((s.given.get("refunded_amount") or 0) <= _held(s).owed_back)


@rule(
    "best/6.3.5",
    code="collected_elsewhere",
    nb="kravet følges opp i saksgangen der det ble vedtatt, eller det er ikke noe krav",
    nn="kravet blir følgt opp i saksgangen der det vart vedteke, eller det er ikkje noko krav",
    en="the claim is followed up in the proceeding that decided it, or there is none",
)
def claim_is_collected_here(s: Situation) -> bool:
    """A reaction collects its own claim while it is open; of an award, or after that, the claim is collected here."""
    decided_in = _decided_in(s)
    elsewhere = decided_in.closed_at is None and decided_in != s.record.grant
    return _held(s).outstanding > 0 and not elsewhere


@rule(
    "best/6.3.5",
    code="exceeds_outstanding",
    nb="beløpet er større enn det som står igjen av kravet",
    nn="beløpet er større enn det som står att av kravet",
    en="the amount is more than what is left of the claim",
)
def claim_here_is_not_exceeded(s: Situation) -> bool:
    """No more is repaid or waived than what is left."""
    given = sum(s.given.get(fact) or 0 for fact in ("repaid_amount", "waived_amount"))
    return bool(given <= _held(s).outstanding)


@rule(
    "fvl/34-4",
    code="not_decided_anew",
    nb="vedtaket er opphevet, og saken er ikke avgjort på nytt",
    nn="vedtaket er oppheva, og saka er ikkje avgjord på nytt",
    en="the decision was annulled, and the case is not decided anew",
)
def it_is_decided_anew(s: Situation) -> bool:
    """What was annulled and sent back needs a new decision, or an end without one."""
    decided_in, annulment = _decided_in(s), contested(s.record, s.proceeding)
    order = list(s.record.all("decisions"))
    since = order.index(annulment.id) if annulment else 0
    later = [d for d in made_in(s.record, decided_in) if order.index(d.id) > since]
    return not _was_sent_back(s) or decided_in.closed_at is not None or bool(later)


def _was_sent_back(s: Situation) -> bool:
    decision = contested(s.record, s.proceeding)
    return decision is not None and decision.effect in UNDONE


@rule("fvl/34-4", nb="er ikke sendt tilbake", nn="er ikkje send tilbake", en="was not sent back")
def it_was_sent_back(s: Situation) -> bool:
    """The decision was annulled."""
    return _was_sent_back(s)


@rule(
    "best/6.3.5",
    code="money_unsettled",
    nb="det er fortsatt penger som skal betales ut igjen eller kreves inn her",
    nn="det er framleis pengar som skal betalast ut att eller krevjast inn her",
    en="there is still money to be paid back or to be collected here",
)
def nothing_is_owed(s: Situation) -> bool:
    """What was repaid is paid back, and a claim that is collected here is settled."""
    return not _held(s).owed_back and not claim_is_collected_here.holds(s)
