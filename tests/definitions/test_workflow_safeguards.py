"""What the law asks of decisions and deadlines, as the check tells it."""

from __future__ import annotations

import pytest

from casework.definitions.known import Known
from casework.definitions.workflow_check import check_workflow


def codes(text: str, *, strict: bool) -> set[tuple[str, str]]:
    """Severity and code of each finding."""
    return {(f.severity, f.code) for f in check_workflow(text, Known(), strict=strict)}


@pytest.mark.parametrize(
    ("written", "instead", "code"),
    [
        ('not_by = ["review"]\n', "", "no_second_person"),
        ('letter = ["appeal_decided"]\n', "", "no_notice"),
        ("reason = true\n", "", "no_reasons"),
        ('law = "fvl/29-1" }', 'law = "fvl/33-2" }', "no_appeal"),
        ('meets = ["new_appeal"]\n', "", "unanswered_deadline"),
        ('by = "decision_maker"', 'by = "boss"', "unknown_role"),
        ('title = { nb = "Avgjør", nn = "Avgjer", en = "Decide" }', 'title = "Avgjør"', "missing_title"),
        ('{ nb = "Klagefrist", nn = "Klagefrist", en', '{ nb = "Klagefrist", en', "missing_title"),
    ],
)
def test_a_missing_safeguard_is_a_fault_only_in_a_shipped_file(
    appeal_text: str, written: str, instead: str, code: str
) -> None:
    """Second person, notice (fvl/27-1), reasons (fvl/24-1), way to appeal (fvl/28-1), answered deadlines, titles."""
    assert written in appeal_text
    text = appeal_text.replace(written, instead)
    assert codes(text, strict=False) == {("advice", code)}
    assert codes(text, strict=True) == {("fault", code)}


def test_notice_and_appeal_may_come_with_the_transition_that_follows(appeal_text: str) -> None:
    """A decision that is notified in a step of its own has notice and a time limit for appeal there (fvl/27-1)."""
    text = appeal_text.replace(
        'to = { fact = "outcome", is = { allowed = "allowed", dropped = "closed" } }', 'to = "told"'
    )
    text = text.replace('letter = ["appeal_decided"]\n', "").replace(
        'starts = [{ deadline = "new_appeal", law = "fvl/29-1" }]\n', ""
    )
    text = text.replace(
        "[states.allowed]", '[states.told]\ntitle = { nb = "A", nn = "A", en = "A" }\n\n[states.allowed]'
    )
    assert {code for _, code in codes(text, strict=True)} == {"no_notice", "no_appeal", "unreachable_state"}
    notified = """
[[transition]]
name = "notify"
from = "told"
to = "allowed"
title = { nb = "A", nn = "A", en = "A" }
letter = "appeal_decided"
starts = [{ deadline = "new_appeal", law = "fvl/29-1" }]
"""
    assert codes(text + notified, strict=True) == set()


def test_the_decision_of_an_appeal_body_needs_no_way_to_appeal(appeal_text: str) -> None:
    """An appeal body's decision in the appeal cannot be appealed (fvl/28-3)."""
    text = appeal_text.replace('starts = [{ deadline = "new_appeal", law = "fvl/29-1" }]\n', "")
    assert ("fault", "no_appeal") in codes(text, strict=True)
    assert codes(text.replace('by = "decision_maker"', 'by = "appeal_body"'), strict=True) == set()


def test_a_required_fact_of_reasons_is_a_statement_of_reasons(appeal_text: str) -> None:
    """Reasons may be a fact that must be given (fvl/24-1); a fact that may be left out is none."""
    fact = '[facts.main_reasons]\ntitle = { nb = "A", nn = "A", en = "A" }\n\n[facts.amount]'
    text = appeal_text.replace("reason = true\n", "").replace('"amount"]', '"amount", "main_reasons"]')
    text = text.replace("[facts.amount]", fact)
    assert codes(text, strict=True) == set()
    optional = text.replace("[facts.main_reasons]", "[facts.main_reasons]\nrequired = false")
    assert codes(optional, strict=True) == {("fault", "no_reasons")}


def test_a_deadline_whose_passing_is_answered_need_not_be_met(appeal_text: str) -> None:
    """Either something meets a deadline or something follows when it passes."""
    assert codes(appeal_text.replace('meets = ["provisional_reply"]\n', ""), strict=True) == set()
