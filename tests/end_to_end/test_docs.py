"""The documents hold what is: every key of a format stands in its page, and every example in them passes its check."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from pydantic import BaseModel

from casework.checking import at_hand, check_schemes, check_workflows
from casework.definitions import scheme_schema, workflow_schema
from casework.intake import COLUMNS, read_applications
from casework.model.ledger import MOVEMENTS
from casework.model.workflow import FACT_TYPES, ROLES
from tests.end_to_end.shown import ROOT, Block, blocks

DOCS = ROOT / "docs"
WORKFLOWS, SCHEMES, IMPORTS = (DOCS / f"{name}-format.md" for name in ("workflow", "scheme", "import"))

#: What a fragment of a workflow stands in.
AROUND = """
name = "example"
version = 1
in_force = 2026-01-01
initial = "received"

[states.received]
[states.closed]
final = true

[[transition]]
name = "close_it"
from = ["received"]
to = "closed"
by = ["caseworker"]

"""


def faults(text: str, file: Path, check: str) -> list[str]:
    file.write_text(text, "utf-8")
    # The reminders of a ladder are letters like any other; here their templates stand in for them.
    for language in ("nb", "nn", "en"):
        (file.parent / language).mkdir()
        (file.parent / language / "reminder.md").write_text("# Påminnelse\n", "utf-8")
    around = at_hand(letters=[file.parent])
    found = check_workflows([str(file)], around) if check == "workflow" else check_schemes([str(file)], around)
    return [f"{f.line}: {f.message}" for f in found if f.severity == "fault"]


@pytest.mark.parametrize("block", blocks(WORKFLOWS, "toml"), ids=lambda block: f"line {block.line}")
def test_every_example_of_the_workflow_format_passes_its_check(block: Block, tmp_path: Path) -> None:
    """A part of a file is tested inside a whole one."""
    text = block.text if "initial =" in block.text else AROUND + block.text
    assert faults(text, tmp_path / "example.toml", "workflow") == []


def test_the_example_of_the_scheme_format_passes_its_check(tmp_path: Path) -> None:
    """It is a whole scheme."""
    (block,) = blocks(SCHEMES, "toml")
    assert faults(block.text, tmp_path / "scheme.toml", "scheme") == []


def keys_of(module: ModuleType) -> set[str]:
    """Every key that a file may have, as it is written."""
    models: dict[str, type[BaseModel]] = module.TABLES
    fields = [(name, f) for model in models.values() for name, f in model.model_fields.items()]
    return {f.alias or name for name, f in fields}


@pytest.mark.parametrize(("page", "module"), [(WORKFLOWS, workflow_schema), (SCHEMES, scheme_schema)])
def test_every_key_of_a_format_stands_in_its_page(page: Path, module: ModuleType) -> None:
    """What may be written is told."""
    words = set(re.findall(r"\w+", page.read_text("utf-8")))
    assert keys_of(module) - words == set()


def test_every_role_type_and_posting_stands_in_the_workflow_format() -> None:
    """The closed lists are complete."""
    words = set(re.findall(r"\w+", WORKFLOWS.read_text("utf-8")))
    assert ({*ROLES} | {*FACT_TYPES} | {*MOVEMENTS}) - words == set()


def test_the_import_format_names_every_column_and_its_example_is_read() -> None:
    """The example has one organisation without a number, and amounts in three spellings."""
    text = IMPORTS.read_text("utf-8")
    assert [column for column in COLUMNS if f"`{column}`" not in text] == []
    reading = read_applications(blocks(IMPORTS, "csv")[0].text.encode())
    assert [fault.message for fault in reading.faults] == []
    assert [row.applied_amount_ore for row in reading.rows] == [25_000_050, 9_000_000]
    assert [row.org_number for row in reading.rows] == ["310000000", None]


@pytest.mark.parametrize(
    ("cell", "fault"), [("1,000", True), ("-5", True), ("1E+06", True), ("1.000.000,50", False), ("kr 5 000,-", False)]
)
def test_the_import_format_says_what_happens_to_amounts(cell: str, fault: bool) -> None:
    """What could mean two things is a fault, never a guess."""
    header, row, _ = blocks(IMPORTS, "csv")[0].text.splitlines()
    assert bool(read_applications(f"{header}\n{row.replace('kr 250 000,50', cell)}".encode()).faults) is fault


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_docs", DOCS / "generate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_generated_pages_are_up_to_date() -> None:
    """Run `python docs/generate.py` after a change of workflows, rules, statutes, commands or remarks."""
    pages: dict[str, str] = generator().pages()
    differing = [name for name, text in pages.items() if (DOCS / "generated" / name).read_text("utf-8") != text]
    assert differing == []


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda page: page.name)
def test_no_link_of_the_documents_leads_nowhere(page: Path) -> None:
    """A map shows what is there."""
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_each_decision_is_short_and_has_its_three_parts() -> None:
    """Ten lines or so: context, choice, what it costs."""
    for page in sorted((DOCS / "decisions").glob("*.md")):
        text = page.read_text("utf-8")
        assert all(f"**{part}" in text for part in ("Context", "Choice", "Cost")), page.name
        assert len(text.splitlines()) <= 20, page.name


def test_every_provision_on_procedure_is_carried_out_and_tested_or_says_why_not() -> None:
    """§§ 11 a, 12, 16–36 and 42: a rule or transition, of the provision or a part of it, and a test that names it."""
    page, around = generator(), at_hand()
    done = {key: page.done_of(key, around) for key in page.procedure()}
    carried = {key for key, by in done.items() if by["rule"] or by["transition"]}
    whole = {key for key in done if any(part.startswith((f"{key}-", f"{key}:")) for part in carried)}
    assert done.keys() - carried - whole == set(page.NO_RULE)
    assert [key for key in carried if not done[key]["test"]] == []
