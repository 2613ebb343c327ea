"""The page that a soak leaves behind."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence

from casework.clock.wall import WallClock
from soak.judging import Outcome

_HEAD = """\
# Workers killed while deadlines fall due

Written by `./dev soak`. In each run {workers} workers look after one database while {due} deadlines fall due on three
simulated mornings; after thirty messages or so one of them is killed with SIGKILL and another started, until every
reminder is sent. The mail server is a process of its own, and notes each message before it answers that it has taken
it. A dead worker's lease is ended at once instead of after five minutes. Nothing else is helped along.

After each run every reminder must have been accepted, and be in the record once, and the record must verify. A message
may come again only where it was the last one on the connection of a worker that was killed: the window is the one
acknowledgement that was on its way. It must be the same message, byte for byte, with the same Message-ID, so that a
mailbox that discards a Message-ID it has seen holds each reminder once.

"""


def report(outcomes: Sequence[Outcome], wanted: int, workers: int, seed: int) -> str:
    """The page, in Markdown."""
    due = outcomes[0].due if outcomes else 0
    lines = [_HEAD.format(workers=workers, due=due), _circumstances(outcomes, wanted, seed), "", *_table(outcomes)]
    faults = [f"- {outcome.database}: {fault}" for outcome in outcomes for fault in outcome.faults]
    lines += ["", "Nothing was as it must not be." if not faults else "What must not be:\n", *faults]
    return "\n".join(lines).rstrip() + "\n"


def _circumstances(outcomes: Sequence[Outcome], wanted: int, seed: int) -> str:
    cores = len(os.sched_getaffinity(0))
    told = f"{WallClock().now():%d %B %Y}, Python {platform.python_version()}, {cores} cores, seed {seed}. "
    return told + f"{len(outcomes)} of {wanted} runs were made, in {sum(o.seconds for o in outcomes) / 60:.0f} minutes."


def _table(outcomes: Sequence[Outcome]) -> list[str]:
    lines = [
        "| | runs | reminders | killed | accepted | missing | again | in the mailbox |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for name in dict.fromkeys(outcome.database for outcome in outcomes):
        some = [outcome for outcome in outcomes if outcome.database == name]
        due, accepted = sum(o.due for o in some), sum(o.accepted for o in some)
        doubled, kept = sum(o.doubled for o in some), sum(o.kept for o in some)
        numbers = (due, sum(o.kills for o in some), accepted, due - (accepted - doubled), doubled, kept)
        lines.append(f"| {name} | {len(some)} | " + " | ".join(f"{n:,}".replace(",", " ") for n in numbers) + " |")
    return lines
