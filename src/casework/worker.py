"""What runs by itself: deadlines that pass, reminders, overviews and mail. Start as many as you like."""

from __future__ import annotations

import threading
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from casework.clock.ticker import tick_until
from casework.errors import CaseworkError
from casework.log import kind_of, log
from casework.mail.delivery import Delivery, Pass
from casework.mail.postroom import worker_name
from casework.notices.postman import Postman, postman
from casework.office import Office
from casework.store import workers

#: Workers that were not heard of for so long are forgotten.
FORGOTTEN = timedelta(days=30)
#: How long after a look for people with something on the desk the next one comes.
OVERVIEWS = timedelta(minutes=5)


@dataclass(slots=True)
class Done:
    """What one tick did, in numbers."""

    passed: int = 0
    refused: int = 0
    not_noticed: int = 0
    staged: int = 0
    digests: int = 0
    mail: Pass = field(default_factory=Pass)

    @property
    def idle(self) -> bool:
        """Whether there was nothing to do."""
        return self.mail.idle and not (self.passed or self.staged or self.digests)


class Worker:
    """One worker over one office. What it has claimed and not sent is given back when it stops."""

    def __init__(self, office: Office, carrier: Postman | None = None) -> None:
        self.name = worker_name()
        self._office = office
        self._carrier = carrier or postman(office.mail.settings)
        self._delivery: Delivery = office.mail.delivery(self.name, self._carrier)
        self._stop = threading.Event()
        self._looked: datetime | None = None

    def stop(self) -> None:
        """Finish the message in hand, give the others back, and end."""
        self._delivery.stopping = True
        self._stop.set()

    def once(self) -> Done:
        """Do everything that is due now."""
        try:
            return self._tick()
        finally:
            self._end()

    def until_idle(self) -> list[Done]:
        """Do what is due until nothing is, or the mail server cannot be reached."""
        ticks = list[Done]()
        try:
            while not self._stop.is_set():
                ticks.append(self._tick())
                if ticks[-1].idle or not ticks[-1].mail.reachable:
                    break
        finally:
            self._end()
        return ticks

    def run(self, every: float = 1.0) -> None:
        """Do what is due every so many seconds until stopped; a database that is away for a while is waited for."""
        try:
            tick_until(self._stop, every, self._patient)
        finally:
            self._end()

    def _patient(self) -> None:
        if self._stop.is_set():
            return
        try:
            self._tick()
        except CaseworkError as error:
            log.error("tick_failed", worker=self.name, error=str(error))
        except Exception as error:  # noqa: BLE001  a worker that runs for ever outlives what nobody foresaw
            log.error("tick_failed", worker=self.name, error=kind_of(error))

    def _tick(self) -> Done:
        tick = self._office.tick()
        done = Done(len(tick.passed), len(tick.refused), len(tick.failed), tick.staged)
        done.digests = self._digests()
        while not self._stop.is_set():
            one = self._delivery.run()
            done.mail = done.mail + one
            if one.idle or not one.reachable:
                break
        if not self._stop.is_set():
            done.mail = done.mail + replace(self._office.letters.carry(self.name), reachable=done.mail.reachable)
        self._told(done)
        return done

    def _digests(self) -> int:
        """Who has something on the desk is asked now and then: the answer costs more than all else in an empty tick."""
        now = self._office.clock.now()
        if self._looked is not None and timedelta() <= now - self._looked < OVERVIEWS:
            return 0
        self._looked = now
        try:
            return self._office.mail.stage_digests()
        except CaseworkError:
            raise
        except Exception as error:  # noqa: BLE001  an overview that cannot be made must not keep the mail
            log.error("digests_not_staged", worker=self.name, error=kind_of(error))
            return 0

    def _told(self, done: Done) -> None:
        told = numbers(done)
        workers.beat(self._office.database, self.name, self._office.clock.now(), told)
        (log.debug if done.idle else log.info)("tick", worker=self.name, **told)

    def _end(self) -> None:
        self._carrier.close()
        try:
            now = self._office.clock.now()
            self._delivery.finish()
            workers.stopped(self._office.database, self.name, now)
            workers.forget(self._office.database, now - FORGOTTEN)
        except CaseworkError as error:
            # What was claimed becomes free when the lease ends.
            log.error("worker_not_ended", worker=self.name, error=str(error))


def numbers(done: Done) -> dict[str, Any]:
    """What a tick did, flat, for the log and the heartbeat."""
    flat = asdict(done)
    return {**{name: value for name, value in flat.items() if name != "mail"}, **flat["mail"]}
