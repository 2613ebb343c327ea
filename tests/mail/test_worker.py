"""Workers as programs of their own: started, stopped, killed, and beside each other."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from casework import Office
from casework.store.verify import verify
from tests.mail.duties import DEFINITIONS, OPENED, at, owing, rungs
from tests.mail.post_office import Letterbox

SOURCE = Path(__file__).resolve().parents[2] / "src"
NOW = "2026-08-12T09:00:00+02:00"


def url_of(office: Office) -> str:
    """Where the office is."""
    return office.database.url.render_as_string(hide_password=False)


def command(office: Office, port: int, *arguments: str, now: str = NOW) -> tuple[list[str], dict[str, str]]:
    """A command of the office at that instant, by the machine's clock where it is empty, and its surroundings."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(SOURCE),
        "CASEWORK_DATABASE_URL": url_of(office),
        "CASEWORK_WORKFLOWS": str(DEFINITIONS / "workflows"),
        "CASEWORK_SCHEMES": str(DEFINITIONS / "scheme.toml"),
        "CASEWORK_LETTERS": str(DEFINITIONS / "letters"),
        "CASEWORK_MAIL_HOST": "127.0.0.1",
        "CASEWORK_MAIL_PORT": str(port),
        "CASEWORK_MAIL_SENDER": "tilskudd@imdi.example",
    }
    return [sys.executable, "-m", "casework", *arguments, *(["--now", now] if now else []), "--json"], environment


def started(
    office: Office,
    port: int,
    *arguments: str,
    now: str = NOW,
    surroundings: Mapping[str, str] | None = None,
    before: tuple[str, ...] = (),
) -> subprocess.Popen[str]:
    """A worker that runs beside the test, through the program `before` if any."""
    line, environment = command(office, port, "worker", *arguments, now=now)
    every = {**environment, **(surroundings or {})}
    return subprocess.Popen(
        [*before, *line], start_new_session=True, env=every, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def finished(
    office: Office, port: int, *arguments: str, now: str = NOW, surroundings: Mapping[str, str] | None = None
) -> Any:
    """What a command wrote, once it is done."""
    line, environment = command(office, port, *arguments, now=now)
    every = {**environment, **(surroundings or {})}
    done = subprocess.run(line, env=every, text=True, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def due_cases(office: Office, count: int) -> None:
    """So many cases whose reminder is due."""
    with office.together():
        for _ in range(count):
            owing(at(office, OPENED))


def wait_until(box: Letterbox, count: int) -> None:
    """Wait until so many messages have come."""
    ends = time.monotonic() + 60
    while len(box.taken) < count and time.monotonic() < ends:
        time.sleep(0.01)


def test_once_does_what_is_due_now_and_ends(simulated: Office, letterbox: Letterbox, port: int) -> None:
    """For cron; the second time there is nothing left (contract: `worker --once`)."""
    due_cases(simulated, 3)
    told = finished(simulated, port, "worker", "--once")
    assert (told["staged"], told["sent"]) == (3, 3)
    again = finished(simulated, port, "worker", "--until-idle")
    assert (again["staged"], again["sent"]) == (0, 0)
    assert len(letterbox.taken) == 3
    status = finished(simulated, port, "worker", "status")
    assert [w["state"] for w in status["workers"]] == ["stopped"] * 2 and status["mail"]["sent"] == 3


def test_several_workers_send_each_reminder_once(simulated: Office, letterbox: Letterbox, port: int) -> None:
    """Four over one database; nothing twice, nothing lost."""
    due_cases(simulated, 80)
    workers = [started(simulated, port, "--until-idle") for _ in range(4)]
    for worker in workers:
        _, errors = worker.communicate(timeout=180)
        assert worker.returncode == 0, errors
    finished(simulated, port, "worker", "--until-idle")
    assert len(letterbox.taken) == len(set(letterbox.ids())) == 80
    assert verify(simulated.database) == []


def test_a_killed_worker_loses_nothing(simulated: Office, letterbox: Letterbox, port: int) -> None:
    """SIGKILL in the middle: at most the one message in hand comes twice, and it is the same message."""
    due_cases(simulated, 60)
    kills = (1, 15, 35)
    for killed_at in kills:
        worker = started(simulated, port, "--until-idle")
        wait_until(letterbox, killed_at)
        worker.send_signal(signal.SIGKILL)
        worker.communicate(timeout=30)
        with simulated.database.cursor(atomic=True) as cursor:  # its lease has ended
            cursor.execute("update outbox set claimed_until = '2020-01-01T00:00:00.000000Z' where status = 'staged'")
    finished(simulated, port, "worker", "--until-idle")
    counted = Counter(letterbox.ids())
    assert len(counted) == 60
    assert sum(counted.values()) - 60 <= len(kills) and max(counted.values()) <= 2
    assert rungs(simulated).count((-3, None)) == 60
    sent = [case for case in simulated.cases() if simulated.case(case["id"]).letters[0].status == "sent"]
    assert len(sent) == 60 and verify(simulated.database) == []


def test_a_worker_ends_cleanly_and_gives_back_what_it_has(simulated: Office, letterbox: Letterbox, port: int) -> None:
    """SIGTERM: the message in hand is finished, the others are free at once."""
    due_cases(simulated, 60)
    worker = started(simulated, port, "--every", "0.2")
    wait_until(letterbox, 5)
    worker.terminate()
    _, errors = worker.communicate(timeout=60)
    assert worker.returncode == 0, errors
    assert all("ovelaget" not in line and "Øvelaget" not in line for line in errors.splitlines())
    assert any(json.loads(line)["event"] == "tick" for line in errors.splitlines())
    finished(simulated, port, "worker", "--until-idle")
    assert len(letterbox.taken) == len(set(letterbox.ids())) == 60


def test_mail_is_listed_shown_dropped_and_retried(simulated: Office, letterbox: Letterbox, port: int) -> None:
    """What a person can do about it (contract: `mail list|show|retry|drop|test|bounced`)."""
    due_cases(simulated, 1)
    at(simulated, NOW).tick()
    (row,) = finished(simulated, port, "mail", "list")
    assert row["status"] == "staged" and "address" not in row
    assert finished(simulated, port, "mail", "drop", row["id"])[0]["status"] == "dropped"
    assert finished(simulated, port, "mail", "retry", row["id"])[0]["status"] == "staged"
    finished(simulated, port, "worker", "--once")
    assert "lørdag" not in finished(simulated, port, "mail", "show", row["id"])["case"]
    assert finished(simulated, port, "mail", "test", "noen@imdi.example")["outcome"] == "accepted"
    assert finished(simulated, port, "mail", "list", "--to-look-at") == {"messages": [], "reports": []}
    assert finished(simulated, port, "mail", "address", "kari", "--name", "Kari")["language"] == "nb"
