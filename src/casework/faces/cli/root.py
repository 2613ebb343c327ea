"""The root of the command line: reads the arguments, runs the command, turns every error into an exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn

import click

from casework import __version__
from casework.faces.cli import failures
from casework.faces.cli.lazy import Lazy, LazyGroup
from casework.faces.cli.settings import Settings
from casework.faces.cli.shared import settings_of

_HERE = "casework.faces.cli"

COMMANDS = {
    "case": Lazy(f"{_HERE}.case:case", "Open cases, look at them, and take them forward."),
    "appeal": Lazy(f"{_HERE}.appeal:appeal", "Hand an appeal over to another office, and take in what came of it."),
    "import": Lazy(f"{_HERE}.loading:loading", "Load what other systems export."),
    "stats": Lazy(
        f"{_HERE}.reports:stats",
        "The totals of SCHEME in YEAR as its public page shows them; in JSON, amounts are in øre.",
    ),
    "overdue": Lazy(f"{_HERE}.reports:overdue", "Every duty that is open after its last day, the latest first."),
    "worker": Lazy(
        f"{_HERE}.worker:worker", "Do what runs by itself: deadlines that pass, reminders, overviews and mail."
    ),
    "letters": Lazy(f"{_HERE}.letters:letters", "Print and post letters, and record what became of them."),
    "mail": Lazy(f"{_HERE}.mail:mail", "Look at the mail, send it again, drop it, hand in what came back."),
    "control-report": Lazy(
        f"{_HERE}.reports:control_report",
        "The yearly control summary of SCHEME in YEAR, as a page to send to the ministry.",
    ),
    "access": Lazy(f"{_HERE}.access:access", "Give people roles, take them away, and see who has which."),
    "token": Lazy(f"{_HERE}.access:token", "Make and end the tokens that other systems sign in with."),
    "serve": Lazy(f"{_HERE}.serve:serve", "Serve the pages and the HTTP API until interrupted."),
    "law": Lazy(f"{_HERE}.law:law", "What a provision says, and when its time limit ends."),
    "workflow": Lazy(f"{_HERE}.workflow:workflow", "Check, draw and list workflow files."),
    "scheme": Lazy(f"{_HERE}.scheme:scheme", "Check, show and begin scheme files."),
    "simulate": Lazy(
        f"{_HERE}.simulate:simulate",
        "Walk a whole year of SCHEME with made-up applicants, in a database made for simulation or a temporary one.",
    ),
    "db": Lazy(f"{_HERE}.db:db", "Make, upgrade and verify the database."),
    "completion": Lazy(f"{_HERE}.completion:completion", "Write the script that gives SHELL tab completion."),
}


class Root(LazyGroup):
    """The outermost command; nothing but exit codes leaves it."""

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any) -> NoReturn:  # type: ignore[override]
        """Run, and leave with 0 done, 1 refused, 2 wrong usage or bad input, 3 technical failure, 130 interrupted."""
        given = list(sys.argv[1:] if args is None else args)
        settings = extra.setdefault("obj", None) or Settings(as_json="--json" in given)
        extra["obj"] = settings
        _forgiving()
        try:
            sys.exit(super().main(_readable(given), prog_name, **extra, standalone_mode=False) or 0)
        except Exception as error:  # every error ends here, as an exit code and a line for the person
            sys.exit(failures.told(error, settings))

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Read the arguments."""
        with _noticing_closed_output():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        if settings_of(ctx).debug:
            failures.show_whole_log()
        with _noticing_closed_output():
            super().invoke(ctx)
            sys.stdout.flush()
        return 0


def _readable(args: list[str]) -> list[str]:
    for arg in args:
        if any("\ud800" <= c <= "\udfff" for c in arg):
            raise click.UsageError(f"the argument {arg!r} is not valid UTF-8")
    return args


def _forgiving() -> None:
    """What a terminal cannot show is written as its code, rather than not at all."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


@contextmanager
def _noticing_closed_output() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError as error:
        raise failures.OutputClosed from error


def _version(context: click.Context, parameter: click.Parameter, wanted: bool) -> None:
    if wanted:
        click.echo(f"casework {__version__}")
        context.exit()


root = Root(
    "casework",
    table=COMMANDS,
    help="Case management for public grants that knows Norwegian administrative law.\n\n"
    "Exit codes: 0 done; 1 refused by a rule, or a check found faults; 2 wrong usage or bad input; "
    "3 technical failure.",
    params=[
        click.Option(
            ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version."
        )
    ],
)
