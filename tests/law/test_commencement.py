"""Which Act governs on a day: commencement rows and transitional rules."""

from __future__ import annotations

from datetime import date

import pytest

from casework.errors import BadDefinition, BadInput, NotFound
from casework.law.commencement import (
    Commencement,
    Commencements,
    Transitional,
    governing,
    in_force,
    read_commencements,
    shipped,
)

DAY = date(2027, 1, 1)
BEFORE = date(2026, 12, 31)
ALL = Commencements((Commencement(DAY),))
APPEALS_FIRST = Commencements((Commencement(DAY, frozenset({"fvl2025/63"})),))


def with_old_act(row: Transitional) -> Commencements:
    return Commencements(ALL.rows, (row,))


def test_without_rows_the_1967_act_governs() -> None:
    """fvl2025/99: the King has set no day."""
    assert shipped() == Commencements()
    assert governing("fvl/29-1", date(2099, 1, 1)) == "fvl/29-1"
    assert governing("fvl2025/63-1", date(2099, 1, 1)) == "fvl/29-1"


def test_a_step_is_judged_by_the_act_in_force_on_its_own_day() -> None:
    """The day of commencement is the first day of the new Act."""
    assert governing("fvl/29-1", BEFORE, rows=ALL) == "fvl/29-1"
    assert governing("fvl/29-1", DAY, rows=ALL) == "fvl2025/63-1"
    assert governing("fvl2025/63-1", DAY, rows=ALL) == "fvl2025/63-1"


def test_an_appeal_is_judged_by_the_act_on_the_day_of_the_contested_decision() -> None:
    """An appeal lodged after commencement against an older decision follows the 1967 Act."""
    assert governing("fvl/29-1", date(2027, 1, 15), contested=BEFORE, rows=ALL) == "fvl/29-1"
    assert governing("fvl/29-1", date(2027, 1, 15), contested=DAY, rows=ALL) == "fvl2025/63-1"


def test_provisions_may_commence_one_by_one() -> None:
    """fvl2025/99: in phases. A section covers its parts, and no other section."""
    assert governing("fvl/29-1", DAY, rows=APPEALS_FIRST) == "fvl2025/63-1"
    assert governing("fvl/30-1", DAY, rows=APPEALS_FIRST) == "fvl/30-1"
    only = Commencements((Commencement(DAY, frozenset({"fvl2025/6"})),))
    assert governing("fvl/29-1", DAY, rows=only) == "fvl/29-1"
    named = Commencements((Commencement(DAY, frozenset({"fvl2025/72-2:review"})),))
    assert governing("fvl/35-3:review", DAY, rows=named) == "fvl2025/72-2:review"
    assert governing("fvl/35-3:reversal", DAY, rows=named) == "fvl/35-3:reversal"
    subsection = Commencements((Commencement(DAY, frozenset({"fvl2025/72-2"})),))
    assert governing("fvl/35-3:reversal", DAY, rows=subsection) == "fvl2025/72-2:reversal"


def test_a_transitional_rule_overrides_the_rows() -> None:
    """Steps before July go on under the 1967 Act; the end is exclusive."""
    rows = with_old_act(Transitional("fvl", until=date(2027, 7, 1)))
    assert governing("fvl/16-1", date(2027, 6, 30), rows=rows) == "fvl/16-1"
    assert governing("fvl/16-1", date(2027, 7, 1), rows=rows) == "fvl2025/42-1"


def test_a_transitional_rule_overrides_the_day_of_the_decision_too() -> None:
    """A rule may give the new Act to appeals over older decisions."""
    rows = Commencements(ALL.rows, (Transitional("fvl2025", since=DAY),))
    assert governing("fvl/29-1", date(2027, 1, 15), contested=BEFORE, rows=rows) == "fvl2025/63-1"
    assert governing("fvl/29-1", BEFORE, contested=BEFORE, rows=rows) == "fvl/29-1"


def test_a_transitional_rule_about_decisions_does_not_touch_other_steps() -> None:
    """It fits only where a decision is contested."""
    rows = with_old_act(Transitional("fvl", decided_until=date(2027, 3, 1)))
    assert governing("fvl/29-1", date(2027, 4, 1), contested=date(2027, 2, 28), rows=rows) == "fvl/29-1"
    assert governing("fvl/29-1", date(2027, 4, 1), contested=date(2027, 3, 1), rows=rows) == "fvl2025/63-1"
    assert governing("fvl/16-1", date(2027, 2, 1), rows=rows) == "fvl2025/42-1"
    since = with_old_act(Transitional("fvl", decided_since=date(2027, 3, 1)))
    assert governing("fvl/29-1", date(2027, 4, 1), contested=date(2027, 3, 1), rows=since) == "fvl/29-1"
    assert governing("fvl/29-1", date(2027, 4, 1), contested=date(2027, 2, 28), rows=since) == "fvl2025/63-1"


def test_the_first_transitional_rule_that_fits_wins() -> None:
    """The order of the file decides, and a rule covers only its own provisions."""
    rows = Commencements(
        ALL.rows, (Transitional("fvl", frozenset({"fvl2025/63-1"})), Transitional("fvl2025"), Transitional("fvl"))
    )
    assert governing("fvl/29-1", DAY, rows=rows) == "fvl/29-1"
    assert governing("fvl/16-1", BEFORE, rows=rows) == "fvl2025/42-1"


def test_other_acts_govern_themselves() -> None:
    """Only the 1967 Act has a successor."""
    assert governing("efvf/11-2", DAY, rows=ALL) == "efvf/11-2"
    assert governing("fvl/36-2", DAY, rows=ALL) == "fvl/36-2"


def test_a_new_rule_that_follows_no_older_one_governs_nothing_before_its_day() -> None:
    """fvl2025/17-3, notice of delay, is new."""
    assert governing("fvl2025/41", DAY, rows=ALL) == "fvl2025/41"
    with pytest.raises(BadInput, match="fvl2025/41 is not in force on 2026-12-31"):
        governing("fvl2025/41", BEFORE, rows=ALL)


def test_a_provision_is_in_force_between_its_days() -> None:
    """fvl/27b since 2008; the 1967 Act as a whole until the new one repeals it."""
    assert not in_force("fvl/27b", date(2007, 12, 31))
    assert in_force("fvl/27b", date(2008, 1, 1))
    assert not in_force("fvl2025/60", date(2026, 11, 22))
    assert in_force("rrl/6-1-3", date(2025, 1, 1))
    assert not in_force("rrl/6-1-3", date(2024, 12, 31))


def test_commencement_puts_one_act_in_force_and_ends_the_other() -> None:
    """fvl2025/99: the 1967 Act is repealed with it, also what has no successor."""
    for key in ("fvl/27b", "fvl/36-2"):
        assert in_force(key, BEFORE, rows=ALL)
        assert not in_force(key, DAY, rows=ALL)
    assert in_force("fvl2025/60", DAY, rows=ALL)
    assert in_force("efvf/11-2", DAY, rows=ALL)
    assert not in_force("fvl/29-1", DAY, rows=APPEALS_FIRST)
    assert in_force("fvl/30-1", DAY, rows=APPEALS_FIRST)
    assert in_force("fvl2025/63-1", DAY, rows=APPEALS_FIRST)
    assert not in_force("fvl2025/64-1", DAY, rows=APPEALS_FIRST)
    assert in_force("fvl/36-2", DAY, rows=APPEALS_FIRST)


def test_an_unknown_provision_is_not_found() -> None:
    """A citation is never guessed."""
    for ask in (governing, in_force):
        with pytest.raises(NotFound):
            ask("fvl/999", DAY)


def test_a_royal_resolution_is_entered_as_data() -> None:
    """An office writes the rows; no code changes."""
    text = """
    [[commencement]]
    day = 2027-01-01
    provisions = ["fvl2025/63", "fvl2025/64-1"]
    resolution = "royal resolution of 1 December 2026"
    [[transitional]]
    act = "fvl"
    decided_until = 2027-01-01
    """
    rows = read_commencements("commencement.toml", text)
    assert rows.rows[0].provisions == {"fvl2025/63", "fvl2025/64-1"}
    assert rows.transitional == (Transitional("fvl", decided_until=DAY),)
    assert governing("fvl/29-1", DAY, rows=rows) == "fvl2025/63-1"


def test_a_resolution_needs_no_transitional_rules() -> None:
    """fvl2025/99: the King may give them."""
    assert read_commencements("commencement.toml", "[[commencement]]\nday = 2027-01-01").rows == ALL.rows
    assert read_commencements("commencement.toml", "") == Commencements()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[commencement]]\nday = '2027-01-01'", "day is a day, written 2027-01-01 without quotes"),
        ("[[commencement]]\nprovisions = 'all'", "day"),
        ("[[commencement]]\nday = 2027-01-01\nprovisions = ['fvl2025/999']", "no provision of the 2025 Act"),
        ("[[commencement]]\nday = 2027-01-01\nprovisions = ['fvl/29-1']", "no provision of the 2025 Act"),
        ("[[transitional]]\nact = 'dl'", "'dl' is neither fvl nor fvl2025"),
        ("[[transitional]]\nact = 'fvl'\nfrom = 2027-01-01", "from"),
        ("[[transitional", "Expected ']]'"),
        ("[[commencements]]\nday = 2027-01-01", "unknown table commencements"),
        ("a = 1\nb = 2", "unknown table a, b; rows are [[commencement]] and [[transitional]]"),
    ],
)
def test_malformed_rows_are_refused(text: str, message: str) -> None:
    """A mistyped resolution must not silently leave the old Act in place."""
    with pytest.raises(BadDefinition) as refused:
        read_commencements("commencement.toml", text)
    assert message in str(refused.value)
    (found,) = refused.value.findings
    assert (found.file, found.line) == ("commencement.toml", 1)
    assert found.code == ("not_toml" if "Expected" in message else "malformed")
