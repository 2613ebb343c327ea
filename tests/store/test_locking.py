"""Several at once: each case changes in one order, and nobody overwrites what another wrote."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from casework import Entry, Office, Stale
from casework.store.verify import verify
from tests.store.conformance import KARI, opened
from tests.store.test_keys import THREADS, at_once

ROOT = Path(__file__).parents[2]


def test_of_those_who_press_at_one_revision_exactly_one_wins(office: Office) -> None:
    """The others learn who was first and what changed (contract: revision, Stale)."""
    case_id = opened(office)
    got = at_once(lambda: office.perform(f"{case_id}-1", "propose", by=KARI, revision=1, facts={"note": "én"}))
    won = [one for one in got if isinstance(one, Entry)]
    lost = [one for one in got if isinstance(one, Stale)]
    assert (len(won), len(lost)) == (1, THREADS - 1), got
    assert all((one.found, [e.hash for e in one.entries]) == (2, [won[0].hash]) for one in lost)


def test_without_a_revision_nobody_writes_over_another(office: Office) -> None:
    """Every transition that was answered is in the record, once; the rest were told that they lost."""
    case_id = opened(office)
    got = at_once(lambda: office.perform(f"{case_id}-1", "propose", by=KARI, facts={"note": "én"}))
    won = [one for one in got if isinstance(one, Entry)]
    assert won and all(isinstance(one, (Entry, Stale)) for one in got), got
    assert [e.hash for e in office.history(case_id)][1:] == [e.hash for e in sorted(won, key=lambda e: e.seq)]
    assert verify(office.database) == []


def test_a_stale_revision_tells_what_happened_since(office: Office) -> None:
    """Whoever comes with an old page is shown what is new on it."""
    case_id = opened(office)
    entry = office.perform(f"{case_id}-1", "propose", by=KARI, facts={"note": "én"})
    with pytest.raises(Stale, match="propose by kari") as stale:
        office.perform(f"{case_id}-1", "close", by=KARI, revision=1)
    assert stale.value.entries == (entry,)


def test_an_undo_of_what_has_moved_on_meanwhile_is_stale(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is undone was judged by a history; nothing may have been entered since."""
    case_id = opened(office)
    office.perform(f"{case_id}-1", "propose", by=KARI, facts={"note": "én"})
    old = office.history(case_id)
    office.perform(f"{case_id}-1", "propose", by=KARI, facts={"note": "to"})
    monkeypatch.setattr(office, "history", lambda _: old)
    with pytest.raises(Stale):
        office.undo(case_id, 2, by=KARI, reason="feil")


def test_cases_opened_by_threads_are_numbered_without_gaps(office: Office) -> None:
    """Case numbers count up, each once (arkivforskrifta)."""
    got = at_once(lambda: [opened(office) for _ in range(3)])
    assert sorted(case_id for ids in got for case_id in ids) == [f"2025-{n:05d}" for n in range(1, 3 * THREADS + 1)]
    assert verify(office.database) == []


OPEN_MANY = """
import sys
from tests.store.conformance import drill_office, opened
office = drill_office(sys.argv[1])
print(*[opened(office) for _ in range(8)])
"""


def test_cases_opened_by_two_processes_are_numbered_without_gaps(office: Office) -> None:
    """Two web processes over one database give out distinct numbers, and none is lost."""
    url = office.database.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", OPEN_MANY, url]
    environment = {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    running = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    got = [number for process in running for number in process.communicate(timeout=60)[0].split()]
    assert sorted(got) == [f"2025-{n:05d}" for n in range(1, 17)]
    assert verify(office.database) == []
