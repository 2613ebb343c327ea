"""Ticking: the only module that knows APScheduler. What is due is asked of the database; this only says when to ask."""

from __future__ import annotations

import threading
from collections.abc import Callable


def tick_until(stop: threading.Event, every: float, tick: Callable[[], None]) -> None:
    """Call `tick` now and then every so many seconds, one call at a time, until `stop` is set and the last one is over.

    Nothing is kept of what was missed: a tick that comes late does what is due then.
    """
    from apscheduler.schedulers.background import BackgroundScheduler

    tick()
    # A memory store, so that two workers never share a job; an interval, so that no clock change doubles or skips one.
    scheduler = BackgroundScheduler(
        timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    )
    scheduler.add_job(tick, "interval", seconds=every)
    scheduler.start()
    try:
        # With a timeout, so that a signal is noticed on every platform.
        while not stop.wait(1.0):
            pass
    finally:
        scheduler.shutdown(wait=True)
