"""The office that most of these tests work in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.life import PAYMENT, REACTIONS, TEXT, amount_is_even
from tests.engine.trial import Trial, trial


@pytest.fixture
def desk(tmp_path: Path) -> Trial:
    return trial(tmp_path, TEXT, PAYMENT, REACTIONS, rules=[amount_is_even])
