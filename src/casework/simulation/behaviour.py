"""How grantees behave: each a line of data, drawn by weight from the seed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from casework.errors import Text

#: A report that never comes.
NEVER = None


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One way to live with a grant. `status` and `annual` are days from the due day: negative is early, None never.

    `unused` and `equity` are parts of the grant in per cent; `extension` is days asked for before the due day; `needs`
    is a kind of report without which the behaviour makes no sense.
    """

    name: str
    title: Text
    weight: int = 0
    status: int | None = -4
    annual: int | None = -6
    incomplete: bool = False
    extension: int = 0
    waived: bool = False
    unused: int = 0
    equity: int = 0
    new_account: bool = False
    change: bool = False
    deviation: bool = False
    withdraws: bool = False
    outside: bool = False
    needs: str | None = None


FOLLOWS = Behaviour("follows_the_rules", Text("følger reglene", "følgjer reglane", "follows the rules"), weight=9)
OUTSIDE = Behaviour(
    "outside_the_conditions",
    Text("søker utenfor vilkårene", "søkjer utanfor vilkåra", "applies outside the conditions"),
    outside=True,
)
WITHDRAWS = Behaviour(
    "withdraws", Text("trekker søknaden", "trekkjer søknaden", "withdraws the application"), withdraws=True
)

#: Of those who receive a grant; each of the first of them once, then by weight.
GRANTEES: tuple[Behaviour, ...] = (
    FOLLOWS,
    Behaviour(
        "late_report", Text("leverer for sent", "leverer for seint", "delivers late"), weight=3, status=9, annual=12
    ),
    Behaviour(
        "never_delivers", Text("leverer aldri", "leverer aldri", "never delivers"), weight=1, status=NEVER, annual=NEVER
    ),
    Behaviour(
        "equity_transfer",
        Text("fører penger til egenkapitalen", "fører pengar til eigenkapitalen", "transfers money to equity"),
        weight=1,
        unused=8,
        equity=8,
        deviation=True,
    ),
    Behaviour(
        "extension",
        Text("får utsatt frist", "får utsett frist", "asks for an extension and gets it"),
        weight=2,
        status=15,
        annual=18,
        extension=21,
    ),
    Behaviour(
        "waived",
        Text(
            "får kravet om statusrapport frafalt",
            "får kravet om statusrapport fråfalle",
            "has the status report waived",
        ),
        weight=1,
        waived=True,
        needs="status_report",
    ),
    Behaviour(
        "unused_money", Text("har penger til overs", "har pengar til overs", "has money left"), weight=2, unused=12
    ),
    Behaviour(
        "incomplete",
        Text("leverer mangelfullt først", "leverer mangelfullt først", "delivers an incomplete report first"),
        weight=2,
        incomplete=True,
    ),
    Behaviour(
        "new_account",
        Text("bytter kontonummer", "byter kontonummer", "changes its account number"),
        weight=1,
        new_account=True,
    ),
    Behaviour("change", Text("søker om endring", "søkjer om endring", "asks for a change"), weight=1, change=True),
    Behaviour(
        "deviation",
        Text("har avvik i kontrollen", "har avvik i kontrollen", "has a deviation in the control"),
        weight=1,
        deviation=True,
    ),
)

#: Of those who do not.
APPLICANTS: tuple[Behaviour, ...] = (OUTSIDE, WITHDRAWS)


#: Every one by its name.
BY_NAME = {behaviour.name: behaviour for behaviour in (*GRANTEES, *APPLICANTS)}


class Behaviours:
    """Deals behaviours to applicants: every kind once, then by weight."""

    def __init__(self, kinds: Sequence[Behaviour], draw: Random) -> None:
        self._left, self._kinds, self._draw = list(kinds), kinds, draw

    def next(self) -> Behaviour:
        """The behaviour of the next one."""
        return self._left.pop(0) if self._left else self._weighed()

    def _weighed(self) -> Behaviour:
        # Only `random()` is promised to give the same numbers in every version of Python.
        mark = self._draw.random() * sum(kind.weight for kind in self._kinds)
        for kind in self._kinds:
            mark -= kind.weight
            if mark < 0:
                return kind
        return self._kinds[0]
