"""Plays one scenario from data through the public API, and compares what it says with what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from casework import Refused
from casework.store.verify import verify
from tests.scenarios.desk import Desk, dates_in
from tests.scenarios.events import EVENTS, OF_RECLAIM
from tests.scenarios.expectations import EXPECTATIONS, timely
from tests.scenarios.givens import bring_about
from tests.scenarios.world import World

#: How long before the first day that a scenario names its case begins.
BEFORE = timedelta(days=120)
NO_DAYS = date(2026, 1, 5)
VERDICTS = ("result", "results", "error")
#: The events in which something is filed that can be late.
FILING = ("appeal_received", "appeal_repeated", "costs_claim")
#: A scenario says in its note that its events are not one after another, but each by itself.
ALTERNATIVES = "alternatives"


@dataclass
class Played:
    """What came of a scenario: one verdict for each event, the codes of each refusal, and the world after it."""

    verdicts: list[str] = field(default_factory=list)
    codes: list[set[str]] = field(default_factory=list)
    timely: list[bool | None] = field(default_factory=list)
    worlds: list[World] = field(default_factory=list)


def play(scenario: dict[str, Any], make_url: Callable[[], str], folder: Path) -> None:
    """Raises AssertionError where it comes out otherwise than the scenario says, or says a word that is unknown."""
    played = Played()
    apart = ALTERNATIVES in scenario.get("note", "")
    for n, events in enumerate([[each] for each in scenario["when"]] if apart else [scenario["when"]]):
        inside = folder / str(n)
        inside.mkdir()
        _play(scenario, events, make_url(), inside, played)
    _judge(scenario["then"], played, apart)


def _play(scenario: dict[str, Any], events: list[dict[str, Any]], url: str, folder: Path, played: Played) -> None:
    given = dict(scenario.get("given") or {})
    if any(event["event"] in OF_RECLAIM for event in events):
        given["_reclaim"] = True
    world = World(_desk(scenario, url, folder), given)
    world.upcoming = {event["event"] for event in events}
    bring_about(world)
    for event in events:
        _happen(world, dict(event), played)
    played.worlds.append(world)
    assert world.case_id == "" or verify(world.desk.office.database) == []


def _desk(scenario: dict[str, Any], url: str, folder: Path) -> Desk:
    given = scenario.get("given") or {}
    first = min(dates_in([given, scenario["when"]]), default=NO_DAYS + BEFORE) - BEFORE
    due = given.get("scheme_deadline")
    period = str(given.get("statement_period", "3 weeks")).partition(" (")[0]
    rolls = "false" if str(given.get("policy", "scheme_no_shift")).endswith("no_shift") else "true"
    return Desk(url, folder, first, date.fromisoformat(due) if due else None, period, rolls)


def _happen(world: World, event: dict[str, Any], played: Played) -> None:
    name = event.pop("event")
    assert name in EVENTS, f"unknown event {name}"
    try:
        played.verdicts.append(EVENTS[name](world, **event) or "legal")
        if name in FILING:
            played.timely.append(timely(world))
    except Refused as refused:
        played.verdicts.append("illegal")
        played.codes.append({reason.code for reason in refused.reasons})


def _judge(then: dict[str, Any], played: Played, apart: bool) -> None:
    unknown = set(then) - set(EXPECTATIONS) - set(VERDICTS)
    assert not unknown, f"unknown expectations: {', '.join(sorted(unknown))}"
    _verdicts(then, played)
    _errors(then.get("error"), played)
    if isinstance(then.get("timely"), list):
        assert played.timely == then["timely"]
    for word, expected in then.items():
        for world in played.worlds if word in EXPECTATIONS and not apart else played.worlds[:1]:
            if word in EXPECTATIONS:
                EXPECTATIONS[word](world, expected)


def _verdicts(then: dict[str, Any], played: Played) -> None:
    if "results" in then:
        told = zip(played.verdicts, then["results"], strict=True)
        assert all(_fits(found, expected) for found, expected in told), (played.verdicts, played.codes)
    elif "result" in then:
        *earlier, last = played.verdicts
        assert _fits(last, then["result"]) and "illegal" not in earlier, (played.verdicts, played.codes)


def _fits(found: str, expected: str) -> bool:
    """What is flagged late was accepted all the same."""
    return found == expected or (expected == "legal" and found == "late")


def _errors(expected: str | list[str] | None, played: Played) -> None:
    each = [expected] * len(played.codes) if isinstance(expected, str) else list(expected or [])
    if expected is None:
        return
    assert len(each) == len(played.codes), played.codes
    for code, found in zip(each, played.codes, strict=True):
        assert code in found, f"refused with {', '.join(sorted(found))}, not with {code}"
