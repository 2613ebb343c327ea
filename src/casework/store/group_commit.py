"""Several writers of one SQLite file in one process, one commit for all who wait: one sync to disk instead of many."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any

from casework.store.failures import translated

Job = Callable[[Any], None]

#: How many writers share one commit at most.
MOST = 64


@dataclass(slots=True)
class _Waiting:
    """One writer's job, and how it ended."""

    job: Job
    error: BaseException | None = None
    done: threading.Event = field(default_factory=threading.Event)


class GroupCommit:
    """Whoever comes first commits for all who came meanwhile; each job stands or falls alone, in a savepoint."""

    def __init__(self, turn: AbstractContextManager[Any]) -> None:
        self._turn = turn
        self._queue: deque[_Waiting] = deque()
        self._leading = threading.Lock()

    def write(self, job: Job, cursor: Callable[[], AbstractContextManager[Any]]) -> None:
        """Run the job with a cursor inside a transaction that is committed when this returns; raises what it raises."""
        mine = _Waiting(job)
        self._queue.append(mine)
        with self._leading:
            # More may wait than one commit takes; whoever is not among them leads the next.
            while not mine.done.is_set():
                self._lead(cursor)
        if mine.error is not None:
            raise mine.error

    def _lead(self, cursor: Callable[[], AbstractContextManager[Any]]) -> None:
        batch = [self._queue.popleft() for _ in range(min(MOST, len(self._queue)))]
        try:
            with cursor() as shared, self._turn:
                for waiting in batch:
                    _run(shared, waiting, alone=len(batch) == 1)
        except BaseException as error:  # noqa: BLE001 - handed to every writer of the batch, who raises it
            for waiting in batch:
                waiting.error = waiting.error or error
        finally:
            for waiting in batch:
                waiting.done.set()


def _run(cursor: Any, waiting: _Waiting, *, alone: bool) -> None:
    if alone:
        waiting.job(cursor)
        return
    cursor.execute("SAVEPOINT one_of_many")
    try:
        with translated():
            waiting.job(cursor)
    except Exception as error:  # noqa: BLE001 - handed to the writer whose job it is, who raises it
        cursor.execute("ROLLBACK TO SAVEPOINT one_of_many")
        waiting.error = error
    cursor.execute("RELEASE SAVEPOINT one_of_many")
