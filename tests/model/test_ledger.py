"""Money in whole øre: every posting keeps the equations of the ledger, or is refused."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from casework.errors import LANGUAGES, Refused
from casework.model.ledger import MAXIMUM, MOVEMENTS, UNDONE, folded, posted
from casework.model.rows import Ledger, LedgerPosting

KINDS = sorted(MOVEMENTS)
AMOUNTS = st.sampled_from([0, 1, 2, 50, 100, MAXIMUM, -1, MAXIMUM + 1])
POSTINGS = st.lists(st.dictionaries(st.sampled_from(KINDS), AMOUNTS, max_size=2), max_size=25)


def holds(ledger: Ledger) -> None:
    """The equations of the contract."""
    x = ledger
    assert min(getattr(x, name) for name in Ledger.__dataclass_fields__ if name != "id") >= 0
    assert x.awarded == x.paid + x.withheld + x.unpaid + x.lapsed
    assert not x.accounted or x.paid == x.used + x.unused
    assert x.reclaimed == x.repaid + x.set_off + x.outstanding + x.waived
    assert x.reclaimed <= x.paid


@given(POSTINGS)
@settings(max_examples=300)
def test_any_postings_keep_the_equations_or_are_refused(steps: list[dict[str, int]]) -> None:
    """awarded = paid + withheld + unpaid + lapsed; paid = used + unused; reclaimed = repaid + set off + the rest."""
    ledger, made = Ledger("c"), list[LedgerPosting]()
    for amounts in steps:
        before = ledger
        try:
            ledger = posted(ledger, amounts)
        except Refused as refused:
            assert refused.reasons
            assert all(r.code and r.law and r.in_language(x) for r in refused.reasons for x in LANGUAGES)
            assert ledger is before
            continue
        made += [LedgerPosting(f"{len(made)}", kind=kind, amount=amount) for kind, amount in amounts.items()]
        holds(ledger)
        assert folded("c", made) == ledger


@given(POSTINGS)
@settings(max_examples=100)
def test_what_is_taken_back_in_turn_leaves_the_ledger_as_it_was(steps: list[dict[str, int]]) -> None:
    """A posting that undoes another explains the ledger as it was before."""
    made, ledgers = list[LedgerPosting](), [Ledger("c")]
    for amounts in steps:
        try:
            after = posted(ledgers[-1], {k: v for k, v in amounts.items() if k not in ("paid", "repaid", "set_off")})
        except Refused:
            continue
        for kind, amount in amounts.items():
            if kind not in ("paid", "repaid", "set_off"):
                made.append(LedgerPosting("p", kind=kind, amount=amount))
        ledgers.append(after)
    undone = [LedgerPosting("u", kind=f"{UNDONE}{p.kind}", amount=p.amount) for p in reversed(made)]
    assert folded("c", [*made, *undone]) == Ledger("c")


def test_several_postings_are_all_or_nothing() -> None:
    """Every reason is told, and nothing of it is posted."""
    ledger = posted(Ledger("c"), {"awarded": 100})
    try:
        posted(ledger, {"paid": 101, "withheld": 200})
    except Refused as refused:
        assert [r.code for r in refused.reasons] == ["exceeds_unpaid", "exceeds_unpaid"]
    else:
        raise AssertionError("more was paid than was awarded")


def test_more_than_was_paid_is_not_reclaimed() -> None:
    """What is reclaimed lies within what was paid (A31)."""
    ledger = posted(posted(Ledger("c"), {"awarded": 100}), {"paid": 60})
    try:
        posted(ledger, {"reclaimed": 61})
    except Refused as refused:
        (reason,) = refused.reasons
        assert (reason.code, reason.law) == ("exceeds_paid", "best/6.3.5")
    else:
        raise AssertionError("more was reclaimed than was paid")
