"""The pages over a small office in the middle of its year, as people meet them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from casework.access import Access
from casework.clock.frozen import FrozenClock
from casework.faces.asgi.settings import WebSettings
from casework.faces.web.application import application
from casework.faces.web.office import OPENS, staffed
from casework.notices.mail_settings import MailSettings
from casework.office import Office
from casework.simulation import office_year
from casework.store import upgrade
from casework.store.database import Database
from tests.faces.web import journeys

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@dataclass(frozen=True)
class Site:
    """An office, its clock, and its pages."""

    office: Office
    clock: FrozenClock
    app: Any
    people: tuple[str, ...]
    largest: int = 2 << 20

    def one(self, workflow: str, state: str) -> str:
        """The id of a proceeding of that workflow in that state."""
        found = (p for row in self.office.cases(year=2025) for p in self.office.case(row["id"]).proceedings)
        return next(p.id for p in found if (p.workflow, p.state) == (workflow, state))

    def grant_of(self, person: str) -> str:
        """The id of the case of the organisation that somebody leads."""
        number = next(grant.agency for grant in Access(self.office).grants(person) if grant.agency)
        return str(self.office.cases(party=number)[0]["id"])


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Some cases of this year."""
    folder: Path = tmp_path_factory.mktemp("office")
    url = f"sqlite:///{folder / 'office.db'}"
    database = Database(url)
    upgrade.upgrade(database, simulation=True)
    database.close()
    clock = FrozenClock(office_year.BEGINS)
    mail = MailSettings(folder=str(folder / "mail"))
    office = Office(url, clock=clock, schemes=[office_year.scheme_folder(folder)], mail=mail)
    office_year.populate(office, clock, old_cases=0, new_cases=32)
    clock.move_to(OPENS)
    people = (*staffed(office), *journeys.settled(office, clock))
    settings = WebSettings(secure=False, demo=True, demo_people=people, sign_ins_a_minute=10_000, largest=2 << 20)
    yield Site(office, clock, application(office, settings), people)
    office.close()


@pytest.fixture(scope="session")
def address(site: Site) -> Iterator[str]:
    """Where the pages are served, for all browsers."""
    from tests.faces.web.browsing import served

    with served(site.app) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for the tests of one file."""
    from tests.faces.web.browsing import chromium

    with chromium() as found:
        yield found


class Person:
    """Somebody at the pages: `look` reads one, `send` fills in the form of one."""

    def __init__(self, client: TestClient) -> None:
        self.client = client

    def look(self, path: str, status: int = 200) -> str:
        """The page at an address."""
        answer = self.client.get(path)
        assert answer.status_code == status, (path, answer.status_code, answer.text[-400:])
        return answer.text

    def send(self, path: str, **fields: Any) -> Any:
        """The answer to a form, with what it hides; nothing is followed."""
        page = self.look(path)
        hidden = dict(re.findall(r'<input type="hidden" name="(key|revision)" value="([^"]*)">', page))
        return self.client.post(path, data={"do": "do", **hidden, **fields}, follow_redirects=False)


@pytest.fixture
def as_person(site: Site) -> Iterator[Callable[[str], Person]]:
    """Signs somebody in: `as_person("kari")`."""
    clients: list[TestClient] = []

    def signed_in(person: str) -> Person:
        client = TestClient(site.app, base_url="http://127.0.0.1", client=("127.0.0.1", 50000))
        clients.append(client)
        answer = client.post("/sign-in", data={"person": person}, headers={"Origin": "http://127.0.0.1"})
        assert answer.status_code == 200, answer.text
        client.headers["Origin"] = "http://127.0.0.1"
        return Person(client)

    yield signed_in
    for client in clients:
        client.close()


@pytest.fixture
def access(site: Site) -> Access:
    """Who has which role."""
    return Access(site.office)
