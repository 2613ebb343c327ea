"""What words of scenarios mean that several events use."""

from __future__ import annotations

from tests.scenarios.world import World

STATED = "saken er vurdert, og dette er grunnen"
LATE = "late"

#: The bases of a reversal in the words of scenarios.
BASES = {
    "35-5-vedtaket": "fvl/35-5:decision",
    "35-5-lov": "fvl/35-5:law",
    "35-5-ulovfestet": "fvl/35-5:unwritten",
    "35-1-a": "fvl/35-1-a",
    "35-1-b": "fvl/35-1-b",
    "35-1-c": "fvl/35-1-c",
}
#: What a proceeding is opened with.
OPENED_WITH = {
    "reaction": {"breach": "other", "term": "brevet 4.2", "kind": "reclaim"},
    "change_request": {"concerns": "budget", "wanted_change": "flytte midler"},
}
#: The basis that a reversal rests on where the scenario names none: the one that the law has for that effect.
BASIS_OF = {"favour": "fvl/35-1-a", "detriment": "fvl/35-1-b"}


def why(reason: str | None) -> str | None:
    """The text behind «stated»; none where none is stated."""
    return STATED if reason == "stated" else reason


def late(world: World, proceeding: str) -> str | None:
    """The verdict where what came in was flagged late."""
    return LATE if world.state(proceeding) == "late" else None
