"""How behaviours are dealt."""

from __future__ import annotations

from collections import Counter
from random import Random

from casework.simulation.behaviour import BY_NAME, GRANTEES, Behaviours


def test_each_kind_comes_once_before_any_comes_twice() -> None:
    """A small year shows every behaviour."""
    behaviours = Behaviours(GRANTEES, Random(1))
    assert [behaviours.next() for _ in GRANTEES] == list(GRANTEES)


def test_after_that_the_weight_decides() -> None:
    """Most people follow the rules."""
    behaviours = Behaviours(GRANTEES, Random(1))
    dealt = Counter(behaviours.next().name for _ in range(len(GRANTEES) + 500))
    assert dealt.most_common(1)[0][0] == "follows_the_rules"
    assert set(dealt) == {kind.name for kind in GRANTEES}


def test_every_behaviour_has_a_title_in_three_languages() -> None:
    """People read what a name means."""
    assert all(text for kind in BY_NAME.values() for text in (kind.title.nb, kind.title.nn, kind.title.en))
