"""Power cuts, full disks, locked and damaged files, servers that are gone: nothing half-done, and a clear answer."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from casework import BadDatabase, Office, Refused
from casework.store.database import Database
from casework.store.upgrade import upgrade
from casework.store.verify import verify
from casework.testing import FrozenClock, office_in_memory
from tests.databases import MakeDatabase
from tests.store.conformance import KARI, LETTERS, SCHEMES, START, WORKFLOWS, decided, drill_office, opened, stored
from tests.store.test_keys import at_once
from tests.store.test_locking import ROOT
from tests.store.test_refusals import held_by_another_process


def test_a_process_killed_between_any_two_statements_leaves_nothing_half_done(database_url: str) -> None:
    """A transition is one transaction: all or nothing (architecture: seven ideas, 2)."""
    environment = {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    run = subprocess.run(
        [sys.executable, "-m", "tests.store.killed", database_url],
        env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300, check=True,
    )  # fmt: skip
    statements, *revisions = [int(part) for part in run.stdout.split()]
    assert statements > 10 and run.stderr == ""
    assert set(revisions) == {1, 2, 4}, "a case was opened, proposed or decided, and nothing between"


@pytest.fixture
def sqlite_office(tmp_path: Path) -> Iterator[Office]:
    """An office over a SQLite file that waits for others for a fifth of a second."""
    office = drill_office(f"sqlite:///{tmp_path / 'casework.db'}?timeout=0.2")
    yield office
    office.close()


def test_a_full_disk_writes_nothing_and_says_so(sqlite_office: Office) -> None:
    """When there is room again, the office goes on."""
    case_id = decided(sqlite_office)
    engine = sqlite_office.database.engine
    before = stored(sqlite_office.database, case_id)

    def limit(driver: object, _: object) -> None:
        driver.execute("PRAGMA max_page_count = 1")  # type: ignore[attr-defined]

    engine.dispose()
    event.listen(engine, "connect", limit)
    with pytest.raises(BadDatabase, match="full"):
        _fill(sqlite_office)
    event.remove(engine, "connect", limit)
    engine.dispose()
    assert stored(sqlite_office.database, case_id) == before
    assert verify(sqlite_office.database) == []
    assert opened(sqlite_office)


def _fill(office: Office) -> None:
    for _ in range(200):
        case_id = opened(office)
        office.perform(f"{case_id}-1", "propose", by=KARI, facts={"note": "x" * 20_000})


def test_a_full_disk_inside_a_part_of_a_transaction_says_so_too(sqlite_office: Office) -> None:
    """SQLite may undo the whole transaction by itself; the answer is still the full disk."""
    engine = sqlite_office.database.engine
    opened(sqlite_office)
    engine.dispose()
    event.listen(engine, "connect", lambda driver, _: driver.execute("PRAGMA max_page_count = 1"))
    with pytest.raises(BadDatabase, match="full"), sqlite_office.together():
        _fill(sqlite_office)
    assert [row["id"] for row in sqlite_office.cases()] == ["2025-00001"]


def test_a_read_only_file_can_be_read_and_not_written(sqlite_office: Office, tmp_path: Path) -> None:
    """An auditor's copy is opened as it is."""
    case_id = decided(sqlite_office)
    with sqlite_office.database.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)
    sqlite_office.close()
    office = drill_office(f"sqlite:///file:{tmp_path / 'casework.db'}?mode=ro&uri=true")
    assert office.case(case_id).stage == "decided" and verify(office.database) == []
    assert len(office.cases()) == 1
    with pytest.raises(BadDatabase, match="read-only"):
        office.perform(f"{case_id}-1", "pay", by=KARI, facts={"amount": 1})
    with pytest.raises(Refused):
        office.perform(f"{case_id}-1", "propose", by=KARI, facts={"note": "for sent"})
    office.close()


def test_a_file_that_another_process_writes_in_is_busy(sqlite_office: Office) -> None:
    """Reading goes on; writing waits as long as it was told, and then says why."""
    case_id = decided(sqlite_office)
    with held_by_another_process(sqlite_office, "begin immediate"):
        started = time.monotonic()
        with pytest.raises(BadDatabase, match="busy"):
            sqlite_office.perform(f"{case_id}-1", "pay", by=KARI, facts={"amount": 1})
        with pytest.raises(BadDatabase, match="busy"):
            opened(sqlite_office)
        assert sqlite_office.case(case_id).stage == "decided" and len(sqlite_office.cases()) == 1
        assert len(drill_office(str(sqlite_office.database.url)).due()) == 1
        assert time.monotonic() - started < 5
    sqlite_office.perform(f"{case_id}-1", "pay", by=KARI, facts={"amount": 1})


NO_DATABASES: dict[str, tuple[str, str]] = {
    "text": ("sqlite:///{folder}/text.db", "not a SQLite database"),
    "cut": ("sqlite:///{folder}/cut.db", "damaged|not a SQLite database"),
    "folder missing": ("sqlite:///{folder}/nowhere/casework.db", "does its folder exist"),
    "folder": ("sqlite:///{folder}", "cannot be opened"),
    "no server": ("postgresql://localhost:1/casework", "does not answer"),
    "other": ("mysql://localhost/casework", "mysql is not supported"),
    "no address": ("casework.db", "is not a database URL"),
}


@pytest.mark.parametrize("case", NO_DATABASES)
def test_what_is_no_database_is_told_with_what_to_do(tmp_path: Path, case: str) -> None:
    """Not a traceback of the driver, but a sentence."""
    (tmp_path / "text.db").write_text("no database at all, but a letter " * 100)
    whole = Database(f"sqlite:///{tmp_path / 'cut.db'}")
    upgrade(whole)
    whole.close()
    (tmp_path / "cut.db").write_bytes((tmp_path / "cut.db").read_bytes()[:6_000])
    url, told = NO_DATABASES[case]
    with pytest.raises(BadDatabase, match=told):
        drill_office(url.format(folder=tmp_path)).cases()


def test_a_password_is_not_told() -> None:
    """Error messages end in logs."""
    with pytest.raises(BadDatabase) as told:
        Database("postgresql:/user:secret@host/name")
    assert "secret" not in str(told.value)


@pytest.mark.postgres
def test_after_the_server_hung_up_the_office_goes_on(new_postgres_database: MakeDatabase) -> None:
    """One request fails with a clear answer; those after it get new connections."""
    url = new_postgres_database("template0")
    office = drill_office(url)
    case_id = decided(office)
    at_once(lambda: office.case(case_id))
    administrator = Database(url)
    with administrator.cursor() as cursor:
        cursor.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid()"
        )
    with pytest.raises(BadDatabase, match="does not answer"):
        office.case(case_id)
    assert [office.case(case_id).revision for _ in range(10)] == [4] * 10
    for database in (administrator, office.database):
        database.close()


@pytest.mark.postgres
def test_a_pooler_without_prepared_statements_can_be_told_in_the_url(new_postgres_database: MakeDatabase) -> None:
    """`?prepare_threshold=none` prepares nothing, however often a statement is run."""
    url = new_postgres_database("template0")
    for query, expected in (("", False), ("&prepare_threshold=none", True)):
        office = drill_office(url + query)
        case_id = opened(office)
        for _ in range(5):
            office.case(case_id)
        assert (_value(office, "select count(*) from pg_prepared_statements") == 0) == expected
        office.close()


def _value(office: Office, statement: str) -> int:
    with office.database.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.fetchone()[0])


def test_threads_may_share_an_office_in_memory() -> None:
    """There is one connection for all; each takes its turn, whole transactions at a time."""
    office = office_in_memory(FrozenClock(START), workflows=WORKFLOWS, schemes=SCHEMES, letters=LETTERS)
    got = at_once(lambda: [decided(office) for _ in range(3)])
    assert sorted(case_id for ids in got for case_id in ids) == [f"2025-{n:05d}" for n in range(1, 19)]
    assert verify(office.database) == []


def test_no_connection_is_lost_to_errors(office: Office) -> None:
    """Whatever goes wrong, the connection goes back to the pool."""
    case_id = decided(office)
    for _ in range(40):
        with pytest.raises(Refused):
            office.perform(f"{case_id}-1", "pay", by=KARI, facts={"amount": 60_000})
        with pytest.raises(BadDatabase), office.database.cursor() as cursor:
            cursor.execute("select * from nowhere")
        with pytest.raises(BadDatabase), office.database.cursor(atomic=True) as cursor:
            cursor.execute("update entries set name = 'x'")
    assert office.database.engine.pool.checkedout() == 0  # type: ignore[attr-defined]


def test_synchronous_full_is_the_default(sqlite_office: Office) -> None:
    """What was answered survives a power cut (architecture: Storage)."""
    assert _value(sqlite_office, "PRAGMA synchronous") == 2
    assert _value(sqlite_office, "PRAGMA foreign_keys") == 1
