"""Every letter, in every language it is written in: whole with few facts and with all, and no placeholder left."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from casework import Office
from casework.definitions.library import Definitions
from casework.definitions.shipped import shipped_folder
from casework.engine.surroundings import WrittenLetter
from casework.model.workflow import FactSpec, Transition, Workflow
from casework.testing import FrozenClock, office_in_memory
from tests.schemes import resource_case as rc

FOLDER = shipped_folder("notifications")
AWKWARD = "Blåbær, «æøå» & <script>alert(1)</script> {{ case }} 100 %"

#: Every transition that writes a letter, by the letter; what the clock writes is tested where it is made.
WRITERS: dict[str, list[tuple[Workflow, Transition]]] = {}
for _workflow in Definitions().workflows().values():
    for _step in (_workflow.opening, *_workflow.transitions):
        for _letter in _step.letters:
            WRITERS.setdefault(_letter, []).append((_workflow, _step))

FILES = [p for p in sorted(FOLDER.glob("*/*.md")) if p.stem in WRITERS]
DECISIONS = ("rejection", "dismissal", "change_approved", "change_refused", "reaction_decision")
RIGHTS = {
    "nb": ("kan klage", "3 uker", "klageinstans", "sendes: til ", "§ 32", "se dokumentene", "departementet"),
    "nn": ("kan klage", "3 veker", "klageinstans", "sendast: til ", "§ 32", "sjå dokumenta", "departementet"),
}


@pytest.fixture(scope="module")
def office() -> Office:
    """An office with one paid grant and one notified reclaim."""
    return office_in_memory(FrozenClock(rc.STARTS))


@pytest.fixture(scope="module")
def case_id(office: Office) -> str:
    case = rc.paid(office)
    rc.decided(office, case)
    return case.id


def written(office: Office, case_id: str, file: Path, facts: dict[str, Any]) -> WrittenLetter:
    """The letter of that file about the grant of the case, with no other facts than those given."""
    record = office._desk.load(case_id)  # noqa: SLF001 — a letter is composed from the stored record
    values = {"facts": facts, "today": date(2025, 2, 3), "entry_id": "2025-00001#1"}
    proceeding = record.proceedings()[0]
    return office.surroundings.compose(file.stem, file.parent.name, record, proceeding, values)


def every_fact(office: Office) -> dict[str, Any]:
    """A value for every fact of every shipped workflow: awkward text, a day, an amount, a list."""
    workflows = office.surroundings.definitions.workflows()
    specs = {name: spec for workflow in workflows.values() for name, spec in workflow.facts.items()}
    facts = {name: _value(spec) for name, spec in specs.items()}
    return {**facts, "reason": AWKWARD, "findings": [f"resource_environments/2025#A9: {AWKWARD}"]}


def fewest_facts(letter: str) -> dict[str, Any]:
    """Only what a transition that writes the letter must be given, of those that must be given least."""
    needed = [
        {f: _value(w.facts[f]) for f in s.facts if w.facts[f].required} | ({"reason": "fordi"} if s.reason else {})
        for w, s in WRITERS[letter]
    ]
    return min(needed, key=len)


def _value(spec: FactSpec) -> Any:
    kinds: dict[str, Any] = {
        "money": 123_456_789,
        "integer": 3,
        "boolean": True,
        "date": "2026-05-17",
        "instant": "2026-05-17T10:00:00Z",
        "list": [AWKWARD, "to"],
        "choices": list(spec.choices),
        "sheet": {"én": AWKWARD},
        "choice": spec.choices[0] if spec.choices else AWKWARD,
    }
    return kinds.get(spec.type, AWKWARD)


def named(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"


@pytest.mark.parametrize("file", FILES, ids=named)
@pytest.mark.parametrize("full", [False, True], ids=["few facts", "every fact"])
def test_every_letter_is_whole(office: Office, case_id: str, file: Path, full: bool) -> None:
    """sprl/15, fvl/23: written with few facts and with all, nothing undefined, no placeholder, no `None`."""
    letter = written(office, case_id, file, every_fact(office) if full else fewest_facts(file.stem))
    text = letter.text.replace(AWKWARD, "").replace(AWKWARD.lower(), "")
    assert letter.subject and "{" not in letter.subject.replace(AWKWARD, "").replace(AWKWARD.lower(), "")
    assert not re.search(r"\{\{|\{%|None|Undefined|TODO|\bxxx\b", text)
    assert len(text) > 200


@pytest.mark.parametrize("file", FILES, ids=named)
def test_what_people_write_stands_in_the_letter_as_they_wrote_it(office: Office, case_id: str, file: Path) -> None:
    """Text of a party is text: it is neither run as a template nor changed."""
    text = written(office, case_id, file, every_fact(office)).text
    assert "{{ case }}" in text or AWKWARD[:8] not in text


@pytest.mark.parametrize("language", ["nb", "nn"])
@pytest.mark.parametrize("name", DECISIONS)
def test_a_decision_tells_how_to_appeal(office: Office, case_id: str, language: str, name: str) -> None:
    """fvl/27-3: the right, its time limit, the body, where to send it, the procedure, access to the documents."""
    text = written(office, case_id, FOLDER / language / f"{name}.md", {}).text.replace("*", "")
    assert [part for part in RIGHTS[language] if part not in text] == []


@pytest.mark.parametrize(("language", "words"), [("nb", "settes i verk"), ("nn", "sett i verk")])
def test_a_reaction_tells_of_deferral(office: Office, case_id: str, language: str, words: str) -> None:
    """fvl/27-3, fvl/42-1: where carrying it out may harm the party, the notice says that it can be deferred."""
    text = written(office, case_id, FOLDER / language / "reaction_decision.md", {}).text
    assert words in text and "§ 42" in text


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_a_grant_letter_tells_of_appeal_where_the_scheme_says_so(office: Office, case_id: str, language: str) -> None:
    """fvl/27-3 with the scheme's own answer to whether the award can be appealed."""
    assert "§ 29" in written(office, case_id, FOLDER / language / "grant_letter.md", {}).text


def test_every_letter_is_written_in_both_forms() -> None:
    """sprl/15: what is sent to an organisation is there in its own written form."""
    names = {language: {f.stem for f in (FOLDER / language).glob("*.md")} for language in ("nb", "nn")}
    assert names["nb"] == names["nn"]


@pytest.mark.parametrize("file", [f for f in FILES if f.parent.name in RIGHTS], ids=named)
def test_a_letter_keeps_to_its_written_form(file: Path) -> None:
    """sprl/15: a letter that mixes the forms is a fault."""
    wrong = {
        "nb": r"\b(ikkje|dykk|tilskotet|frå|vere|eit|kva|korleis|blir|saka)\b",
        "nn": r"\b(ikke|dere|tilskuddet|fra|være|hva|hvordan|deres|saken|kroner til)\b",
    }[file.parent.name]
    allowed = {"nb": {"blir"}, "nn": set[str]()}[file.parent.name]
    # What stands within the braces is names of facts, not Norwegian.
    prose = re.sub(r"\{[{%].*?[%}]\}", "", file.read_text("utf-8"))
    assert {w.lower() for w in re.findall(wrong, prose, re.IGNORECASE)} - allowed == set()
