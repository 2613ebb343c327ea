"""What a template reads and marks, seen without running it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from jinja2 import Environment, nodes

#: The table of facts in a template, and the filter that marks what a letter tells.
FACTS, MARK = "facts", "tells"


@dataclass(frozen=True, slots=True)
class Placeholders:
    """The facts that a template reads itself, those that its parts read, and the items that any of them marks."""

    facts: frozenset[str]
    shared: frozenset[str]
    marked: frozenset[str]


def placeholders(environment: Environment, body: str, part: Callable[[str], str]) -> Placeholders:
    """What a template and the parts that it includes read and mark.

    `part` gives the body of an included template, by the end of its name such as `/parts/appeal.md`.
    """
    tree = environment.parse(body)
    parts = [placeholders(environment, part(name), part) for name in _included(tree)]
    shared = frozenset[str]().union(*(each.facts | each.shared for each in parts))
    marked = frozenset(_marked(tree)).union(*(each.marked for each in parts))
    return Placeholders(frozenset(_facts(tree)), shared, marked)


def _facts(tree: nodes.Template) -> Iterator[str]:
    """`facts["name"]`, `facts.name` and `facts.get("name")`."""
    for item in tree.find_all(nodes.Getitem):
        if _is_facts(item.node) and isinstance(item.arg, nodes.Const):
            yield str(item.arg.value)
    for attribute in tree.find_all(nodes.Getattr):
        if _is_facts(attribute.node) and attribute.attr not in ("get", "items", "keys", "values"):
            yield attribute.attr
    for call in tree.find_all(nodes.Call):
        named = call.node
        asked = isinstance(named, nodes.Getattr) and named.attr == "get" and _is_facts(named.node)
        if asked and call.args and isinstance(call.args[0], nodes.Const):
            yield str(call.args[0].value)


def _is_facts(node: nodes.Expr) -> bool:
    return isinstance(node, nodes.Name) and node.name == FACTS


def _marked(tree: nodes.Template) -> Iterator[str]:
    for mark in tree.find_all(nodes.Filter):
        if mark.name == MARK and mark.args and isinstance(mark.args[0], nodes.Const):
            yield str(mark.args[0].value)


def _included(tree: nodes.Template) -> Iterator[str]:
    """The ends of the names that are included by `language ~ "/parts/…"`."""
    for include in tree.find_all(nodes.Include):
        yield from (str(const.value) for const in include.template.find_all(nodes.Const))
