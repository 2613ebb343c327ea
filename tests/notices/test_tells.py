"""What the notice of a decision must tell, each item by taking it out (fvl/27), and what a template shows of itself."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casework import BadDefinition, Decision, Office, Refused
from casework.checking import at_hand, check_workflows
from casework.definitions.library import Definitions
from casework.definitions.shipped import shipped_folder
from casework.notices.front_matter import divided
from casework.rules.letter import ITEMS, wanted
from casework.testing import FrozenClock, office_in_memory
from tests.notified import notice_of
from tests.schemes import resource_case as rc

SHIPPED = shipped_folder("notifications")
OF_A_REACTION = wanted(Decision("1", kind="reaction.decide"), None)


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    """A copy of every letter, to be changed."""
    return shutil.copytree(SHIPPED, tmp_path / "letters")


def without(letters: Path, item: str, letter: str = "reaction_decision") -> Path:
    """The letters, of which that one has nothing left of what tells the item."""
    block = re.compile(rf'\{{% filter tells\("{item}"\) %\}}\n.*?\{{% endfilter %\}}\n', re.DOTALL)
    for language in ("nb", "nn"):
        file = letters / language / f"{letter}.md"
        text = file.read_text("utf-8")
        for part in re.findall(r"/parts/(\w+)\.md", text):
            own = (letters / language / "parts" / f"{part}.md").read_text("utf-8")
            (letters / language / "parts" / f"own_{part}.md").write_text(block.sub("", own), "utf-8")
        file.write_text(block.sub("", text).replace("/parts/", "/parts/own_"), "utf-8")
    return letters


def office_with(letters: Path) -> Office:
    """An office that writes those letters."""
    return Office("sqlite://", clock=FrozenClock(rc.STARTS), letters=[letters])


def reacted(office: Office) -> tuple[Office, str]:
    """The office, with the notice of a reclaim that is not sent yet."""
    reaction = rc.decided(office, rc.paid(office))
    return office, notice_of(office, reaction.id).id


@pytest.mark.parametrize("item", OF_A_REACTION)
def test_a_notice_is_not_sent_without(letters: Path, item: str) -> None:
    """fvl/27-1, fvl/27-2, fvl/27-3: each item that is taken out of the letter keeps the notice back."""
    office, notice = reacted(office_with(without(letters, item)))
    with pytest.raises(Refused) as refused:
        office.perform(notice, "send", by=rc.CASEWORKER, facts={"channel": "electronic"})
    # Where the letter does not tell of the decision, it is no letter of it, and tells nothing.
    lacks = {reason.message for reason in refused.value.reasons}
    assert any(ITEMS[item].title.nb in told for told in lacks)
    assert item == "decision" or {r.law for r in refused.value.reasons} == {ITEMS[item].law}


def test_a_notice_that_tells_all_is_sent() -> None:
    """fvl/27-1: nobody has to say what the letter says."""
    office, notice = reacted(office_in_memory(FrozenClock(rc.STARTS)))
    office.perform(notice, "send", by=rc.CASEWORKER, facts={"channel": "electronic"})
    assert office.case("2025-00001").proceeding("notice").state == "sent"


def test_nobody_can_say_that_a_letter_tells_what_it_does_not(letters: Path) -> None:
    """fvl/27-3: the letter counts, and not what is said of it."""
    office, notice = reacted(office_with(without(letters, "appeal_deadline")))
    facts = {"channel": "electronic", "tells": list(OF_A_REACTION)}
    with pytest.raises(Refused, match="klagefristen"):
        office.perform(notice, "send", by=rc.CASEWORKER, facts=facts)


@pytest.mark.parametrize(
    ("decision", "setting", "more"),
    [
        ({"kind": "grant.reject"}, {}, set()),
        ({"kind": "reaction.decide"}, {}, {"deferral"}),
        ({"kind": "appeal.reverse_fully", "effect": "reversed"}, {}, {"costs"}),
        ({"kind": "appeal.reverse_partly", "effect": "partly_reversed"}, {}, {"costs"}),
        ({"kind": "reversal.reverse", "effect": "worsened"}, {}, {"deferral"}),
        ({"kind": "grant.reject"}, {"exhaustion_required": True}, {"court_condition"}),
    ],
)
def test_what_is_asked_besides_depends_on_the_decision(
    decision: dict[str, Any], setting: dict[str, Any], more: set[str]
) -> None:
    """fvl/27-3, fvl/27b, fvl/36-4: deferral where it may harm, costs where it is changed in favour."""
    scheme = replace(Definitions().scheme(rc.SCHEME, rc.YEAR), settings=setting)
    plain = {"decision", "reasons", "right_of_appeal", "appeal_deadline", "appeal_body", "procedure", "access"}
    assert set(wanted(Decision("1", **decision), scheme)) == plain | more


def test_the_appeal_bodys_decision_tells_of_no_appeal() -> None:
    """fvl/28-3: there is none; of costs it tells where it changed the decision in favour."""
    final = Decision("1", kind="appeal_review.change_in_favour", effect="reversed", decided_as="appeal_body")
    assert set(wanted(final, None)) == {"decision", "reasons", "costs"}


def test_reasons_that_are_left_out_can_be_got() -> None:
    """fvl/24-2, fvl/27-2: then the notice says how."""
    asked = wanted(Decision("1", kind="grant.award"), None, reasons_omitted=True)
    assert "how_to_get_reasons" in asked and "reasons" not in asked


def test_reasons_are_left_out_only_where_the_law_lets_them_be() -> None:
    """fvl/24-2: never of a reaction."""
    office, notice = reacted(office_in_memory(FrozenClock(rc.STARTS)))
    facts = {"channel": "electronic", "reasons_omitted": "fvl/24-2"}
    with pytest.raises(Refused, match="fvl/24-2"):
        office.perform(notice, "send", by=rc.CASEWORKER, facts=facts)


# ---- What a template shows of itself


def findings(letters: Path, workflow: str = "grant") -> list[str]:
    """The codes of what is found in a shipped workflow that writes those letters."""
    file = str(shipped_folder("workflows") / f"{workflow}.toml")
    return [f"{f.code}: {f.message}" for f in check_workflows([file], at_hand(letters=[letters]))]


def test_a_letter_that_marks_nowhere_what_it_must_tell_is_a_fault(letters: Path) -> None:
    """fvl/27-3: found when the files are checked, before anything is written."""
    found = findings(without(letters, "appeal_body", "rejection"))
    assert any(told.startswith("letter_untold: letter nb/rejection must tell appeal_body (fvl/27-3)") for told in found)


def test_a_letter_that_reads_a_fact_that_nobody_states_is_a_fault(letters: Path) -> None:
    """A placeholder is checked against the facts of what writes the letter, with the name that was meant."""
    file = letters / "nb" / "guidance.md"
    file.write_text(file.read_text("utf-8") + '\n{{ facts.get("muncipality") }}\n', "utf-8")
    told = [each for each in findings(letters) if each.startswith("letter_fact")]
    assert len(told) == 1 and "muncipality" in told[0] and "municipality" in told[0].partition("did you mean")[2]


def test_a_letter_that_cites_what_is_no_provision_is_a_fault(letters: Path) -> None:
    """The front matter cites the law as a transition does."""
    file = letters / "nb" / "rejection.md"
    file.write_text(file.read_text("utf-8").replace('access = "fvl/27-3"', 'access = "fvl/27-33"'), "utf-8")
    assert any(told.startswith("unknown_provision: letter nb/rejection") for told in findings(letters))


def test_the_letter_of_a_decision_says_what_it_must_tell(letters: Path) -> None:
    """fvl/24-1, fvl/27-3: a decision whose letter asks for nothing is a fault in a shipped workflow."""
    file = letters / "nn" / "rejection.md"
    file.write_text(divided(file.read_text("utf-8"), "x")[1].lstrip(), "utf-8")
    told = [each for each in findings(letters) if each.startswith("letter_incomplete: letter nn/rejection")]
    assert len(told) == 7


@pytest.mark.parametrize("head", ["tells = 3", "other = 1", "tells = [", "[tells]\nx = 1"])
def test_front_matter_that_cannot_be_read_says_so(head: str) -> None:
    """With the file and what is wrong with it."""
    with pytest.raises(BadDefinition, match=r"nb/x\.md:1"):
        divided(f"+++\n{head}\n+++\n# Brev\n", "nb/x.md")


def test_front_matter_without_an_end_says_so() -> None:
    """The rest would be read as front matter."""
    with pytest.raises(BadDefinition, match="no end"):
        divided("+++\n# Brev\n", "nb/x.md")
