"""What the pages say, in three languages."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from casework.checking import at_hand
from casework.errors import LANGUAGES
from casework.faces.web.texts import texts
from casework.model.workflow import ROLES

WEB = Path(str(files("casework.faces.web")))
SOURCES = "\n".join(f.read_text("utf-8") for pattern in ("*.py", "*.html") for f in WEB.rglob(pattern))
#: Keys that are put together from a code.
BUILT = (
    *("act.", "role.", "choice.", "month.", "failure.", "mail."),
    *("event.", "fact.", "own_step.", "overdue.", "scheme."),
)


def test_every_text_that_a_page_asks_for_is_there() -> None:
    """A misspelt key would be an error in front of somebody."""
    asked = set(re.findall(r"""\bt\(["']([a-z_.0-9]+)["'][,)]""", SOURCES))
    assert len(asked) > 150 and asked - texts().keys() == set()


def test_no_text_is_left_over() -> None:
    """What nobody reads is not translated."""
    quoted = set(re.findall(r"""["']([a-z_.0-9]+)["']""", SOURCES))
    assert {key for key in texts().keys() - quoted if not key.startswith(BUILT)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_written_in_every_language_with_the_same_placeholders(language: str) -> None:
    """Bokmål, nynorsk and English say the same."""
    for key, text in texts().items():
        told = text.in_language(language)
        assert told.strip(), key
        assert set(re.findall(r"{(\w+)}", told)) == set(re.findall(r"{(\w+)}", text.nb)), key


def test_every_role_and_choice_of_the_shipped_workflows_has_a_name() -> None:
    """Codes are for files; people read words. A provision that can be chosen is its own name."""
    choices = {c for w in at_hand().workflows() for spec in w.facts.values() for c in spec.choices if "/" not in c}
    assert {f"choice.{choice}" for choice in choices} - texts().keys() == set()
    assert {f"role.{role}" for role in ROLES} - texts().keys() == set()
