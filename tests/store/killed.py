"""Run as a program: children that are killed before their n-th statement, for every n, over one database.

Prints how many statements there were, and how many entries each case had afterwards.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any

from sqlalchemy import event

from casework import Office
from casework.store.verify import verify
from tests.store.conformance import KARI, OLA, drill_office, opened


class Fuse:
    """Kills this process, as a power cut would, before the n-th statement."""

    def __init__(self, statements: int) -> None:
        self.left = statements

    def burn(self, *_: object) -> None:
        """Count one statement."""
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def armed(office: Office, fuse: Fuse) -> None:
    """Let every statement of the office's database burn the fuse."""
    if office.database.sqlite:
        event.listen(office.database.engine, "connect", lambda driver, _: _watched(driver, fuse))
        return
    import psycopg

    original: Any = psycopg.Cursor.execute

    def execute(cursor: Any, *given: Any, **named: Any) -> Any:
        fuse.burn()
        return original(cursor, *given, **named)

    psycopg.Cursor.execute = execute  # type: ignore[assignment,method-assign]


def _watched(driver: Any, fuse: Fuse) -> None:
    # The machine stays on when a process is killed, so nothing need reach the disk.
    driver.execute("PRAGMA synchronous = OFF")
    driver.set_trace_callback(fuse.burn)


def deeds(office: Office) -> None:
    """Open a case, propose and decide: three transactions with letters, money, deadlines, a decision and a child."""
    case_id = opened(office)
    office.perform(f"{case_id}-1", "propose", by=KARI, key=f"{case_id} propose", facts={"note": "én"})
    office.perform(f"{case_id}-1", "decide", by=OLA, facts={"amount": 50_000})


def child(office: Office, statements: int) -> bool:
    """Whether a child process that is killed before that statement came to its end."""
    office.close()
    pid = os.fork()
    if pid == 0:
        armed(office, Fuse(statements))
        deeds(office)
        os._exit(0)
    return os.waitpid(pid, 0)[1] == 0


def main() -> None:
    """Kill children until one comes to its end."""
    office = drill_office(sys.argv[1])
    statements = 1
    while not child(office, statements):
        statements += 1
    told = [statements, *sorted(row["revision"] for row in office.cases())]
    sys.stdout.write(" ".join(map(str, told)))
    sys.stderr.writelines(f"{finding}\n" for finding in verify(office.database))


if __name__ == "__main__":
    main()
