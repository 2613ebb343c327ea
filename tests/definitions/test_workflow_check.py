"""The check of workflow files."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from casework.definitions.known import Known
from casework.definitions.workflow_check import check_workflow
from casework.definitions.workflow_file import read_workflow
from casework.errors import BadDefinition

FOLDER = Path(__file__).parent
SMALLEST = """\
name = "small"
version = 1
initial = "open"
[states.open]
[states.done]
final = true
[[transition]]
name = "finish"
from = "open"
to = "done"
"""


def faults(text: str, known: Known | None = None, strict: bool = False) -> list[tuple[int, str]]:
    """Line and code of each fault."""
    found = check_workflow(text, known or Known(), strict=strict)
    return [(f.line, f.code) for f in found if f.severity == "fault"]


def test_every_fault_of_a_file_is_told_in_one_run(known: Known) -> None:
    """More than twenty different faults in one file: each with its own line, and nothing besides."""
    path = FOLDER / "many_faults.toml"
    marked = [
        (number, code)
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for code in re.findall(r"#! (\w+)", line)
    ]
    found = [(f.line, f.code) for f in check_workflow(path, known) if f.severity == "fault"]
    assert len({code for _, code in marked}) > 20
    assert [mark for mark in marked if mark not in found] == []
    assert [fault for fault in found if fault not in marked] == []


def test_every_finding_says_what_to_do(known: Known) -> None:
    """A finding names its file, a stable code, and what is wrong in more than a word."""
    for finding in check_workflow(FOLDER / "many_faults.toml", known):
        assert finding.file.endswith("many_faults.toml")
        assert re.fullmatch(r"[a-z_]+", finding.code)
        assert len(finding.message) > 15


def test_the_smallest_file_has_no_fault() -> None:
    """Titles, letters, roles known elsewhere and citations may lack (contract); advice says so."""
    found = check_workflow(SMALLEST)
    assert {f.severity for f in found} == {"advice"}
    assert read_workflow(SMALLEST).initial == "open"


def test_a_good_file_has_no_finding_at_all(appeal: Path, known: Known) -> None:
    """The shipped strictness can be met."""
    assert check_workflow(appeal, known, strict=True) == []


def test_a_file_without_any_final_state_is_not_told_that_it_must_end() -> None:
    """Where a file says nothing of ends, a state without a way out is advice; among shipped files a fault."""
    text = SMALLEST.replace("final = true\n", "")
    assert faults(text) == []
    assert (5, "dead_end") in faults(text, strict=True)


@pytest.mark.parametrize(
    ("written", "instead", "expected"),
    [
        ('initial = "open"\n', "", (1, "missing_key")),
        ("version = 1", "version = true", (2, "wrong_type")),
        ("version = 1", "version = 0", (2, "wrong_type")),
        ('from = "open"', "from = 5", (9, "wrong_type")),
        ('from = "open"', 'fromm = "open"', (9, "unknown_key")),
        ('from = "open"', "from = []", (9, "no_source")),
        ('to = "done"', "to = { fact = 'f', is = {} }", (10, "no_target")),
        ('to = "done"', "to = { fact = 'f', when = {} }", (10, "unknown_key")),
        ('to = "done"', 'to = "done"\nmoves = { parents = "x" }', (11, "unknown_key")),
        ('to = "done"', 'to = "done"\nwaives = "x"', (11, "unknown_deadline")),
        ('to = "done"', 'to = "done"\nextends = { x = "f" }', (11, "unknown_fact")),
        (
            'to = "done"',
            'to = "done"\nstarts = [{ deadline = "d", law = "fvl/29-1", setting = "s" }]',
            (11, "deadline_length"),
        ),
        ('to = "done"', 'to = "done"\nstarts = [{ deadline = "d", on = "f" }]', (11, "unknown_fact")),
        ('to = "done"', 'to = "done"\nstarts = [{ deadline = "d", day = "f" }]', (11, "unknown_reckoning")),
        ('to = "done"', 'to = "done"\nledger = [{ kind = "paid", amount = "f" }]', (11, "unknown_reckoning")),
        ('to = "done"', 'to = "done"\nledger = [{ kind = "paid" }]', (11, "posting_amount")),
        ('to = "done"', 'to = "done"\nnot_by = "small.finnish"', (11, "unknown_transition")),
        ('to = "done"', 'to = "done"\non = "event:small.finnish"', (11, "unknown_transition")),
        ("[states.done]", "[states.Done]", (5, "bad_id")),
        ("[states.done]", '[states."ferdig behandlet"]', (5, "bad_id")),
        ("[states.done]", "[states.done]\nwithin = 'a/B'", (6, "bad_id")),
        ("[states.done]\nfinal = true\n", "", (8, "unknown_state")),
        ("[states.open]\n[states.done]\nfinal = true\n", "[states]\n", (4, "wrong_type")),
        ("[states.open]", "[states.open]\n[facts.f]\ntype = 'text'\nchoices = ['a', 'a']", (7, "repeated_choice")),
    ],
)
def test_a_fault_is_told_with_its_line(written: str, instead: str, expected: tuple[int, str]) -> None:
    """Each kind of fault is told where it stands."""
    assert written in SMALLEST
    assert expected in faults(SMALLEST.replace(written, instead))


def test_a_misspelt_key_is_told_what_was_meant() -> None:
    """An unknown key comes with the key that is nearest."""
    found = check_workflow(SMALLEST.replace('to = "done"', 'to = "done"\nrequire = ["x"]'))
    assert any("did you mean 'requires'?" in f.message for f in found)


def test_a_file_that_cannot_be_used_raises_all_its_faults() -> None:
    """Reading refuses what checking calls a fault, and tells every one of them."""
    text = SMALLEST.replace('"done"', '"dome"').replace('"open"\n[', '"opem"\n[')
    with pytest.raises(BadDefinition) as raised:
        read_workflow(text, file="small.toml")
    assert [(f.file, f.line, f.code) for f in raised.value.findings if f.code == "unknown_state"] == [
        ("small.toml", 3, "unknown_state"),
        ("small.toml", 10, "unknown_state"),
    ]


def test_one_name_on_several_transitions_needs_something_that_chooses() -> None:
    """Same name and source twice without `when` is a fault; with `when`, other sources or other events it is not."""
    again = '[[transition]]\nname = "finish"\nfrom = "open"\nto = "="\n'
    assert (11, "ambiguous_transition") in faults(SMALLEST + again)
    assert faults(SMALLEST + again + 'when = ["some_rule"]\n') == []
    started = SMALLEST + 'starts = [{ deadline = "d", law = "fvl/29-1" }]\n'
    assert faults(started + again + 'on = "deadline_passed:d"\n') == []


def test_names_of_other_workflows_are_checked_where_these_are_known(appeal: Path) -> None:
    """`event:`, `not_by`, `moves` and `opens` are held against the other workflows."""
    known = Known(workflows={"appeal": read_workflow(appeal)})
    extra = 'not_by = ["appeal.forwrd", "appeal.open"]\non = "event:appeal.decided"\nopens = ["apeal"]\n'
    found = check_workflow(SMALLEST + extra + 'moves = { parent = "forwrd", children = "appeal.withdraw" }\n', known)
    told = {(f.line, f.severity, f.code) for f in found if f.line > 10}
    assert told == {
        (11, "fault", "unknown_transition"),
        (12, "fault", "unknown_transition"),
        (13, "advice", "unknown_workflow"),
        (14, "advice", "unknown_transition"),
    }
    assert any("did you mean 'forward'?" in f.message for f in found)


def test_a_deadline_may_be_declared_instead_of_started() -> None:
    """A deadline of the parent proceeding is declared under [deadlines] and can then be met here."""
    text = SMALLEST + 'meets = ["reply"]\n'
    assert (11, "unknown_deadline") in faults(text)
    assert faults(text + '[deadlines]\nreply = { nb = "Svar", nn = "Svar", en = "Reply" }\n') == []


def test_a_fact_must_be_of_a_type_that_fits_its_use() -> None:
    """Money is posted from a money fact, a deadline runs from a day or a moment."""
    text = (
        SMALLEST
        + 'ledger = [{ kind = "paid", fact = "f" }]\nstarts = [{ deadline = "d", law = "fvl/29-1", from = "f" }]\n'
        + '[facts.f]\ntype = "integer"\n'
    )
    assert faults(text) == [(11, "unfit_fact"), (12, "unfit_fact")]


def test_a_provision_may_stand_beside_a_day_as_its_citation() -> None:
    """`law` beside `on` or `duty` cites; beside `setting` it would give a second length."""
    start = 'starts = [{ deadline = "d", law = "fvl/16-2", on = "f" }]\n[facts.f]\ntype = "date"\n'
    assert faults(SMALLEST + start) == []


def test_scheme_rules_are_cited_by_their_code() -> None:
    """`scheme/year#code` is held against the codes of the schemes, not against the statutes."""
    text = SMALLEST + 'law = "grants/2025#A1"\n'
    assert faults(text, Known(scheme_rules={"grants/2025#A1"})) == []
    assert faults(text, Known(scheme_rules={"grants/2025#A2"})) == [(11, "unknown_provision")]


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ('type = "date"\nmax = "today"', []),
        ('type = "date"\nmin = "other"', []),
        ('type = "date"\nmin = 2024-01-01\nmax = "2024-01-01"', []),
        ('type = "integer"\nmin = 0\nmax = "other"', []),
        ('type = "date"\nmin = 2024-01-02\nmax = "2024-01-01"', ["min_above_max"]),
        ('type = "date"\nmin = "tomorrow"', ["bad_bound"]),
        ('type = "date"\nmin = 5', ["bad_bound"]),
        ('type = "text"\nmax = "today"', ["bad_bound"]),
        ('type = "boolean"\nmax = 1', ["bad_bound"]),
        ('type = "date"\nmin = 1.5', ["wrong_type"]),
    ],
)
def test_bounds_fit_the_type_of_the_fact(fact: str, expected: list[str]) -> None:
    """A bound is a number or a day as the type asks, `today`, or another fact; and leaves room for a value."""
    text = f"{SMALLEST}[facts.other]\ntype = 'date'\n[facts.f]\n{fact}\n"
    assert [code for _, code in faults(text)] == expected
