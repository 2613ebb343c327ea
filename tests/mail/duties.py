"""An office whose cases are one duty each, and what is read of its reminders. All of it is made up."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from casework import Actor, Office, Party
from casework.notices.mail_settings import MailSettings
from casework.store.database import Database
from casework.store.upgrade import upgrade
from casework.testing import FrozenClock

DEFINITIONS = Path(__file__).parent / "definitions"
OPENED = "2026-02-12T09:00:00+01:00"
#: Saturday 15 August 2026: the scheme says that its days do not roll.
DUE = "2026-08-15"
KARI = Actor("kari", "caseworker")
OLA = Actor("ola", "decision_maker")
PARTY = Party("974760673", "Øvelaget (oppdiktet)", email="post@ovelaget.example")


def duty_office(
    url: str = "sqlite://",
    now: str = OPENED,
    scheme: Path = DEFINITIONS / "scheme.toml",
    mail: MailSettings | None = None,
    letters: Sequence[Path] = (),
) -> Office:
    """An office over the database of that URL, whose clock stands still; `letters` come before its own."""
    workflows, all_letters = [DEFINITIONS / "workflows"], [*letters, DEFINITIONS / "letters"]
    return Office(url, clock=FrozenClock(now), schemes=[scheme], workflows=workflows, letters=all_letters, mail=mail)


def with_a_clock_to_set(url: str) -> Office:
    """An office over a new database whose clock may be set by hand, also by a process of its own."""
    database = Database(url)
    upgrade(database, simulation=True)
    database.close()
    return duty_office(url)


def owing(office: Office, due_day: str = DUE, *, party: Party = PARTY, **facts: Any) -> str:
    """The id of a new case with one open deadline."""
    given = {"kind": "status_report", "due_day": due_day, **facts}
    return office.open_case(scheme="duties", year=2026, party=party, by=KARI, facts=given).id


def at(office: Office, instant: str) -> Office:
    """The office at another instant; a day alone is nine o'clock in Oslo in summer."""
    clock = office.clock
    assert isinstance(clock, FrozenClock)
    clock.move_to(instant if "T" in instant else f"{instant}T09:00:00+02:00")
    return office


def rows(office: Office, statement: str) -> list[tuple[Any, ...]]:
    """What the database says."""
    with office.database.cursor() as cursor:
        cursor.execute(statement)
        return [tuple(row) for row in cursor.fetchall()]


def rungs(office: Office) -> list[tuple[int, str | None]]:
    """Every rung that was done with, in order: its offset, and why it was skipped if it was."""
    found = rows(office, "select rung, skipped from reminders order by staged_at, due_at, rung")
    return [(int(rung), skipped) for rung, skipped in found]


def staged(office: Office) -> list[int]:
    """The rungs that went into the outbox, for the grantee."""
    found = rows(
        office, "select rung from outbox where recipient = 'grantee' and kind = 'reminder' order by created_at"
    )
    return [int(row[0]) for row in found]
