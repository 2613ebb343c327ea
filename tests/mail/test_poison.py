"""A rule or a template that fails: told to a person, without a word of what it was about, and in nobody's way."""

from __future__ import annotations

import json
import logging
import os
import sys
from importlib import import_module
from pathlib import Path

import pytest

from casework import Office, Party
from casework.model.mail import CANNOT_BE_WRITTEN, SENT
from casework.testing import FrozenClock
from tests.mail.duties import DEFINITIONS, OPENED, at, duty_office, owing
from tests.mail.post_office import Letterbox, settings_for
from tests.mail.test_worker import finished, started, url_of

POISON = "# Påminnelse til {{ party.name }}\n\n{{ case.number if case.number[-1] != '1' else 1 // 0 }} har en frist.\n"
RULE = '''
from casework.rules.registry import rule


@rule("fvl/17-1", nb="kan svares på", nn="kan svarast på", en="can be answered")
def can_be_answered(s):
    """The law of somebody who did not try it out."""
    return 1 / (int(s.record.case.id[-1]) - 1) > 0
'''


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """Templates of a host, of which one fails for one case."""
    for language in ("nb", "nn", "en"):
        (tmp_path / "letters" / language).mkdir(parents=True)
        (tmp_path / "letters" / language / "reminder.md").write_text(POISON, "utf-8")
    return tmp_path / "letters"


def test_a_template_that_fails_goes_to_a_person_and_stops_nobody(
    database_url: str, letters: Path, letterbox: Letterbox, port: int, caplog: pytest.LogCaptureFixture
) -> None:
    """A poisonous row: the others go; mended, it goes as well."""
    office = duty_office(database_url, mail=settings_for(port), letters=[letters])
    for _ in range(3):
        owing(at(office, OPENED))
    at(office, "2026-08-12").tick()
    with caplog.at_level(logging.DEBUG, "casework"):
        assert office.mail.send().sent == 2
    (unsent,), _ = office.mail.to_look_at()
    assert unsent.error == CANNOT_BE_WRITTEN and unsent.case_id == "2026-00001"
    told = [record for record in caplog.records if record.getMessage() == "mail_not_written"]
    assert [vars(record)["error"].split()[0] for record in told] == ["ZeroDivisionError"]
    assert "velaget" not in str([vars(record) for record in caplog.records])
    for file in letters.glob("*/reminder.md"):
        file.write_text(POISON.replace("1 // 0", "1"), "utf-8")
    office.close()
    mended = duty_office(database_url, "2026-08-12T10:00:00+02:00", mail=settings_for(port), letters=[letters])
    assert mended.mail.send().sent == 1
    assert {message.status for message in mended.mail.messages()} == {SENT}
    mended.close()


def broken_rules(simulated: Office, folder: Path) -> dict[str, str]:
    """The surroundings of an office whose rule fails when the first case falls overdue."""
    (folder / "rules_of_a_host.py").write_text(RULE, "utf-8")
    workflow = (DEFINITIONS / "workflows" / "duty.toml").read_text("utf-8")
    (folder / "workflows").mkdir()
    with_rule = workflow.replace(
        'on = "deadline_passed:report"', 'on = "deadline_passed:report"\nwhen = ["can_be_answered"]'
    )
    (folder / "workflows" / "duty.toml").write_text(with_rule, "utf-8")
    path = os.pathsep.join([str(Path(__file__).parents[2] / "src"), str(folder)])
    return {
        "PYTHONPATH": path,
        "CASEWORK_RULES": "rules_of_a_host",
        "CASEWORK_WORKFLOWS": str(folder / "workflows"),
        "CASEWORK_DATABASE_URL": url_of(simulated),
    }


def test_a_rule_that_fails_ends_no_worker_and_stops_no_other_deadline(
    simulated: Office, letterbox: Letterbox, port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it keeps from being recorded stands in the list of what was not done, and is tried again."""
    surroundings = broken_rules(simulated, tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    office = Office(
        url_of(simulated), clock=FrozenClock(OPENED), schemes=[DEFINITIONS / "scheme.toml"],
        rules=[import_module("rules_of_a_host")], workflows=[tmp_path / "workflows"], letters=[DEFINITIONS / "letters"],
    )  # fmt: skip
    for _ in range(3):
        owing(office, party=Party("974760673", "Hemmelig lag (oppdiktet)", email="hemmelig@lag.example"))
    office.close()
    sys.modules.pop("rules_of_a_host")
    now = "2026-08-17T09:00:00+02:00"
    worker = started(simulated, port, "--once", now=now, surroundings=surroundings)
    out, errors = worker.communicate(timeout=120)
    assert worker.returncode == 0, errors
    assert (json.loads(out)["passed"], json.loads(out)["not_noticed"], json.loads(out)["sent"]) == (2, 1, 3)
    assert "ZeroDivisionError" in errors and "emmelig" not in errors
    behind = finished(simulated, port, "worker", "status", now=now, surroundings=surroundings)["left_behind"]
    assert [(each["case_id"], each["what"]) for each in behind] == [("2026-00001", "passing")]
