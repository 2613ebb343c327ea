"""An office with workflows of its own, written where they are tested."""

from __future__ import annotations

import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from casework import Actor, Case, Entry, Office, Option, Refused
from casework.rules import Rule
from casework.testing import FrozenClock, office_in_memory

KARI = Actor("kari", "caseworker")
OLA = Actor("ola", "decision_maker")
BOSS = Actor("bente", "supervisor")
GRANTEE = Actor("per", "grantee")

PARTY = "889640782"
START = "2026-02-02T10:00:00+01:00"

SCHEME = """\
[scheme]
id = "trial"
year = 2026
title = { nb = "Prøve", nn = "Prøve", en = "Trial" }
chapter = "1.70"
legal_basis = ["regl/8"]
agency = "IMDi"
appeal_body = "AID"
authority = "AID"
workflow = "trial"
in_force = 2026-01-01
[settings]
answer_period = "2 weeks"
"""

LETTER = "# Brev\n\nTil {{ party.name }}.\n"


@dataclass(frozen=True, slots=True)
class Trial:
    """One office with its clock, and one case at a time."""

    office: Office
    clock: FrozenClock

    def open(self, by: Actor = KARI, **facts: Any) -> Case:
        """Open a case of the workflow `trial`."""
        return self.office.open_case(scheme="trial", year=2026, party=PARTY, by=by, facts=facts)

    def do(self, where: str, name: str, by: Actor = KARI, **facts: Any) -> Entry:
        """Make a transition."""
        return self.office.perform(where, name, by=by, facts=facts)

    def state(self, where: str) -> str:
        """Where a proceeding stands."""
        case = self.office.case(where.rsplit("-", 1)[0])
        return next(p.state for p in case.proceedings if p.id == where)

    def codes(self, where: str, name: str, by: Actor = KARI, **facts: Any) -> list[str]:
        """The codes with which a transition is refused, in order; it must be refused and leave nothing behind."""
        case_id = where.rsplit("-", 1)[0]
        before, history = self.office.case(case_id), self.office.history(case_id)
        with pytest.raises(Refused) as refused:
            self.do(where, name, by, **facts)
        assert self.office.case(case_id) == before
        assert self.office.history(case_id) == history
        return [reason.code for reason in refused.value.reasons]

    def option(self, where: str, name: str, by: Actor = KARI) -> Option:
        """One transition as `available` tells it."""
        return next(option for option in self.office.available(where, by=by) if option.name == name)


def trial(
    folder: Path,
    *workflows: str,
    rules: Iterable[Rule] = (),
    scheme: str = "",
    letters: Mapping[str, str] | None = None,
) -> Trial:
    """An office in memory over these workflow texts; the case itself runs in the one called `trial`."""
    for number, text in enumerate(workflows):
        (folder / f"{number}.toml").write_text(text, "utf-8")
    (folder / "schemes").mkdir(exist_ok=True)
    (folder / "schemes" / "trial.toml").write_text(SCHEME + scheme, "utf-8")
    written = {"note": LETTER} | dict(letters or {})
    for language in ("nb", "nn", "en"):
        (folder / "letters" / language).mkdir(parents=True, exist_ok=True)
        for name, text in written.items():
            (folder / "letters" / language / f"{name}.md").write_text(text, "utf-8")
    module = types.ModuleType("trial_rules")
    for rule in rules:
        setattr(module, rule.name, rule)
    clock = FrozenClock(START)
    office = office_in_memory(clock, workflows=[folder], rules=[module], letters=[folder / "letters"])
    return Trial(office, clock)
