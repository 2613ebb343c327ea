"""Refused attempts are recorded beside the chain, without waiting, and never in the way of the answer."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from casework import NotFound, Office, Refused
from casework.store.verify import verify
from tests.store.conformance import KARI, OLA, decided, opened

HOLD = """
import sys
from sqlalchemy import create_engine, text
with create_engine(sys.argv[1]).connect() as connection:
    connection.execute(text(sys.argv[2]))
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def held_by_another_process(office: Office, statement: str) -> Iterator[None]:
    """Another process holds what the statement takes until the block ends."""
    url = office.database.url.render_as_string(hide_password=False)
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, url, statement], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdin and holder.stdout and holder.stdout.readline() == "held\n"
        try:
            yield
        finally:
            holder.stdin.close()


def test_a_refusal_is_recorded_outside_the_chain(office: Office) -> None:
    """Who was refused what, when and why; the case takes no revision (contract: refused attempts)."""
    case_id = opened(office)
    with pytest.raises(Refused):
        office.perform(f"{case_id}-1", "propose", by=OLA, facts={"note": "feil rolle"})
    (refusal,) = office.refusals(case_id)
    assert refusal["at"] == datetime(2025, 3, 3, 8, tzinfo=UTC)
    assert (refusal["person"], refusal["role"], refusal["name"]) == ("ola", "decision_maker", "propose")
    assert [reason["code"] for reason in refusal["reasons"]] == ["role_may_not"]
    assert office.case(case_id).revision == 1


def test_the_answer_comes_at_once_though_another_process_writes(office: Office) -> None:
    """What cannot be written at once is dropped, never waited for."""
    case_id = opened(office)
    statement = "begin immediate" if office.database.sqlite else "lock table refusals in access exclusive mode"
    with held_by_another_process(office, statement):
        started = time.monotonic()
        with pytest.raises(Refused):
            office.perform(f"{case_id}-1", "propose", by=OLA, facts={"note": "feil rolle"})
        waited = time.monotonic() - started
    assert waited < 2
    assert office.refusals(case_id) == []


def test_the_patience_of_the_connection_is_what_it_was(office: Office) -> None:
    """Not waiting for a refusal must not make the next writer impatient."""
    case_id = opened(office)
    setting = "PRAGMA busy_timeout" if office.database.sqlite else "show lock_timeout"
    before = value(office, setting)
    with pytest.raises(Refused):
        office.perform(f"{case_id}-1", "propose", by=OLA)
    assert value(office, setting) == before


def value(office: Office, setting: str) -> object:
    with office.database.cursor() as cursor:
        cursor.execute(setting)
        return cursor.fetchone()[0]


@pytest.mark.parametrize("name", ["a\x00b", "\ud800", "x" * 10_000, "%s", "'; drop table refusals; --"])
def test_whatever_was_attempted_the_refusal_is_the_answer(office: Office, name: str) -> None:
    """A name that no database can keep is refused like any other unknown one."""
    case_id = opened(office)
    with pytest.raises((Refused, NotFound)):
        office.perform(f"{case_id}-1", name, by=KARI)
    assert office.case(case_id).revision == 1


def test_a_cause_that_is_refused_leaves_nothing_of_itself(office: Office) -> None:
    """A refused transition has written no letter, no text and no posting."""
    case_id = decided(office)
    with pytest.raises(Refused):
        office.perform(f"{case_id}-1", "pay", by=KARI, facts={"amount": 50_001})
    assert office.case(case_id).ledger.paid == 0
    assert verify(office.database) == []
