"""Text that PostgreSQL cannot keep is refused on both databases, wherever it is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from casework import Actor, BadInput, Office
from tests.store.conformance import KARI, PARTY, opened

DEEDS: dict[str, Callable[[Office, str, str], object]] = {
    "fact": lambda o, c, t: o.perform(f"{c}-1", "propose", by=KARI, facts={"note": t}),
    "mark": lambda o, c, t: o.mark(c, "access_restricted", by=KARI, reason=t),
    "undo": lambda o, c, t: o.undo(c, 2, by=KARI, reason=t),
    "assign": lambda o, c, t: o.assign(c, t, "caseworker", by=KARI),
    "declare": lambda o, c, t: o.declare_impartiality(c, t, by=KARI, impartial=True),
    "ground": lambda o, c, t: o.declare_impartiality(c, "ola", by=KARI, impartial=False, ground=t),
    "party name": lambda o, c, t: o.register_party(replace(PARTY, name=t)),
    "party address": lambda o, c, t: o.register_party(replace(PARTY, address=t)),
    "superior": lambda o, c, t: o.set_superior("ola", t),
    "agency": lambda o, c, t: o.perform(
        f"{c}-1", "propose", by=Actor("kari", "caseworker", agency=t), facts={"note": "x"}
    ),
    "case": lambda o, c, t: o.case(t),
    "letter": lambda o, c, t: o.letter_text(t),
    "history": lambda o, c, t: o.history(t),
    "party number": lambda o, c, t: o.party(t),
    "filter": lambda o, c, t: _nothing_found(o.cases(responsible=t)),
}


def _nothing_found(rows: Sequence[object]) -> None:
    # SQLite can look for such text, and finds none.
    assert rows == []
    raise BadInput("nothing found")


def refused(office: Office, place: str, case_id: str, bad: str) -> bool:
    try:
        DEEDS[place](office, case_id, bad)
    except BadInput:
        return True
    return False


@pytest.mark.parametrize("bad", ["a\x00b", "half \ud800"], ids=["nul", "surrogate"])
def test_text_that_cannot_be_kept_is_bad_input(office: Office, bad: str) -> None:
    """Neither NUL nor half a character reaches the database (architecture: the same on both)."""
    case_id = opened(office)
    office.perform(f"{case_id}-1", "propose", by=KARI, facts={"note": "én"})
    assert [place for place in DEEDS if not refused(office, place, case_id, bad)] == []
    assert office.case(case_id).revision == 2


@pytest.mark.parametrize("text", ["\\u0000", "æøå 🜁\u2028x", "\"'%s?{}", "a\r\nb\tc"])
def test_text_that_can_be_kept_comes_back_as_it_was(office: Office, text: str) -> None:
    """What only looks odd is kept to the letter."""
    case_id = opened(office)
    office.perform(f"{case_id}-1", "propose", by=KARI, facts={"note": text})
    assert office.case(case_id).grant.facts["note"] == text
    assert office.history(case_id)[1].facts["note"] == text
