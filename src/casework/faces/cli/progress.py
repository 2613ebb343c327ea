"""How far a long piece of work has come: a bar on standard error, where a person is looking."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from casework.faces.cli.settings import Settings


@contextmanager
def counted(settings: Settings, length: int) -> Iterator[Callable[[int], None]]:
    """A bar that is told how many more are done."""
    with click.progressbar(length=length, file=sys.stderr, hidden=_hidden(settings)) as bar:
        yield bar.update


@contextmanager
def measured(settings: Settings) -> Iterator[Callable[[int, int], None]]:
    """A bar that is told how many are done, and of how many."""
    with click.progressbar(length=0, file=sys.stderr, hidden=_hidden(settings)) as bar:

        def done(count: int, of: int) -> None:
            bar.length = of
            bar.update(count - bar.pos)

        yield done


def _hidden(settings: Settings) -> bool:
    return settings.as_json or not sys.stderr.isatty()
