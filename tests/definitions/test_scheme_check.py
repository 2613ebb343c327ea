"""The check of scheme files, and what reading one gives."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from casework.definitions.known import Known
from casework.definitions.scheme_check import check_scheme, lacks
from casework.definitions.scheme_file import citations, read_scheme
from casework.definitions.scheme_reading import DEFAULT_LADDER
from casework.definitions.scheme_template import new_scheme
from casework.definitions.workflow_file import read_workflow
from casework.errors import BadDefinition, BadInput

SCHEME = """\
allocations = "recipients.csv"

[scheme]
id = "centres"
year = 2025
title = { nb = "Ressursmiljøer", nn = "Ressursmiljø", en = "Resource environments" }
chapter = "671/71"
legal_basis = ["regl/8-1", "best/6"]
agency = "IMDi"
appeal_body = "AID"
authority = "AID"
workflow = "appeal"
in_force = 2025-01-01
code = ["A1"]

[[goal]]
code = "A2"
id = "knowledge"
title = "Kunnskap"
share = 30

[[criterion]]
code = "A5"
id = "k1"
title = "Formidling"

[[control]]
code = "A27a"
id = "annual_report"
title = "Årsrapport"

[[condition]]
code = "A13"
rule = "operating_for_years"
at = ["appeal.forward"]
applies_when = "file_is_complete"
years = 3
reading = "på tildelingsdagen"

[[duty]]
code = "A35"
kind = "annual_report"
workflow = "appeal"
title = "Årsrapport"
day = "03-15"
years_after = 1
parts = ["goals", "deviations"]
from_amount = 10_000_000

[[duty]]
code = "B23"
kind = "accounts"
workflow = "appeal"
title = "Regnskap"
day_fact = "report_day"

[[ladder]]
duty = "annual_report"
offset = -14
letter = "award_letter"
recipients = ["grantee"]

[[open_question]]
code = "A13"
question = "Når?"
setting = "reference_day"
default = "award"
why = "Kilden sier det ikke."

[[inconsistency]]
code = "A42"
id = "point_8"
title = "Punkt 8 finnes ikke"

[settings]
reference_day = "award"
"""
ROWS = """\
org_number;name;amount_kroner;source
974760673;Brønnøysundregistrene;1 500 000,50;Prop. 1 S (2024-2025)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "recipients.csv").write_text(ROWS, "utf-8")
    return tmp_path / "centres.toml"


@pytest.fixture
def everything(known: Known, appeal: Path) -> Known:
    return Known(
        rules={"operating_for_years", "file_is_complete"},
        letters=known.letters,
        workflows={"appeal": read_workflow(appeal)},
    )


def faults(file: Path, text: str, known: Known, strict: bool = False) -> list[tuple[int, str]]:
    file.write_text(text, "utf-8")
    return [(f.line, f.code) for f in check_scheme(file, known, strict=strict) if f.severity == "fault"]


def test_everything_a_scheme_says_is_read(file: Path) -> None:
    """Identity, conditions with parameters, duties, elements, recipients, questions and settings."""
    file.write_text(SCHEME, "utf-8")
    scheme = read_scheme(file)
    assert (scheme.id, scheme.year, scheme.in_force, scheme.legal_basis) == (
        "centres",
        2025,
        date(2025, 1, 1),
        ("regl/8-1", "best/6"),
    )
    condition = scheme.conditions_at("appeal", "forward")[0]
    assert (condition.code, condition.parameters, condition.line) == ("A13", {"years": 3}, 32)
    report = scheme.duty("annual_report")
    assert report is not None
    assert report.due(2025, {}) == date(2026, 3, 15)
    assert (report.from_amount, report.rolls, report.parts) == (10_000_000, False, ("goals", "deviations"))
    assert scheme.of("goal")[0].values == {"share": 30}
    found = scheme.allocation("974760673")
    assert found is not None
    assert (found.amount, found.source) == (150_000_050, "Prop. 1 S (2024-2025)")
    assert scheme.setting("reference_day") == "award"
    assert scheme.inconsistencies[0].id == "point_8"


def test_every_code_of_a_scheme_can_be_cited(file: Path) -> None:
    """The codes of the source are provision keys: `centres/2025#A35`."""
    file.write_text(SCHEME, "utf-8")
    codes = {"A1", "A2", "A5", "A27a", "A13", "A35", "B23", "A42"}
    assert citations(read_scheme(file)) == {f"centres/2025#{code}" for code in codes}


def test_a_scheme_without_a_ladder_has_the_shipped_one() -> None:
    """60, 14 and 3 days before the day, on it, and 1, 7 and 21 days after (contract)."""
    scheme = read_scheme(new_scheme("grants", 2025))
    assert scheme.ladder == DEFAULT_LADDER
    assert [rung.offset for rung in scheme.ladder] == [-60, -14, -3, 0, 1, 7, 21]


def test_a_good_scheme_has_advice_only(file: Path, everything: Known) -> None:
    """Plain titles are advice; the shipped files have them in every language."""
    assert faults(file, SCHEME, everything) == []
    assert {code for _, code in faults(file, SCHEME, everything, strict=True)} == {"missing_title"}


@pytest.mark.parametrize(
    ("written", "instead", "line", "code"),
    [
        ("year = 2025", 'year = "2025"', 5, "wrong_type"),
        ('id = "centres"\n', "", 3, "missing_key"),
        ('id = "centres"', 'id = "Centres"', 4, "bad_id"),
        ('agency = "IMDi"', 'agnecy = "IMDi"', 9, "unknown_key"),
        ("[[condition]]", "[[conditions]]", 32, "unknown_key"),
        ('rule = "operating_for_years"', 'rule = "operating_years"', 34, "unknown_rule"),
        ('applies_when = "file_is_complete"', 'applies_when = "x"', 36, "unknown_rule"),
        ('at = ["appeal.forward"]', 'at = ["appeal.forwrd"]', 35, "unknown_transition"),
        ('at = ["appeal.forward"]', 'at = "forward"', 35, "bad_place"),
        ('day = "03-15"', 'day = "02-30"', 45, "bad_day"),
        ('day = "03-15"', 'day = "02-29"', 45, "bad_day"),
        ('day = "03-15"', 'day = "15.03."', 45, "bad_day"),
        ('day = "03-15"\n', "", 40, "duty_without_day"),
        ('kind = "accounts"', 'kind = "annual_report"', 50, "given_twice"),
        ('duty = "annual_report"', 'duty = "annual"', 58, "unknown_duty"),
        ('letter = "award_letter"', 'letter = "award_leter"', 60, "unknown_letter"),
        ('letter = "award_letter"', 'letter = "only_in_bokmaal"', 60, "letter_language"),
        ('setting = "reference_day"', 'setting = "refrence_day"', 66, "unknown_setting"),
        ('[[goal]]\ncode = "A2"\nid = "knowledge"\ntitle = "Kunnskap"\nshare = 30\n', "", 3, "incomplete_scheme"),
        ('[[criterion]]\ncode = "A5"\nid = "k1"\ntitle = "Formidling"\n', "", 3, "incomplete_scheme"),
        ('[[control]]\ncode = "A27a"\nid = "annual_report"\ntitle = "Årsrapport"\n', "", 3, "incomplete_scheme"),
        ('legal_basis = ["regl/8-1", "best/6"]\n', "", 3, "incomplete_scheme"),
        ("in_force = 2025-01-01\n", "", 3, "incomplete_scheme"),
        ('"recipients.csv"', '"nobody.csv"', 1, "no_allocations"),
    ],
)
def test_a_fault_is_told_with_its_line(
    file: Path, everything: Known, written: str, instead: str, line: int, code: str
) -> None:
    """Each kind of fault is told where it stands; what a scheme must say is regl/8-1."""
    assert written in SCHEME
    assert (line, code) in faults(file, SCHEME.replace(written, instead, 1), everything)


@pytest.mark.parametrize(
    ("written", "instead", "code"),
    [
        ('recipients = ["grantee"]', 'recipients = ["board"]', "unknown_role"),
        ('workflow = "appeal"\ntitle = "Årsrapport"', 'workflow = "reprot"\ntitle = "Årsrapport"', "unknown_workflow"),
    ],
)
def test_names_known_elsewhere_are_advice(file: Path, everything: Known, written: str, instead: str, code: str) -> None:
    """A host may have roles and workflows that this check does not see."""
    assert written in SCHEME
    text = SCHEME.replace(written, instead)
    assert code not in {found for _, found in faults(file, text, everything)}
    assert code in {found for _, found in faults(file, text, everything, strict=True)}


def test_the_conditions_of_a_scheme_are_award_criteria_too(file: Path, everything: Known) -> None:
    """A criterion may say what it is for; without any of the kind the scheme lacks it (regl/8-1)."""
    award = SCHEME.replace('title = "Formidling"', 'title = "Formidling"\nkind = "award"')
    file.write_text(award, "utf-8")
    assert lacks(read_scheme(file)) == ["criteria for goal achievement ([[criterion]])"]


def test_an_amount_limit_may_be_given_as_above() -> None:
    """`above_amount` is the contract's word: due only for more than that many øre."""
    text = new_scheme("grants", 2025).replace('day = "03-15"', 'day = "03-15"\nabove_amount = 9_999_999')
    assert read_scheme(text).duties[0].from_amount == 10_000_000


def test_a_condition_without_a_place_is_tested_at_the_award() -> None:
    """`at` may be left out."""
    text = new_scheme("grants", 2025) + '[[condition]]\ncode = "V1"\nrule = "r"\n'
    assert read_scheme(text).conditions[0].at == ("grant.award",)


def test_a_scheme_that_is_wrong_raises_all_its_faults(file: Path) -> None:
    """Reading refuses what is wrong in itself."""
    file.write_text(SCHEME.replace("03-15", "13-15").replace("refer", "reffer", 1), "utf-8")
    with pytest.raises(BadDefinition) as raised:
        read_scheme(file)
    assert [f.code for f in raised.value.findings] == ["bad_day", "unknown_setting"]


def test_a_new_scheme_passes_its_own_check() -> None:
    """`scheme new` gives a file without faults, in which every field that the ministry must fill in has its place."""
    text = new_scheme("youth_work", 2027)
    assert [f for f in check_scheme(text) if f.severity == "fault"] == []
    scheme = read_scheme(text)
    assert (scheme.id, scheme.year, lacks(scheme)) == ("youth_work", 2027, [])


@pytest.mark.parametrize(("id", "year"), [("Youth", 2027), ("", 2027), ("youth work", 2027), ("youth", 27)])
def test_a_new_scheme_needs_a_plain_id_and_a_year(id: str, year: int) -> None:
    """What cannot be an id or a year is refused before anything is written."""
    with pytest.raises(BadInput):
        new_scheme(id, year)
