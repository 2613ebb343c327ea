"""What a year's applications and awards come to, counted as public grant statistics count them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from casework.intake.applications import ApplicationRow


@dataclass(frozen=True, slots=True)
class PortfolioTotals:
    """Applications and awards of one scheme and year; amounts in øre.

    Applicants and recipients are organisation numbers. A row without a number counts as an application and with
    its amounts, but nobody can say whose it is: such rows are listed beside the applicants, not among them.
    """

    applications: int
    applicants: int
    applied_ore: int
    awards: int
    recipients: int
    awarded_ore: int
    without_org_number: tuple[str, ...]
    awards_without_org_number: tuple[str, ...]

    @property
    def awarded_share(self) -> float | None:
        """The part of the sum applied for that was awarded, to three decimals (0.277); None if nothing was applied."""
        if not self.applied_ore:
            return None
        share = Decimal(self.awarded_ore) / Decimal(self.applied_ore)
        return float(share.quantize(Decimal("0.001"), ROUND_HALF_UP))

    @property
    def applicants_without_number(self) -> int:
        """Applications whose applicant has no number: at most so many applicants are missing from the count."""
        return len(self.without_org_number)

    @property
    def recipients_without_number(self) -> int:
        """Awards whose recipient has no number."""
        return len(self.awards_without_org_number)


def totals(rows: Iterable[ApplicationRow]) -> PortfolioTotals:
    """The totals of these rows, exact to the øre."""
    applied = tuple(rows)
    awarded = tuple(row for row in applied if row.is_awarded)
    return PortfolioTotals(
        applications=len(applied),
        applicants=_organisations(applied),
        applied_ore=sum(row.applied_amount_ore for row in applied),
        awards=len(awarded),
        recipients=_organisations(awarded),
        awarded_ore=sum(row.awarded_amount_ore or 0 for row in awarded),
        without_org_number=tuple(row.application_id for row in applied if row.org_number is None),
        awards_without_org_number=tuple(row.application_id for row in awarded if row.org_number is None),
    )


def _organisations(rows: Iterable[ApplicationRow]) -> int:
    return len({row.org_number for row in rows if row.org_number})
