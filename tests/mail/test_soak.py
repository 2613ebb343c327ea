"""Workers that are killed at random moments lose nothing: what `./dev soak` does at length, in short."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from soak.judging import Journal, Outcome, judge

ROOT = Path(__file__).resolve().parents[2]
RUNS, DUE = 20, 300


@pytest.mark.postgres
def test_workers_killed_at_random_lose_nothing_and_double_only_what_was_in_hand(tmp_path: Path) -> None:
    """Every reminder accepted; again only the same bytes, and only what a killed worker had in hand."""
    page = tmp_path / "soak.md"
    command = [sys.executable, "-m", "soak", "--runs", str(RUNS), "--due", str(DUE), "--report", str(page)]
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    ended = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    told = page.read_text("utf-8")
    assert f"{RUNS} of {RUNS} runs" in told and "Nothing was as it must not be." in told
    assert "| SQLite | 10 | 3 000 |" in told and "| PostgreSQL | 10 | 3 000 |" in told


def judged(database_url: str, *taken: tuple[str, str, str], left: set[str] | None = None) -> list[str]:
    """What is found wrong with a run of no reminders in which the server noted these messages."""
    journal = Journal(list(taken), left or set(), kept=0)
    return judge(Outcome("any", 0, kills=1, seconds=1.0), database_url, journal).faults


def test_the_judge_sees_what_must_not_be(database_url: str) -> None:
    """A message that is nobody's, that comes again from a worker that went on, or with other bytes."""
    assert judged(database_url) == []
    assert judged(database_url, ("<a>", "1", "x")) == ["<a> is not ours"]
    again = judged(database_url, ("<a>", "1", "x"), ("<a>", "2", "x"))
    assert again == ["<a> is not ours"], "once again, last on its connection, is the window"
    for taken, left in [
        ((("<a>", "1", "x"), ("<b>", "1", "y"), ("<a>", "2", "x")), set()),
        ((("<a>", "1", "x"), ("<a>", "2", "x")), {"1"}),
        ((("<a>", "1", "x"), ("<a>", "2", "z")), set()),
    ]:
        faults = judged(database_url, *taken, left=left)
        assert any("went on" in fault or "other bytes" in fault for fault in faults)
