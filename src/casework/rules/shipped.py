"""The rule modules that casework ships."""

from __future__ import annotations

from casework.rules import change, control, grant, payment, report

MODULES = (grant, report, payment, control, change)
