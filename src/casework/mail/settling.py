"""Committing what the mail server has taken, while it is told of the next message, and before it is given that.

The last question about that next one is asked meanwhile as well.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from casework.log import log
from casework.model.mail import SENT, Dispatch
from casework.store import outbox
from casework.store.database import Database

#: An answer is as good as the moment for so many seconds; a worker that stood still for longer asks again.
FRESH = 1.0


@dataclass(frozen=True, slots=True)
class Accepted:
    """A message that the server has taken: when, and from when on somebody else may have claimed it (monotonic)."""

    dispatch: Dispatch
    at: datetime
    held_until: float


class Settling:
    """What was accepted and is not yet committed: never more than one message, which is the most a crash can double.

    Where the database cannot be reached it is kept, and tried again before anything else is sent.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._thread = ThreadPoolExecutor(1, "settling")
        self._accepted: Accepted | None = None
        self._running: Future[bool] | None = None

    def begin(self, dispatch: Dispatch, at: datetime) -> None:
        """Start to commit that it was sent. What was begun before must have ended."""
        self._accepted = Accepted(dispatch, at, time.monotonic() + outbox.LEASE)
        if not self._database.joined:
            self._running = self._thread.submit(self._commit, self._accepted)

    def ask(self, dispatch: Dispatch) -> Callable[[], bool | None]:
        """Ask whether a message is still due, once what was begun is committed, and return how to get the answer.

        None is the answer where the claim was lost. Getting it raises BadDatabase.
        """

        def now() -> bool | None:
            return outbox.still_due(self._database, dispatch)

        if self._database.joined:
            return now
        asked_at, asked = time.monotonic(), self._thread.submit(now)
        return lambda: asked.result() if time.monotonic() - asked_at < FRESH else now()

    def end(self) -> int:
        """Wait until what was begun is committed, and say how many messages that settled: none or one.

        Raises BadDatabase where it could not be; call again when it may.
        """
        accepted, running, self._running = self._accepted, self._running, None
        if accepted is None:
            return 0
        try:
            settled = running.result() if running else self._commit(accepted)
        except Exception:
            if time.monotonic() > accepted.held_until:
                # It is no longer ours: whoever claims it sends the same message again.
                log.error("mail_not_settled", case=accepted.dispatch.case_id, mail=accepted.dispatch.id)
                self._accepted = None
            raise
        self._accepted = None
        return int(settled)

    def _commit(self, accepted: Accepted) -> bool:
        return outbox.settle(self._database, accepted.dispatch, SENT, accepted.at)

    def close(self) -> None:
        """Nothing more will be begun."""
        self._thread.shutdown(wait=False)
