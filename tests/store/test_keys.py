"""One key, one answer: whoever repeats a request gets the first result, and nothing is written twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from casework import Actor, BadInput, CaseworkError, KeyReused, Office, Refused
from casework.store.verify import verify
from tests.store.conformance import KARI, OLA, PARTY, count, decided, opened

THREADS = 6


def at_once(deed: Callable[[], Any]) -> list[Any]:
    """What several threads get that do the same at the same time, errors too."""
    barrier = Barrier(THREADS)

    def one(_: int) -> Any:
        barrier.wait()
        try:
            return deed()
        except CaseworkError as error:
            return error

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(one, range(THREADS)))


def test_the_same_key_gives_the_first_entry_and_writes_nothing(office: Office) -> None:
    """A request repeated after a lost answer is not done twice (contract: key)."""
    case_id = opened(office)
    first = office.perform(f"{case_id}-1", "propose", by=KARI, key="k", facts={"note": "én"})
    again = office.perform(f"{case_id}-1", "propose", by=KARI, key="k", facts={"note": "én"})
    assert again == first
    assert office.case(case_id).revision == 2


def test_the_same_key_answers_also_where_the_case_has_moved_on(office: Office) -> None:
    """The first answer stands, though the transition could no longer be made."""
    case_id = opened(office)
    first = office.perform(f"{case_id}-1", "close", by=KARI, key="k")
    assert office.perform(f"{case_id}-1", "close", by=KARI, key="k") == first


@pytest.mark.parametrize(("by", "note"), [(KARI, "to"), (OLA, "én")], ids=["facts", "actor"])
def test_a_key_for_other_input_is_refused(office: Office, by: Actor, note: str) -> None:
    """A key that meant one thing cannot come to mean another (contract: KeyReused)."""
    case_id = opened(office)
    office.perform(f"{case_id}-1", "propose", by=KARI, key="k", facts={"note": "én"})
    with pytest.raises(KeyReused):
        office.perform(f"{case_id}-1", "propose", by=by, key="k", facts={"note": note})
    assert office.case(case_id).revision == 2


def test_a_refused_attempt_does_not_consume_its_key(office: Office) -> None:
    """Whoever was refused may try again with the same key (contract: refused attempts)."""
    case_id = opened(office)
    office.perform(f"{case_id}-1", "propose", by=KARI, facts={"note": "én"})
    with pytest.raises(Refused):
        office.perform(f"{case_id}-1", "note_errand", by=OLA, key="k")
    assert office.perform(f"{case_id}-1", "decide", by=OLA, key="k", facts={"amount": 1}).name == "decide"


def test_opening_twice_with_one_key_opens_one_case(office: Office) -> None:
    """An application sent twice is registered once."""
    assert opened(office, key="application 7") == opened(office, key="application 7")
    assert count(office, "cases") == 1


def test_a_case_is_the_same_by_number_and_by_id(office: Office) -> None:
    """`2025/00001` and `2025-00001` name one case, so the key was used for the same request."""
    case_id = decided(office)
    first = office.open(case_id, "errand", by=KARI, key="k")
    assert office.open(case_id.replace("-", "/", 1), "errand", by=KARI, key="k") == first


def test_threads_that_press_with_one_key_all_get_the_same_entry(office: Office) -> None:
    """A double click is one transition, and nobody is told that it failed."""
    case_id = opened(office)
    got = at_once(lambda: office.perform(f"{case_id}-1", "propose", by=KARI, key="k", facts={"note": "én"}))
    assert got == [got[0]] * THREADS and got[0].name == "propose"
    assert office.case(case_id).revision == 2


def test_threads_that_close_with_one_key_all_get_the_same_entry(office: Office) -> None:
    """Who comes late finds the case closed, and still gets the answer of the key."""
    case_id = opened(office)
    got = at_once(lambda: office.perform(f"{case_id}-1", "close", by=KARI, key="k"))
    assert got == [got[0]] * THREADS and got[0].to_state == "closed"
    assert office.refusals(case_id) == []


def test_threads_that_open_with_one_key_open_one_case(office: Office) -> None:
    """One application is one case, and its number is the next one."""
    got = at_once(lambda: opened(office, key="k"))
    assert got == ["2025-00001"] * THREADS
    assert opened(office) == "2025-00002"
    assert verify(office.database) == []


@pytest.mark.parametrize("key", ["", " ", "x" * 201, "a\x00b"])
def test_a_key_that_cannot_be_kept_is_bad_input(office: Office, key: str) -> None:
    """A key has 1 to 200 characters and no NUL, which PostgreSQL could not keep."""
    with pytest.raises(BadInput):
        office.open_case(scheme="drill", year=2025, party=PARTY, by=KARI, key=key)
