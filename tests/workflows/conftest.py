"""The office in which the workflows of others are played."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.scenarios.desk import Desk
from tests.scenarios.givens import bring_about
from tests.scenarios.world import World
from tests.workflows.player import Player, player
from tests.workflows.reclaimed import MakeWorld


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory) -> Player:
    return player(tmp_path_factory.mktemp("schemes"))


@pytest.fixture
def reclaim(database_url: str, tmp_path: Path) -> MakeWorld:
    """Makes a world with a reclaim of NOK 60 000, and with more that is given."""

    def make(**given: Any) -> World:
        made = World(Desk(database_url, tmp_path, date(2026, 1, 5)), {"decision": {"reclaim_nok": 60_000}, **given})
        bring_about(made)
        return made

    return make
