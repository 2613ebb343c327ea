"""Reading what an application portal exports. Pure: bytes in, rows and remarks out, no database.

`read_applications` is the way in; `totals` counts what came out of it.
"""

from __future__ import annotations

from casework.intake.applications import COLUMNS, ApplicationRow, Reading, read_applications
from casework.intake.portfolio import PortfolioTotals, totals
from casework.intake.remarks import Remark

__all__ = ["COLUMNS", "ApplicationRow", "PortfolioTotals", "Reading", "Remark", "read_applications", "totals"]
