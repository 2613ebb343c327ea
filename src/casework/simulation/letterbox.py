"""The mail of a simulated year as files to open: where it goes, and what each file is called."""

from __future__ import annotations

import re
import unicodedata
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from casework.law.calendar import oslo_day
from casework.notices.mail_settings import MailSettings
from casework.office import Office
from casework.simulation.staff import STAFF, SUPERVISOR

_NAMES = {
    "kari": "Kari Nordmann",
    "ola": "Ola Haugen",
    "berit": "Berit Moe",
    "arne": "Arne Vik",
    "siri": "Siri Dahl",
}
#: How much of a subject a file is named after.
LONGEST = 60


def opened(office: Office, folder: Path) -> None:
    """Let the mail of the office go into the folder from now on; it is emptied of messages first."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.eml"):
        old.unlink()
    _with_addresses(office)
    office.mail.drop_before(office.clock.now())
    office.mail.settings = MailSettings(
        folder=str(folder),
        sender="tilskudd@imdi.example",
        sender_name="IMDi (oppdiktet)",
        reply_to="sak+{case}@imdi.example",
        office_url="https://tilskudd.imdi.example",
    )


def _with_addresses(office: Office) -> None:
    """Say where the simulated staff is written to, and that the supervisor is above the others."""
    for actor in STAFF:
        office.mail.set_person(actor.person, name=_NAMES[actor.person], email=f"{actor.person}@imdi.example")
        if actor is not SUPERVISOR:
            office.set_superior(actor.person, SUPERVISOR.person)


def named(folder: Path) -> list[Path]:
    """Call every message in the folder after its day (Oslo) and subject; the files, the earliest first."""
    return sorted(_named(file) for file in list(folder.glob("*.eml")))


def _named(file: Path) -> Path:
    message = message_from_bytes(file.read_bytes(), _class=EmailMessage, policy=policy.default)
    day = oslo_day(parsedate_to_datetime(str(message["Date"])))
    # The beginning of the id keeps two letters of one day and subject apart.
    return file.rename(file.with_name(f"{day.isoformat()}_{_plain(str(message['Subject']))}_{file.stem[:8]}.eml"))


def _plain(subject: str) -> str:
    """A subject as every file system takes it."""
    spelled = subject.lower().replace("æ", "ae").replace("ø", "o")
    ascii_only = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", ascii_only)[:LONGEST].strip("-")
