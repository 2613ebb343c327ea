"""Which rules of the shipped workflows a run of the tests has seen met, and which refused.

With `--answers` a run ends with the rules that a workflow requires and that were never refused, and those that choose a
branch and had always the same answer: they could be left out, and no test would notice. Only what is tried counts, not
what is listed as possible.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from typing import Any

import pytest

from casework.definitions.library import Definitions
from casework.engine import accepting, order
from casework.engine.attempt import Attempt
from casework.errors import Reason
from casework.model.workflow import Transition

#: A rule as a workflow asks for it: «requires» or «when», and its name.
Asked = tuple[str, str]
#: The answers that each rule had.
Answers = dict[Asked, set[bool]]
#: What must have been seen of a rule that is required, and of one that chooses a branch.
WANTED = {"requires": {False}, "when": {True, False}}


def asked_for() -> dict[Asked, set[str]]:
    """Every rule that the shipped workflows ask for, with the transitions that do."""
    found: dict[Asked, set[str]] = defaultdict(set)
    for workflow in Definitions().workflows().values():
        for transition in (workflow.opening, *workflow.transitions):
            for asked in _asked(transition):
                found[asked].add(f"{workflow.name}.{transition.name}")
    return found


def unanswered(seen: Mapping[Asked, Collection[bool]]) -> list[str]:
    """One line for each rule of which too little was seen."""
    lines = []
    for (how, name), transitions in sorted(asked_for().items()):
        if missing := WANTED[how] - set(seen.get((how, name), ())):
            told = " or ".join("met" if answer else "refused" for answer in sorted(missing))
            lines.append(f"{how} {name}: never {told} (in {', '.join(sorted(transitions))})")
    return lines


def _asked(transition: Transition) -> list[Asked]:
    return [("requires", name) for name in transition.requires] + [("when", name) for name in transition.when]


class Recorder:
    """What the rules answered in this process, and in those of a parallel run."""

    def __init__(self) -> None:
        self.seen: Answers = defaultdict(set)
        watch = pytest.MonkeyPatch()
        watch.setattr(accepting, "requirements", self._watched("requires", accepting.requirements))
        watch.setattr(order, "unmet", self._watched("when", order.unmet))

    def _watched(self, how: str, ask: Callable[..., list[Reason]]) -> Callable[..., list[Reason]]:
        def asking(attempt: Attempt, transition: Transition, *values: Any) -> list[Reason]:
            if not attempt.asking:
                self._note(how, attempt, transition, *values)
            return ask(attempt, transition, *values)

        return asking

    def _note(self, how: str, attempt: Attempt, transition: Transition, values: Any = None) -> None:
        given = attempt.valid(transition) if values is None else values
        situation = attempt.situation(transition, {}, given)
        for asked in _asked(transition):
            if asked[0] == how:
                self.seen[asked].add(attempt.around.rules.named(asked[1]).holds(situation))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Hand over what was seen, in a process of a parallel run."""
        output = getattr(session.config, "workeroutput", None)
        if output is not None:
            output["answers"] = [[*asked, sorted(answers)] for asked, answers in self.seen.items()]

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take over what a process of a parallel run has seen."""
        for how, name, answers in getattr(node, "workeroutput", {}).get("answers", []):
            self.seen[how, name].update(answers)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """One line for each rule of which too little was seen."""
        for line in unanswered(self.seen):
            terminalreporter.write_line(line, yellow=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option that records."""
    told = "tell which rules of the shipped workflows no test has seen refused, or choose a branch"
    parser.addoption("--answers", action="store_true", help=told)


def pytest_configure(config: pytest.Config) -> None:
    """Record, where that is asked for."""
    if config.getoption("--answers"):
        config.pluginmanager.register(Recorder(), "answers")
