"""What holds for every command: help, options, exit codes, and that nobody is shown a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from casework.errors import BadDatabase, KeyReused, Stale
from casework.faces.cli import failures
from casework.faces.cli.root import COMMANDS, root
from casework.faces.cli.settings import Settings
from tests.faces.cli.results import SOURCE, TAILORED, Run, Shell, opened, told, wrong

#: Every command that users may rely on.
PROMISED = (
    "law limit",
    "law show",
    "law list",
    "workflow check",
    "workflow draw",
    "db upgrade",
    "db verify",
    "db checkpoint",
    "case open",
    "case list",
    "case show",
    "case history",
    "case timeline",
    "case available",
    "case perform",
    "case migrate",
    "import applications",
    "stats",
    "overdue",
    "control-report",
)
LIGHT = ("casework.office", "sqlalchemy", "pydantic", "rich", "holidays", "alembic", "babel", "structlog")


def _commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            assert found is not None
            yield from _commands(found, (*path, name))


EVERY = list(_commands(root))


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_every_command_explains_itself(run: Run, path: tuple[str, ...]) -> None:
    """`--help` says what a command does, and that the database, the language and JSON may be chosen."""
    result = run(*path, "--help")
    assert result.exit_code == 0
    assert all(option in result.stdout for option in ("--database", "--json", "--language", "--now"))
    assert "Traceback" not in result.output


@pytest.mark.parametrize("command", PROMISED)
def test_every_promised_command_is_there(command: str) -> None:
    """What callers rely on stays under its name."""
    assert tuple(command.split()) in EVERY


def test_the_table_says_what_each_command_says_of_itself() -> None:
    """The first page of help is written without importing the commands, and still agrees with them."""
    context = click.Context(root)
    for name, lazy in COMMANDS.items():
        found = root.get_command(context, name)
        assert found is not None and found.name == name
        assert found.help and found.help.splitlines()[0] == lazy.help


def test_help_is_quick_because_it_imports_nothing_heavy(shell: Shell) -> None:
    """`casework --help` loads neither the office nor any large library."""
    result = shell("--help", env={"PYTHONPROFILEIMPORTTIME": "1"})
    imported = {line.rpartition("|")[2].strip() for line in result.stderr.splitlines()}
    assert result.returncode == 0 and "casework.faces.cli.root" in imported
    assert not imported & set(LIGHT)


def test_options_are_taken_before_and_after_the_subcommand(run: Run) -> None:
    """`casework --json law limit …` is `casework law limit … --json`."""
    count = ("law", "limit", "fvl/29-1", "--from", "2026-03-14")
    first, last = run("--json", "--language", "nn", *count), run(*count, "--json", "--language", "nn")
    between = run("law", "--json", "--language", "nn", *count[1:])
    assert told(first) == told(last) == told(between)
    assert "laurdag" in first.stdout


def test_an_option_after_the_subcommand_wins(run: Run) -> None:
    """Of the same option given twice, the later is meant."""
    assert (
        "Saturday"
        in run("--language", "nn", "law", "limit", "fvl/29-1", "--from", "2026-03-14", "--language", "en").stdout
    )


def test_the_database_may_be_chosen_by_option(run: Run, home: Path) -> None:
    """`--database` comes before CASEWORK_DATABASE_URL."""
    opened(run)
    assert told(run("case", "list", "--json", "--database", f"sqlite:///{home}/other.db")) == []
    assert len(told(run("case", "list", "--json"))) == 1


def test_without_a_subcommand_the_help_is_shown(run: Run) -> None:
    """Nothing to do is wrong usage."""
    result = run()
    assert result.exit_code == 2 and "Commands:" in result.stderr


@pytest.mark.parametrize(
    "args", [("nothing",), ("case", "show"), ("law", "limit", "fvl/29-1"), ("--language", "de", "law")]
)
def test_wrong_usage_ends_with_2(run: Run, args: tuple[str, ...]) -> None:
    """Whoever types something wrong is told how to find help."""
    result = run(*args)
    assert result.exit_code == 2 and "--help" in result.stderr and not result.stdout


def test_wrong_usage_is_told_as_json_to_a_program(run: Run) -> None:
    """With `--json` every error is one JSON object on standard error, wherever the option stands."""
    for args in (("case", "show", "--json"), ("--json", "case", "show"), ("case", "nothing", "--json")):
        result = run(*args)
        assert result.exit_code == 2 and wrong(result)["error"] == "usage"


def test_a_missing_folder_is_a_technical_failure_with_advice(run: Run) -> None:
    """Exit code 3, one line, no traceback."""
    result = run("case", "list", "--database", "sqlite:///no/such/folder/casework.db")
    assert result.exit_code == 3 and len(result.stderr.splitlines()) == 1
    assert "Traceback" not in result.output and "folder" in result.stderr


def test_a_read_only_database_is_a_technical_failure(run: Run, home: Path) -> None:
    """The message says what to do; nothing is written."""
    case_id = opened(run)
    read_only = ("--database", f"sqlite:///file:{home}/casework.db?mode=ro&uri=true")
    assert run("case", "show", case_id, *read_only).exit_code == 0
    result = run("case", "assign", case_id, "ola", "caseworker", "--by", "kari", "--role", "supervisor", *read_only)
    assert result.exit_code == 3 and "read-only" in result.stderr
    assert told(run("case", "show", case_id, "--json"))["revision"] == 1


def test_a_file_that_is_no_database_is_a_technical_failure(run: Run, home: Path) -> None:
    """As is one that somebody has damaged."""
    (home / "text.db").write_text("This is not a database, however long it may be. " * 50)
    result = run("case", "list", "--json", "--database", f"sqlite:///{home}/text.db")
    assert result.exit_code == 3 and wrong(result)["error"] == "bad_database"


def test_an_unexpected_error_is_one_line_and_tells_where_to_report(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """A traceback is shown with `--debug` alone."""
    monkeypatch.setattr(Settings, "office", property(lambda _: 1 / 0))
    short, long = run("case", "list", "--language", "en"), run("case", "list", "--debug")
    assert short.exit_code == long.exit_code == 3
    assert "ZeroDivisionError" in short.stderr and "report" in short.stderr and "Traceback" not in short.stderr
    assert "Traceback" in long.stderr
    assert wrong(run("case", "list", "--json"))["error"] == "unexpected"


def test_an_interrupted_command_ends_with_130(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C is no failure of the program."""

    def interrupted(_: Settings) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Settings, "office", property(interrupted))
    result = run("case", "list", "--language", "nn")
    assert result.exit_code == 130 and "Avbroten." in result.stderr and "Traceback" not in result.output


def test_output_that_nobody_reads_ends_quietly(home: Path) -> None:
    """`casework law list | head -1` says nothing of a broken pipe."""
    reader, writer = os.pipe()
    os.close(reader)
    environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
    done = subprocess.run(
        [sys.executable, "-m", "casework", "law", "list"],
        stdout=writer,
        stderr=subprocess.PIPE,
        env=environment,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.parametrize(("encoding", "dash"), [("utf-8", "–"), ("latin-1", "\\u2013")])
def test_what_the_terminal_cannot_show_is_written_as_its_code(shell: Shell, encoding: str, dash: str) -> None:
    """A terminal of an older encoding gets its æøå, and no error for the rest."""
    result = shell("workflow", "list", encoding=encoding, env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
    assert result.returncode == 0 and "Endringssøknad" in result.stdout
    scheme = shell(
        "scheme",
        "show",
        "made_up",
        "2022",
        "--schemes",
        TAILORED / "schemes",
        encoding=encoding,
        env={"PYTHONIOENCODING": encoding},
    )
    assert scheme.returncode == 0 and dash in scheme.stdout


def test_an_argument_that_is_not_utf8_is_wrong_usage(run: Run) -> None:
    """It could not be stored."""
    result = run("case", "show", b"2022-\xe6".decode("utf-8", "surrogateescape"))
    assert result.exit_code == 2 and "UTF-8" in result.stderr


def test_the_time_may_be_set_only_in_a_database_made_for_simulation(run: Run, home: Path) -> None:
    """No entry of a real case is ever dated by hand."""
    now = ("--now", "2022-03-02T08:00:00+01:00")
    assert run("case", "list", *now).exit_code == 2
    opened(run)
    refused = run("case", "list", *now)
    assert refused.exit_code == 2 and "db upgrade --simulation" in refused.stderr
    simulation = ("--database", f"sqlite:///{home}/simulation.db")
    assert run("db", "upgrade", "--simulation", *simulation).exit_code == 0
    case_id = opened(run, *simulation, *now)
    assert told(run("case", "show", case_id, *simulation, "--json"))["opened_at"] == "2022-03-02T07:00:00Z"


@pytest.mark.parametrize("now", ["2022", "yesterday", "2022-03-02T08:00:00", "2022-13-45T00:00:00Z"])
def test_a_time_that_is_no_instant_is_bad_input(run: Run, now: str) -> None:
    """An instant has its offset."""
    result = run("case", "list", "--now", now, "--json")
    assert result.exit_code == 2 and wrong(result)["error"] == "bad_input"


def test_the_version_is_told(run: Run) -> None:
    """On one line."""
    assert run("--version").stdout.startswith("casework 0.")


def test_the_module_runs_as_the_command_does(shell: Shell) -> None:
    """`python -m casework` is `casework`."""
    result = shell("law", "limit", "fvl/29-1", "--from", "2026-03-14", "--json")
    assert result.returncode == 0 and json.loads(result.stdout)["last_day"] == "2026-04-07"


def test_rules_of_a_host_that_cannot_be_imported_are_bad_input(run: Run) -> None:
    """The module is named."""
    result = run("case", "list", "--rules", "no_such_module")
    assert result.exit_code == 2 and "no_such_module" in result.stderr


@pytest.mark.parametrize(
    ("error", "code", "kind"),
    [
        (Stale("2022-00001", 3, 5), 1, "stale"),
        (KeyReused("k"), 2, "key_reused"),
        (BadDatabase("full"), 3, "bad_database"),
    ],
)
def test_each_kind_of_error_has_its_exit_code_and_its_words(error: Exception, code: int, kind: str) -> None:
    """1 is an answer, 2 is the caller's to correct, 3 is for whoever runs the machine."""
    assert failures.exit_code(error) == code
    assert failures.error_json(error, "nb")["error"] == kind
    told_in = {language: "\n".join(failures._lines(error, language)) for language in ("nb", "nn", "en")}  # noqa: SLF001
    assert len(set(told_in.values())) == 3
