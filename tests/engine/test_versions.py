"""A proceeding keeps the version of its workflow that it opened with."""

from __future__ import annotations

from pathlib import Path

import pytest

from casework import NotFound
from casework.testing import office_in_memory
from tests.engine.trial import KARI, Trial, trial

FIRST = """\
name = "trial"
version = 1
in_force = 2020-01-01
initial = "open"
[opening]
by = ["caseworker"]
[states.open]
[states.done]
final = true
[[transition]]
name = "finish"
from = ["open"]
to = "done"
by = ["caseworker"]
"""

SECOND = """\
name = "trial"
version = 2
in_force = 2026-03-01
initial = "begun"
[opening]
by = ["caseworker"]
[states.begun]
[states.checked]
[states.done]
final = true
[[transition]]
name = "check"
from = ["begun"]
to = "checked"
by = ["caseworker"]
[[transition]]
name = "complete"
from = ["checked"]
to = "done"
by = ["caseworker"]
"""


@pytest.fixture
def desk(tmp_path: Path) -> Trial:
    (tmp_path / "superseded").mkdir()
    (tmp_path / "superseded" / "trial-1.toml").write_text(FIRST, "utf-8")
    return trial(tmp_path, SECOND)


def test_what_is_running_stays_with_its_version(desk: Trial) -> None:
    """The version in force on the day of opening holds to the end, also when it has been superseded since."""
    old = desk.open()
    desk.clock.move_to("2026-03-01T10:00:00+01:00")
    new = desk.open()
    assert [(c.grant.version, c.grant.state) for c in (old, new)] == [(1, "open"), (2, "begun")]
    desk.do(old.grant.id, "finish")
    desk.do(new.grant.id, "check")
    assert desk.codes(new.grant.id, "check") == ["not_in_order"]


def test_a_version_comes_into_force_at_midnight_in_oslo(desk: Trial) -> None:
    """The legal day is the Oslo day: at 23:00 UTC in winter the next one has begun."""
    desk.clock.move_to("2026-02-28T22:59:59Z")
    assert desk.open().grant.version == 1
    desk.clock.move_to("2026-02-28T23:00:00Z")
    assert desk.open().grant.version == 2


def test_a_file_that_was_changed_under_a_running_proceeding_is_told(desk: Trial, tmp_path: Path) -> None:
    """The digest of the file is pinned: the message says what happened and what to do, and nothing is done."""
    case = desk.open()
    file = tmp_path / "superseded" / "trial-1.toml"
    file.write_text(FIRST.replace('by = ["caseworker"]', 'by = ["supervisor"]'), "utf-8")
    changed = office_in_memory(desk.clock, workflows=[tmp_path])
    definitions, pinned = changed.surroundings.definitions, case.grant
    with pytest.raises(NotFound, match="was changed since") as told:
        definitions.workflow(pinned.workflow, pinned.version, digest=pinned.digest)
    assert "superseded/" in str(told.value)
    assert "version 2" not in str(told.value)
    with pytest.raises(NotFound, match="trial version 7"):
        definitions.workflow("trial", 7, digest=pinned.digest)


def test_the_case_is_shown_although_its_file_is_gone(desk: Trial, tmp_path: Path) -> None:
    """Reading the record needs no definition."""
    case = desk.open()
    (tmp_path / "superseded" / "trial-1.toml").unlink()
    again = office_in_memory(desk.clock, workflows=[tmp_path])
    again.database = desk.office.database
    again._desk.database = desk.office.database  # noqa: SLF001  the same database, as after a restart
    assert again.case(case.id) == case
    assert [e.name for e in again.history(case.id)] == ["open"]
    with pytest.raises(NotFound):
        again.perform(case.grant.id, "finish", by=KARI)
