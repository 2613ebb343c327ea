"""The rule modules that casework ships."""

from __future__ import annotations

from casework.rules import grant, report

MODULES = (grant, report)
