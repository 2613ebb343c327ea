"""The feed: in order, and nothing skipped while others write."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from casework import Office
from casework.model.access import EVERYTHING, NOTHING, Slice
from casework.store import feed
from casework.store.database import Database
from tests.databases import MakeDatabase
from tests.store.conformance import KARI, drill_office, opened


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    """A small office over a fresh database."""
    made = drill_office(database_url)
    yield made
    made.close()


def told(database: Database, after: int = 0) -> list[tuple[int, str]]:
    """Everything in the feed after a position."""
    feed.advance(database)
    return [(position, entry.id) for position, entry in feed.read(database, after, 10_000, EVERYTHING)]


def test_every_entry_is_told_once_in_the_order_of_its_case(office: Office) -> None:
    """Also where a clock was set back: a case is told in the order of its numbers."""
    first, second = opened(office), opened(office)
    office.perform(f"{first}-1", "propose", by=KARI, facts={"note": "x"})
    events = told(office.database)
    assert [position for position, _ in events] == list(range(1, len(events) + 1))
    for case_id in (first, second):
        assert [e for _, e in events if e.startswith(case_id)] == [e.id for e in office.history(case_id)]
    assert told(office.database, len(events)) == [] and feed.last(office.database) == len(events)


def test_a_reader_is_told_of_cases_within_reach_alone(office: Office) -> None:
    """The positions between are others'."""
    first, second = opened(office), opened(office)
    feed.advance(office.database)
    (one,) = feed.read(office.database, 0, 10, (Slice(case_id=second),))
    assert one[1].case_id == second and feed.read(office.database, 0, 10, NOTHING) == []
    assert {e.case_id for _, e in feed.read(office.database, 0, 10, EVERYTHING)} == {first, second}


def write(url: str) -> None:
    """Six cases of two entries."""
    own = drill_office(url)
    for _ in range(6):
        case_id = opened(own)
        own.perform(f"{case_id}-1", "propose", by=KARI, facts={"note": "x"})
    own.close()


def read(url: str, seen: list[str], writing: threading.Event) -> None:
    """Read on and on from where it ended, and once more when nobody writes any longer."""
    database, position, more = Database(url), 0, True
    while more:
        more = writing.is_set()
        events = told(database, position)
        seen += [entry_id for _, entry_id in events]
        position = events[-1][0] if events else position
    database.close()


def test_nothing_is_skipped_while_others_write(office: Office) -> None:
    """Four writers and two readers at once: each reader, going on from where it was, has seen everything once."""
    url, writing = office.database.url.render_as_string(hide_password=False), threading.Event()
    writing.set()
    seen: list[list[str]] = [[], []]
    writers = [threading.Thread(target=write, args=(url,)) for _ in range(4)]
    readers = [threading.Thread(target=read, args=(url, entries, writing)) for entries in seen]
    for thread in (*writers, *readers):
        thread.start()
    for thread in writers:
        thread.join()
    writing.clear()
    for thread in readers:
        thread.join()
    everything = {e.id for row in office.cases() for e in office.history(row["id"])}
    assert len(everything) == 48
    for entries in seen:
        assert len(entries) == len(set(entries)) and set(entries) == everything


@pytest.mark.postgres
def test_what_is_committed_late_is_told_late_and_not_lost(
    new_postgres_database: MakeDatabase, postgres_template: str
) -> None:
    """Who writes first and commits last gets the later position; a number taken at writing would be passed by."""
    url = new_postgres_database(postgres_template)
    office, slow = drill_office(url), drill_office(url)
    first, second = opened(office), opened(office)
    start = told(office.database)[-1][0]
    with slow.together():
        slow.perform(f"{first}-1", "close", by=KARI)
        office.perform(f"{second}-1", "close", by=KARI)
        ((between, entry_id),) = told(office.database, start)
        assert entry_id == f"{second}#2"
    assert [e for _, e in told(office.database, between)] == [f"{first}#2"]
    office.close()
    slow.close()
