"""The office in which the workflows of others are played."""

from __future__ import annotations

import pytest

from tests.workflows.player import Player, player


@pytest.fixture(scope="module")
def play(tmp_path_factory: pytest.TempPathFactory) -> Player:
    return player(tmp_path_factory.mktemp("schemes"))
