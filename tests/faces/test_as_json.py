"""What callers see, as JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from casework.errors import Reason, Text, reason
from casework.faces.as_json import as_json
from casework.faces.words import STAGES, word


@dataclass(frozen=True, slots=True)
class _Row:
    day: date
    at: datetime
    names: tuple[str, ...]
    known: frozenset[str]
    deeper: dict[str, date]


def test_instants_are_in_utc_and_days_are_days() -> None:
    """RFC 3339 with `Z`, and YYYY-MM-DD."""
    at = datetime(2026, 3, 14, 1, tzinfo=timezone(timedelta(hours=1)))
    row = _Row(date(2026, 3, 14), at, ("æ",), frozenset("ba"), {"d": date(2026, 1, 1)})
    assert as_json(row) == {
        "day": "2026-03-14",
        "at": "2026-03-14T00:00:00Z",
        "names": ["æ"],
        "known": ["a", "b"],
        "deeper": {"d": "2026-01-01"},
    }
    assert as_json(datetime(2026, 1, 1, microsecond=5, tzinfo=UTC)) == "2026-01-01T00:00:00.000005Z"


def test_a_reason_is_told_in_one_language_and_a_text_in_three() -> None:
    """The keys of a reason are promised: code, law, message, fact."""
    text = Text("på norsk", "på nynorsk", "in English")
    assert as_json(reason("c", "fvl/1", text, "f"), "nn") == {
        "code": "c",
        "law": "fvl/1",
        "message": "på nynorsk",
        "fact": "f",
    }
    assert as_json(Reason("c", "fvl/1", "only so"), "en")["message"] == "only so"
    assert as_json(text) == {"nb": "på norsk", "nn": "på nynorsk", "en": "in English"}


def test_a_stage_without_a_word_is_told_by_its_code() -> None:
    """Every stage that can be is worded."""
    assert word(STAGES, "reclaimed", "nn") == "Kravd tilbake" and word(STAGES, "new", "nb") == "new"
    promised = "applied assessed awarded status_reported annual_reported controlled closed withheld reclaimed appealed"
    assert set(STAGES) == {*promised.split(), "rejected", "dismissed", "withdrawn"}
