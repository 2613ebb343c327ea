"""The guidelines of the resource environments: every rule A1–A42 obeyed, broken, and broken with the rule taken out."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework import Refused
from casework.definitions.scheme_file import citations
from tests.schemes import resource_case as rc
from tests.schemes.harness import Example, Subject, caught
from tests.schemes.rules_a import CODES, EXAMPLES

SUBJECT = Subject(rc.SCHEME, rc.YEAR, rc.STARTS)
TABLE = [pytest.param(e, id=f"{e.code}-{n}") for n, e in enumerate(EXAMPLES)]


def test_every_rule_of_the_guidelines_has_an_example() -> None:
    """A code without an obeyed and a broken example fails here."""
    assert {e.code for e in EXAMPLES} == set(CODES)


def test_every_rule_stands_in_the_scheme_file_under_its_code() -> None:
    """A decision can cite each of A1–A42."""
    cited = citations(SUBJECT.office().surroundings.definitions.scheme(rc.SCHEME, rc.YEAR))
    assert {f"{rc.CITATION}{code}" for code in CODES} - cited == set()


@pytest.mark.parametrize("example", TABLE)
def test_what_obeys_a_rule_is_not_stopped_by_it(example: Example) -> None:
    """The obeyed example runs to its end without being refused, and without the rule being cited."""
    told = example.obeyed(SUBJECT.office()) or ()
    assert f"{rc.CITATION}{example.code}" not in {law.partition(":")[0] for law in told}


@pytest.mark.parametrize("example", TABLE)
def test_what_breaks_a_rule_is_caught_under_its_code(example: Example) -> None:
    """The broken example is refused, found or reported, citing the rule itself."""
    office = SUBJECT.office()
    assert SUBJECT.catches(example, office, example.broken), caught(SUBJECT.office(), example.broken)


@pytest.mark.parametrize("example", TABLE)
def test_with_the_rule_taken_out_nothing_catches_the_breach_under_it(example: Example, tmp_path: Path) -> None:
    """It is the scheme file's rule that catches, not a coincidence."""
    assert not SUBJECT.catches(example, SUBJECT.office_without(example, tmp_path / "scheme"), example.broken)


@pytest.mark.parametrize(
    ("block", "law"),
    [
        ("purpose", "regl/8-2"),
        ("use_conditions", "regl/8-2"),
        ("reporting_requirements", "best/6.3.3"),
        ("payment_plan", "best/6.3.3"),
        ("control_reservation", "bevr/10-2"),
        ("breach_reactions", "best/6.3.3"),
        ("repayment_terms", f"{rc.CITATION}A26"),
    ],
)
def test_a_missing_block_of_the_grant_letter_is_told_under_its_own_provision(block: str, law: str) -> None:
    """regl/8-2, best/6.3.3, bevr/10-2 and A26: purpose, conditions, reporting, payment, control, breach, repayment."""
    office = SUBJECT.office()
    grant = rc.awarded(office).grant
    facts = {name: text for name, text in rc.LETTER.items() if name != block}
    with pytest.raises(Refused) as refused:
        office.perform(grant.id, "issue_grant_letter", by=rc.BUDGET, facts=facts)
    assert [(r.code, r.law, r.fact) for r in refused.value.reasons] == [("letter_block_missing", law, block)]
