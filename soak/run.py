"""One run: workers are killed at random moments until every reminder is sent."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from soak.judging import Journal, Outcome, judge
from soak.office import employed, lease_has_ended, nothing_left
from soak.racing import RacingClock
from tests.mail.post_office import free_port

ROOT = Path(__file__).resolve().parents[1]
#: A worker is killed after so many messages, on average, and after so many seconds without one.
MESSAGES, PATIENCE = 30, 4.0
#: The mornings go by in so many seconds a deadline: sooner than the messages are sent.
PACE = 0.004


def run(url: str, name: str, due: int, workers: int, chance: random.Random, folder: Path) -> Outcome:
    """Kill and replace workers until everything is sent, then judge."""
    journal = folder / "journal"
    journal.unlink(missing_ok=True)
    began = time.monotonic()
    with _served(journal) as port:
        clock = RacingClock(time.monotonic(), 2.0 + PACE * due)
        kills, finished = _killing(url, clock, (port, journal), due, (workers, chance))
    outcome = Outcome(name, due, kills, time.monotonic() - began)
    if not finished:
        outcome.faults.append("it did not come to an end")
    return judge(outcome, url, Journal.read(journal))


def _killing(
    url: str, clock: RacingClock, served: tuple[int, Path], due: int, crew: tuple[int, random.Random]
) -> tuple[int, bool]:
    """How many workers were killed, and whether all was sent."""
    (port, journal), (workers, chance) = served, crew
    alive = [employed(url, clock, port) for _ in range(workers)]
    kills, ends, finished = 0, time.monotonic() + 120 + due / 2, False
    try:
        while not finished and time.monotonic() < ends:
            _wait(journal, chance)
            finished = nothing_left(url, due)
            if not finished:
                victim = alive.pop(chance.randrange(len(alive)))
                os.kill(victim, signal.SIGKILL)
                os.waitpid(victim, 0)
                lease_has_ended(url, victim)
                alive.append(employed(url, clock, port))
                kills += 1
    finally:
        for pid in alive:
            os.kill(pid, signal.SIGTERM)
        ended = [os.waitpid(pid, 0)[1] for pid in alive]
    return kills, finished and not any(ended)


def _wait(journal: Path, chance: random.Random) -> None:
    """Until a random moment: some messages later, and a little after that."""
    more, ends = journal.stat().st_size + 130 * chance.expovariate(1 / MESSAGES), time.monotonic() + PATIENCE
    while journal.stat().st_size < more and time.monotonic() < ends:
        time.sleep(0.01)
    time.sleep(chance.random() * 0.05)


@contextmanager
def _served(journal: Path) -> Iterator[int]:
    """The port of a mail server in a process of its own."""
    port = free_port()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    command = [sys.executable, "-m", "soak.post", str(port), str(journal)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE)
    assert server.stdout is not None and server.stdout.readline() == b"ready\n"
    try:
        yield port
    finally:
        server.terminate()
        server.communicate(timeout=30)
