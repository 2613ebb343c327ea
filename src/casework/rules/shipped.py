"""The rule modules that casework ships."""

from __future__ import annotations

from casework.rules import (
    accounts,
    amounts,
    application,
    award,
    board,
    change,
    control,
    eligibility,
    grant,
    grant_letter,
    grant_type,
    letter,
    payment,
    project_accounts,
    reach,
    reaction,
    report,
    reversal,
    scoring,
)

MODULES = (
    grant,
    report,
    payment,
    control,
    change,
    application,
    reach,
    grant_type,
    amounts,
    scoring,
    grant_letter,
    project_accounts,
    reversal,
    eligibility,
    board,
    award,
    letter,
    accounts,
    reaction,
)
