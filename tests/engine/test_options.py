"""What may be done from here, and why the rest may not."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.engine.trial import BOSS, GRANTEE, KARI, OLA, Trial


def test_every_step_from_here_is_told_with_all_its_reasons(desk: Trial) -> None:
    """What is on hold, for another role and not met is told three times, not one at a time."""
    case = desk.open()
    names = {o.name for o in desk.office.available(case.grant.id, by=KARI)}
    assert names == {"ask", "answer", "drop", "extend", "award", "close"}
    desk.office.mark(case.id, "on_hold", by=BOSS, reason="x", code="other", until=date(2026, 3, 1))
    codes = [r.code for r in desk.option(case.grant.id, "award", GRANTEE).reasons]
    assert codes == ["marked", "role_may_not"]


def test_facts_that_are_yet_to_be_given_are_not_blamed(desk: Trial) -> None:
    """A requirement about a fact that the step asks for is judged when the fact is given."""
    grant = desk.open().grant.id
    option = desk.option(grant, "award", OLA)
    assert option.allowed
    assert [(f.name, f.required) for f in option.facts] == [("amount", True)]
    assert desk.codes(grant, "award", OLA, amount=3) == ["amount_is_even"]
    assert [f.name for f in desk.option(grant, "extend", BOSS).facts] == ["new_day", "reason"]


def test_what_is_allowed_can_be_done(desk: Trial) -> None:
    """Whoever is told that a step is open can make it."""
    given: dict[str, dict[str, Any]] = {"award": {"amount": 2}, "extend": {"new_day": "2026-05-05", "reason": "x"}}
    for who in (KARI, OLA, BOSS, GRANTEE):
        for option in desk.office.available(desk.open().grant.id, by=who):
            grant = desk.open().grant.id
            if option.allowed:
                desk.do(grant, option.name, who, **given.get(option.name, {}))
            else:
                assert desk.codes(grant, option.name, who, **given.get(option.name, {}))
