"""The rules that the workflows of others ask for, as their own houses would write them."""

from __future__ import annotations

from casework.rules import Situation, rule

LIMIT = 100_000_00


def _persons(s: Situation, *names: str) -> int:
    return len({person for name in names for person in s.proceeding.acts.get(name, [])})


def _amount(s: Situation) -> int:
    return int(s.fact("amount") or 0)


@rule("fvl/17-1", nb="to må ha vurdert", nn="to må ha vurdert", en="two must have assessed")
def two_have_assessed(s: Situation) -> bool:
    """Two persons have assessed it."""
    return _persons(s, "assess", "opine") >= 2


@rule("fvl/17-1", nb="to må ha vurdert", nn="to må ha vurdert", en="two must have reviewed")
def two_have_reviewed(s: Situation) -> bool:
    """Two persons have reviewed it."""
    return _persons(s, "review") >= 2


@rule("fvl/17-1", nb="to må ha stemt", nn="to må ha røysta", en="two must have voted")
def two_have_voted(s: Situation) -> bool:
    """Two members have voted."""
    return _persons(s, "vote") >= 2


@rule("fvl/17-1", nb="ingen har foreslått noe", nn="ingen har føreslått noko", en="nobody has proposed anything")
def somebody_proposed(s: Situation) -> bool:
    """The secretariat has proposed an answer."""
    return _persons(s, "propose") >= 1


@rule("regl/8-2", nb="kom ikke for sent", nn="kom ikkje for seint", en="did not come late", fact="late")
def came_late(s: Situation) -> bool:
    """It came after the call was closed."""
    return bool(s.fact("late"))


@rule("regl/8-2", nb="skårene er lave", nn="skårane er låge", en="the scores are low", fact="score")
def scores_are_high(s: Situation) -> bool:
    """The last score is at least 8."""
    return int(s.fact("score") or 0) >= 8


@rule("regl/8-2", nb="plassen er lav", nn="plassen er låg", en="the place is low", fact="place")
def place_is_high(s: Situation) -> bool:
    """Among the first twenty."""
    return int(s.fact("place") or 99) <= 20


@rule("regl/8-2", nb="plassen er høy", nn="plassen er høg", en="the place is high", fact="place")
def place_is_low(s: Situation) -> bool:
    """Not among the first twenty."""
    return int(s.fact("place") or 99) > 20


@rule(
    "best/6.3.5", nb="beløpet er innenfor grensen", nn="beløpet er innanfor grensa", en="the amount is within the limit"
)
def amount_over_limit(s: Situation) -> bool:
    """Above what one person may approve."""
    return _amount(s) > LIMIT


@rule("best/6.3.5", nb="beløpet er over grensen", nn="beløpet er over grensa", en="the amount is over the limit")
def amount_within_limit(s: Situation) -> bool:
    """Within what one person may approve."""
    return _amount(s) <= LIMIT


@rule("best/6.3.5", nb="banken har fortsatt tid", nn="banken har framleis tid", en="the bank still has time")
def bank_is_late(s: Situation) -> bool:
    """The day on which the bank should have answered has passed."""
    return any(d.passed_at is not None for d in s.record.open_deadlines(s.proceeding.id, "value_day"))


@rule("fvl/29-1", nb="klagefristen er ikke ute", nn="klagefristen er ikkje ute", en="the time for appeal is not over")
def appeal_period_is_over(s: Situation) -> bool:
    """The notice has arrived, and the time for appeal is out."""
    return "note_final" in s.proceeding.acts


@rule("regl/8-2", nb="gjelder ikke formålet", nn="gjeld ikkje føremålet", en="does not concern the purpose")
def concerns_purpose(s: Situation) -> bool:
    """The change is one of purpose."""
    return bool(s.fact("kind") == "purpose")


@rule("regl/8-2", nb="gjelder formålet", nn="gjeld føremålet", en="concerns the purpose")
def concerns_budget(s: Situation) -> bool:
    """The change is one of budget only."""
    return not concerns_purpose.holds(s)
