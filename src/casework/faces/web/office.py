"""`python -m casework.faces.web.office`: an office on this machine with a populated year, for people to look around in.

The year is lived once, and kept in a temporary folder until something of the program or the workflows changes.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from casework.access import Access
from casework.clock.frozen import FrozenClock
from casework.clock.moved import MovedClock
from casework.definitions.shipped import shipped_folder
from casework.faces.asgi.settings import WebSettings
from casework.faces.http import create_app
from casework.faces.web.application import application
from casework.notices.mail_settings import MailSettings
from casework.office import Office
from casework.simulation import office_year
from casework.store import upgrade
from casework.store.database import Database
from casework.worker import Worker

HOST, PORT, API = "127.0.0.1", 8080, "/api"
#: The office opens on its day at a quarter past nine.
OPENS = f"{office_year.TODAY}T07:15:00Z"
FIRST_DAY = date(2021, 1, 1)
GRANTEE, SENDER = "leder", "tilskudd@kontoret.example"


def main(port: int = PORT) -> int:
    """Open the office, and keep it open until interrupted."""
    folder = lived()
    address = f"http://{HOST}:{port}"
    office = opened(folder, address)
    people = staffed(office)
    worker = Worker(office)
    thread = threading.Thread(target=worker.run, daemon=True)
    thread.start()
    print(_welcome(office, address, people), flush=True)
    try:
        uvicorn.run(whole(office, people), host=HOST, port=port, log_level="warning")
    finally:
        worker.stop()
        thread.join(timeout=10)
        office.close()
    return 0


def whole(office: Office, people: tuple[str, ...]) -> Starlette:
    """The pages, and the HTTP API beside them, signed in to in the same way."""
    settings = WebSettings(secure=False, demo=True, demo_people=people)
    return application(office, settings, mounted=(Mount(API, create_app(office, settings=settings)),))


def lived() -> Path:
    """The folder with the year, which is lived first where that was not done by this very program."""
    folder = Path(tempfile.gettempdir()) / f"casework-office-{_fingerprint()}"
    ready = folder / "ready"
    if not ready.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        print("the year is lived once; this takes about a minute …", flush=True)
        _live(folder)
        ready.touch()
    return folder


def _live(folder: Path) -> None:
    database = Database(_url(folder))
    upgrade.upgrade(database, simulation=True)
    database.close()
    clock = FrozenClock(office_year.BEGINS)
    # Sent as the days went by, so that every reminder has the day on which it went.
    mail = MailSettings(folder=str(folder / "mail"), sender=SENDER)
    office = Office(_url(folder), clock=clock, schemes=[office_year.scheme_folder(folder)], mail=mail)
    office_year.populate(office, clock, lambda told: print(f"  {told} …", flush=True))
    office.close()


def _url(folder: Path) -> str:
    return f"sqlite:///{folder / 'office.db'}"


def _fingerprint() -> str:
    """What the year depends on: the program, the workflows and the letters."""
    digest = hashlib.sha256()
    for file in _sources():
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _sources() -> Iterator[Path]:
    package = Path(upgrade.__file__).parents[1]
    yield from sorted(p for p in package.rglob("*.py") if "faces" not in p.parts)
    for name in ("workflows", "notifications"):
        yield from sorted(p for p in shipped_folder(name).rglob("*.*") if p.is_file())


def opened(folder: Path, address: str) -> Office:
    """The office of the folder, on its day; mail is caught in a folder beside it."""
    mail = MailSettings(folder=str(folder / "mail"), office_url=address, sender=SENDER)
    clock = MovedClock(OPENS)
    return Office(_url(folder), clock=clock, schemes=[office_year.scheme_folder(folder)], mail=mail)


def staffed(office: Office) -> tuple[str, ...]:
    """Roles for everybody who can be tried; their ids. Nothing is given twice."""
    access = Access(office)
    have = {grant.person for grant in access.grants()}
    for person, _, roles in office_year.STAFF:
        for role in roles if person not in have else ():
            access.grant(person, role, by="demo", first_day=FIRST_DAY)
    if GRANTEE not in have:
        number, name = office_year.an_organisation(office)
        office.mail.set_person(GRANTEE, name=f"Leder i {name}")
        access.grant(GRANTEE, "grantee", by="demo", agency=number, first_day=FIRST_DAY)
    return (*(person for person, _, _ in office_year.STAFF), GRANTEE)


def _welcome(office: Office, address: str, people: tuple[str, ...]) -> str:
    names = {person.person: person.name for person in office.mail.people()}
    access = Access(office)
    rows = (f"  {p:10}{', '.join(s.role for s in access.seats(p)):20}{names.get(p, p)}" for p in people)
    return "\n".join(
        [
            f"\nThe office is open at {address}, its HTTP API at {address}{API}/docs",
            "Choose one of these on the first page:",
            *rows,
            "\nCtrl+C closes it.",
        ]
    )


if __name__ == "__main__":
    try:
        sys.exit(main(*map(int, sys.argv[1:2])))
    except KeyboardInterrupt:
        sys.exit(130)
