"""Once through a real mail transfer agent into a mailbox, and back from one that it does not have."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from casework import Office
from casework.model.mail import RETURNED
from tests.groups import PROGRAMS
from tests.mail.duties import DUE, OPENED, PARTY, at, duty_office, owing
from tests.mail.post_office import calendar_of, free_port, settings_for, text_of
from tests.mail.test_worker import command, finished

pytestmark = pytest.mark.mail_server

NOBODY = 65534
#: One server that takes what we send and passes it on, and is also the one at which the recipients have mailboxes.
CONFIGURATION = """
table people {{ "post" = "{nobody}:{nobody}:{mail}", "returned" = "{nobody}:{nobody}:{mail}" }}
listen on 127.0.0.1 port {ours} hostname mx.imdi.example tag OURS
listen on 127.0.0.1 port {theirs} hostname mx.ovelaget.example
action "pass on" relay host smtp://127.0.0.1:{theirs}
action "keep" maildir "{mail}/%{{user.username}}" userbase <people>
match tag OURS from any for any action "pass on"
match from any for domain {{ "ovelaget.example", "imdi.example" }} action "keep"
"""


@dataclass(frozen=True)
class House:
    """A mail server that runs, and the folder where it delivers."""

    port: int
    mail: Path

    def message(self, name: str) -> bytes:
        """The one message that comes to that mailbox within a while."""
        ends = time.monotonic() + 60
        while time.monotonic() < ends:
            found = list((self.mail / name / "new").glob("*"))
            if found:
                assert len(found) == 1
                return found[0].read_bytes()
            time.sleep(0.1)
        raise AssertionError(f"nothing came for {name}")


@contextmanager
def opened(folder: Path) -> Iterator[House]:
    """The server, while the block lasts. It can only be started by an administrator."""
    house = House(free_port(), folder / "mail")
    house.mail.mkdir()
    house.mail.chmod(0o777)
    folder.chmod(0o755)
    text = CONFIGURATION.format(nobody=NOBODY, mail=house.mail, ours=house.port, theirs=free_port())
    (folder / "smtpd.conf").write_text(text)
    line = [str(shutil.which("smtpd", path=PROGRAMS)), "-d", "-f", str(folder / "smtpd.conf")]
    before = [] if os.geteuid() == 0 else ["sudo", "-n"]
    with (folder / "smtpd.log").open("wb") as told:
        server = subprocess.Popen([*before, *line], stdout=told, stderr=subprocess.STDOUT)
        try:
            _wait_for(folder / "smtpd.log")
            yield house
        finally:
            subprocess.run([*before, "kill", str(server.pid)], check=False)
            server.wait(timeout=30)


def _wait_for(told: Path) -> None:
    ends = time.monotonic() + 30
    while b"starting" not in told.read_bytes() and time.monotonic() < ends:
        time.sleep(0.1)
    time.sleep(0.5)


@pytest.fixture
def house() -> Iterator[House]:
    """A real mail server. Not in tmp_path, where the user that delivers may not go."""
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as made:
        yield made


def parts(message: EmailMessage) -> list[list[str]]:
    """The lines of each part, as they went over the wire."""
    return [str(part.get_payload()).splitlines() for part in message.walk() if not part.is_multipart()]


def test_a_reminder_goes_through_a_real_server_into_a_mailbox_unharmed(database_url: str, house: House) -> None:
    """Subject, Message-ID, text in the written form, and the calendar file, as the recipient's program reads them."""
    office = duty_office(database_url, mail=settings_for(house.port, bounce_to="returned@imdi.example"))
    owing(at(office, OPENED))
    at(office, "2026-08-12").tick()
    assert office.mail.send().sent == 1
    (sent,) = office.mail.messages()
    got = message_from_bytes(house.message("post"), policy=default)
    assert got["Subject"] == "Statusrapport: frist lørdag 15. august 2026"
    assert got["Message-ID"] == f"<{sent.id}@imdi.example>"
    assert "lørdag 15. august 2026" in text_of(got) and "<html" in text_of(got, "html")
    assert DUE.replace("-", "") in (calendar_of(got) or "")
    ours = message_from_bytes((sent.message or "").encode(), policy=default)
    assert parts(got) == parts(ours)
    office.close()


def test_what_a_real_server_sends_back_is_judged(simulated: Office, house: House) -> None:
    """It has no such mailbox: the letter is undelivered, and a person sees it (`mail bounced`, as a pipe)."""
    party = replace(PARTY, email="ukjent@ovelaget.example")
    case_id = owing(at(simulated, OPENED), party=party)
    bounce_to = {"CASEWORK_MAIL_BOUNCE_TO": "returned@imdi.example"}
    assert finished(simulated, house.port, "worker", "--once", surroundings=bounce_to)["sent"] == 1
    back = house.message("returned")
    line, environment = command(simulated, house.port, "mail", "bounced")
    piped = subprocess.run(line, input=back, env=environment, capture_output=True, check=False)
    assert piped.returncode == 0, piped.stderr
    told = json.loads(piped.stdout)
    assert (told["arrived"], told["verdict"], told["address_dead"]) == ("no", "applied", False), told
    assert [message.status for message in simulated.mail.to_look_at()[0]] == [RETURNED]
    assert simulated.case(case_id).letters[0].status == "undelivered"
