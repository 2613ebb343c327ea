"""Writes docs/generated from the code and the files: `python docs/generate.py`. A test fails where they differ."""

# ruff: noqa: T201  (it tells what it wrote)
from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click

from casework.checking import AtHand, at_hand, citing
from casework.definitions import citations
from casework.definitions.drawing import mermaid
from casework.faces.cli.root import root
from casework.intake.wording import TEXTS
from casework.law.provisions import Provision, provisions

HERE = Path(__file__).resolve().parent
GENERATED = HERE / "generated"
#: The sections that the procedure table goes through: representation, warning, access, decision, appeal, deferral.
PROCEDURE = ("11a", "12", *map(str, range(16, 37)), "18a", "18b", "18c", "18d", "27a", "27b", "42")
KINDS = ("rule", "transition", "letter", "test")
NO_RULE: dict[str, str] = tomllib.loads((HERE / "no-rule.toml").read_text("utf-8"))
NOTE = "<!-- Written by docs/generate.py; change the sources instead. -->"


def pages() -> dict[str, str]:
    """Every generated page by its file name."""
    around = at_hand()
    return {
        "workflows.md": _page("Workflows", _workflows(around)),
        "law.md": _page("Law index", _law(around)),
        "procedure.md": _page("The Public Administration Act, provision by provision", _procedure(around)),
        "cli.md": _page("Commands", _commands()),
        "decisions.md": _page("Decisions", _decisions()),
        "import-remarks.md": _page("What the import says about a file", _remarks()),
    }


def _page(heading: str, lines: Iterator[str]) -> str:
    return "\n".join([NOTE, "", f"# {heading}", "", *lines]).rstrip() + "\n"


def _workflows(around: AtHand) -> Iterator[str]:
    yield "The drawing of every shipped workflow; `casework workflow draw NAME` draws yours."
    for workflow in around.workflows():
        title = workflow.title.en if workflow.title else workflow.name
        yield from ("", f"## {title} (`{workflow.name}`, version {workflow.version})", "", "```mermaid")
        yield from (mermaid(workflow, "en").rstrip(), "```")


def _law(around: AtHand) -> Iterator[str]:
    yield "Every provision that is known, and the rules, transitions, letters and schemes that cite it."
    yield from ("", "| provision | what it says | since | cited by |", "|---|---|---|---|")
    for key, found in sorted(provisions().items()):
        since = found.since or "not in force"
        yield f"| `{key}` | {_cell(found.text.en)} | {since} | {_cell(', '.join(_citing(found, around)))} |"


def _citing(found: Provision, around: AtHand) -> list[str]:
    """Who cites the provision itself, not a part of it."""
    every = [
        *citations.citing_rules(found.key, around.rules),
        *citations.citing_transitions(found.key, around.workflows()),
        *citations.citing_letters(found, around.letter_folders),
        *citations.citing_schemes(found.key, around.schemes()),
    ]
    return sorted({f"{c.kind} {c.name}" for c in every if c.provision == found.key})


def _procedure(around: AtHand) -> Iterator[str]:
    yield "What the engine does of §§ 11 a, 12, 16–36 and 42 of the Act of 1967: the rules that ask for it, the"
    yield "transitions made under it, the letters that name it and the tests that hold it; or why there is no rule."
    yield from ("", "| provision | what it says | rules | transitions | letters | tests |", "|---|---|---|---|---|---|")
    for key in procedure():
        found, cited = provisions()[key], done_of(key, around)
        columns = [", ".join(f"`{name}`" for name in cited[kind]) for kind in KINDS]
        if key in NO_RULE:
            columns[0] = f"no rule, because {NO_RULE[key]}"
        yield f"| `{key}` | {_cell(found.text.en)} | {' | '.join(map(_cell, columns))} |"


def procedure() -> list[str]:
    """The provisions of the procedure table in the order of the Act."""
    keys = [key for key in provisions() if key.startswith("fvl/") and _section(key) in PROCEDURE]
    return sorted(keys, key=lambda key: [(len(part), part) for part in re.split("[/:-]", key)])


def _section(key: str) -> str:
    return re.split("[/:-]", key)[1]


def done_of(key: str, around: AtHand) -> dict[str, list[str]]:
    """Who cites the provision itself, by kind."""
    named: dict[str, set[str]] = {kind: set() for kind in (*KINDS, "scheme")}
    for citation in citing(key, around):
        if citation.provision == key:
            named[citation.kind].add(citation.name)
    return {kind: sorted(names) for kind, names in named.items()}


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _commands() -> Iterator[str]:
    yield "Options that every command takes stand once, at the end."
    yield from _command(root, ("casework",))
    yield from ("", "## Options everywhere", "", "```text", *_shared(), "```")


def _command(command: click.Command, path: tuple[str, ...]) -> Iterator[str]:
    context = click.Context(command, info_name=" ".join(path))
    if not isinstance(command, click.Group):
        usage = " ".join(command.collect_usage_pieces(context)).removeprefix("[OPTIONS] ")
        yield from (
            "",
            f"## `{' '.join(path)}`",
            "",
            f"`{' '.join(path)} {usage}`",
            "",
            (command.help or "").replace("\b\n", "").rstrip(),
        )
        yield from _options(command, context)
        return
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        if inner is not None:
            yield from _command(inner, (*path, name))


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    records = [p.get_help_record(context) for p in command.params if type(p) is click.Option]
    rows = [f"| `{_cell(name)}` | {_cell(told)} |" for name, told in filter(None, records)]
    if rows:
        yield from ("", "| option | |", "|---|---|", *rows)


def _shared() -> Iterator[str]:
    context = click.Context(root, info_name="casework")
    for option in root.params:
        record = option.get_help_record(context)
        if record:
            yield f"{record[0]:<24} {record[1]}"


def _decisions() -> Iterator[str]:
    yield "Why it is as it is, ten lines each."
    yield ""
    for file in sorted((HERE / "decisions").glob("*.md")):
        heading = file.read_text("utf-8").partition("\n")[0].removeprefix("#").strip()
        title = heading.lstrip("0123456789. ")
        yield f"- {file.name[:4]} [{title}](../decisions/{file.name})"


def _remarks() -> Iterator[str]:
    yield "Each is a fault, which keeps the row or the file from being loaded, or a note, which is told and loaded."
    yield from ("", "| code | what is said |", "|---|---|")
    for code, text in sorted(TEXTS.items()):
        yield f"| `{code}` | {_cell(text.en)} |"


def main() -> None:
    """Write every page."""
    GENERATED.mkdir(exist_ok=True)
    for name, text in pages().items():
        (GENERATED / name).write_text(text, "utf-8")
        print(f"docs/generated/{name}")


if __name__ == "__main__":
    main()
