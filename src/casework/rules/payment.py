"""What must be in order before money moves."""

from __future__ import annotations

from stdnum.exceptions import ValidationError
from stdnum.no import kontonr

from casework.rules.registry import rule
from casework.rules.situation import Situation


@rule(
    "best/6.3.3",
    nb="beløpet må være større enn 0",
    nn="beløpet må vere større enn 0",
    en="the amount must be more than 0",
    fact="amount",
)
def amount_is_positive(s: Situation) -> bool:
    """Nothing is awarded or paid with an amount of 0."""
    return bool(s.given.get("amount", s.proceeding.facts.get("amount")))


@rule(
    "best/6.3.5",
    code="exceeds_unpaid",
    nb="beløpet er større enn det som er tildelt og ikke utbetalt, holdt tilbake eller bortfalt",
    nn="beløpet er større enn det som er tildelt og ikkje utbetalt, halde tilbake eller bortfalle",
    en="the amount is more than what is awarded and not paid, withheld or lapsed",
    fact="amount",
)
def amount_is_unpaid(s: Situation) -> bool:
    """A payment is at most what is awarded and not yet paid, withheld or lapsed."""
    return (s.given.get("amount") or s.proceeding.facts.get("amount") or 0) <= s.ledger.unpaid


@rule(
    "best/6.3.3",
    nb="tilskuddsbrevet er ikke sendt",
    nn="tilskotsbrevet er ikkje sendt",
    en="the grant letter has not been issued",
)
def grant_letter_is_issued(s: Situation) -> bool:
    """Every recipient has a letter that states the terms, before anything is paid."""
    grant = s.record.grant
    return grant is not None and "issue_grant_letter" in grant.acts


@rule(
    "best/6.3.8.1",
    nb="utbetalingskontoen er ikke bekreftet av en annen person",
    nn="utbetalingskontoen er ikkje stadfesta av ein annan person",
    en="the payee account is not confirmed by a second person",
)
def payee_account_is_confirmed(s: Situation) -> bool:
    """Payment goes to the account that was registered last, and only once a second person has confirmed it."""
    accounts = s.record.proceedings("payee_account")
    return bool(accounts) and accounts[-1].state == "confirmed"


@rule(
    "best/6.3.8.1",
    nb="kontonummeret er ikke gyldig",
    nn="kontonummeret er ikkje gyldig",
    en="the account number is not valid",
    fact="account_number",
)
def account_number_is_valid(s: Situation) -> bool:
    """A Norwegian account number has eleven digits with a check digit."""
    try:
        return set(kontonr.validate(s.given.get("account_number") or "")) != {"0"}
    except ValidationError:
        return False


@rule(
    "best/6.3.8.1",
    nb="det er ikke registrert en annen konto",
    nn="det er ikkje registrert ein annan konto",
    en="no other account is registered",
)
def another_account_is_registered(s: Situation) -> bool:
    """The account that was registered last takes the place of the others."""
    return s.cause is not None and s.cause.id != s.proceeding.id
