"""`python -m soak.post PORT JOURNAL`: a mail server that notes every message before it answers that it has taken it.

A line is `taken MESSAGE-ID PEER DIGEST KEPT`; KEPT is what a server does that discards a Message-ID it has seen. A peer
that takes its leave is noted as `left PEER`.
"""

from __future__ import annotations

import hashlib
import signal
import sys
from email import message_from_bytes
from pathlib import Path
from typing import IO, Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope, Session


class Post:
    """What the server does."""

    def __init__(self, journal: IO[str]) -> None:
        self._journal = journal
        self._seen: set[str] = set()

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802  its name there
        """Note the message, then take it."""
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        message_id = str(message_from_bytes(content)["Message-ID"])
        kept = "discarded" if message_id in self._seen else "kept"
        self._seen.add(message_id)
        self._note(f"taken {message_id} {_peer(session)} {hashlib.sha256(content).hexdigest()} {kept}")
        return "250 OK"

    async def handle_QUIT(self, server: Any, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Note who takes their leave."""
        self._note(f"left {_peer(session)}")
        return "221 Bye"

    def _note(self, line: str) -> None:
        self._journal.write(line + "\n")
        self._journal.flush()


def _peer(session: Session) -> str:
    return str(session.peer[1]) if session.peer else "unknown"


def main(port: str, journal: str) -> None:
    """Serve until ended."""
    with Path(journal).open("a", encoding="ascii") as opened:
        controller = Controller(Post(opened), hostname="127.0.0.1", port=int(port))
        controller.start()
        print("ready", flush=True)
        signal.sigwait({signal.SIGTERM, signal.SIGINT})
        controller.stop()


if __name__ == "__main__":
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGINT})
    main(*sys.argv[1:])
