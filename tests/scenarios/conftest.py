"""`./dev test tests/scenarios --scenario-file FILE` plays any other file of the same form."""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option that names a file."""
    told = "a file of scenarios to play instead of the shipped ones; may be given more than once"
    parser.addoption("--scenario-file", action="append", type=Path, default=None, help=told)
