"""A small office for the tests of the store: workflows with every kind of consequence, and no conditions in the way."""

from __future__ import annotations

from pathlib import Path

from casework import Actor, Office, Party
from casework.model.record import Record, replayed
from casework.store import records, snapshot
from casework.store.database import Database
from casework.testing import FrozenClock

DRILL = Path(__file__).parent / "drill"
WORKFLOWS, SCHEMES, LETTERS = [DRILL / "workflows"], [DRILL / "scheme.toml"], [DRILL / "letters"]
START = "2025-03-03T08:00:00Z"
KARI = Actor("kari", "caseworker")
OLA = Actor("ola", "decision_maker")
PARTY = Party("974760673", "Øvelaget (oppdiktet)")


def drill_office(url: str) -> Office:
    """An office over the database of that URL, whose clock stands still."""
    return Office(url, clock=FrozenClock(START), workflows=WORKFLOWS, schemes=SCHEMES, letters=LETTERS)


def opened(office: Office, key: str | None = None) -> str:
    """The id of a new case."""
    facts = {"applied_amount": 90_000}
    return office.open_case(scheme="drill", year=2025, party=PARTY, by=KARI, key=key, facts=facts).id


def decided(office: Office, amount: int = 50_000) -> str:
    """The id of a case that was proposed and decided: six entries, two letters, a child."""
    case_id = opened(office)
    office.perform(f"{case_id}-1", "propose", by=KARI, facts={"note": "gode grunner"})
    office.perform(f"{case_id}-1", "decide", by=OLA, facts={"amount": amount})
    return case_id


def stored(database: Database, case_id: str) -> Record:
    """What the tables hold of a case, but for what is not part of its own record."""
    return Record(snapshot.read(database, case_id).collections)


def told(database: Database, case_id: str) -> Record:
    """What the entries of a case say that the tables hold."""
    said = replayed(records.entries(database, case_id))
    return Record({name: said.all(name) for name in stored(database, case_id).collections})


def count(office: Office, table: str) -> int:
    """How many rows a table has, as another connection sees it."""
    other = Database(office.database.url.render_as_string(hide_password=False))
    with other.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")
        found = int(cursor.fetchone()[0])
    other.close()
    return found
