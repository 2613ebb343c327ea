"""The statute data: complete, in three languages, and refused where it is malformed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from casework.errors import LANGUAGES, BadDefinition, NotFound
from casework.law.provisions import provision, provisions, read_provisions

#: What transitions, rules, letters and later parts cite.
CITED = """
fvl/2 fvl/2-3 fvl/6-1 fvl/6-2 fvl/6-3 fvl/6-4 fvl/7 fvl/8 fvl/9 fvl/10 fvl/11 fvl/11-4 fvl/11a fvl/11a-1 fvl/11a-2
fvl/11a-3 fvl/12 fvl/12-3 fvl/13 fvl/14 fvl/15 fvl/16-1 fvl/16-2 fvl/16-3-a fvl/16-3-b fvl/16-3-c fvl/17-1 fvl/17-2
fvl/17-3 fvl/18 fvl/18a fvl/18b fvl/18c fvl/19 fvl/20 fvl/21 fvl/23 fvl/24-1 fvl/24-2 fvl/25 fvl/27 fvl/27-1 fvl/27-2
fvl/27-3 fvl/27b fvl/28-1 fvl/28-3 fvl/28-3-a fvl/28-3-b fvl/28-3-c fvl/28-3-d fvl/29-1 fvl/29-2 fvl/29-2-2 fvl/29-3
fvl/29-4 fvl/30-1 fvl/30-1:repeat fvl/31-1-a fvl/31-1-b fvl/31-2 fvl/31-3 fvl/32-1 fvl/32-2 fvl/32-3 fvl/33-1 fvl/33-2
fvl/33-3 fvl/33-4 fvl/33-5 fvl/34-1 fvl/34-2 fvl/34-3 fvl/34-4 fvl/35-1-a fvl/35-1-b fvl/35-1-c fvl/35-2
fvl/35-3:review fvl/35-3:reversal fvl/35-3:appeal_case fvl/35-5 fvl/36-1 fvl/36-2 fvl/36-3 fvl/36-4 fvl/41 fvl/42-1
fvl/42-2 efvf/8-3 efvf/8-5 efvf/11-1 efvf/11-2 efvf/11-5 dl/148-1 dl/148-2 dl/148-3 dl/149-1 fel/2 fvl2025/63-1
fvl2025/26-4 bevr/10-2 regl/8-1 regl/8-2 regl/15-2 best/6.3.3 best/6.3.5 best/6.3.8.1 best/6.3.8.2 best/6.4.2-a
rrl/6-1-1 rrl/6-1-3 rrl/6-3 sprakl/12 sprakl/15-1 bokfl/4 bokfl/13 rsl/1-2 frl/2-1 frl/5 offl/29-1 offl/31-1 ombud/9
""".split()

ACT = """
[acts.xyz]
number = "LOV-1"
title = { nb = "Loven", nn = "Lova", en = "The Act" }
since = 2000-01-01
checked = 2026-01-01
url = "https://example.org"

[headings]
"xyz/1" = { nb = "Overskrift", nn = "Overskrift", en = "Heading" }
"""
ENTRY = '["xyz/1-2"]\nnb = "En ting."\nnn = "Ein ting."\nen = "A thing."\n'


def read(*files: str) -> dict[str, object]:
    return dict(read_provisions({f"{n}.toml": text for n, text in enumerate(files)}))


def findings(*files: str) -> list[tuple[str, int, str, str]]:
    with pytest.raises(BadDefinition) as refused:
        read(*files)
    assert {found.severity for found in refused.value.findings} == {"fault"}
    return [(found.file, found.line, found.code, found.message) for found in refused.value.findings]


@pytest.mark.parametrize("key", CITED)
def test_what_is_cited_exists(key: str) -> None:
    """A refusal must be able to show the provision it cites."""
    assert provision(key).key == key


@pytest.mark.parametrize("key", provisions())
def test_a_provision_is_told_in_three_languages(key: str) -> None:
    """No language is left to a placeholder, and no text is copied between them."""
    entry = provision(key)
    told = [entry.text.in_language(language) for language in LANGUAGES]
    assert len(set(told)) == 3
    for words in told:
        assert not words[0].islower()
        assert words.endswith(".")
        assert len(words) >= 20
        assert "TODO" not in words
    assert entry.heading.en not in (entry.heading.nb, entry.heading.nn)


def test_every_provision_of_the_old_act_names_a_successor_that_exists_or_has_none() -> None:
    """fvl2025/99 repeals the 1967 Act; only what the new Act drops or leaves out has no successor."""
    without = {key for key, entry in provisions().items() if key.startswith("fvl/") and not entry.successor}
    assert without == {"fvl/3-1", "fvl/36-2"}
    assert all(entry.successor in provisions() for entry in provisions().values() if entry.successor)
    assert not any(entry.successor for key, entry in provisions().items() if not key.startswith("fvl/"))


def test_a_limit_and_its_successor_agree_on_what_the_new_act_left_unchanged() -> None:
    """Unchanged core: three weeks, one year, three months; only the order to inform goes from three days to a week."""
    changed = set()
    for key, entry in provisions().items():
        if entry.limit and entry.successor and provision(entry.successor).limit != entry.limit:
            changed.add(key)
    assert changed == {"fvl/14", "fvl/15-4"}


def test_only_the_suit_condition_bars_on_its_last_day() -> None:
    """fvl/27b and fvl2025/60: six months must have passed."""
    bars = {key for key, entry in provisions().items() if entry.limit and entry.limit.last_day == "bars"}
    assert bars == {"fvl/27b", "fvl2025/60"}


def test_every_act_is_dated_and_says_when_it_was_checked() -> None:
    """Law is dated data; only the 2025 Act has no day, because the King decides."""
    for key, entry in provisions().items():
        assert (entry.since is None) == key.startswith("fvl2025/")
        assert date(2026, 5, 1) <= entry.checked <= date(2026, 11, 22)
        assert entry.url.startswith("https://")
        assert entry.until is None


def test_a_provision_knows_its_heading_act_and_own_days() -> None:
    """The heading is that of its section; what the file says of one provision overrides the Act."""
    letter = provision("fvl/16-3-a")
    assert (letter.heading.nn, letter.act.en) == ("Førehandsvarsling", "Public Administration Act (1967)")
    assert provision("fvl/27b").since == date(2008, 1, 1)
    assert provision("best/6.4.2-a").heading.en == "Named recipients"


def test_a_provision_ends_before_the_day_it_is_repealed() -> None:
    """Versions are dates: `since` is the first day and `until` the first day without it."""
    ended = replace(provision("rrl/6-1-3"), until=date(2030, 1, 1))
    days = (date(2024, 12, 31), date(2025, 1, 1), date(2029, 12, 31), date(2030, 1, 1))
    assert [ended.dated(day) for day in days] == [False, True, True, False]


def test_an_unknown_key_is_not_found_and_the_nearest_are_named() -> None:
    """contract: bad input says what to do."""
    with pytest.raises(NotFound) as refused:
        provision("fvl/35-3:rewiew")
    assert str(refused.value) == "there is no provision 'fvl/35-3:rewiew'"
    assert refused.value.faults[-1].message.startswith("did you mean fvl/35-3:review")


def test_the_parts_of_a_section_are_named_first() -> None:
    """Asking for a whole section leads to its subsections."""
    with pytest.raises(NotFound) as refused:
        provision("fvl/29")
    assert refused.value.faults[-1].message == ("did you mean fvl/29-1, fvl/29-1-2, fvl/29-2, fvl/29-2-2, fvl/29-3?")


def test_nothing_near_is_not_guessed() -> None:
    """A wrong suggestion is worse than none."""
    with pytest.raises(NotFound) as refused:
        provision("?")
    assert len(refused.value.faults) == 1


def test_a_small_file_is_enough() -> None:
    """An act, a heading and a text in three languages make a provision."""
    assert list(read(ACT + ENTRY)) == ["xyz/1-2"]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (ENTRY.replace("nn =", "ny ="), "xyz/1-2: unknown field ny"),
        (ENTRY.replace('"Ein ting."', '" "'), "xyz/1-2: a text is written in nb, nn and en"),
        (ENTRY.replace('nn = "Ein ting."\n', ""), "xyz/1-2: 'nn' is missing"),
        (ENTRY.replace("xyz/1-2", "xyz/2"), "xyz/2: 'xyz/2' is missing"),
        (ENTRY.replace("xyz/1-2", "xyz/1.A"), "xyz/1.A: a key is written like fvl/29-1, fvl/16-3-a or fvl/35-3:review"),
        (ENTRY.replace("xyz/1-2", "abc/1"), "abc/1: 'abc' is missing"),
        (ENTRY + 'since = "2000-01-01"\n', "xyz/1-2: since is a day, written 2026-01-31 without quotes"),
        (ENTRY + 'successor = "xyz/9"\n', "xyz/1-2 has no successor xyz/9"),
    ],
)
def test_a_malformed_provision_is_told_with_file_and_line(entry: str, message: str) -> None:
    """A lawyer who edits the file learns where and what."""
    assert [(f, line, told) for f, line, _, told in findings(ACT + entry)] == [("0.toml", 11, message)]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ('length = "3 uker"', "'3 uker' is no length of time"),
        ('clock = "court"', "'court' is none of party, authority"),
        ('runs_from = "payday"', "'payday' is none of arrival"),
        ('rolls = "yes"', "'yes' is neither true nor false"),
        ("rolls = 1", "1 is neither true nor false"),
        ('last_day = "rests"', "'rests' is none of acts, bars"),
        ("hours = 3", "unknown field hours"),
    ],
)
def test_a_malformed_limit_is_refused(changed: str, message: str) -> None:
    """The lists of clocks and starting events are closed."""
    fields = {"length": '"3 weeks"', "clock": '"party"', "runs_from": '"arrival"', "rolls": "true"}
    name, value = changed.split(" = ")
    limit = ", ".join(f"{field} = {written}" for field, written in {**fields, name: value}.items())
    assert message in findings(f"{ACT}{ENTRY}limit = {{ {limit} }}\n")[0][3]


def test_a_limit_needs_all_its_parts() -> None:
    """Whether a limit rolls is never left to a default."""
    limit = 'limit = { length = "3 weeks", clock = "party", runs_from = "arrival" }\n'
    assert "rolls" in findings(ACT + ENTRY + limit)[0][3]


def test_a_check_date_is_required() -> None:
    """Restated law without the day of its source cannot be trusted."""
    assert "checked is missing" in findings(ACT.replace("checked = 2026-01-01\n", "") + ENTRY)[0][3]


def test_a_key_in_two_files_is_a_duplicate() -> None:
    """One provision, one place."""
    assert findings(ACT + ENTRY, ACT + ENTRY)[0] == ("1.toml", 11, "duplicate", "xyz/1-2 is already in another file")


def test_a_key_twice_in_one_file_is_no_toml() -> None:
    """The second would hide the first."""
    file, line, code, _ = findings(ACT + ENTRY + ENTRY)[0]
    assert (file, line, code) == ("0.toml", 15, "not_toml")


def test_every_fault_is_told_at_once() -> None:
    """Checks return everything that is wrong."""
    assert len(findings(ACT + ENTRY.replace("nn =", "ny =") + ENTRY.replace("1-2", "1-3").replace("nn =", "ny ="))) == 2
