"""What the definition files of these tests may name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from casework.definitions.known import Known
from casework.errors import NotFound

FOLDER = Path(__file__).parent
PROVISIONS = ("fvl/11a-2", "fvl/29-1", "fvl/32-1", "fvl/33-2", "fvl/33-4", "fvl2025/63-1")


def provision(key: str) -> str:
    """The provision, or NotFound: what the law part of casework does."""
    if key not in PROVISIONS:
        raise NotFound("provision", key)
    return key


def in_force(key: str, day: date) -> bool:
    """Whether it is in force: here the 2025 Act never is."""
    return not key.startswith("fvl2025/")


@pytest.fixture
def known() -> Known:
    return Known(
        rules={"file_is_complete", "statement_copied_to_parties"},
        letters={
            "appeal_forwarded": {"nb", "nn"},
            "appeal_decided": {"nb", "nn"},
            "award_letter": {"nb", "nn", "en"},
            "only_in_bokmaal": {"nb"},
        },
        provision=provision,
        in_force=in_force,
        provision_keys=PROVISIONS,
    )


@pytest.fixture
def appeal() -> Path:
    return FOLDER / "appeal.toml"


@pytest.fixture
def appeal_text(appeal: Path) -> str:
    return appeal.read_text("utf-8")
