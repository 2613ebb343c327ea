"""Money in whole øre. Every posting keeps the equations of the ledger, or is refused:

awarded   = paid + withheld + unpaid + lapsed
paid      = used + unused                        once accounted
reclaimed = repaid + set_off + outstanding + waived

Beside them stands what they leave out: what is owed back, what lies with collection, and interest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from casework.errors import Reason, Refused, Text, reason
from casework.model.rows import Ledger, LedgerPosting

MAXIMUM = 10**15

#: What the kind of a posting starts with that takes another back.
UNDONE = "undo_"


@dataclass(frozen=True, slots=True)
class Movement:
    """What one kind of posting adds to and takes from; `limit` is the code of the refusal when there is too little."""

    adds: tuple[str, ...]
    takes: tuple[str, ...] = ()
    limit: str = ""
    law: str = "best/6.3.5"


#: Every kind of posting. What is taken must be there.
MOVEMENTS: Mapping[str, Movement] = MappingProxyType(
    {
        "applied": Movement(("applied",)),
        "awarded": Movement(("awarded", "unpaid")),
        "award_reduced": Movement((), ("awarded", "unpaid"), "exceeds_unpaid"),
        "due": Movement(("due",)),
        "paid": Movement(("paid",), ("unpaid",), "exceeds_unpaid"),
        "withheld": Movement(("withheld",), ("unpaid",), "exceeds_unpaid", "best/6.3.3"),
        "released": Movement(("unpaid",), ("withheld",), "exceeds_withheld"),
        "lapsed": Movement(("lapsed",), ("unpaid",), "exceeds_unpaid"),
        "withheld_lapsed": Movement(("lapsed",), ("withheld",), "exceeds_withheld"),
        "used": Movement(("used",)),
        "unused": Movement(("unused",)),
        "used_later": Movement(("used",), ("unused",), "exceeds_unused", "best/6.3.6"),
        "reclaimed": Movement(("reclaimed", "outstanding")),
        "reclaim_reversed": Movement((), ("reclaimed", "outstanding"), "exceeds_outstanding"),
        "repaid": Movement(("repaid",), ("outstanding",), "exceeds_outstanding"),
        "set_off": Movement(("set_off",), ("outstanding",), "exceeds_outstanding"),
        "waived": Movement(("waived",), ("outstanding",), "exceeds_outstanding"),
        "repayment_reversed": Movement(("owed_back",), ("reclaimed", "repaid"), "exceeds_repaid"),
        "set_off_reversed": Movement(("owed_back",), ("reclaimed", "set_off"), "exceeds_set_off"),
        "waiver_reversed": Movement((), ("reclaimed", "waived"), "exceeds_waived"),
        "refunded": Movement(("refunded",), ("owed_back",), "exceeds_owed_back"),
        "lapse_reversed": Movement(("unpaid",), ("lapsed",), "exceeds_lapsed"),
        "withheld_reduced": Movement((), ("awarded", "withheld"), "exceeds_withheld"),
        "sent_to_collection": Movement(("in_collection",)),
        "recalled": Movement((), ("in_collection",), "exceeds_in_collection"),
        "collected": Movement(("repaid",), ("outstanding", "in_collection"), "exceeds_in_collection"),
        "interest_charged": Movement(("interest",), law="frl/5"),
        "interest_paid": Movement(("interest_paid",), ("interest",), "exceeds_interest", "frl/5"),
    }
)

#: Postings of accounts that were handed in.
_ACCOUNTS = ("used", "unused")

_TOO_MUCH = Text(
    "{amount} øre er mer enn de {left} øre som er igjen under «{account}»",
    "{amount} øre er meir enn dei {left} øre som er att under «{account}»",
    "{amount} øre is more than the {left} øre left under “{account}”",
)
_EXCEEDS_PAID = Text(
    "{amount} øre er mer enn de {left} øre som er utbetalt og ikke allerede krevd tilbake",
    "{amount} øre er meir enn dei {left} øre som er utbetalte og ikkje alt kravde tilbake",
    "{amount} øre is more than the {left} øre paid and not yet reclaimed",
)
_USE_DIFFERS = Text(
    "brukt og ubrukt er til sammen {amount} øre, men {left} øre er utbetalt",
    "brukt og ubrukt er til saman {amount} øre, men {left} øre er utbetalt",
    "used and unused are {amount} øre together, but {left} øre has been paid",
)


def posted(ledger: Ledger, amounts: Mapping[str, int]) -> Ledger:
    """The ledger after the postings, all at once. Raises Refused with every reason; then nothing is posted."""
    after, reasons = ledger, list[Reason]()
    for kind, amount in amounts.items():
        after, refusals = _post(after, kind, amount)
        reasons += refusals
    reasons += [] if reasons else _broken(ledger, after)
    if reasons:
        raise Refused("posting", reasons)
    return after


def _post(ledger: Ledger, kind: str, amount: int) -> tuple[Ledger, list[Reason]]:
    movement = MOVEMENTS[kind]
    if not 0 <= amount <= MAXIMUM:
        text = Text("{a} øre er utenfor grensene", "{a} øre er utanfor grensene", "{a} øre is out of bounds").format(
            a=amount
        )
        return ledger, [reason("amount_out_of_bounds", movement.law, text)]
    short = [account for account in movement.takes if getattr(ledger, account) < amount]
    if short:
        text = _TOO_MUCH.format(amount=amount, left=getattr(ledger, short[0]), account=short[0])
        return ledger, [reason(movement.limit, movement.law, text)]
    after = _moved(ledger, kind, amount)
    return replace(after, accounted=1) if kind in _ACCOUNTS else after, []


def folded(ledger_id: str, postings: Iterable[LedgerPosting]) -> Ledger:
    """The ledger that the postings say there is, from zero and in their order; one that undoes takes another back."""
    ledger, accounts = Ledger(ledger_id), 0
    for posting in postings:
        kind = posting.kind.removeprefix(UNDONE)
        undoes = kind != posting.kind
        accounts += (-1 if undoes else 1) * (kind in _ACCOUNTS)
        ledger = replace(
            _moved(ledger, kind, -posting.amount if undoes else posting.amount), accounted=int(accounts > 0)
        )
    return ledger


def _moved(ledger: Ledger, kind: str, amount: int) -> Ledger:
    """The ledger with the amount of that kind added and taken."""
    movement = MOVEMENTS[kind]
    # What is paid after the accounts were handed in is unused until it is accounted for.
    adds = (*movement.adds, "unused") if kind == "paid" and ledger.accounted else movement.adds
    changes = {account: getattr(ledger, account) + amount for account in adds}
    changes |= {account: getattr(ledger, account) - amount for account in movement.takes}
    return replace(ledger, **changes)


def _broken(before: Ledger, after: Ledger) -> list[Reason]:
    if after.reclaimed > after.paid:
        text = _EXCEEDS_PAID.format(amount=after.reclaimed - before.reclaimed, left=after.paid - before.reclaimed)
        return [reason("exceeds_paid", "best/6.3.5", text)]
    if after.accounted and after.used + after.unused != after.paid:
        text = _USE_DIFFERS.format(amount=after.used + after.unused, left=after.paid)
        return [reason("use_differs_from_paid", "best/6.3.6", text)]
    return []
