"""The host's rows and ours in one transaction: together in, or together out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session

from casework import BadInput, Office, Refused
from casework.store.verify import verify
from tests.databases import MakeDatabase
from tests.store.conformance import KARI, OLA, count, decided, drill_office, opened

OURS = ["cases", "entries", "letters", "contents", "refusals", "ledgers", "case_numbers", "parties", "idempotency_keys"]


@pytest.fixture
def host(office: Office) -> Iterator[Engine]:
    """The host's own plain engine on the same database, with a table of its own."""
    engine = create_engine(office.database.url)
    with engine.begin() as connection:
        connection.execute(text("create table host_orders (id integer primary key)"))
    yield engine
    engine.dispose()


def orders(host: Engine) -> int:
    with host.connect() as connection:
        return int(connection.execute(text("select count(*) from host_orders")).scalar_one())


def everything(office: Office) -> dict[str, int]:
    return {table: count(office, table) for table in OURS}


def half_done(office: Office) -> None:
    """Write much, then fail."""
    decided(office)
    raise ZeroDivisionError


def test_what_the_host_commits_is_committed_for_both(office: Office, host: Engine) -> None:
    """One commit, his rows and ours (contract: joined)."""
    with host.connect() as connection:
        connection.execute(text("insert into host_orders values (1)"))
        with office.joined(connection):
            case_id = decided(office)
        assert count(office, "cases") == 0
        connection.commit()
    assert (orders(host), office.case(case_id).stage, verify(office.database)) == (1, "decided", [])


def test_after_the_hosts_rollback_nothing_of_ours_is_left(office: Office, host: Engine) -> None:
    """No row, letter, refusal or number."""
    before = everything(office)
    with host.connect() as connection:
        connection.execute(text("insert into host_orders values (1)"))
        with office.joined(connection):
            case_id = decided(office)
            with pytest.raises(Refused):
                office.perform(f"{case_id}-1", "propose", by=KARI, key="k", facts={"note": "for sent"})
            assert office.refusals(case_id)
        connection.rollback()
    assert (orders(host), everything(office)) == (0, before)
    assert opened(office) == "2025-00001"


def test_our_rows_come_first_and_the_host_still_decides(office: Office, host: Engine) -> None:
    """The transaction covers ours also where the host has not written anything yet."""
    with host.begin() as connection, office.joined(connection):
        opened(office)
    assert count(office, "cases") == 1
    with host.connect() as connection, office.joined(connection):
        opened(office)
    assert count(office, "cases") == 1


def test_a_session_can_be_joined(office: Office, host: Engine) -> None:
    """A host that uses the ORM hands its session over."""
    with Session(host) as session:
        session.execute(text("insert into host_orders values (1)"))
        with office.joined(session):
            opened(office)
        session.rollback()
        with office.joined(session):
            opened(office)
        session.commit()
    assert (orders(host), count(office, "cases")) == (0, 1)


def test_a_refusal_leaves_the_hosts_transaction_whole(office: Office, host: Engine) -> None:
    """A refusal is an answer: what was written before it can still be committed, and the refusal with it."""
    with host.begin() as connection, office.joined(connection):
        connection.execute(text("insert into host_orders values (1)"))
        case_id = opened(office)
        with pytest.raises(Refused):
            office.perform(f"{case_id}-1", "propose", by=OLA, facts={"note": "feil rolle"})
        connection.execute(text("insert into host_orders values (2)"))
    assert (orders(host), office.case(case_id).revision, len(office.refusals(case_id))) == (2, 1, 1)


def test_an_exception_inside_takes_both_with_it(office: Office, host: Engine) -> None:
    """Whatever goes wrong in the host's block, nothing half is left."""
    before = everything(office)
    with pytest.raises(ZeroDivisionError), host.begin() as connection, office.joined(connection):
        half_done(office)
    assert everything(office) == before


def test_a_part_may_fail_within_the_hosts_transaction(office: Office, host: Engine) -> None:
    """`together` inside a joined transaction is a part that fails alone."""
    with host.begin() as connection, office.joined(connection):
        first = opened(office)
        with pytest.raises(ZeroDivisionError), office.together():
            half_done(office)
        second = opened(office)
    assert (first, second) == ("2025-00001", "2025-00002")
    assert verify(office.database) == []


def test_parts_lie_within_one_another(office: Office) -> None:
    """The inner part fails alone; the outer one is kept."""
    with office.together():
        opened(office)
        with office.together():
            opened(office)
            with pytest.raises(ZeroDivisionError), office.together():
                half_done(office)
        assert opened(office) == "2025-00003"
    assert count(office, "cases") == 3


def test_together_is_all_or_nothing(office: Office) -> None:
    """Several changes in one block are one transaction."""
    before = everything(office)
    with pytest.raises(ZeroDivisionError), office.together():
        half_done(office)
    assert everything(office) == before


def test_the_hosts_own_error_reaches_the_host_as_it_is(office: Office, host: Engine) -> None:
    """An error that the host makes in our block is not ours to translate."""
    with pytest.raises(KeyError), office.together():
        raise KeyError("host")


@pytest.mark.postgres
def test_a_connection_that_commits_by_itself_is_refused(new_postgres_database: MakeDatabase) -> None:
    """There is no transaction to join, so the promise could not be kept."""
    office = drill_office(new_postgres_database("template0"))
    engine = create_engine(office.database.url, isolation_level="AUTOCOMMIT")
    with (
        engine.connect() as connection,
        pytest.raises(BadInput, match="commits each statement"),
        office.joined(connection),
    ):
        pass
    engine.dispose()
    office.close()


@pytest.mark.postgres
def test_a_connection_to_another_kind_of_database_is_refused(new_postgres_database: MakeDatabase) -> None:
    """An office on one database cannot write in the other's transaction."""
    office = drill_office("sqlite://")
    engine = create_engine(new_postgres_database("template0"))
    with (
        engine.connect() as connection,
        pytest.raises(BadInput, match="the connection on postgresql"),
        office.joined(connection),
    ):
        pass
    engine.dispose()
