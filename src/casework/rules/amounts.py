"""Bounds on amounts. Parameters are in whole kroner, as schemes print them; facts are in øre."""

from __future__ import annotations

from casework.errors import Text, reason
from casework.rules.registry import Answer, rule
from casework.rules.situation import Situation

_ABOVE = Text(
    "{what} er {amount} kr; høyst {bound} kr er lov",
    "{what} er {amount} kr; høgst {bound} kr er lov",
    "{what} is NOK {amount}; at most NOK {bound} is allowed",
)
_BELOW = Text(
    "{what} er {amount} kr; det må være minst {bound} kr",
    "{what} er {amount} kr; det må vere minst {bound} kr",
    "{what} is NOK {amount}; it must be at least NOK {bound}",
)
_NOT_STATED = Text("{what} er ikke oppgitt", "{what} er ikkje oppgjeve", "{what} is not stated")

_WORDS = {
    "annual_budget": Text("årlig budsjett", "årleg budsjett", "the annual budget"),
    "applied_amount": Text("søknadsbeløpet", "søknadsbeløpet", "the amount applied for"),
    "amount": Text("tildelingen", "tildelinga", "the award"),
}


@rule(
    "best/6.2.1",
    code="amount_too_high",
    nb="beløpet er høyere enn {maximum_kroner} kr",
    nn="beløpet er høgare enn {maximum_kroner} kr",
    en="the amount is more than NOK {maximum_kroner}",
)
def amount_at_most(s: Situation) -> Answer:
    """The fact of the parameter `fact` is at most `maximum_kroner`, inclusive."""
    fact, bound = s.parameter("fact"), s.parameter("maximum_kroner") * 100
    amount = s.fact(fact)
    if amount is None:
        return (reason("amount_not_stated", "", _told(_NOT_STATED, fact), fact),)
    return amount <= bound or (reason("amount_too_high", "", _told(_ABOVE, fact, amount, bound), fact),)


@rule(
    "best/6.2.1",
    code="amount_too_low",
    nb="beløpet er lavere enn {minimum_kroner} kr",
    nn="beløpet er lågare enn {minimum_kroner} kr",
    en="the amount is less than NOK {minimum_kroner}",
)
def amount_at_least(s: Situation) -> Answer:
    """The fact of the parameter `fact` is at least `minimum_kroner`, inclusive."""
    fact, bound = s.parameter("fact"), s.parameter("minimum_kroner") * 100
    amount = s.fact(fact)
    if amount is None:
        return (reason("amount_not_stated", "", _told(_NOT_STATED, fact), fact),)
    return amount >= bound or (reason("amount_too_low", "", _told(_BELOW, fact, amount, bound), fact),)


def _told(text: Text, fact: str, amount: int = 0, bound: int = 0) -> Text:
    words = _WORDS.get(fact, Text(fact, fact, fact))
    filled = (
        text.in_language(language).format(what=words.in_language(language), amount=_kr(amount), bound=_kr(bound))
        for language in ("nb", "nn", "en")
    )
    return Text(*filled)


def _kr(ore: int) -> str:
    """`1 000 000,01`."""
    whole, part = divmod(ore, 100)
    grouped = f"{whole:,}".replace(",", "\u00a0")
    return f"{grouped},{part:02d}" if part else grouped
