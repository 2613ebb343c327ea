"""A whole grant year in a minute: made-up applicants and an office staff, day by day, over a real office.

`run` walks the year; `python -m casework.simulation.demo` shows one.
"""

from __future__ import annotations

from casework.simulation.grant_year import run
from casework.simulation.summary import Summary

__all__ = ["Summary", "run"]
