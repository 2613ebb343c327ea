"""What accounts of a grant must show: sums that add up, nothing moved to equity, the half-year."""

from __future__ import annotations

from casework.rules.registry import rule
from casework.rules.situation import Situation


def own(s: Situation, fact: str) -> object:
    """A fact of this attempt or of the report itself, never of the grant."""
    given = s.given.get(fact)
    return s.proceeding.facts.get(fact) if given is None else given


def _amount(s: Situation, fact: str) -> int | None:
    value = own(s, fact)
    return value if isinstance(value, int) else None


@rule(
    "best/6.3.6",
    nb="oversikten over bruken mangler, eller mottatt − brukt er ikke lik restmidlene",
    nn="oversikta over bruken manglar, eller motteke − brukt er ikkje lik restmidlane",
    en="the overview of use is missing, or received − used is not what remains",
    fact="used_amount",
)
def use_adds_up(s: Situation) -> bool:
    """Received − used = remaining, and received is what was paid."""
    received, used, unused = (_amount(s, f) for f in ("received_amount", "used_amount", "unused_amount"))
    if received is None or used is None or unused is None:
        return False
    return received - used == unused and received == s.ledger.paid


@rule(
    "best/6.3.6",
    nb="brukt og ubrukt er til sammen et annet beløp enn det som er utbetalt",
    nn="brukt og ubrukt er til saman eit anna beløp enn det som er utbetalt",
    en="used and unused together are another amount than what was paid",
    fact="used_amount",
)
def use_can_be_entered(s: Situation) -> bool:
    """Sums that the ledger could not hold are received all the same, but do not make a report complete."""
    used, unused = _amount(s, "used_amount"), _amount(s, "unused_amount")
    return (used is None and unused is None) or (used or 0) + (unused or 0) == s.ledger.paid


@rule(
    "best/6.3.6",
    nb="ubrukte midler er overført til egenkapitalen",
    nn="ubrukte midlar er overførte til eigenkapitalen",
    en="unused funds were transferred to equity",
    fact="equity_transfer",
)
def nothing_went_to_equity(s: Situation) -> bool:
    """There is no transfer of unused funds to equity."""
    return not _amount(s, "equity_transfer")


@rule(
    "best/6.3.6",
    nb="det foreløpige regnskapet dekker ikke perioden {first}–{last} i tilskuddsåret",
    nn="den førebelse rekneskapen dekkjer ikkje perioden {first}–{last} i tilskotsåret",
    en="the preliminary accounts do not cover {first}–{last} of the grant year",
    fact="accounts_from",
)
def preliminary_accounts_cover(s: Situation) -> bool:
    """Preliminary accounts from the day `first` to the day `last` ("MM-DD") of the grant year."""
    year = s.record.case.year
    wanted = (f"{year}-{s.parameter('first')}", f"{year}-{s.parameter('last')}")
    return (own(s, "accounts_from"), own(s, "accounts_to")) == wanted


@rule(
    "best/6.3.6",
    nb="det er ikke krevd et prosjektregnskap",
    nn="det er ikkje kravd ein prosjektrekneskap",
    en="no project accounts are asked for",
)
def project_accounts_are_due(s: Situation) -> bool:
    """Whether the award says that the grant is for a project with accounts of its own."""
    accounts = s.proceeding.facts.get("kind") == s.parameters.get("kind")
    return accounts and s.fact("project_accounts_required") is True
