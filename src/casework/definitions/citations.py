"""Who cites a provision: rules, transitions, letters, schemes, and in a checkout also the tests."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from casework.law.provisions import Provision
from casework.model.scheme import Scheme
from casework.model.workflow import Transition, Workflow
from casework.rules import RuleBook

CHECKOUT = Path(__file__).resolve().parents[3]
TEXTS = (".py", ".toml", ".yaml", ".csv", ".md")


@dataclass(frozen=True, slots=True)
class Citation:
    """One place that cites a provision or a part of it; `kind` is rule, transition, letter, scheme or test."""

    kind: str
    name: str
    provision: str
    file: str
    line: int


def cites(key: str, cited: str | None) -> bool:
    """Whether `cited` is the provision or a part of it: `fvl/29-1` is a part of `fvl/29`."""
    return cited is not None and (cited == key or cited.startswith((f"{key}-", f"{key}:")))


def citing_rules(key: str, rules: RuleBook) -> Iterator[Citation]:
    """The rules whose own provision it is."""
    for name in rules:
        rule = rules.named(name)
        if cites(key, rule.law):
            file, line = inspect.getsourcefile(rule.ask), inspect.getsourcelines(rule.ask)[1]
            yield Citation("rule", name, rule.law, shown(Path(file or "")), line)


def citing_transitions(key: str, workflows: Iterable[Workflow]) -> Iterator[Citation]:
    """The transitions made under it, those that start its time limit, and those in which it can be chosen as ground."""
    for workflow in workflows:
        for step in (workflow.opening, *workflow.transitions):
            for law in dict.fromkeys([*_laws(step), *_grounds(workflow, step)]):
                if cites(key, law):
                    name = f"{workflow.name}.{step.name}"
                    yield Citation("transition", name, law, shown(Path(workflow.file)), max(step.line, 1))


def _laws(step: Transition) -> list[str]:
    return [law for law in (step.law, *(start.law for start in step.starts)) if law]


def _grounds(workflow: Workflow, step: Transition) -> list[str]:
    """What its facts let people choose among, where that is provisions: `fvl/16-3-a`."""
    specs = [workflow.facts[name] for name in step.facts if name in workflow.facts]
    return [choice for spec in specs for choice in spec.choices if "/" in choice]


def citing_schemes(key: str, schemes: Iterable[Scheme]) -> Iterator[Citation]:
    """The places in scheme files that name it."""
    for scheme in schemes:
        for line, found in _mentions(key, Path(scheme.file)):
            yield Citation("scheme", f"{scheme.id}/{scheme.year}", found, shown(Path(scheme.file)), line)


def citing_letters(provision: Provision, folders: Iterable[Path]) -> Iterator[Citation]:
    """The letters that name it by its key, or its section the way people write it: «forvaltningsloven § 29»."""
    for path in sorted(path for folder in folders for path in folder.glob("*/*") if path.suffix in TEXTS):
        name = f"{path.parent.name}/{path.stem}"
        for line, found in [*_mentions(provision.key, path), *_sections(provision, path)]:
            yield Citation("letter", name, found, shown(path), line)


def citing_tests(key: str, folder: Path = CHECKOUT / "tests") -> Iterator[Citation]:
    """The tests that name it, each with the first line; none where there is no checkout."""
    seen = dict[tuple[str, str, str], Citation]()
    for path in sorted(path for path in folder.rglob("*") if path.suffix in TEXTS):
        found = _mentions(key, path)
        names = _tests(path) if found and path.suffix == ".py" else {}
        for line, provision in found:
            citation = Citation("test", names.get(line, path.stem), provision, shown(path), line)
            seen.setdefault((citation.name, citation.provision, citation.file), citation)
    yield from seen.values()


def shown(path: Path) -> str:
    """The path as it is told: within the checkout where it lies there."""
    full = path.resolve()
    return str(full.relative_to(CHECKOUT)) if full.is_relative_to(CHECKOUT) else str(path)


def _mentions(key: str, path: Path) -> list[tuple[int, str]]:
    """The lines of a file that name the provision or a part of it, with what they name."""
    pattern = re.compile(rf"(?<![\w/]){re.escape(key)}(?![0-9a-z])(?:-[0-9a-z]+)*(?::[a-z_]+)?")
    lines = enumerate(_text(path).splitlines(), 1)
    return [(number, found) for number, line in lines for found in dict.fromkeys(pattern.findall(line))]


def _sections(provision: Provision, path: Path) -> Iterator[tuple[int, str]]:
    act, _, rest = provision.key.partition("/")
    section = re.split("[-:]", rest)[0]
    digits, letter = re.fullmatch(r"([0-9.]+)([a-z]?)", section or "0").groups()  # type: ignore[union-attr]
    number = rf"§\s*{re.escape(digits)}" + (rf"\s?{letter}\b" if letter else r"(?!\.?\d|\s?[a-h]\b)")
    name = "|".join(re.escape(word) for word in _names(provision))
    pattern = re.compile(rf"(?:{name})\b.*{number}", re.IGNORECASE)
    for line, text in enumerate(_text(path).splitlines(), 1):
        if pattern.search(text):
            yield line, f"{act}/{section}"


def _names(provision: Provision) -> set[str]:
    """What people call the Act: the first word of its title in each written form, and its abbreviation."""
    return {provision.act.nb.split()[0], provision.act.nn.split()[0], f"{provision.key.partition('/')[0]}."}


def _tests(path: Path) -> dict[int, str]:
    """The name of the test that each line of a file belongs to."""
    names: dict[int, str] = {}
    for node in ast.walk(ast.parse(_text(path))):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test"):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            names |= dict.fromkeys(range(first, (node.end_lineno or node.lineno) + 1), node.name)
    return names


@cache
def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")
