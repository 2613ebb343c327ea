"""`casework worker`: do what runs by itself, once, until there is nothing left, or for ever."""

from __future__ import annotations

import json
import logging
import signal
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

import click

from casework.faces.as_json import instant_json
from casework.faces.cli import mail_texts as texts
from casework.faces.cli.paper import Paper, tell
from casework.faces.cli.settings import Settings
from casework.faces.cli.shared import Group, pass_settings
from casework.notices.mail_settings import mail_settings
from casework.worker import Worker, numbers

#: A worker that was not heard of for so long is taken for dead.
SILENT = timedelta(minutes=2)
_OF_PYTHON = frozenset(vars(logging.makeLogRecord({})))


@click.group(cls=Group, invoke_without_command=True)
@click.option("--once", is_flag=True, help="Do what is due now, and end; for cron.")
@click.option("--until-idle", is_flag=True, help="Go on until nothing is due, and end.")
@click.option("--every", type=click.FloatRange(min=0.1), default=1.0, metavar="SECONDS", help="How often to look [1].")
@pass_settings
@click.pass_context
def worker(context: click.Context, settings: Settings, once: bool, until_idle: bool, every: float) -> None:
    """Do what runs by itself: deadlines that pass, reminders, overviews and mail.

    Start as many as you like. SIGTERM ends one cleanly: what it has in hand is finished, the rest given back.
    """
    if context.invoked_subcommand is not None:
        return
    if once and until_idle:
        raise click.UsageError("--once and --until-idle exclude each other")
    settings.check_clock()
    settings.office.mail.settings = mail_settings()
    _log(as_json=settings.as_json)
    made = Worker(settings.office)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: made.stop())
    _run(settings, made, once, until_idle, every)


def _run(settings: Settings, made: Worker, once: bool, until_idle: bool, every: float) -> None:
    if not (once or until_idle):
        made.run(every)
        return
    ticks = [made.once()] if once else made.until_idle()
    total: dict[str, Any] = {}
    for tick in ticks:
        total = {name: value + total.get(name, 0) for name, value in numbers(tick).items() if name != "reachable"}
    total["reachable"] = all(tick.mail.reachable for tick in ticks)
    tell(settings, total, lambda paper: paper.line(texts.TICKED.format(**total)))


@worker.command()
@pass_settings
def status(settings: Settings) -> None:
    """Every worker and when it was last heard of, how many messages stand where, and what could not be done."""
    office, now = settings.office, settings.clock.now()
    rows = [
        {
            "worker": w.name,
            "state": "stopped" if w.stopped_at else "silent" if now - w.beat_at > SILENT else "alive",
            "last_heard": w.beat_at,
            "started": w.started_at,
            "ticks": w.ticks,
            "last_tick": w.told,
        }
        for w in office.mail.workers()
    ]
    behind = [asdict(found) for found in office.mail.left_behind()]
    told = {"workers": rows, "mail": office.mail.counts(), "left_behind": behind}
    tell(settings, told, lambda paper: _status(paper, rows, told["mail"], behind))


def _status(paper: Paper, rows: list[dict[str, Any]], counts: Any, behind: list[dict[str, Any]]) -> None:
    columns = ("worker", "state", "last_heard", "ticks")
    paper.table(columns, [[row[column] for column in columns] for row in rows], right=("ticks",))
    paper.fields(dict(counts))
    if behind:
        paper.heading(texts.LEFT_BEHIND)
        paper.table(tuple(behind[0]), [list(row.values()) for row in behind])


def _log(*, as_json: bool) -> None:
    """A line for every tick that did something, on standard error: JSON for programs, else for people."""
    handler = logging.StreamHandler()
    handler.setFormatter(_JsonLines() if as_json else _Lines())
    logger = logging.getLogger("casework")
    logger.handlers[:] = [handler]
    logger.setLevel(logging.INFO)
    logger.propagate = False
    # That a tick took longer than a second is no news.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)


def _extras(record: logging.LogRecord) -> dict[str, Any]:
    return {name: value for name, value in vars(record).items() if name not in _OF_PYTHON and name != "message"}


class _JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told = {"at": _at(record), "level": record.levelname.lower(), "event": record.getMessage(), **_extras(record)}
        return json.dumps(told, ensure_ascii=False, default=str)


class _Lines(logging.Formatter):
    """One line for a person."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        extras = " ".join(f"{name}={value}" for name, value in _extras(record).items())
        return f"{_at(record)} {record.levelname.lower()} {record.getMessage()} {extras}"


def _at(record: logging.LogRecord) -> str:
    return instant_json(datetime.fromtimestamp(record.created, UTC))
