"""The office of a run: its cases, the process of one worker, and the look from outside."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from casework import Office
from casework.clock.wall import Clock
from casework.store.database import Database
from casework.testing import FrozenClock
from casework.worker import Worker
from soak.racing import DUE_DAYS, OPENED, RacingClock
from tests.mail.duties import DEFINITIONS, owing
from tests.mail.post_office import settings_for

#: How often a worker looks, in seconds.
EVERY = 0.1


def office(url: str, clock: Clock, port: int = 25) -> Office:
    """An office whose cases are one duty each."""
    workflows, letters = [DEFINITIONS / "workflows"], [DEFINITIONS / "letters"]
    schemes, mail = [DEFINITIONS / "scheme.toml"], settings_for(port)
    return Office(url, clock=clock, schemes=schemes, workflows=workflows, letters=letters, mail=mail)


def fill(url: str, due: int) -> None:
    """Open so many cases, each with a deadline."""
    made = office(url, FrozenClock(OPENED))
    for start in range(0, due, 500):
        with made.together():
            for number in range(start, min(start + 500, due)):
                owing(made, DUE_DAYS[number % len(DUE_DAYS)])
    made.close()


def employed(url: str, clock: RacingClock, port: int) -> int:
    """The process id of a new worker, which runs until it is stopped or killed."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        logging.disable()
        worker = Worker(office(url, clock, port))
        signal.signal(signal.SIGTERM, lambda *_: worker.stop())
        worker.run(EVERY)
        code = 0
    finally:
        os._exit(code)


@contextmanager
def looking(url: str) -> Iterator[Any]:
    """A cursor on a connection that is closed again, so that no worker inherits it."""
    database = Database(url)
    with closing(database), database.cursor(atomic=True) as cursor:
        yield cursor


def lease_has_ended(url: str, pid: int) -> None:
    """Five minutes after its death, what a worker had claimed is free; a soak does not wait for that."""
    with looking(url) as cursor:
        cursor.execute(
            "update outbox set claimed_until = '2020-01-01T00:00:00.000000Z' "
            f"where status = 'staged' and claimed_by like '%:{pid}:%'"
        )


def nothing_left(url: str, due: int) -> bool:
    """Whether every reminder is staged, sent, and in the record."""
    with looking(url) as cursor:
        cursor.execute("select count(*) from outbox where status = 'sent' and recorded = 1")
        return int(cursor.fetchone()[0]) >= due
