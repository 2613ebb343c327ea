"""Amounts and days that nobody states, because the record says them: by the names that workflow files use."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from casework.model.account import account, root
from casework.model.contested import contested
from casework.model.record import Record
from casework.model.rows import Ledger, Proceeding

#: What a claim is made up of, in the order in which a reduction takes from it: what is not yet paid comes first.
CLAIM = ("outstanding", "waived", "repaid", "set_off")
#: What was kept back: what still is, and what lapsed.
KEPT_BACK = ("withheld", "lapsed")
#: After these nothing is left of the decision below.
UNDOING = ("reversed", "annulled")


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What is reckoned from: the record before the transition, the proceeding, and the facts given with it."""

    record: Record
    proceeding: Proceeding
    given: Mapping[str, Any] = field(default_factory=dict)

    @property
    def own(self) -> Ledger:
        """What this proceeding has done to the money of the case, in øre."""
        return account(self.record, self.proceeding)


def undone(r: Reckoning) -> dict[str, int]:
    """What is taken from each account of the reaction that the decision in hand changed, in øre (fvl/34-4, fvl/33-2).

    A whole reversal or an annulment takes all that is left; a change to `new_amount` takes what is above it.
    """
    changed, left = root(r.record, r.proceeding), _left_standing(r)
    if changed is None or changed == r.record.grant or left is None:
        return {}
    held = account(r.record, changed)
    return {**_shared(held, CLAIM, held.reclaimed - left), **_kept_back(r, held, left)}


def _left_standing(r: Reckoning) -> int | None:
    """What the decision leaves of the first one, in øre; None where it says nothing of money."""
    decision = contested(r.record, r.proceeding)
    if decision is not None and decision.effect in UNDOING:
        return 0
    new = r.given.get("new_amount")
    return new if decision is not None and decision.effect == "partly_reversed" and new is not None else None


def _kept_back(r: Reckoning, held: Ledger, left: int) -> dict[str, int]:
    """Money that the case no longer holds is not kept back by anything."""
    taken = _shared(held, KEPT_BACK, held.withheld + held.lapsed - left)
    return {name: min(amount, getattr(r.record.ledger, name)) for name, amount in taken.items()}


def _shared(held: Ledger, accounts: tuple[str, ...], excess: int) -> dict[str, int]:
    taken = {}
    for name in accounts:
        taken[name] = max(min(excess, getattr(held, name)), 0)
        excess -= taken[name]
    return taken


def _undone(name: str) -> Callable[[Reckoning], int]:
    return lambda r: undone(r).get(name, 0)


def _no_longer_collected(r: Reckoning) -> int:
    """What lies with collection of a claim that is no longer outstanding."""
    changed = root(r.record, r.proceeding)
    held = account(r.record, changed) if changed else Ledger("")
    return held.in_collection - (held.outstanding - undone(r).get("outstanding", 0))


# ---- An award that was annulled, and the one that is made anew (fvl/34-4)


def _no_longer_awarded(r: Reckoning) -> int:
    """What is not paid of the award falls away, also what had lapsed."""
    return r.record.ledger.unpaid + r.record.ledger.lapsed


def _paid_without_an_award(r: Reckoning) -> int:
    """What was paid and is not reclaimed already is owed to the agency until there is an award again."""
    return r.record.ledger.paid - r.record.ledger.reclaimed


def _newly_awarded(r: Reckoning) -> int:
    """What the award gives beyond what was paid under one that was annulled."""
    return int(r.given.get("amount") or 0) - r.record.ledger.awarded


def _carried_over(name: str) -> Callable[[Reckoning], int]:
    """Of the claim that an annulment made, what the award anew covers: in that account."""

    def amount(r: Reckoning) -> int:
        ledger, claim = r.record.ledger, r.own
        uncovered = ledger.paid - (ledger.reclaimed - claim.reclaimed) - int(r.given.get("amount") or 0)
        return _shared(claim, CLAIM, claim.reclaimed - max(uncovered, 0))[name]

    return amount


#: Amounts in øre, each by its name.
AMOUNTS: Mapping[str, Callable[[Reckoning], int]] = MappingProxyType(
    {
        "claim_undone": _undone("outstanding"),
        "waiver_undone": _undone("waived"),
        "repayment_undone": _undone("repaid"),
        "set_off_undone": _undone("set_off"),
        "withholding_undone": _undone("withheld"),
        "lapse_undone": _undone("lapsed"),
        "no_longer_collected": _no_longer_collected,
        "all_that_lapsed": lambda r: r.record.ledger.lapsed,
        "no_longer_awarded": _no_longer_awarded,
        "paid_without_an_award": _paid_without_an_award,
        "newly_awarded": _newly_awarded,
        "claim_carried_over": _carried_over("outstanding"),
        "repayment_carried_over": _carried_over("repaid"),
        "set_off_carried_over": _carried_over("set_off"),
        "own_withheld": lambda r: min(r.own.withheld, r.record.ledger.withheld),
        "own_outstanding": lambda r: r.own.outstanding - r.own.in_collection,
        "own_in_collection": lambda r: r.own.in_collection,
    }
)


# ---- Instalments


def unpaid_instalments(r: Reckoning, repaid: int = 0) -> Iterator[date]:
    """The days of the instalments that what is paid, with `repaid` øre more, does not reach."""
    plan = {**r.proceeding.facts, **r.given}.get("instalments") or {}
    covered = sum(plan.values()) - (r.own.outstanding - repaid)
    for day in sorted(plan):
        covered -= plan[day]
        if covered < 0:
            yield date.fromisoformat(day)


def _next_instalment(r: Reckoning) -> date | None:
    return next(unpaid_instalments(r, int(r.given.get("repaid_amount") or 0)), None)


#: Legal days (Oslo), each by its name; None where there is none.
DAYS: Mapping[str, Callable[[Reckoning], date | None]] = MappingProxyType({"next_instalment": _next_instalment})
